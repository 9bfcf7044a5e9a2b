using System.Globalization;
using System.Text;

namespace NetGen.Runtime;

/// <summary>The table behind <c>Summary</c>: a row a layer, columns as wide as they need be.</summary>
internal static class SummaryTable
{
    internal static string Write(NetworkInfo info)
    {
        var rows = new List<string[]> { new[] { "layer", "kind", "output", "parameters", "FLOPs" } };
        foreach (LayerInfo layer in info.Layers)
            rows.Add([layer.Name, layer.Details.Length > 0 ? $"{layer.Kind}, {layer.Details}"
                : layer.Kind, layer.Output, Number(layer.Parameters), Number(layer.Flops)]);
        rows.Add(["total", "", "", Number(info.ParameterCount), Number(info.Flops)]);

        var text = new StringBuilder(info.Name);
        if (info.Loss is { } loss) text.Append(": ").Append(loss);
        text.Append('\n');
        int[] widths = Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (string[] row in rows)
        {
            var line = new StringBuilder("  ");
            for (int column = 0; column < 5; column++)
                line.Append(column < 3 ? row[column].PadRight(widths[column]) : row[column].PadLeft(widths[column])).Append("  ");
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
        text.Append("runs as ").Append(info.Isa);
        if (!info.IsOptimized) text.Append(": build with <Optimize>true</Optimize> (or -c Release), it runs some fifty times faster");
        return text.ToString();
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
