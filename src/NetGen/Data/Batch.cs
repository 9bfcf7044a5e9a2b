namespace NetGen;

/// <summary>
/// Samples by slot: any number of inputs and targets, each as dense rows, one row a sample. Generic code hands it to a network's explicit members.
/// </summary>
public readonly ref struct Batch
{
    private readonly ReadOnlySpan<BatchSlot> inputs;
    private readonly ReadOnlySpan<BatchSlot> targets;
    private readonly ReadOnlySpan<Memory<float>> outputs;

    /// <summary>A batch over slots somebody else owns.</summary>
    /// <param name="samples">Samples in each slot; at least 1.</param>
    /// <param name="inputs">In the order of the network's inputs.</param>
    /// <param name="targets">In the order of the network's losses; empty where there is nothing to learn from.</param>
    /// <param name="sampleWeights">One a sample, or none.</param>
    /// <param name="outputs">Where outputs go; empty where nobody asks.</param>
    public Batch(
        int samples, ReadOnlySpan<BatchSlot> inputs, ReadOnlySpan<BatchSlot> targets = default,
        ReadOnlySpan<float> sampleWeights = default, ReadOnlySpan<Memory<float>> outputs = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Samples = samples;
        this.inputs = inputs;
        this.targets = targets;
        this.outputs = outputs;
        SampleWeights = sampleWeights;
    }

    /// <summary>How many samples there are.</summary>
    public int Samples { get; }

    /// <summary>One weight a sample; empty where all count alike.</summary>
    public ReadOnlySpan<float> SampleWeights { get; }

    /// <summary>The values of an input slot, samples · InputLength of them.</summary>
    public ReadOnlySpan<float> Input(int slot) => inputs[slot].Values.Span;

    /// <summary>The values of a target slot; empty where the slot has class indices.</summary>
    public ReadOnlySpan<float> Target(int slot) => targets[slot].Values.Span;

    /// <summary>The class indices of a target slot; empty where the slot has values.</summary>
    public ReadOnlySpan<int> TargetIndices(int slot) => targets[slot].Indices.Span;

    /// <summary>Where the values of an output go; empty where nobody asks.</summary>
    public Span<float> Output(int slot) => slot < outputs.Length ? outputs[slot].Span : default;
}

/// <summary>The rows of one slot: values, or class indices.</summary>
/// <param name="Values">Dense rows; empty where the slot has class indices.</param>
/// <param name="Indices">Class indices; empty where the slot has values.</param>
public readonly record struct BatchSlot(ReadOnlyMemory<float> Values, ReadOnlyMemory<int> Indices = default);
