using System.Globalization;

namespace NetGen;

public abstract partial class Optimizer
{
    /// <summary>
    /// One line, in C#'s terms: <c>Adam { LearningRate = 0.001, Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1E-08 }, 1200 steps</c>. What is
    /// switched off is left out.
    /// </summary>
    public override string ToString()
    {
        List<(string Name, object Value)> all = [(nameof(LearningRate), LearningRate), .. Hyperparameters];
        if (WeightDecay > 0) all.AddRange([(nameof(WeightDecay), WeightDecay), (nameof(DecoupledDecay), DecoupledDecay)]);
        if (ClipNorm is { } norm) all.Add((nameof(ClipNorm), norm));
        if (ClipValue is { } value) all.Add((nameof(ClipValue), value));
        string last = FiniteChecks ? "" : $", {nameof(FiniteChecks)} = false";
        IEnumerable<string> set = all.Where(one => one.Value is not false).Select(one => $"{one.Name} = {Text(one.Value)}");
        return $"{GetType().Name} {{ {string.Join(", ", set)}{last} }}, {Figures.Count(Steps, "step")}"
            + (SkippedSteps > 0 ? $", {Figures.Count(SkippedSteps, "step")} not taken" : "");

        static string Text(object value) => value is bool ? "true" : ((double)value).ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// What a rule has besides what all have: numbers, and switches (<see langword="bool"/>), by the names of their properties.
    /// </summary>
    private protected abstract IEnumerable<(string Name, object Value)> Hyperparameters { get; }
}
