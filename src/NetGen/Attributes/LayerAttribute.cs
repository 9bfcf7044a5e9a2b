namespace NetGen;

/// <summary>A layer: takes the values of the node above and gives values of its own.</summary>
public abstract class LayerAttribute : NodeAttribute
{
    private protected LayerAttribute() { }

    /// <summary>
    /// The member it takes instead of the one above it: <c>From = nameof(Deep)</c>. For networks and blocks written as members; layers of a
    /// chain have no names.
    /// </summary>
    public string? From { get; set; }
}
