using NetGen.Runtime;

namespace NetGen;

/// <summary>Samples with their targets for one network, checked when they are put together. The memory is the caller's; nothing is copied.</summary>
/// <typeparam name="TNetwork">The network's class; its <c>Data</c> makes data sets.</typeparam>
public sealed class Dataset<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    private readonly BatchSlot[] inputs;
    private readonly BatchSlot[] targets;

    /// <summary>Samples with values as targets.</summary>
    /// <param name="x">n · InputLength values, n ≥ 1.</param>
    /// <param name="t">n · TargetLength values.</param>
    /// <param name="sampleWeights">One a sample, or none.</param>
    /// <exception cref="ArgumentException">Lengths do not go together, or the network's targets are class indices.</exception>
    public Dataset(ReadOnlyMemory<float> x, ReadOnlyMemory<float> t, ReadOnlyMemory<float> sampleWeights = default)
        : this(x, new BatchSlot(t), TargetType.Values, sampleWeights) { }

    /// <summary>Samples with class indices as targets.</summary>
    /// <param name="x">n · InputLength values, n ≥ 1.</param>
    /// <param name="t">n class indices.</param>
    /// <param name="sampleWeights">One a sample, or none.</param>
    /// <exception cref="ArgumentException">Lengths do not go together, an index is no class, or the network's targets are values.</exception>
    public Dataset(ReadOnlyMemory<float> x, ReadOnlyMemory<int> t, ReadOnlyMemory<float> sampleWeights = default)
        : this(x, new BatchSlot(default, t), TargetType.Indices, sampleWeights) => Arguments.ClassIndices(t.Span, TNetwork.Info.Classes, nameof(t));

    private Dataset(ReadOnlyMemory<float> x, BatchSlot t, TargetType type, ReadOnlyMemory<float> sampleWeights)
    {
        NetworkInfo info = TNetwork.Info;
        if (info.TargetType != type)
            throw new ArgumentException($"The targets of {info.Name} are {info.TargetType}, not {type}.", nameof(t));
        Count = Arguments.SomeSamples(x.Length, info.InputLength, nameof(x));
        Arguments.Match(type == TargetType.Values ? t.Values.Length : t.Indices.Length, info.TargetLength, nameof(t), Count, nameof(x));
        Arguments.Weights(sampleWeights.Length, Count, nameof(x));
        inputs = [new BatchSlot(x)];
        targets = [t];
        SampleWeights = sampleWeights;
    }

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

    /// <summary>One weight a sample; empty where all count alike.</summary>
    public ReadOnlyMemory<float> SampleWeights { get; }

    /// <summary>The samples from <paramref name="first"/> on, over the same memory: to hold some out, say.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="count">How many; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public Dataset<TNetwork> Slice(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count - first);
        return new Dataset<TNetwork>(this, first, count);
    }

    private BatchSlot[] Slots(BatchSlot[] slots, int first, int count) => Array.ConvertAll(slots, slot => new BatchSlot(
        Rows(slot.Values, first, count), Rows(slot.Indices, first, count)));

    private ReadOnlyMemory<T> Rows<T>(ReadOnlyMemory<T> values, int first, int count)
    {
        int row = values.Length / Count;
        return values.Slice(first * row, count * row);
    }
}
