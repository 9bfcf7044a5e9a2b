using System.Globalization;
using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>`netgen diff`: which arrays of two files differ, by how much, and where most.</summary>
internal sealed record Difference(string Text, bool IsNone)
{
    /// <summary>Compares two files; arrays meet by name, wherever they are.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="tolerance">How far apart two values may be and still count as equal: absolutely, and relative to the larger.</param>
    public static Difference Of(WeightsFile left, WeightsFile right, double tolerance)
    {
        Dictionary<string, WeightsArray> others = right.Arrays.ToDictionary(array => array.Name, StringComparer.Ordinal);
        string onlyLeft = $"only in {HostileText.Line(left.Path, 4096)}", onlyRight = $"only in {HostileText.Line(right.Path, 4096)}";
        List<string[]> rows = [];
        int same = 0;
        foreach (WeightsArray array in left.Arrays)
        {
            string name = HostileText.Line(array.Name);
            if (!others.Remove(array.Name, out WeightsArray? other)) rows.Add([name, onlyLeft]);
            else if (!array.Shape.SequenceEqual(other.Shape))
                rows.Add([name,
                    $"{array.ShapeText} in {HostileText.Line(left.Path, 4096)}, {other.ShapeText} in "
                    + $"{HostileText.Line(right.Path, 4096)}"]);
            else if (Values(array, other, tolerance) is { } difference) rows.Add([name, difference]);
            else same++;
        }
        rows.AddRange(right.Arrays.Where(array => others.ContainsKey(array.Name))
            .Select(array => (string[])[HostileText.Line(array.Name), onlyRight]));
        string within = tolerance == 0 ? "equal" : string.Create(CultureInfo.InvariantCulture, $"equal within {tolerance:G}");
        int width = rows.Count == 0 ? 0 : rows.Max(row => row[0].Length);
        string text = string.Concat(rows.Select(row => $"{row[0].PadRight(width)}  {row[1]}\n"));
        return new Difference(text + $"{same} {(same == 1 ? "array" : "arrays")} {within}, {rows.Count} not\n", rows.Count == 0);
    }

    /// <summary>What is reported for two arrays of one shape; null if they are equal.</summary>
    private static string? Values(WeightsArray left, WeightsArray right, double tolerance)
    {
        if (left.IsRead != right.IsRead) return $"{left.TypeText} and {right.TypeText} cannot be compared";
        if (!left.IsRead) return left.Type == right.Type && left.Data.Span.SequenceEqual(right.Data.Span) ? null
            : $"other bytes ({left.TypeText}, {right.TypeText})";
        int count = 0, where = -1;
        double most = -1;
        string apart = "";
        for (int i = 0; i < left.Length; i++)
        {
            if (!Differ(left, right, i, tolerance, out double distance, out Int128? exact)) continue;
            count++;
            if (distance <= most) continue;
            (most, where) = (distance, i);
            apart = exact is { } whole ? whole.ToString(CultureInfo.InvariantCulture)
                : distance.ToString("G3", CultureInfo.InvariantCulture);
        }
        return count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"{count} of {left.Length} values differ, most at {Place(where, left.Shape)}: {left.Text(where)} "
            + $"and {right.Text(where)}, {apart} apart");
    }

    /// <summary>Compares two values exactly, each by its own type: 64-bit integers are no doubles.</summary>
    private static bool Differ(WeightsArray left, WeightsArray right, int i, double tolerance, out double distance, out Int128? exact)
    {
        (exact, distance) = (null, 0);
        if (left.IsWhole && right.IsWhole)
        {
            (Int128 a, Int128 b) = (left.Whole(i), right.Whole(i));
            if (a == b) return false;
            exact = Int128.Abs(a - b);
            distance = (double)exact;
            return !IsWithin(distance, (double)a, (double)b, tolerance);
        }
        (double x, double y) = (left[i], right[i]);
        // A zero of either sign is a zero, and one value that is no number is like another.
        if (x.Equals(y) || x == y)
        {
            // As doubles: the whole number of the two may have been rounded to the other.
            if (left.IsWhole == right.IsWhole || (left.IsWhole ? left.Whole(i) : right.Whole(i)) == (Int128)x) return false;
            exact = Int128.Abs((left.IsWhole ? left.Whole(i) : right.Whole(i)) - (Int128)x);
            distance = (double)exact;
            return !IsWithin(distance, x, y, tolerance);
        }
        distance = Math.Abs(x - y);
        if (IsWithin(distance, x, y, tolerance)) return false;
        if (double.IsNaN(distance)) distance = double.PositiveInfinity;
        return true;
    }

    private static bool IsWithin(double distance, double a, double b, double tolerance) =>
        distance <= tolerance || distance <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b)) && double.IsFinite(distance);

    /// <summary>An index as one of each axis.</summary>
    private static string Place(int index, int[] shape)
    {
        var places = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--) (index, places[axis]) = (index / shape[axis], index % shape[axis]);
        return $"[{string.Join(", ", places)}]";
    }
}
