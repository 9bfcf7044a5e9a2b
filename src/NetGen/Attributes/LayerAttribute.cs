namespace NetGen;

/// <summary>A layer: takes the values of the node above and gives values of its own.</summary>
public abstract class LayerAttribute : NodeAttribute
{
    private protected LayerAttribute() { }
}
