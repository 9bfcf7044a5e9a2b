using System.Text;

namespace NetGen.Formats;

/// <summary>Two texts line by line: what both have, what only the first has (−), what only the second has (+).</summary>
internal static class LineDifference
{
    /// <summary>More lines than these are not compared, and more than these not shown.</summary>
    private const int MaxLines = 1000, MaxShown = 60;

    internal static string Write(string before, string after)
    {
        int linesBefore = before.AsSpan().Count('\n') + 1, linesAfter = after.AsSpan().Count('\n') + 1;
        if (linesBefore > MaxLines || linesAfter > MaxLines) return $"    {linesBefore} lines against {linesAfter}: too many to compare";
        string[] a = before.Split('\n'), b = after.Split('\n');

        // common[i, j]: lines that a from i and b from j have in common, in order.
        var common = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
            for (int j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        var text = new StringBuilder();
        int x = 0, y = 0, shown = 0;
        while (x < a.Length || y < b.Length)
        {
            if (++shown > MaxShown) return text.Append("    and more").ToString();
            if (x < a.Length && y < b.Length && a[x] == b[y])
            {
                text.Append("    ").Append(HostileText.Line(a[x++])).Append('\n');
                y++;
            }
            else if (x < a.Length && (y == b.Length || common[x + 1, y] >= common[x, y + 1]))
                text.Append("  - ").Append(HostileText.Line(a[x++])).Append('\n');
            else text.Append("  + ").Append(HostileText.Line(b[y++])).Append('\n');
        }
        return text.ToString().TrimEnd('\n');
    }
}
