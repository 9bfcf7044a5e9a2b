using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>db[j] = Σₘ dz[m, j], over the samples m in order.</summary>
public sealed class BiasGradient(Value dz, Value bias) : Op([dz], "d" + bias.Name, bias.Shape, ValueKind.ParameterGradient)
{
    public Value Dz => Inputs[0];

    public Value Bias { get; } = bias;

    public override Value GradientOf => Bias;

    public override LibraryCall Call => new(LibraryFunction.SumRows,
    [
        new ValueArgument(Dz), new StrideArgument(Dz), new ValueArgument(Output), Output.Length, CallArgument.Samples,
        AccumulatesInto is null ? (LibraryArgument)CallArgument.Accumulate : true,
    ]);

    public override IReadOnlyList<Formula> Formulas => [$"{Output}[j] = Σₘ {Dz}[m,j]"];

    public override void Evaluate(Evaluation on)
    {
        double[] dz = on[Dz];
        var db = new double[Dz.Length];
        for (int i = 0; i < dz.Length; i++) db[i % db.Length] += dz[i];
        on[Output] = db;
    }
}
