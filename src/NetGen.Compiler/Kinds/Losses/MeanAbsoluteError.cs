using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Mean absolute error of values.</summary>
public sealed class MeanAbsoluteError : LossKind
{
    public override string Name => "MeanAbsoluteError";
    public override string Title => "mean absolute error";

    public override bool IsOfDistances => true;

    public override void Check(LayerContext context, Domain prediction) { }
    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.MeanAbsoluteError(prediction, target, scale);
}
