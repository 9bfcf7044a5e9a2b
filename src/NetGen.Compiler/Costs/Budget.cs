using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Costs;

/// <summary>What a network may cost at most; 0 is no limit.</summary>
public sealed record Budget(long MaxParameters, long MaxFlops, long MaxBytes)
{
    /// <summary>
    /// Limits that a network without other mistakes exceeds. The argument named in a problem is the budget's, not a layer's.
    /// </summary>
    public IEnumerable<Problem> Check(NetworkSpec spec)
    {
        foreach ((string name, long value) in new[]
            { (nameof(MaxParameters), MaxParameters), (nameof(MaxFlops), MaxFlops), (nameof(MaxBytes), MaxBytes) })
            if (value < 0)
                yield return new(CostRules.NegativeBudget, -1, name, spec.Name.TrimStart('@'), name,
                    value.ToString(CultureInfo.InvariantCulture));
        if (MaxParameters <= 0 && MaxFlops <= 0 && MaxBytes <= 0) yield break;
        ShapeInference shapes = ShapeInference.Infer(spec);
        if (!shapes.Succeeded) yield break;
        NetworkPlan plan = NetworkCompiler.Describe(shapes);
        if (Exceeds(plan.ParameterCount, MaxParameters))
            yield return Problem("parameters", plan.ParameterCount, MaxParameters, nameof(MaxParameters));
        if (Exceeds(Costs.Flops(plan), MaxFlops)) yield return Problem("FLOPs per sample", Costs.Flops(plan), MaxFlops, nameof(MaxFlops));
        if (MaxBytes > 0 && Costs.Bytes(NetworkCompiler.Plan(shapes)) is long bytes && Exceeds(bytes, MaxBytes))
            yield return Problem("bytes", bytes, MaxBytes, nameof(MaxBytes));

        Problem Problem(string what, long has, long most, string argument) =>
            new(CostRules.OverBudget, -1, argument, spec.Name.TrimStart('@'), Text(has), what, Text(most), argument);
    }

    private static bool Exceeds(long value, long most) => most > 0 && value > most;

    private static string Text(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The figures of a plan.</summary>
    public static class Costs
    {
        public static long Flops(NetworkPlan plan) => plan.Layers.Sum(layer => layer.Flops);

        /// <summary>Of a network that only predicts: parameters with their padding, and the scratch of one call.</summary>
        public static long Bytes(PlannedNetwork network) => 4L * ((long)network.Plan.ParameterBlock + network.Memory.PredictArena);
    }
}
