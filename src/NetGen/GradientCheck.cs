using System.Globalization;

namespace NetGen;

/// <summary>What <c>CheckGradients</c> found: gradients against central differences, both in double precision.</summary>
/// <param name="Entries">One for every parameter, and one for the input.</param>
/// <param name="Tolerance">The largest relative error that passes.</param>
public sealed record GradientCheck(IReadOnlyList<GradientCheckEntry> Entries, double Tolerance)
{
    /// <summary>The largest relative error of all; NaN where a gradient is not a number.</summary>
    public double MaxRelativeError => Entries.Count == 0 ? 0 : Entries.Any(entry => double.IsNaN(entry.MaxRelativeError)) ? double.NaN
        : Entries.Max(entry => entry.MaxRelativeError);

    /// <summary>Whether every entry passed.</summary>
    public bool Passed => Entries.All(entry => entry.Passes(Tolerance));

    /// <summary>A line for every entry.</summary>
    public override string ToString() => string.Join('\n', Entries.Select(entry => string.Create(
        CultureInfo.InvariantCulture,
        $"{(entry.Passes(Tolerance) ? "passed" : "FAILED")}  {entry.Name}: relative error {entry.MaxRelativeError:E2} over "
        + $"{entry.Checked} values{(entry.Skipped > 0 ? $", {entry.Skipped} at kinks left out" : "")}")));
}

/// <summary>One parameter, or the input, in a gradient check.</summary>
/// <param name="Name">The parameter's name; <c>input</c>.</param>
/// <param name="MaxRelativeError">The largest |gradient − difference| / max(|gradient|, |difference|, 0.01) among the values looked
/// at.</param>
/// <param name="Checked">How many values were compared.</param>
/// <param name="Skipped">How many were not, because the loss has a kink within the step (ReLU at 0).</param>
public sealed record GradientCheckEntry(string Name, double MaxRelativeError, int Checked, int Skipped)
{
    /// <summary>Whether the error is within <paramref name="tolerance"/> and most values were smooth enough to compare.</summary>
    public bool Passes(double tolerance) => MaxRelativeError <= tolerance && Skipped <= Checked;
}
