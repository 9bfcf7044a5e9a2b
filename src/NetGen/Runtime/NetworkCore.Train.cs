using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

public sealed unsafe partial class NetworkCore<TKernels>
{
    /// <summary>One optimizer step on a batch of any size. Losses of the batch are averaged.</summary>
    /// <param name="x">n samples for each input, n ≥ 1.</param>
    /// <param name="t">n samples for each loss.</param>
    /// <param name="optimizer">What changes the parameters.</param>
    /// <param name="sampleWeights">One per sample, or none.</param>
    /// <param name="threads">The most threads to use, at most one for each processor; 0 for all of them where the work is worth it.</param>
    /// <param name="losses">Receives for each loss (Σᵢ wᵢ·lᵢ) / n times the loss's weight, where it is not empty.</param>
    /// <returns>
    /// The sum of these, and the layers' penalties. Where it, or what the step would end in, is not finite, the step is not taken
    /// (<see cref="Optimizer.FiniteChecks"/>).
    /// </returns>
    public float TrainStep(
        in Slots x, in Slots t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights = default, int threads = 1,
        Span<float> losses = default)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return Learn(x, t, default, sampleWeights, losses, optimizer, threads);
    }

    /// <summary>The same for a batch by slots; its outputs, where it has any, receive those before the step.</summary>
    public float TrainStep(Batch batch, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return Learn(batch.InputSlots, batch.TargetSlots(Ports), batch.OutputSlots, batch.SampleWeights, default, optimizer, batch.Threads);
    }

    /// <summary>The loss of a batch of any size without training (no dropout); its outputs, where it has any, are filled.</summary>
    public float Evaluate(Batch batch) =>
        Learn(batch.InputSlots, batch.TargetSlots(Ports), batch.OutputSlots, batch.SampleWeights, default, null, 1);

    /// <summary>
    /// A step with the optimizer, or the loss where there is none; fills those of <paramref name="y"/> that are not empty.
    /// </summary>
    internal float Learn(
        in Slots x, in Slots t, in Slots y, ReadOnlySpan<float> weights, Span<float> losses, Optimizer? optimizer, int threads)
    {
        Lent<float>* rows = stackalloc Lent<float>[3 * Slots.Most];
        var batch = new Lesson(this, rows, weights, losses, optimizer, threads);
        Lend(x, Ports.Inputs.Length, t, Ports.Losses.Length, y, Ports.Outputs.Length, rows, 0, ref batch);
        return batch.Result;
    }

    /// <summary>A caller's batch.</summary>
    private ref struct Lesson(
        NetworkCore<TKernels> network, Lent<float>* rows, ReadOnlySpan<float> weights, Span<float> losses, Optimizer? optimizer,
        int threads) : IWork
    {
        internal readonly Lent<float>* Inputs = rows, Targets = rows + network.Ports.Inputs.Length;
        internal readonly Lent<float>* Outputs = rows + network.Ports.Inputs.Length + network.Ports.Losses.Length;
        internal readonly ReadOnlySpan<float> Weights = weights;
        internal readonly Span<float> Losses = losses;

        internal int Samples { get; private set; }

        internal float Result { get; private set; }

        public void Do()
        {
            Samples = network.CheckBatch(this);
            Result = optimizer is null ? network.Evaluate(this) : network.Train(this, optimizer, threads);
        }

        internal readonly bool WantsOutputs
        {
            get
            {
                for (int i = 0; i < network.Ports.Outputs.Length; i++)
                    if (Outputs[i].Length > 0) return true;
                return false;
            }
        }
    }

    private int CheckBatch(in Lesson batch)
    {
        int samples = Ports.Samples(batch.Inputs, some: true);
        string first = Ports.InputNames[0];
        Ports.CheckTargets(batch.Targets, samples, first);
        Arguments.Weights(batch.Weights, samples, first);
        CheckOutputs(batch.Inputs, batch.Targets, batch.Weights, batch.Outputs, samples, all: false);
        return samples;
    }

    /// <summary>Begins the sums of losses: one for each, with how many samples of the batch count in it.</summary>
    private LossSum[] NewSums(Tape tape, Lent<float>* t, int samples)
    {
        LossSum[] sums = tape.LossSums(Ports.Losses.Length);
        for (int i = 0; i < sums.Length; i++)
            sums[i].Start(samples, Ports.OfLoss(i).IgnoreIndex is { } ignored ? samples - Indices(t[i]).Count(ignored) : samples);
        return sums;
    }

    /// <summary>Makes scales and class indices of samples [first, first + count) ready, in the first rows of the tape.</summary>
    private void TakeTargets(Tape tape, Lent<float>* t, ReadOnlySpan<float> weights, int first, int count, LossSum[] sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            OutputInfo output = Ports.OfLoss(i);
            OutputRegions regions = Layout.Outputs[Ports.Losses[i]];
            FillScales(tape, regions.Scale, output.LossWeight, Part(weights, first, count), count, sums[i].Counted);
            if (output.TargetType == TargetType.Indices)
                TakeIndices(tape, regions, Indices(t[i]), output, Ports.TargetNames[i], first, count);
        }
    }

    /// <summary>
    /// Adds up the losses of samples [first, first + count), which are the first rows of the tape; those of ignored ones are 0.
    /// </summary>
    private void AddLosses(Tape tape, Lent<float>* t, ReadOnlySpan<float> weights, int first, int count, LossSum[] sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            int? ignored = Ports.OfLoss(i).IgnoreIndex;
            ReadOnlySpan<int> indices = ignored is null ? default : Indices(t[i]).Slice(first, count);
            ReadOnlySpan<float> losses = tape.Rows(Layout.Outputs[Ports.Losses[i]].Loss, count);
            ref LossSum sum = ref sums[i];
            for (int m = 0; m < losses.Length; m++)
                sum.Add(ignored is not null && indices[m] == ignored ? 0 : weights.IsEmpty ? losses[m] : weights[first + m] * losses[m]);
        }
    }

    /// <summary>The means of a batch, each times its loss's weight, and their sum.</summary>
    private float MeanLosses(LossSum[] sums, Span<float> losses)
    {
        float total = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            float loss = (float)Ports.OfLoss(i).LossWeight * sums[i].Mean();
            total += loss;
            if (!losses.IsEmpty) losses[i] = loss;
        }
        return total;
    }

    /// <summary>Hands out the outputs of a block that are asked for.</summary>
    private void GiveOutputs(Tape tape, Lent<float>* y, int first, int count)
    {
        for (int i = 0; i < Ports.Outputs.Length; i++)
        {
            int length = Ports.Outputs[i].Length;
            if (y[i].Length > 0)
                tape.Rows(Layout.Outputs[i].Values, count * length)
                    .CopyTo(new Span<float>(y[i].Start + (nint)first * length, count * length));
        }
    }

    /// <summary>Fills the scales of the first rows: sample weight × the loss's weight ÷ samples of the whole batch that count.</summary>
    private static void FillScales(Tape tape, TapeRegion region, double lossWeight, ReadOnlySpan<float> weights, int count, int batch)
    {
        Span<float> scales = tape.Rows(region, count);
        float weight = (float)lossWeight;
        for (int m = 0; m < scales.Length; m++) scales[m] = (weights.IsEmpty ? weight : weight * weights[m]) / batch;
    }

    /// <summary>
    /// Copies class indices of samples [first, first + count) to the tape, ignored ones as 0 with the scale 0, and checks what it copies:
    /// kernels make addresses of them, and what is in the caller's memory may be another number by then. Before a call begins its indices
    /// are checked where they are, so that it changes nothing where one of them is wrong.
    /// </summary>
    /// <exception cref="ArgumentException">One is no class: another thread has written it since the call began.</exception>
    private static void TakeIndices(
        Tape tape, OutputRegions regions, ReadOnlySpan<int> t, OutputInfo output, string name, int first, int count)
    {
        int length = output.TargetLength, start = first * length;
        Span<float> own = tape.Rows(regions.Indices, count * length), scales = tape.Rows(regions.Scale, count);
        for (int j = 0; j < own.Length; j++)
        {
            int index = Volatile.Read(in t[start + j]);
            if (index == output.IgnoreIndex) (index, scales[j / length]) = (0, 0);
            if ((uint)index >= (uint)output.Classes)
                Arguments.ClassIndices(new ReadOnlySpan<int>(in index), output.Classes, name, output.IgnoreIndex, start + j);
            own[j] = index;    // exact: there are at most 2²⁴ classes
        }
    }

    private static ReadOnlySpan<int> Indices(Lent<float> slot) => MemoryMarshal.Cast<float, int>(slot.Span);

    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> weights, int first, int count) =>
        weights.IsEmpty ? weights : weights.Slice(first, count);

    /// <summary>The tape behind TrainStep; no one else sees it.</summary>
    private sealed class TrainTape(NetworkCore network, int capacity) : Tape(network, capacity);
}
