using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops;

/// <summary>y[j] = x[j]·scale[j] + shift[j], with scale and shift from statistics of the batch or running ones.</summary>
/// <param name="moments">Where they come from; null in a graph without gradients.</param>
public sealed class BatchNorm(Value x, Value scale, Value shift, BatchMoments? moments, ValueName outputName)
    : Elementwise([x, scale, shift], outputName)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => Fma(inputs[0], inputs[1], inputs[2]);

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · {inputs[1]} + {inputs[2]}";

    /// <summary>
    /// dβ = Σ dy, dγ = Σ dy·x̂, dx = γ/√(v + ε)·(dy − mean dy − x̂·mean(dy·x̂)), the means 0 where statistics were running ones.
    /// </summary>
    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        Value x = Inputs[0];
        (Value? gamma, Value? beta) = (moments!.Parameters.Gamma, moments.Parameters.Beta);
        bool forGamma = gamma is not null && wanted(gamma);
        if (beta is not null && wanted(beta)) yield return (beta, graph.Add(new BiasGradient(dy, beta), Layer));
        if (!forGamma && !wanted(x)) yield break;
        Value products = graph.Add(new BatchProduct(dy, x, moments, Output.Name), Layer);
        if (forGamma) yield return (gamma!, graph.Add(new BiasGradient(products, gamma!), Layer));
        if (!wanted(x)) yield break;
        Value mean = graph.Add(new BatchMean(dy, moments.Share, "mean_d" + Output.Name), Layer);
        Value slope = graph.Add(new BatchMean(products, moments.Share, "slope_d" + Output.Name), Layer);
        yield return (x, graph.Add(new BatchNormGradient(dy, x, moments, mean, slope), Layer));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[Inputs[0]], scale = on[Inputs[1]], shift = on[Inputs[2]];
        on[Output] = x.Select((value, i) => value * scale[i % scale.Length] + shift[i % scale.Length]).ToArray();
    }
}

/// <summary>dx = scale·(dy − mean − x̂·slope).</summary>
public sealed class BatchNormGradient(Value dy, Value x, BatchMoments moments, Value mean, Value slope)
    : Elementwise([dy, x, moments.Mean, moments.Rstd, moments.Scale, mean, slope], "d" + x.Name)
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) =>
        inputs[4] * Fma(-((inputs[1] - inputs[2]) * inputs[3]), inputs[6], inputs[0] - inputs[5]);

    public override Formula Format(IReadOnlyList<Formula> inputs) =>
        $"{inputs[4]} · ({inputs[0]} − {inputs[5]} − ({inputs[1]} − {inputs[2]}) · {inputs[3]} · {inputs[6]})";

    public override void Evaluate(Evaluation on)
    {
        double[][] v = Inputs.Select(input => on[input]).ToArray();
        int n = Output.Length;
        on[Output] = v[0].Select((dy, i) => v[4][i % n] * (dy - v[5][i % n] - (v[1][i] - v[2][i % n]) * v[3][i % n] * v[6][i % n]))
            .ToArray();
    }
}
