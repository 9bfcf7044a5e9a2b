namespace NetGen.Runtime;

internal static class Shapes
{
    /// <summary>The sizes with × between them; <c>scalar</c> where there are none.</summary>
    internal static string Text(ReadOnlySpan<int> shape)
    {
        if (shape.Length == 0) return "scalar";
        var text = new System.Text.StringBuilder();
        foreach (int size in shape) text.Append(text.Length > 0 ? "×" : "").Append(size);
        return text.ToString();
    }
}
