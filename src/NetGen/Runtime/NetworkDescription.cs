using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>What generated code tells the library of its network: one object a class.</summary>
/// <param name="Info">Facts for users.</param>
/// <param name="Layout">Sizes of its memory.</param>
/// <param name="Parameters">The parameter map, in the order of the layers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NetworkDescription(NetworkInfo Info, NetworkLayout Layout, ParameterInfo[] Parameters)
{
    /// <summary>What it takes and gives.</summary>
    internal Ports Ports { get; } = new(Info);
}
