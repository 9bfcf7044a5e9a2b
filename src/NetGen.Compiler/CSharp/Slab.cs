using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetGen.Compiler.CSharp;

/// <summary>An interpolated string in the invariant culture. A value of several lines keeps the indentation of the line it is in.</summary>
[InterpolatedStringHandler]
public readonly struct Slab
{
    private readonly StringBuilder text;

    public Slab(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + 16 * formattedCount);

    public void AppendLiteral(string value) => text.Append(value);

    public void AppendFormatted(string? value)
    {
        if (value is null) return;
        if (value.IndexOf('\n') >= 0) value = value.Replace("\n", "\n" + IndentOfLine());
        text.Append(value);
    }

    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted<T>(T value) => AppendFormatted(
        value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());

    public void AppendFormatted<T>(T value, string format) where T : IFormattable =>
        text.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();

    private string IndentOfLine()
    {
        int start = text.Length;
        while (start > 0 && text[start - 1] != '\n') start--;
        int end = start;
        while (end < text.Length && text[end] == ' ') end++;
        return new string(' ', end - start);
    }
}
