using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>The divergence of a predicted distribution from the target's.</summary>
public sealed class KLDivergence : LossKind
{
    public override string Name => "KLDivergence";
    public override string Title => "KL divergence";
    public override string Accuracy => "Class";
    public override bool TargetsAreProbabilities => true;

    public override void Check(LayerContext context, Domain prediction)
    {
        if (Logarithms(context) && prediction != Domain.Any) context.Report(Rules.LossNeedsLogarithms, "LogProbabilities", context.Above);
        else if (!Logarithms(context) && prediction != Domain.Distribution)
            context.Report(Rules.LossNeedsDistribution, null, context.Above);
    }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.KLDivergence(prediction, target, scale,
            Logarithms(context) ? Op.KLDivergence.Form.Logarithms : Op.KLDivergence.Form.Probabilities);

    public override Loss? BuildFused(LayerContext context, Value prediction, Value target, Value scale) =>
        !Logarithms(context) && Softmax.Logits(prediction) is { } logits
            ? new Op.KLDivergence(logits, target, scale, Op.KLDivergence.Form.Logits)
            : null;

    private static bool Logarithms(LayerContext context) => context.Flag("LogProbabilities", false);
}
