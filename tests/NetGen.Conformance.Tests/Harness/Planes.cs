namespace NetGen.Conformance;

/// <summary>
/// Numbers of several inputs, outputs or targets. Tests hold them sample by sample, all that belongs to a sample in one row; kernels want a
/// plane for each.
/// </summary>
internal static class Planes
{
    /// <summary>The planes of rows that have the given lengths in each.</summary>
    public static T[][] Split<T>(ReadOnlySpan<T> rows, IReadOnlyList<int> lengths)
    {
        int length = lengths.Sum(), samples = length == 0 ? 0 : rows.Length / length, at = 0;
        var planes = new T[lengths.Count][];
        for (int i = 0; i < planes.Length; at += lengths[i++])
        {
            planes[i] = new T[samples * lengths[i]];
            for (int m = 0; m < samples; m++) rows.Slice(m * length + at, lengths[i]).CopyTo(planes[i].AsSpan(m * lengths[i]));
        }
        return planes;
    }

    /// <summary>Rows again.</summary>
    public static T[] Join<T>(IEnumerable<T[]> all, IReadOnlyList<int> lengths)
    {
        T[][] planes = [.. all];
        int length = lengths.Sum(), at = 0;
        var rows = new T[planes.Sum(plane => plane.Length)];
        for (int i = 0; i < planes.Length; at += lengths[i++])
            for (int m = 0; m < planes[i].Length / lengths[i]; m++)
                planes[i].AsSpan(m * lengths[i], lengths[i]).CopyTo(rows.AsSpan(m * length + at));
        return rows;
    }

    /// <summary>One plane behind the other.</summary>
    public static T[] InARow<T>(ReadOnlySpan<T> rows, IReadOnlyList<int> lengths) => lengths.Count == 1 ? rows.ToArray()
        : [.. Split(rows, lengths).SelectMany(plane => plane)];

    /// <summary>Rows of planes that are one behind the other.</summary>
    public static T[] FromARow<T>(ReadOnlySpan<T> planes, IReadOnlyList<int> lengths)
    {
        if (lengths.Count == 1) return planes.ToArray();
        int samples = planes.Length / lengths.Sum(), at = 0;
        var all = new T[lengths.Count][];
        for (int i = 0; i < all.Length; at += samples * lengths[i++]) all[i] = planes.Slice(at, samples * lengths[i]).ToArray();
        return Join(all, lengths);
    }
}
