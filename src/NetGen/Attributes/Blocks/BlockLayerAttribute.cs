namespace NetGen;

/// <summary>What all attributes that apply a block have: the sizes it left open.</summary>
public abstract class BlockLayerAttribute : LayerAttribute
{
    private protected BlockLayerAttribute() { }

    /// <summary>What <see cref="Given.Width"/> is in the block; by default the last size of the input.</summary>
    public int Width { get; set; }

    /// <summary>What <see cref="Given.Stride"/> is in the block.</summary>
    public int Stride { get; set; }

    /// <summary>What <see cref="Given.Heads"/> is in the block.</summary>
    public int Heads { get; set; }
}
