using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>share · Σₘ x[m, j]: the mean over the samples of a batch, or 0 where samples have no share in its statistics.</summary>
public sealed class BatchMean(Value x, Value share, ValueName outputName) : BatchOp([x, share], outputName, x.Shape)
{
    public override LibraryCall Call => new(
        LibraryFunction.BatchMean,
        [.. Rows(Inputs[0]), new ValueArgument(Inputs[1]), new ValueArgument(Output), CallArgument.Part, CallArgument.Parts]);

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[Inputs[0]];
        var mean = new double[Output.Length];
        for (int i = 0; i < x.Length; i++) mean[i % mean.Length] += on[Inputs[1]][0] * x[i];
        on[Output] = mean;
    }
}
