namespace NetGen;

/// <summary>
/// A loss: what training makes small. It comes last, below the layer whose output it judges. <c>Predict</c> returns that layer's
/// values, never the loss's.
/// </summary>
public abstract class LossAttribute : NodeAttribute
{
    private protected LossAttribute() { }

    /// <summary>The factor of this loss in the total. A positive number; 1 by default.</summary>
    public double Weight { get; set; } = 1;
}
