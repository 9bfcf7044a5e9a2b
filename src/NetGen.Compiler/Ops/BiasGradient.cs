using NetGen.Compiler.Graphs;
using NetGen.Compiler.Passes;

namespace NetGen.Compiler.Ops;

/// <summary>db[j] = Σₘ dz[m, j], over the samples m in order.</summary>
public sealed class BiasGradient(Value dz, Value bias) : Op([dz], "d" + bias.Name, bias.Shape, ValueKind.ParameterGradient), ILibraryCall
{
    public Value Dz => Inputs[0];

    public Value Bias { get; } = bias;

    public string Call(string element) => FormattableString.Invariant(
        $"global::NetGen.Runtime.Rows.Sum(ref {Dz.Name}, {Layouts.RowStride(Dz)}, ref {Output.Name}, {Output.Length}, samples, {(AddsTo is null ? "accumulate" : "true")});");

    public override void Evaluate(Evaluation on)
    {
        double[] dz = on[Dz];
        var db = new double[Dz.Length];
        for (int i = 0; i < dz.Length; i++) db[i % db.Length] += dz[i];
        on[Output] = db;
    }
}
