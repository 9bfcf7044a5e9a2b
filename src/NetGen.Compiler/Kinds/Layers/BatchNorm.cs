using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>y = (x − μ)/√(v + ε)·γ + β, with μ and v over the samples of the batch while training, and running ones otherwise.</summary>
public sealed class BatchNorm : LayerKind
{
    public override string Name => "BatchNorm";

    public override string Handle => Name;

    public override IReadOnlyList<NumberArgument> Numbers { get; } =
        [new("Epsilon", NumberRange.NotNegative), new("Momentum", NumberRange.Share), .. Initialization.Numbers, .. Regularization.Numbers];

    private static bool IsKeras(LayerContext context) => context.Network.Defaults == "Keras";

    private static double Epsilon(LayerContext context) => context.Number("Epsilon", IsKeras(context) ? 1e-3 : 1e-5);

    private static double Momentum(LayerContext context) => context.Number("Momentum", IsKeras(context) ? 0.01 : 0.1);

    private static bool IsAffine(LayerContext context) => context.Flag("Affine", true);

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
            var running = new RunningScale(parameters, Epsilon(context), name);
            graph.Add(running, context);
            return graph.Add(new Ops.BatchNorm(x, running.Scale, running.Shift, null, graph.Numbered("n")), context);
        }
        var moments = new BatchMoments(x, parameters, Epsilon(context), Momentum(context), unbiased: !IsKeras(context), name);
        graph.Add(moments, context);
        return graph.Add(new Ops.BatchNorm(x, moments.Scale, moments.Shift, moments, graph.Numbered("n")), context);
    }

    public override string Details(LayerContext context) =>
        (IsAffine(context) ? "" : "not affine") + (context.Flag("Frozen", false) ? " frozen" : "");

    /// <summary>γ and β; running statistics are not learned.</summary>
    public override long ParameterCount(LayerContext context, Shape output) => IsAffine(context) ? 2L * output.Length : 0;

    /// <summary>In prediction: a factor and a shift a value.</summary>
    public override long Flops(LayerContext context, Shape output) => 2L * output.Length;
}
