using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>One minus the cosine between prediction and target.</summary>
public sealed class CosineSimilarity : LossKind
{
    public override string Name => "CosineSimilarity";
    public override string Title => "cosine similarity";
    public override IReadOnlyList<NumberArgument> Numbers { get; } = [.. OfAll, new("Epsilon", NumberRange.Positive.WithInverse)];

    public override void Check(LayerContext context, Domain prediction)
    {
        if (context.Input.Length == 1) context.Report(Rules.OneDirection, null, context.Above);
    }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.CosineSimilarity(prediction, target, scale, context.Number("Epsilon", 1e-8));
}
