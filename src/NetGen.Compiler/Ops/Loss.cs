using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>
/// A loss of one sample and, in the same pass over the row, its gradient by the prediction, multiplied by what the sample weighs in the
/// batch (<see cref="Scale"/>: weight ÷ number of samples).
/// </summary>
public abstract class Loss : RowOp
{
    protected Loss(Value prediction, Value target, Value scale) : base([prediction, target, scale], "loss", new Shape(1))
    {
        PredictionGradient = new Value("d" + prediction.Name, prediction.Shape, ValueKind.Computed, this);
        Outputs = [Output, PredictionGradient];
    }

    public Value Prediction => Inputs[0];

    public Value Target => Inputs[1];

    public Value Scale => Inputs[2];

    public Value PredictionGradient { get; }

    public override Value OnePerSample => Output;

    public override string KernelName => base.KernelName + "AndGradient";

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) =>
        [(Prediction, PredictionGradient)];

    /// <summary>The loss of one row and its gradient, not scaled, in double precision.</summary>
    /// <param name="target">Values, or one class index.</param>
    protected abstract double Row(double[] prediction, double[] target, double[] gradient);

    public sealed override void Evaluate(Evaluation on)
    {
        double[] prediction = on[Prediction], target = on[Target], scale = on[Scale];
        int length = Prediction.Length, targets = Target.Length;
        var losses = new double[on.Samples];
        var gradients = new double[prediction.Length];
        for (int m = 0; m < on.Samples; m++)
        {
            var gradient = new double[length];
            losses[m] = Row(prediction.Skip(m * length).Take(length).ToArray(), target.Skip(m * targets).Take(targets).ToArray(), gradient);
            for (int j = 0; j < length; j++) gradients[m * length + j] = gradient[j] * scale[m];
        }
        on[Output] = losses;
        on[PredictionGradient] = gradients;
    }

    /// <summary>The gradient's factor of a sample where the loss is a mean over the row: scale ÷ length.</summary>
    protected Kernels.Expression RowScale(RowKernel row)
    {
        Kernels.Expression scale = row.Scalar(Scale, 0);
        return row.Kernel.Let("scale",
            Kernels.Expression.Splat(Prediction.Length == 1 ? scale : scale / Kernels.Expression.Scalar(Prediction.Length)));
    }

    /// <summary>Stores the mean over the row as the sample's loss.</summary>
    protected void StoreMean(RowKernel row, Kernels.Expression sum) =>
        row.Store(Output, 0, Prediction.Length == 1 ? sum : sum / Kernels.Expression.Scalar(Prediction.Length));
}
