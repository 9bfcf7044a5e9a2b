using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>s = Σⱼ x[j], the sum of a sample's values.</summary>
public sealed class RowSum(Value x, ValueName outputName) : RowOp([x], outputName, new Shape(1))
{
    public override IReadOnlyList<Formula> Formulas => [$"{Output}[m] = Σⱼ {Inputs[0]}[m,j]"];

    public override void Lower(RowKernel row) => row.Store(Output, 0, row.Sum("sum", Inputs[0]));

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[Inputs[0]];
        on[Output] = Enumerable.Range(0, on.Samples).Select(m => x.Skip(m * Inputs[0].Length).Take(Inputs[0].Length).Sum()).ToArray();
    }
}
