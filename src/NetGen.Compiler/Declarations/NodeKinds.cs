namespace NetGen.Compiler.Declarations;

/// <summary>
/// Nodes that are no layers: the input, a layer once more, and what applies blocks. The library's attributes have their names.
/// </summary>
public static class NodeKinds
{
    /// <summary>Values of the caller.</summary>
    public const string Input = "Input";

    /// <summary>Another node once more, with that one's parameters.</summary>
    public const string Shared = "Shared";

    /// <summary>y = block(x).</summary>
    public const string Apply = "Apply";

    /// <summary>y = x + block(x).</summary>
    public const string Residual = "Residual";

    /// <summary>y = block(… block(x)), each time with parameters of its own.</summary>
    public const string Repeat = "Repeat";

    /// <summary>y = merge(first(x), second(x)).</summary>
    public const string Parallel = "Parallel";

    /// <summary>Whether it is an attribute with blocks as type arguments.</summary>
    public static bool AppliesBlocks(string kind) => kind == Apply || kind == Residual || HasOwnHandle(kind);

    /// <summary>Whether the library has a handle of its name, with the blocks' handles as type arguments.</summary>
    public static bool HasOwnHandle(string kind) => kind == Repeat || kind == Parallel;
}
