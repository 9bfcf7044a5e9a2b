using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>`netgen convert`: the arrays of a file in a file of the other format, and what the other format could not hold.</summary>
internal static class Conversion
{
    /// <returns>What was done, and what was changed.</returns>
    /// <exception cref="UsageException">An array cannot be in the other file.</exception>
    public static string Of(string from, string to)
    {
        bool toNpz = WeightsFile.IsNpz(to);
        WeightsFile file = WeightsFile.Read(from);
        List<string> notes = [];
        if (toNpz)
        {
            Npz.Write(to, [.. file.Arrays.Select(array => array.Type == SafetensorsType.BF16 ? Widened(array, notes) : array)]);
            if (file.Metadata.Count > 0)
                notes.Add(
                    "left out, since npz has no place for it: the metadata "
                    + $"{HostileText.List(file.Metadata.Keys.Order(StringComparer.Ordinal))}");
        }
        else
        {
            var kept = new List<WeightsArray>();
            foreach (WeightsArray array in file.Arrays)
            {
                if (!array.IsFloat && array.IsCounter)
                {
                    notes.Add($"left out, since no network has it: {HostileText.Line(array.Name)}");
                    continue;
                }
                if (!array.IsFloat)
                {
                    throw new UsageException(
                        $"{from}: {HostileText.Quote(array.Name)} is {array.TypeText}; only floats go into {to}, where all are F32. "
                        + "Save the file without it, or convert it to floats there.");
                }
                if (array.Type == SafetensorsType.F64) notes.Add($"{HostileText.Line(array.Name)}: F64 rounded to F32");
                else if (array.Type != SafetensorsType.F32)
                    notes.Add($"{HostileText.Line(array.Name)}: {array.TypeText} widened to F32, exactly");
                kept.Add(array);
            }
            SafetensorsFile.Write(to, [.. kept.Select(array => (array.Name, array.Shape, array.ToFloats()))], file.Metadata);
        }
        return string.Concat(notes.Append($"{file.Arrays.Count} arrays from {from} to {to}").Select(line => line + "\n"));
    }

    private static WeightsArray Widened(WeightsArray array, List<string> notes)
    {
        notes.Add($"{HostileText.Line(array.Name)}: BF16, which NumPy does not have, widened to F32, exactly");
        var bytes = new byte[4 * array.Length];
        float[] values = array.ToFloats();
        for (int i = 0; i < values.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return array with { Type = SafetensorsType.F32, Data = bytes };
    }
}
