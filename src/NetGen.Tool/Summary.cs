using System.Globalization;

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
        foreach ((string key, string value) in file.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) text += $"{key}: {value}\n";
        return text;
    }

    private static string[] Row(WeightsArray array)
    {
        string[] row = [array.Name, array.TypeText, array.ShapeText, array.Length.ToString(CultureInfo.InvariantCulture)];
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
            // Welford's: no cancellation where the mean is large beside the deviation.
            double difference = value - mean;
            mean += difference / finite;
            squares += difference * (value - mean);
        }
        string[] range = finite == 0 ? ["", "", "", ""] : [Text(min), Text(max), Text(mean), Text(Math.Sqrt(squares / finite))];
        return [.. row, .. range, array.Length == finite ? "" : (array.Length - finite).ToString(CultureInfo.InvariantCulture)];
    }

    private static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
