using System.Globalization;

namespace NetGen.Tool;

/// <summary>`netgen diff`: which arrays of two files differ, by how much, and where most.</summary>
internal sealed record Difference(string Text, bool IsNone)
{
    /// <summary>Compares two files; arrays meet by name, wherever they stand.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="tolerance">How far apart two values may be and still count as equal: absolutely, and relative to the larger.</param>
    public static Difference Of(WeightsFile left, WeightsFile right, double tolerance)
    {
        Dictionary<string, WeightsArray> others = right.Arrays.ToDictionary(array => array.Name, StringComparer.Ordinal);
        List<string[]> rows = [];
        int same = 0;
        foreach (WeightsArray array in left.Arrays)
        {
            if (!others.Remove(array.Name, out WeightsArray? other)) rows.Add([array.Name, $"only in {left.Path}"]);
            else if (!array.Shape.SequenceEqual(other.Shape)) rows.Add([array.Name, $"{array.ShapeText} in {left.Path}, {other.ShapeText} in {right.Path}"]);
            else if (Values(array, other, tolerance) is { } difference) rows.Add([array.Name, difference]);
            else same++;
        }
        rows.AddRange(right.Arrays.Where(array => others.ContainsKey(array.Name)).Select(array => (string[])[array.Name, $"only in {right.Path}"]));
        string within = tolerance == 0 ? "equal" : string.Create(CultureInfo.InvariantCulture, $"equal within {tolerance:G}");
        string text = string.Concat(rows.Select(row => $"{row[0].PadRight(rows.Max(other => other[0].Length))}  {row[1]}\n"));
        return new Difference(text + $"{same} {(same == 1 ? "array" : "arrays")} {within}, {rows.Count} not\n", rows.Count == 0);
    }

    /// <summary>What is said of two arrays of one shape; null if they are equal.</summary>
    private static string? Values(WeightsArray left, WeightsArray right, double tolerance)
    {
        if (left.IsRead != right.IsRead) return $"{left.TypeText} and {right.TypeText} cannot be compared";
        if (!left.IsRead) return left.Type == right.Type && left.Data.Span.SequenceEqual(right.Data.Span) ? null : $"other bytes ({left.TypeText}, {right.TypeText})";
        int count = 0, where = -1;
        double most = -1;
        for (int i = 0; i < left.Length; i++)
        {
            (double a, double b) = (left[i], right[i]);
            // A zero of either sign is a zero, and one value that is no number is like another.
            if (a.Equals(b) || a == b) continue;
            double distance = Math.Abs(a - b);
            if (distance <= tolerance || distance <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b)) && double.IsFinite(distance)) continue;
            count++;
            if (double.IsNaN(distance)) distance = double.PositiveInfinity;
            if (distance <= most) continue;
            (most, where) = (distance, i);
        }
        return count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{count} of {left.Length} values differ, most at {Place(where, left.Shape)}: {left[where]:G9} and {right[where]:G9}, {most:G3} apart");
    }

    /// <summary>An index as one of each axis.</summary>
    private static string Place(int index, int[] shape)
    {
        var places = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--) (index, places[axis]) = (index / shape[axis], index % shape[axis]);
        return $"[{string.Join(", ", places)}]";
    }
}
