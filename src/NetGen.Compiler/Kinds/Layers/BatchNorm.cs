using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>y = (x − μ)/√(v + ε)·γ + β, with μ and v over the samples of the batch while training, and running ones otherwise.</summary>
public sealed class BatchNorm : LayerKind
{
    private static readonly KindArgument<double> momentum = new("Momentum", 0.1, """
        The share of a batch in the running statistics, r ← (1 − m)·r + m·batch; between 0 and 1. 0.1 by default, 0.01 under
        <see cref="Defaults.Keras"/> (whose own momentum, 0.99, is the share that stays).
        """) { Keras = 0.01, Range = NumberRange.Share };

    private static readonly KindArgument<double> epsilon = Normalization.Small(1e-5, 1e-3,
        """1e-5 by default, 1e-3 under <see cref="Defaults.Keras"/>.""");

    public override Definition Definition { get; } = new(
        "Batch normalization: y = (x − μ) / √(v + ε) · γ + β, with μ and v each value's mean and variance over the samples of the batch.",
        """
        <para>A one-dimensional shape, kept. It learns γ, which starts with ones, and β, which starts with zeros: 2·n values for n.
        Alongside them it keeps running statistics, a mean that starts with zeros and a variance that starts with ones: training moves them
        and prediction uses them. Files hold the four under PyTorch's names, <c>weight</c>, <c>bias</c>, <c>running_mean</c> and
        <c>running_var</c>. The count of parameters is of what is learned.</para>
        <para>Training normalizes by the mean and the variance (divided by the number of samples) of the whole batch, which therefore goes
        through the network as one: a training tape grows to the largest batch, and gradient sums run over all its samples. A batch of one
        has no variance: TrainStep, and Forward with <c>training: true</c>, refuse it (Fit joins a last batch of one to the one before).
        Each forward pass for training moves the running statistics, so that tapes of one network with such a layer are to be filled one
        after the other. Predict, Evaluate, and Forward with <c>training: false</c>, use the running statistics.</para>
        <para>The running variance takes the batch's divided by the samples less one, as PyTorch's does; under <see cref="Defaults.Keras"/>
        divided by the samples. Source: S. Ioffe, C. Szegedy, "Batch normalization", arXiv 1502.03167.</para>
        """,
        [
            momentum, epsilon, Normalization.Affine, .. Normalization.Starts, .. Normalization.ShiftStarts, Normalization.Decay,
                Normalization.ShiftDecay,
            Regularization.Frozen with
            {
                Summary = "Whether training leaves γ and β as they are; running statistics still follow the batches. False by default.",
            },
        ])
    {
        Handle = new("The handle of a BatchNorm layer.", Normalization.Factor, Normalization.Shift,
            new HandleParameter("RunningMean",
                "The mean that prediction takes off, one for each value; training moves it, optimizers do not."),
            new HandleParameter("RunningVariance",
                "The variance that prediction divides by the root of, one for each value; training moves it, optimizers do not.")),
    };

    public override bool NeedsSeveralSamples => true;

    private static bool IsAffine(LayerContext context) => context.Value(Normalization.Affine);

    public override Shape? Infer(LayerContext context)
    {
        Initialization.Check(context);
        if (context.Input.Rank != 1)
            context.Report(Rules.NeedsVector, null, Name, context.Node.Name, context.Above, context.Input.ToString(),
                context.Input.Length.ToString(CultureInfo.InvariantCulture));
        return context.Input;
    }

    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = graph.Rows(inputs[0]);
        ValueName name = graph.Numbered("bn");
        Value Parameter(string role, string letter, (string Name, double Value) start, Regularization regularization) => graph.Parameter(
            context, role, letter, new Shape(x.Length), start.Name, x.Length, x.Length, start.Value, regularization: regularization);
        Value Running(string role, string letter, string initializer, string file) => graph.Parameter(
            context, role, letter, new Shape(x.Length), initializer, x.Length, x.Length, double.NaN, trainable: false, statistic: file);
        bool affine = IsAffine(context);
        Value? gamma = affine ? Parameter("Weight", "g", Initialization.OfWeight(context, "Ones"), Regularization.OfWeight(context)) : null;
        Value? beta = affine ? Parameter("Bias", "b", Initialization.OfBias(context, "Zeros"), Regularization.OfBias(context)) : null;
        var parameters = new BatchParameters(Running("RunningMean", "mu", "Zeros", "running_mean"),
            Running("RunningVariance", "v", "Ones", "running_var"), gamma, beta);
        if (!graph.Training)
        {
            var running = new RunningScale(parameters, context.Value(epsilon), name);
            graph.Add(running, context);
            return graph.Add(new Ops.BatchNorm(x, running.Scale, running.Shift, null, graph.Numbered("n")), context);
        }
        var moments = new BatchMoments(x, parameters, context.Value(epsilon), context.Value(momentum), unbiased: !context.IsKeras, name);
        graph.Add(moments, context);
        return graph.Add(new Ops.BatchNorm(x, moments.Scale, moments.Shift, moments, graph.Numbered("n")), context);
    }

    public override string Details(LayerContext context) => (IsAffine(context) ? "" : "not affine")
        + (context.Value(Regularization.Frozen) ? " frozen" : "");

    /// <summary>γ and β; running statistics are not learned.</summary>
    public override long ParameterCount(LayerContext context, Shape output) => IsAffine(context) ? 2L * output.Length : 0;

    /// <summary>In prediction: a factor and a shift a value.</summary>
    public override long Flops(LayerContext context, Shape output) => 2L * output.Length;
}
