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
    /// <param name="threads">The most threads to use; 0 for all cores where the work is worth it.</param>
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
        HostModes.RequireSubnormals();
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
        if (!y.IsEmpty) Arguments.Match(y.Length, Info.OutputLength, nameof(y), samples, nameof(x));
        CheckTargets(t);
        return samples;
    }

    /// <summary>
    /// An index that is none would be read outside the network's memory; a target that is no probability gives a loss without a lower
    /// bound.
    /// </summary>
    private void CheckTargets<TTarget>(ReadOnlySpan<TTarget> t) where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int)) Arguments.ClassIndices(MemoryMarshal.Cast<TTarget, int>(t), Info.Classes, nameof(t), Info.IgnoreIndex);
        else if (Info.TargetsAreProbabilities) Arguments.Probabilities(MemoryMarshal.Cast<TTarget, float>(t), nameof(t));
    }

    /// <summary>A sum of the losses of a batch, with how many count.</summary>
    private LossSum NewSum<TTarget>(ReadOnlySpan<TTarget> t, int samples) where TTarget : unmanaged =>
        new(samples, typeof(TTarget) == typeof(int) ? Counted(MemoryMarshal.Cast<TTarget, int>(t), Info.IgnoreIndex, samples) : samples);

    /// <summary>Fills the scales of a block, and makes its targets ready where some classes are ignored.</summary>
    private void TakeTargets<TTarget>(Tape tape, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> weights, int samples, ref LossSum sum) where TTarget : unmanaged
    {
        FillScales(tape, Layout.Scale, Info.LossWeight, weights, samples, sum.Counted);
        if (typeof(TTarget) != typeof(int) || Info.IgnoreIndex is not { } ignored) return;
        ReadOnlySpan<int> indices = MemoryMarshal.Cast<TTarget, int>(t);
        ClearScales(tape, Layout.Scale, indices, ignored);
        indices.Replace(tape.Indices.AsSpan(0, samples), ignored, 0);       // some class: the ignored index may be none, and would be read outside the row
    }

    /// <summary>Where kernels read the targets of a block.</summary>
    private ref byte TargetsOf<TTarget>(Tape tape, ReadOnlySpan<TTarget> t) where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int) && Info.IgnoreIndex is not null) return ref Unsafe.As<int, byte>(ref tape.Indices[0]);
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

        private LossSum Sum = network.NewSum(t, samples);

        public readonly bool HasIndices => typeof(TTarget) == typeof(int);

        public readonly bool WantsOutputs => !y.IsEmpty;

        public ref float Take(Tape tape, int first, int count)
        {
            network.TakeTargets(tape, TargetsOf(first, count), Part(weights, first, count), count, ref Sum);
            return ref Unsafe.Add(ref MemoryMarshal.GetReference(x), (nuint)first * (nuint)network.Info.InputLength);
        }

        public readonly ref byte Targets(Tape tape, int first) => ref network.TargetsOf(tape, t[(first * network.Info.TargetLength)..]);

        public void Give(Tape tape, int first, int count)
        {
            network.AddLosses(tape, TargetsOf(first, count), Part(weights, first, count), count, ref Sum);
            if (!y.IsEmpty) network.CopyOutput(tape, count, y[(first * network.Info.OutputLength)..]);
        }

        public float Loss() => MeanLoss(network.Info.LossWeight, ref Sum);

        private readonly ReadOnlySpan<TTarget> TargetsOf(int first, int count) => t.Slice(first * network.Info.TargetLength, count * network.Info.TargetLength);
    }
}
