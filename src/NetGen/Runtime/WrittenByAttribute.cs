using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// On the generated part of a block: by which version of NetGen it was written, for projects that apply the block from its assembly.
/// </summary>
/// <param name="version">Such as <c>1.2.0</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WrittenByAttribute(string version) : Attribute
{
    /// <summary>The version.</summary>
    public string Version { get; } = version;
}
