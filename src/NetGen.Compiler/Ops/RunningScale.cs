using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>The factor and the shift that running statistics make of a BatchNorm layer, once a call of Predict.</summary>
public sealed class RunningScale : BatchOp
{
    public RunningScale(BatchParameters parameters, double epsilon, ValueName name)
        : base([.. parameters.All], name + "_scale", parameters.RunningMean.Shape)
    {
        (Parameters, Epsilon) = (parameters, epsilon);
        Shift = new Value(name + "_shift", Output.Shape, ValueKind.Statistics, this);
        Outputs = [Output, Shift];
    }

    public BatchParameters Parameters { get; }
    public double Epsilon { get; }
    public Value Scale => Output;
    public Value Shift { get; }

    public override LibraryCall Call => new(
        LibraryFunction.FoldStatistics,
        [Output.Length, Epsilon, .. Parameters.Arguments, new ValueArgument(Scale), new ValueArgument(Shift)]);

    public override void Evaluate(Evaluation on) => (on[Scale], on[Shift]) = Parameters.Fold(
        on, on[Parameters.RunningMean], on[Parameters.RunningVariance].Select(v => 1 / Math.Sqrt(v + Epsilon)).ToArray());
}
