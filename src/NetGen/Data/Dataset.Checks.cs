using System.Globalization;
using NetGen.Numerics;

namespace NetGen;

/// <summary>What concerns the data sets of all networks.</summary>
public static class Dataset
{
    /// <summary>
    /// Whether data sets refuse inputs and targets that are infinite or not a number: one such value makes the whole network NaN. True by
    /// default; false is for data with holes that the
    /// network never learns from. It holds for the process, from the next data set on. Sample weights, class indices and targets that are
    /// probabilities are always checked.
    /// </summary>
    public static bool FiniteChecks { get; set; } = true;

    /// <summary>Requires rows of finite values, where that is checked.</summary>
    internal static void RequireFinite(ReadOnlySpan<float> values, int row, string name)
    {
        if (FiniteChecks && Finite.IndexOfOther(values) is >= 0 and int i)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{name}[{i}] is {values[i]}: value {i % row} of row {i / row}, both counted from 0. Leave "
                + $"the row out or fill the gap, or set ") +
                "Dataset.FiniteChecks = false to take data as they are.", name);
    }
}
