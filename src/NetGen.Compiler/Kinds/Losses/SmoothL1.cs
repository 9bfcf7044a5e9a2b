using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Huber divided by its bound.</summary>
public sealed class SmoothL1 : LossKind
{
    public override string Name => "SmoothL1";
    public override string Title => "smooth L1";

    public override bool IsOfDistances => true;

    public override IReadOnlyList<NumberArgument> Numbers { get; } =
        [.. OfAll, new("Beta", NumberRange.Positive.Saying("a positive number; for 0 use [MeanAbsoluteError]").WithInverse)];

    public override void Check(LayerContext context, Domain prediction) { }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.Huber(prediction, target, scale, context.Number("Beta", 1), smooth: true);
}
