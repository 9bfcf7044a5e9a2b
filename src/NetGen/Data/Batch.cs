using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Samples by slot: any number of inputs and targets, each as dense rows, one row a sample. Generic code hands it to a network's explicit
/// members.
/// </summary>
public readonly ref struct Batch
{
    private readonly ReadOnlySpan<BatchSlot> inputs;
    private readonly ReadOnlySpan<BatchSlot> targets;
    private readonly ReadOnlySpan<Memory<float>> outputs;

    /// <summary>A batch over slots someone else owns.</summary>
    /// <param name="samples">Samples in each slot; at least 1.</param>
    /// <param name="inputs">In the order of the network's inputs.</param>
    /// <param name="targets">In the order of the network's losses; empty where there is nothing to learn from.</param>
    /// <param name="sampleWeights">One per sample, or none.</param>
    /// <param name="outputs">Where outputs go; empty where no one asks.</param>
    /// <param name="threads">The most threads that work on it, at most one for each processor; 0 for all of them where the work is worth
    /// it.</param>
    public Batch(
        int samples, ReadOnlySpan<BatchSlot> inputs, ReadOnlySpan<BatchSlot> targets = default,
        ReadOnlySpan<float> sampleWeights = default, ReadOnlySpan<Memory<float>> outputs = default, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Samples = samples;
        Threads = threads;
        this.inputs = inputs;
        this.targets = targets;
        this.outputs = outputs;
        SampleWeights = sampleWeights;
    }

    /// <summary>How many samples there are.</summary>
    public int Samples { get; }

    /// <summary>The most threads that work on it, at most one for each processor; 0 for all of them where the work is worth it. The result
    /// is the same to the bit for any number.</summary>
    public int Threads { get; }

    /// <summary>One weight per sample; empty where all count equally.</summary>
    public ReadOnlySpan<float> SampleWeights { get; }

    /// <summary>The values of an input slot, as many a sample as that input has.</summary>
    public ReadOnlySpan<float> Input(int slot) => inputs[slot].Values.Span;

    /// <summary>The values of a target slot; empty where the slot has class indices.</summary>
    public ReadOnlySpan<float> Target(int slot) => targets[slot].Values.Span;

    /// <summary>The class indices of a target slot; empty where the slot has values.</summary>
    public ReadOnlySpan<int> TargetIndices(int slot) => targets[slot].Indices.Span;

    /// <summary>Where the values of an output go; empty where no one asks.</summary>
    public Span<float> Output(int slot) => slot < outputs.Length ? outputs[slot].Span : default;

    internal Slots InputSlots => new(X(0), X(1), X(2), X(3), X(4), X(5), X(6), X(7), X(8), X(9), X(10), X(11), X(12), X(13), X(14), X(15));

    internal Slots TargetSlots(Ports ports) => new(
        T(ports, 0), T(ports, 1), T(ports, 2), T(ports, 3), T(ports, 4), T(ports, 5), T(ports, 6), T(ports, 7),
        T(ports, 8), T(ports, 9), T(ports, 10), T(ports, 11), T(ports, 12), T(ports, 13), T(ports, 14), T(ports, 15));

    internal Slots OutputSlots => new(
        Output(0), Output(1), Output(2), Output(3), Output(4), Output(5), Output(6), Output(7),
        Output(8), Output(9), Output(10), Output(11), Output(12), Output(13), Output(14), Output(15));

    private ReadOnlySpan<float> X(int slot) => slot < inputs.Length ? Input(slot) : default;

    private ReadOnlySpan<float> T(Ports ports, int slot) => slot >= targets.Length || slot >= ports.Losses.Length ? default
        : ports.OfLoss(slot).TargetType == TargetType.Indices ? Slots.Indices(TargetIndices(slot)) : Target(slot);
}

/// <summary>The rows of one slot: values, or class indices.</summary>
/// <param name="Values">Dense rows; empty where the slot has class indices.</param>
/// <param name="Indices">Class indices; empty where the slot has values.</param>
public readonly record struct BatchSlot(ReadOnlyMemory<float> Values, ReadOnlyMemory<int> Indices = default);
