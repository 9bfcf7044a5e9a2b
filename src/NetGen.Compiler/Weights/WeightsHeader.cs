using System.Globalization;
using System.Text;
using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Weights;

/// <summary>
/// What a file of parameters holds, without the values: the text the build task writes, since an analyzer may not read files of its own
/// accord and the compiler takes texts only. A line says what it is, one names the file, then comes a line a tensor, <c>F32 64,10
/// dense1.weight</c>, and <c>end</c>.
/// </summary>
public sealed record WeightsHeader(string File, EquatableArray<TensorHeader> Tensors)
{
    /// <summary>The first line; another version of the task writes another.</summary>
    public const string Mark = "netgen-weights 2";

    /// <summary>How the text's name ends.</summary>
    public const string Suffix = ".netgen-weights.txt";

    /// <summary>The last line: a text that broke off has none.</summary>
    private const string End = "end";

    /// <summary>Reads the text; null where it is not one, or not whole.</summary>
    public static WeightsHeader? Parse(string text)
    {
        string[] lines = text.Replace("\r", "").Split('\n');
        if (lines.Length < 4 || lines[0] != Mark || lines[lines.Length - 2] != End || lines[lines.Length - 1].Length > 0) return null;
        var tensors = new List<TensorHeader>();
        foreach (string line in lines.Skip(2).Take(lines.Length - 4))
        {
            string[] parts = line.Split([' '], 3);
            if (parts.Length != 3 || ParseShape(parts[1]) is not { } shape) return null;
            tensors.Add(new TensorHeader(Unescape(parts[2]), parts[0], new(shape)));
        }

        return new WeightsHeader(Unescape(lines[1]), new(tensors));
    }

    /// <summary>A scalar's shape is written as a dash.</summary>
    private static int[]? ParseShape(string text)
    {
        if (text == "-") return [];
        string[] sizes = text.Split(',');
        var shape = new int[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
            if (!int.TryParse(sizes[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i])) return null;
        return shape;
    }

    /// <summary>What would end a line is written as \u and four hexadecimal digits, and \ as \u005C.</summary>
    private static string Unescape(string text)
    {
        if (text.IndexOf('\\') < 0) return text;
        var plain = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 5 < text.Length
                && int.TryParse(text.Substring(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int unit))
            {
                plain.Append((char)unit);
                i += 5;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
