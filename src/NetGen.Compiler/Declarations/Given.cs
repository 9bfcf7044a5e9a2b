namespace NetGen.Compiler.Declarations;

/// <summary>Sizes a block leaves open, as numbers no size can be: the constants of the library's <c>Given</c>.</summary>
public static class Given
{
    public const int Width = int.MinValue, Stride = int.MinValue + 1, Heads = int.MinValue + 2;

    /// <summary>The name of an open size; null where the number is a size.</summary>
    public static string? NameOf(int size) => size switch { Width => "Width", Stride => "Stride", Heads => "Heads", _ => null };
}
