using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Squared near zero, absolute beyond δ.</summary>
public sealed class Huber : LossKind
{
    public override string Name => "Huber";
    public override string Title => "Huber";

    public override bool IsOfDistances => true;

    public override IReadOnlyList<NumberArgument> Numbers { get; } = [.. OfAll, new("Delta", NumberRange.Positive)];

    public override void Check(LayerContext context, Domain prediction) { }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.Huber(prediction, target, scale, context.Number("Delta", 1), smooth: false);
}
