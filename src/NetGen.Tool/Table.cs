using System.Text;

namespace NetGen.Tool;

/// <summary>Columns of text, the first aligned to the left and the others to the right.</summary>
internal static class Table
{
    public static string Of(IReadOnlyList<string[]> rows)
    {
        var text = new StringBuilder();
        var widths = new int[rows.Max(row => row.Length)];
        foreach (string[] row in rows)
            for (int column = 0; column < row.Length; column++) widths[column] = Math.Max(widths[column], row[column].Length);
        foreach (string[] row in rows)
        {
            var line = new StringBuilder();
            for (int column = 0; column < row.Length; column++)
                line.Append(column == 0 ? row[0].PadRight(widths[0]) : "  " + row[column].PadLeft(widths[column]));
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
        return text.ToString();
    }
}
