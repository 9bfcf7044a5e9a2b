using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Samples with their targets for one network, checked when they are put together: lengths, class indices, and that values are finite (<see
/// cref="Dataset.FiniteChecks"/>). The memory is the
/// caller's; nothing is copied.
/// </summary>
/// <typeparam name="TNetwork">The network's class; its <c>Data</c> makes data sets.</typeparam>
public sealed class Dataset<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    private readonly BatchSlot[] inputs;
    private readonly BatchSlot[] targets;

    /// <summary>Samples with values as targets, for a network with one input and one output.</summary>
    /// <param name="x">n · InputLength values, n ≥ 1.</param>
    /// <param name="t">n · TargetLength values.</param>
    /// <param name="sampleWeights">One per sample, or none.</param>
    /// <exception cref="ArgumentException">
    /// Lengths do not go together, a value is not finite or no target of the loss, or the network's targets are class indices.
    /// </exception>
    public Dataset(ReadOnlyMemory<float> x, ReadOnlyMemory<float> t, ReadOnlyMemory<float> sampleWeights = default)
        : this([new BatchSlot(x)], [new BatchSlot(t)], sampleWeights, TargetType.Values) { }

    /// <summary>Samples with class indices as targets, for a network with one input and one output.</summary>
    /// <param name="x">n · InputLength values, n ≥ 1.</param>
    /// <param name="t">n class indices.</param>
    /// <param name="sampleWeights">One per sample, or none.</param>
    /// <exception cref="ArgumentException">
    /// Lengths do not go together, a value is not finite, an index is no class, or the network's targets are values.
    /// </exception>
    public Dataset(ReadOnlyMemory<float> x, ReadOnlyMemory<int> t, ReadOnlyMemory<float> sampleWeights = default)
        : this([new BatchSlot(x)], [new BatchSlot(default, t)], sampleWeights, TargetType.Indices) { }

    /// <summary>Samples by slots, for any network.</summary>
    /// <param name="inputs">In the order of the network's inputs, n samples each, n ≥ 1.</param>
    /// <param name="targets">In the order of the network's outputs that have a loss: values or class indices, n samples each.</param>
    /// <param name="sampleWeights">One per sample, or none.</param>
    /// <exception cref="ArgumentException">
    /// There are more or fewer slots than the network has, lengths do not go together, a value is not finite or no target of the loss, or
    /// an index is no class.
    /// </exception>
    public Dataset(ReadOnlySpan<BatchSlot> inputs, ReadOnlySpan<BatchSlot> targets, ReadOnlyMemory<float> sampleWeights = default)
        : this(inputs, targets, sampleWeights, null) { }

    private Dataset(ReadOnlySpan<BatchSlot> inputs, ReadOnlySpan<BatchSlot> targets, ReadOnlyMemory<float> sampleWeights, TargetType? type)
    {
        NetworkInfo info = TNetwork.Info;
        var ports = new Ports(info);
        if (inputs.Length != ports.Inputs.Length || targets.Length != ports.Losses.Length)
            throw new ArgumentException(
                $"{info.Name} has {ports.Inputs.Length} inputs and {ports.Losses.Length} losses; there are "
                + $"{inputs.Length} and {targets.Length} here.");
        for (int i = 0; i < targets.Length; i++)
        {
            TargetType wanted = ports.OfLoss(i).TargetType, given = type
                ?? (targets[i].Indices.IsEmpty ? TargetType.Values : TargetType.Indices);
            if (wanted != given)
                throw new ArgumentException($"The targets of {Whose(info, ports, i)} are {wanted}, not {given}.", ports.TargetNames[i]);
        }

        Count = Arguments.SomeSamples(inputs[0].Values.Length, ports.Inputs[0].Length, ports.InputNames[0]);
        for (int i = 1; i < inputs.Length; i++)
            Arguments.Match(inputs[i].Values.Length, ports.Inputs[i].Length, ports.InputNames[i], Count, ports.InputNames[0]);
        for (int i = 0; i < inputs.Length; i++) Dataset.RequireFinite(inputs[i].Values.Span, ports.Inputs[i].Length, ports.InputNames[i]);
        for (int i = 0; i < targets.Length; i++)
        {
            OutputInfo output = ports.OfLoss(i);
            bool indices = output.TargetType == TargetType.Indices;
            Arguments.Match(indices ? targets[i].Indices.Length : targets[i].Values.Length, output.TargetLength, ports.TargetNames[i],
                Count, ports.InputNames[0]);
            if (indices) Arguments.ClassIndices(targets[i].Indices.Span, output.Classes, ports.TargetNames[i], output.IgnoreIndex);
            else Dataset.RequireFinite(targets[i].Values.Span, output.TargetLength, ports.TargetNames[i]);
            if (output.TargetsAreProbabilities) Arguments.Probabilities(targets[i].Values.Span, ports.TargetNames[i]);
        }
        Arguments.Weights(sampleWeights.Span, Count, ports.InputNames[0]);
        this.inputs = inputs.ToArray();
        this.targets = targets.ToArray();
        SampleWeights = sampleWeights;
    }

    private static string Whose(NetworkInfo info, Ports ports, int loss) => ports.IsSingle ? info.Name
        : $"{ports.OfLoss(loss).Name} in {info.Name}";

    private Dataset(Dataset<TNetwork> whole, int first, int count)
    {
        Count = count;
        inputs = whole.Slots(whole.inputs, first, count);
        targets = whole.Slots(whole.targets, first, count);
        SampleWeights = whole.SampleWeights.IsEmpty ? default : whole.SampleWeights.Slice(first, count);
    }

    /// <summary>How many samples there are.</summary>
    public int Count { get; }

    /// <summary>Inputs in the order of the network's; each is dense rows.</summary>
    public ReadOnlySpan<BatchSlot> Inputs => inputs;

    /// <summary>Targets in the order of the network's losses.</summary>
    public ReadOnlySpan<BatchSlot> Targets => targets;

    /// <summary>One weight per sample; empty where all count equally.</summary>
    public ReadOnlyMemory<float> SampleWeights { get; }

    /// <summary>The samples from <paramref name="first"/> on, over the same memory: to hold some out, say.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public Dataset<TNetwork> Slice(int first, int count)
    {
        if (first < 0 || first >= Count)
            throw new ArgumentOutOfRangeException(nameof(first), first,
                $"The data set has {Samples}, 0 to {Count - 1}; there is none at {first}.");
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, $"A slice has at least 1 sample, not {count}.");
        if (count > Count - first)
            throw new ArgumentOutOfRangeException(nameof(count), count,
                $"The data set has {Samples}; from {first} on there are {Count - first}, not {count}.");
        return new Dataset<TNetwork>(this, first, count);
    }

    /// <summary>
    /// One line: <c>1000 samples for Classifier inputs 10 targets 1 with sample weights</c>, the lengths of a sample.
    /// </summary>
    public override string ToString()
    {
        var ports = new Ports(TNetwork.Info);
        return $"{Samples} for {TNetwork.Info.Name}   inputs {string.Join(" + ", ports.Inputs.ToArray().Select(input => input.Length))}"
            + (targets.Length == 0 ? ""
                : $"   targets {string.Join(" + ", Enumerable.Range(0, targets.Length).Select(loss => Target(ports.OfLoss(loss))))}")
            + (SampleWeights.IsEmpty ? "" : "   with sample weights");

        static string Target(OutputInfo output) => output.TargetType == TargetType.Indices
            ? (output.TargetLength == 1 ? "" : $"{output.TargetLength} × ") + $"one of {output.Classes} classes"
            : $"{output.TargetLength}";
    }

    private string Samples => Figures.Count(Count, "sample");

    private BatchSlot[] Slots(BatchSlot[] slots, int first, int count) => Array.ConvertAll(slots, slot => new BatchSlot(
        Rows(slot.Values, first, count), Rows(slot.Indices, first, count)));

    private ReadOnlyMemory<T> Rows<T>(ReadOnlyMemory<T> values, int first, int count)
    {
        int row = values.Length / Count;
        return values.Slice(first * row, count * row);
    }
}
