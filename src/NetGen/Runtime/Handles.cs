using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>Makes handles where only a type is known.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Handles
{
    /// <summary>The handle of a block.</summary>
    public static TBlock Block<TBlock>(string name, ParameterSet parameters)
        where TBlock : class, IBlock<TBlock> => TBlock.Create(name, parameters);
}
