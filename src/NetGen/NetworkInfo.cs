using System.Diagnostics;
using System.Reflection;
using NetGen.Runtime;

namespace NetGen;

/// <summary>What a target value is.</summary>
public enum TargetType
{
    /// <summary>There is no loss, so there are no targets.</summary>
    None,

    /// <summary>Floats: values, probabilities, distributions.</summary>
    Values,

    /// <summary>Class indices, 0 … classes − 1.</summary>
    Indices,
}

/// <summary>What counts as a correct answer.</summary>
public enum AccuracyKind
{
    /// <summary>Nothing does: regression.</summary>
    None,

    /// <summary>A probability and its target lie on the same side of ½.</summary>
    Probability,

    /// <summary>A logit is positive where its target is above ½.</summary>
    Logit,

    /// <summary>The largest output is that of the target's class (or of its largest value).</summary>
    Class,
}

/// <summary>One layer of a network, for display.</summary>
/// <param name="Name">Its name: <c>Dense1</c>.</param>
/// <param name="Kind">What it is: <c>Dense</c>.</param>
/// <param name="Details">What else there is to know: <c>ReLU</c>.</param>
/// <param name="Output">The shape of its output for one sample: <c>64</c>, <c>28×28</c>.</param>
/// <param name="Parameters">Learned values.</param>
/// <param name="Flops">Floating-point operations per sample, forward; a multiply-add is two.</param>
public sealed record LayerInfo(string Name, string Kind, string Details, string Output, int Parameters, long Flops);

/// <summary>Facts about a network that its declaration fixes.</summary>
public sealed class NetworkInfo
{
    private long flops = -1;
    private IReadOnlyList<InputInfo>? inputs;
    private IReadOnlyList<OutputInfo>? outputs;

    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>The input's length: values per sample; of several inputs, all together.</summary>
    public required int InputLength { get; init; }

    /// <summary>The output's length: values per sample; of several outputs, all together.</summary>
    public required int OutputLength { get; init; }

    /// <summary>Target values of a sample, of all losses together: 1 for a class index, 0 without a loss.</summary>
    public required int TargetLength { get; init; }

    /// <summary>What targets are; of several, the first. <see cref="Outputs"/> tells of each.</summary>
    public required TargetType TargetType { get; init; }

    /// <summary>The loss in words, such as <c>binary cross-entropy</c>; null without one.</summary>
    public string? Loss { get; init; }

    /// <summary>
    /// Whether each target value is a probability, from 0 to 1. Where there are several outputs <see cref="Outputs"/> tells of each, and
    /// this is false.
    /// </summary>
    public bool TargetsAreProbabilities { get; init; }

    /// <summary>
    /// What the loss counts: every loss and gradient is multiplied by it (in single precision). 1 unless declared otherwise. Where there
    /// are several outputs <see cref="Outputs"/> tells of each, and this is 1.
    /// </summary>
    public double LossWeight { get; init; } = 1;

    /// <summary>
    /// The class index whose samples do not count; null where all do. Where there are several outputs <see cref="Outputs"/> tells of each.
    /// </summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>What counts as a correct answer; of several outputs, that of the first with which something does.</summary>
    public AccuracyKind Accuracy { get; init; }

    /// <summary>The inputs in order: slots of a <see cref="Batch"/>, parameters of the network's methods.</summary>
    public IReadOnlyList<InputInfo> Inputs
    {
        get => inputs ??= [new InputInfo("Input", Text(InputLength), InputLength)];
        init => inputs = value;
    }

    /// <summary>The outputs in order. Those with a loss have a target each, in the same order.</summary>
    public IReadOnlyList<OutputInfo> Outputs
    {
        get => outputs ??= [TheOutput()];
        init => outputs = value;
    }

    /// <summary>The layers in order.</summary>
    public required IReadOnlyList<LayerInfo> Layers { get; init; }

    /// <summary>
    /// Samples a training batch must have: 2 where a layer takes statistics of the batch (<see cref="BatchNormAttribute"/>), else 1.
    /// </summary>
    public int SmallestTrainingBatch { get; init; } = 1;

    /// <summary>Learned values in all.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>What a weights file must agree with, a line a layer; kept in the metadata of files.</summary>
    public required string Architecture { get; init; }

    /// <summary>
    /// Whether the C# compiler optimized the assembly the network is in. Where it did not, kernels run some fifty times slower.
    /// </summary>
    public required bool IsOptimized { get; init; }

    /// <summary>
    /// Classes a class index chooses among; 0 where targets are not indices. Where there are several outputs <see cref="Outputs"/> tells of
    /// each.
    /// </summary>
    public int Classes => Outputs.Count == 1 ? Outputs[0].Classes : 0;

    /// <summary>Floating-point operations per sample, forward.</summary>
    public long Flops
    {
        get
        {
            // Kept, since a call that chooses its threads asks for it and must not allocate an enumerator.
            if (flops < 0) flops = Layers.Sum(layer => layer.Flops);
            return flops;
        }
    }

    /// <summary>The instruction set that runs, with <c>(unoptimized)</c> after it in a build without optimization.</summary>
    public string Isa => IsaSelector.Current + (IsOptimized ? "" : " (unoptimized)");

    /// <summary>The table of layers, and a line on what runs.</summary>
    public string Summary => SummaryTable.Write(this);

    /// <inheritdoc cref="Summary"/>
    public override string ToString() => Summary;

    /// <summary>For generated code: whether the assembly of <paramref name="network"/> was compiled with optimization.</summary>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public static bool IsOptimizedBuild(Type network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
    }

    private OutputInfo TheOutput()
    {
        LayerInfo? last = Layers.Count > 0 ? Layers[^1] : null;
        return new OutputInfo(last?.Name ?? "Output", last?.Output ?? Text(OutputLength), OutputLength)
        {
            TargetType = TargetType, TargetLength = TargetLength, TargetsAreProbabilities = TargetsAreProbabilities,
            Loss = Loss, LossWeight = LossWeight, IgnoreIndex = IgnoreIndex, Accuracy = Accuracy,
        };
    }

    private static string Text(int length) => length.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
