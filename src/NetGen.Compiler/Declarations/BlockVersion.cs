namespace NetGen.Compiler.Declarations;

/// <summary>
/// Which blocks of other assemblies can be read. A block there is its attributes, as the library of its time understood them: an older
/// version may have meant something else by them, and a newer one may say in them what this one would overlook.
/// </summary>
public static class BlockVersion
{
    /// <summary>This version, such as <c>1.2.0</c>: what the generated part of a block is marked with.</summary>
    public static string Own { get; } = typeof(BlockVersion).Assembly.GetName().Version!.ToString(3);

    /// <summary>
    /// Whether what a block says means the same here: of one major version, and not of a later minor one. Before 1.0 each minor version may
    /// change anything.
    /// </summary>
    public static bool IsReadable(string builtBy) => IsReadable(builtBy, Own);

    /// <inheritdoc cref="IsReadable(string)"/>
    public static bool IsReadable(string builtBy, string own) =>
        Version.TryParse(builtBy, out Version? block) && Version.TryParse(own, out Version? here)
        && block.Major == here.Major && (here.Major == 0 ? block.Minor == here.Minor : block.Minor <= here.Minor);
}
