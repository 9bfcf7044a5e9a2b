using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

public sealed partial class NetworkCore<TKernels>
{
    /// <summary>One optimiser step on a batch of any size. Losses of the batch are averaged; the outputs, where asked for, are those before the step.</summary>
    /// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for class indices.</typeparam>
    /// <param name="x">n · InputLength values, n ≥ 1.</param>
    /// <param name="t">n · TargetLength values.</param>
    /// <param name="optimizer">What changes the parameters.</param>
    /// <param name="sampleWeights">One a sample, or none.</param>
    /// <param name="threads">The most threads to use, at most one for each processor; 0 for all of them where the work is worth it.</param>
    /// <param name="y">n · OutputLength values, or none.</param>
    /// <returns>
    /// (Σᵢ wᵢ·lᵢ) / n, times the loss's weight, and the layers' penalties. Where it, or what the step would end in, is not finite, the step
    /// is not taken
    /// (<see cref="Optimizer.FiniteChecks"/>).
    /// </returns>
    public float TrainStep<TTarget>(
        ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights, int threads = 1, Span<float> y = default)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        int samples = CheckBatch(x, t, sampleWeights, y);
        var rows = new CallersRows<TTarget>(this, x, t, sampleWeights, y, samples);
        return Train(ref rows, samples, optimizer, threads);
    }

    /// <summary>The loss of a batch of any size without training (no dropout); the outputs, where asked for.</summary>
    /// <inheritdoc cref="TrainStep{TTarget}"/>
    public float Evaluate<TTarget>(ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights, Span<float> y = default)
        where TTarget : unmanaged
    {
        int samples = CheckBatch(x, t, sampleWeights, y);
        var rows = new CallersRows<TTarget>(this, x, t, sampleWeights, y, samples);
        return Evaluate(ref rows, samples);
    }

    private int CheckBatch<TTarget>(ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights, Span<float> y) where TTarget : unmanaged
    {
        int samples = Arguments.SomeSamples(x.Length, Info.InputLength, nameof(x));
        Arguments.Match(t.Length, Info.TargetLength, nameof(t), samples, nameof(x));
        Arguments.Weights(sampleWeights, samples, nameof(x));
        if (!y.IsEmpty)
        {
            Arguments.Match(y.Length, Info.OutputLength, nameof(y), samples, nameof(x));
            Arguments.Apart(x, y, nameof(x), nameof(y));
            Arguments.Apart(t, y, nameof(t), nameof(y));
            Arguments.Apart(sampleWeights, y, nameof(sampleWeights), nameof(y));
        }
        CheckTargets(t);
        return samples;
    }

    /// <summary>Requires targets of the network's kind: an index that is none would be read outside its memory, and a target that is no probability gives a loss without a lower bound.</summary>
    private void CheckTargets<TTarget>(ReadOnlySpan<TTarget> t) where TTarget : unmanaged
    {
        bool indices = typeof(TTarget) == typeof(int);
        if (!indices && typeof(TTarget) != typeof(float) || indices != (Info.TargetType == TargetType.Indices))
            throw new ArgumentException($"The targets of {Info.Name} are {Info.TargetType}, not {typeof(TTarget).Name}.", nameof(t));
        if (indices) Arguments.ClassIndices(MemoryMarshal.Cast<TTarget, int>(t), Info.Classes, nameof(t), Info.IgnoreIndex);
        else if (Info.TargetsAreProbabilities) Arguments.Probabilities(MemoryMarshal.Cast<TTarget, float>(t), nameof(t));
    }

    /// <summary>How many samples of a batch count in the mean of the losses.</summary>
    private int CountedOf<TTarget>(ReadOnlySpan<TTarget> t, int samples) where TTarget : unmanaged =>
        typeof(TTarget) == typeof(int) ? Counted(MemoryMarshal.Cast<TTarget, int>(t), Info.IgnoreIndex, samples) : samples;

    /// <summary>Fills the scales of a block, and takes its class indices.</summary>
    private void TakeTargets<TTarget>(Tape tape, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> weights, int first, int samples, ref LossSum sum) where TTarget : unmanaged
    {
        FillScales(tape, Layout.Scale, Info.LossWeight, weights, samples, sum.Counted);
        if (typeof(TTarget) == typeof(int))
            TakeIndices(tape, Layout.Scale, MemoryMarshal.Cast<TTarget, int>(t), Info.Classes, Info.IgnoreIndex, nameof(t), first * Info.TargetLength);
    }

    /// <summary>Where kernels read the targets of a block: values where the caller has them, class indices on the tape.</summary>
    private static ref byte TargetsOf<TTarget>(Tape tape, ReadOnlySpan<TTarget> t) where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int)) return ref Unsafe.As<int, byte>(ref tape.Indices[0]);
        return ref Unsafe.As<TTarget, byte>(ref MemoryMarshal.GetReference(t));
    }

    private void AddLosses<TTarget>(Tape tape, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> weights, int samples, ref LossSum sum) where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int) && Info.IgnoreIndex is { } ignored) AddLosses(tape, Layout.Loss, weights, samples, ref sum, MemoryMarshal.Cast<TTarget, int>(t), ignored);
        else AddLosses(tape, Layout.Loss, weights, samples, ref sum);
    }

    /// <summary>A batch of one input and one output: kernels read the caller's rows where they are.</summary>
    private ref struct CallersRows<TTarget>(
        NetworkCore<TKernels> network, ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> weights, Span<float> y, int samples) : IRows
        where TTarget : unmanaged
    {
        private readonly NetworkCore<TKernels> network = network;
        private readonly ReadOnlySpan<float> x = x, weights = weights;
        private readonly ReadOnlySpan<TTarget> t = t;
        private readonly Span<float> y = y;

        private LossSum sum;

        public readonly bool HasIndices => typeof(TTarget) == typeof(int);

        public readonly bool WantsOutputs => !y.IsEmpty;

        public void Start(Tape tape) => sum.Start(samples, network.CountedOf(t, samples));

        public ref float Take(Tape tape, int first, int count)
        {
            network.TakeTargets(tape, TargetsOf(first, count), Part(weights, first, count), first, count, ref sum);
            return ref Unsafe.Add(ref MemoryMarshal.GetReference(x), (nuint)first * (nuint)network.Info.InputLength);
        }

        public readonly ref byte Targets(Tape tape, int first) => ref NetworkCore<TKernels>.TargetsOf(tape, t[(first * network.Info.TargetLength)..]);

        public void Give(Tape tape, int first, int count)
        {
            network.AddLosses(tape, TargetsOf(first, count), Part(weights, first, count), count, ref sum);
            if (!y.IsEmpty) network.CopyOutput(tape, count, y[(first * network.Info.OutputLength)..]);
        }

        public float Loss() => MeanLoss(network.Info.LossWeight, ref sum);

        private readonly ReadOnlySpan<TTarget> TargetsOf(int first, int count) => t.Slice(first * network.Info.TargetLength, count * network.Info.TargetLength);
    }
}
