using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>Margins of values whose sign decides.</summary>
public sealed class Hinge : LossKind
{
    public override string Name => "Hinge";
    public override string Title => "hinge";
    public override string Accuracy => "Logit";

    public override void Check(LayerContext context, Domain prediction)
    {
        if (prediction != Domain.Any) context.Report(Rules.HingeNeedsMargins, null, Name, context.Above, "BinaryCrossEntropy");
    }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.Hinge(prediction, target, scale);
}
