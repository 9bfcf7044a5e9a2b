using System.Globalization;
using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>`netgen summary`: a line for every array, and what is wrong with it.</summary>
internal static class Summary
{
    public static string Of(WeightsFile file)
    {
        List<string[]> rows = [["array", "type", "shape", "values", "min", "max", "mean", "deviation", "not finite"]];
        foreach (WeightsArray array in file.Arrays) rows.Add(Row(array));
        string text = Table.Of(rows);
        long values = file.Arrays.Sum(array => (long)array.Length), bytes = file.Arrays.Sum(array => (long)array.Data.Length);
        text += string.Create(CultureInfo.InvariantCulture, $"{file.Arrays.Count} arrays, {values} values, {bytes} bytes\n");
        var metadata = file.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(MaxTexts);
        foreach ((string key, string value) in metadata) text += $"{HostileText.Line(key)}: {Lines(value)}\n";
        if (file.Metadata.Count > MaxTexts) text += $"and {file.Metadata.Count - MaxTexts} more texts\n";
        return text;
    }

    /// <summary>So many texts of a file, and so many lines of each, are shown, of so many characters.</summary>
    private const int MaxTexts = 32, MaxLines = 200, MaxLine = 240;

    /// <summary>A text of a file; further lines are indented, so that none looks like the tool's own.</summary>
    private static string Lines(string text)
    {
        int count = text.AsSpan().Count('\n') + 1;
        IEnumerable<string> lines = text.Split('\n', MaxLines + 1).Take(MaxLines)
            .Select(line => HostileText.Line(line.TrimEnd('\r'), MaxLine));
        return string.Join("\n    ", count > MaxLines ? lines.Append($"and {count - MaxLines} more lines") : lines);
    }

    private static string[] Row(WeightsArray array)
    {
        string[] row = [HostileText.Line(array.Name), array.TypeText, array.ShapeText, array.Length.ToString(CultureInfo.InvariantCulture)];
        if (!array.IsRead) return [.. row, "", "", "", "", "not read"];
        double min = double.PositiveInfinity, max = double.NegativeInfinity, mean = 0, squares = 0;
        int finite = 0;
        for (int i = 0; i < array.Length; i++)
        {
            double value = array[i];
            if (!double.IsFinite(value)) continue;
            finite++;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
            // Welford's: no cancellation where the mean is large compared with the deviation.
            double difference = value - mean;
            mean += difference / finite;
            squares += difference * (value - mean);
        }
        string[] range = finite == 0 ? ["", "", "", ""] : [Text(min), Text(max), Text(mean), Text(Math.Sqrt(squares / finite))];
        return [.. row, .. range, array.Length == finite ? "" : (array.Length - finite).ToString(CultureInfo.InvariantCulture)];
    }

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
