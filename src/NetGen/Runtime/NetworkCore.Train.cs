using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

public sealed partial class NetworkCore<TKernels>
{
    /// <summary>A gradient sum runs over at most so many samples; sums of such blocks are added in order.</summary>
    private const int SumBlock = 512;

    private TrainTape? trainTape;

    /// <summary>
    /// One optimiser step on a batch of any size: forward, loss and backward for blocks of <see cref="NetworkLayout.TrainBlock"/> samples that stay in the cache.
    /// Losses of the batch are averaged; the outputs, where asked for, are those before the step.
    /// </summary>
    /// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for class indices.</typeparam>
    /// <param name="x">n · InputLength values, n ≥ 1.</param>
    /// <param name="t">n · TargetLength values.</param>
    /// <param name="optimizer">What changes the parameters.</param>
    /// <param name="sampleWeights">One a sample, or none.</param>
    /// <param name="threads">At least 1; this version computes on the calling thread whatever it says.</param>
    /// <param name="y">n · OutputLength values, or none.</param>
    /// <returns>(Σᵢ wᵢ·lᵢ) / n, times the loss's weight.</returns>
    public float TrainStep<TTarget>(
        ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights, int threads = 1, Span<float> y = default)
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        int samples = CheckBatch(x, t, sampleWeights, y);
        HostModes.RequireSubnormals();

        TrainTape tape = trainTape ??= new TrainTape(this, Math.Min(SumBlock, Layout.TrainBlock));
        ref float gradients = ref tape.Gradients.Block.Start;
        ref float x0 = ref MemoryMarshal.GetReference(x);
        ulong step = NextStep();
        var sum = new LossSum(samples);
        TKernels.Prepare(ref Block.Start, ref tape.Memory.Start, tape.RowCapacity);
        for (int first = 0; first < samples; first += Layout.TrainBlock)
        {
            int count = Math.Min(Layout.TrainBlock, samples - first);
            ref float rows = ref Unsafe.Add(ref x0, (nuint)first * (nuint)Info.InputLength);
            TKernels.Forward(ref Block.Start, ref rows, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, Seed, step, (nuint)first, training: true);
            Losses(tape, t.Slice(first * Info.TargetLength, count * Info.TargetLength), Part(sampleWeights, first, count), count, samples, ref sum);
            if (!y.IsEmpty) CopyOutput(tape, count, y[(first * Info.OutputLength)..]);

            bool direct = first < SumBlock;
            ref float target = ref direct ? ref gradients : ref tape.Term.Start;
            TKernels.Backward(ref Block.Start, ref rows, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, ref target, accumulate: first % SumBlock != 0);
            if (!direct && ((first + count) % SumBlock == 0 || first + count == samples))
                Blocks.Add(ref gradients, ref target, (nuint)Layout.ParameterBlock);
        }
        optimizer.Step(this, Block.Span, tape.Gradients.Block.Span, Parameters.TrainableRanges);
        Parameters.Changed();
        return MeanLoss(ref sum, samples);
    }

    /// <summary>The loss of a batch of any size without training (no dropout); the outputs, where asked for.</summary>
    /// <inheritdoc cref="TrainStep{TTarget}"/>
    public float Evaluate<TTarget>(ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights, Span<float> y = default)
        where TTarget : unmanaged
    {
        int samples = CheckBatch(x, t, sampleWeights, y);
        TrainTape tape = trainTape ??= new TrainTape(this, Math.Min(SumBlock, Layout.TrainBlock));
        ref float x0 = ref MemoryMarshal.GetReference(x);
        var sum = new LossSum(samples);
        for (int first = 0; first < samples; first += Layout.TrainBlock)
        {
            int count = Math.Min(Layout.TrainBlock, samples - first);
            ref float rows = ref Unsafe.Add(ref x0, (nuint)first * (nuint)Info.InputLength);
            TKernels.Forward(ref Block.Start, ref rows, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, Seed, 0, (nuint)first, training: false);
            Losses(tape, t.Slice(first * Info.TargetLength, count * Info.TargetLength), Part(sampleWeights, first, count), count, samples, ref sum);
            if (!y.IsEmpty) CopyOutput(tape, count, y[(first * Info.OutputLength)..]);
        }
        return MeanLoss(ref sum, samples);
    }

    private int CheckBatch<TTarget>(ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights, Span<float> y) where TTarget : unmanaged
    {
        int samples = Arguments.SomeSamples(x.Length, Info.InputLength, nameof(x));
        Arguments.Match(t.Length, Info.TargetLength, nameof(t), samples, nameof(x));
        Arguments.Weights(sampleWeights.Length, samples, nameof(x));
        if (!y.IsEmpty) Arguments.Match(y.Length, Info.OutputLength, nameof(y), samples, nameof(x));
        CheckTargets(t);
        return samples;
    }

    /// <summary>An index that is none would be read outside the network's memory.</summary>
    private void CheckTargets<TTarget>(ReadOnlySpan<TTarget> t) where TTarget : unmanaged
    {
        if (typeof(TTarget) == typeof(int)) Arguments.ClassIndices(MemoryMarshal.Cast<TTarget, int>(t), Info.Classes, nameof(t));
    }

    private void Losses<TTarget>(Tape tape, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> weights, int samples, int batch, ref LossSum sum) where TTarget : unmanaged
    {
        FillScales(tape, weights, samples, batch);
        ref TTarget t0 = ref MemoryMarshal.GetReference(t);
        if (typeof(TTarget) == typeof(int))
            TKernels.LossOfIndices(ref Unsafe.As<TTarget, int>(ref t0), ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)samples);
        else
            TKernels.Loss(ref Unsafe.As<TTarget, float>(ref t0), ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)samples);
        AddLosses(tape, weights, samples, ref sum);
    }

    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> weights, int first, int count) => weights.IsEmpty ? weights : weights.Slice(first, count);

    /// <summary>The tape behind TrainStep; nobody else sees it.</summary>
    private sealed class TrainTape(NetworkCore network, int capacity) : Tape(network, capacity);
}
