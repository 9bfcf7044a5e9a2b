using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Mean squared error of values.</summary>
public sealed class MeanSquaredError : LossKind
{
    public override string Name => "MeanSquaredError";
    public override string Title => "mean squared error";

    public override bool IsOfDistances => true;

    public override void Check(LayerContext context, Domain prediction) { }
    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.MeanSquaredError(prediction, target, scale);
}
