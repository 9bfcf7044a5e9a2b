namespace NetGen.Conformance;

/// <summary>
/// Samples, and where asked for parameters, with every kind of number arithmetic treats apart. Each sample has one kind alongside ordinary
/// numbers.
/// </summary>
internal static class SpecialInputs
{
    public static IReadOnlyList<float> Values { get; } =
        [0f, -0f, 1e30f, -1e30f, float.MaxValue, float.Epsilon, -1e-40f, float.PositiveInfinity, float.NegativeInfinity, float.NaN,
            88.8f, -104f];

    public static Inputs Of(NetworkCase network, bool inParameters)
    {
        var inputs = new Inputs(network, Values.Count + 5, seed: 77);
        int length = network.InputLength, outputs = network.OutputLength;
        for (int i = 0; i < Values.Count; i++)
        {
            // The middle of the row, and every value of it where it is a zero: only then do signs of zero survive a sum.
            Span<float> row = inputs.X.AsSpan(i * length, length);
            if (Values[i] == 0) row.Fill(Values[i]);
            else row[length / 2] = Values[i];
            inputs.Dy[i * outputs + outputs / 3] = Values[(i + 4) % Values.Count];
        }
        if (!inParameters) return inputs;
        foreach (var parameter in network.Plan.Parameters)
            for (int i = 0; i < parameter.Shape.Length; i++)
                if (i % 7 == 3) inputs.Parameters[NetworkCase.Place(parameter, i)] = Values[i / 7 % 7];
        return inputs;
    }
}
