using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using Op = NetGen.Compiler.Ops.Losses;

namespace NetGen.Compiler.Kinds;

/// <summary>The margin between the right class and the best of the others.</summary>
public sealed class CategoricalHinge : LossKind
{
    public override string Name => "CategoricalHinge";
    public override string Title => "categorical hinge";
    public override string Accuracy => "Class";

    public override void Check(LayerContext context, Domain prediction)
    {
        if (prediction != Domain.Any) context.Report(Rules.HingeNeedsMargins, null, Name, context.Above, "CrossEntropy");
    }

    public override TargetKind Target(LayerContext context) => TargetKind.Values;
    public override Loss Build(LayerContext context, Value prediction, Value target, Value scale) =>
        new Op.CategoricalHinge(prediction, target, scale);
}
