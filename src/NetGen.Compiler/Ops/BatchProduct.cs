using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>dy·x̂, with x̂ = (x − μ)/√(v + ε).</summary>
public sealed class BatchProduct(Value dy, Value x, BatchMoments moments, ValueName name)
    : Elementwise([dy, x, moments.Mean, moments.Rstd], "d" + name + "_m")
{
    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) =>
        inputs[0] * ((inputs[1] - inputs[2]) * inputs[3]);

    public override Formula Format(IReadOnlyList<Formula> inputs) => $"{inputs[0]} · ({inputs[1]} − {inputs[2]}) · {inputs[3]}";

    public override void Evaluate(Evaluation on)
    {
        double[] dy = on[Inputs[0]], x = on[Inputs[1]], mean = on[Inputs[2]], rstd = on[Inputs[3]];
        on[Output] = dy.Select((value, i) => value * (x[i] - mean[i % mean.Length]) * rstd[i % mean.Length]).ToArray();
    }
}
