using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

public sealed partial class NetworkCore<TKernels>
{
    /// <summary>A gradient sum runs over at most so many samples; sums of such blocks are added in order.</summary>
    private const int SumBlock = 512;

    private TrainTape? trainTape;

    /// <summary>A caller's batch as the loop over its blocks needs it; a struct, so that the loop is compiled for each kind of batch.</summary>
    private interface IRows
    {
        /// <summary>Makes samples, targets and scales of a block ready; returns where kernels read x.</summary>
        ref float Take(Tape tape, int first, int count);

        /// <summary>Where the loss's kernel reads the targets of the block.</summary>
        ref byte Targets(Tape tape, int first);

        /// <summary>Whether they are class indices.</summary>
        bool HasIndices { get; }

        /// <summary>Whether outputs are asked for.</summary>
        bool WantsOutputs { get; }

        /// <summary>Adds up the losses of the block, and hands out its outputs where they are asked for.</summary>
        void Give(Tape tape, int first, int count);

        /// <summary>The mean of all losses, each times its weight, once the last block has been given.</summary>
        float Loss();
    }

    /// <summary>
    /// One optimiser step on a batch of any size: forward, loss and backward for blocks of <see cref="NetworkLayout.TrainBlock"/> samples that stay in the cache; all samples at once where
    /// they depend on one another, and gradient sums then run over all of them in order. Threads divide the samples of a block, then the results of its sums, so that no sum
    /// depends on their number; where samples depend on one another the calling thread does all.
    /// </summary>
    /// <returns>The loss before the step, with the layers' penalties.</returns>
    private float Train<TRows>(ref TRows rows, int samples, Optimizer optimizer, int threads) where TRows : struct, IRows, allows ref struct
    {
        RequireBatch(samples, training: true);
        int block = Layout.WholeBatch ? samples : Layout.TrainBlock;
        threads = Layout.WholeBatch ? 1 : ThreadsFor(threads, samples, TrainingPasses);
        TrainTape tape = TapeFor(block);
        ref float gradients = ref tape.Gradients.Block.Start;
        ulong step = NextStep();
        KeepStatistics();
        TKernels.Prepare(ref Block.Start, ref tape.Memory.Start, tape.RowCapacity);
        for (int first = 0; first < samples; first += block)
        {
            int count = Math.Min(block, samples - first);
            bool direct = first < SumBlock, accumulate = first % SumBlock != 0;
            ref float target = ref direct ? ref gradients : ref tape.Term.Start;
            ref float x = ref rows.Take(tape, first, count);
            ref byte t = ref rows.Targets(tape, first);
            if (threads > 1)
            {
                (trainJob ??= new TrainJob(this)).Run(tape, ref x, ref t, rows.HasIndices, rows.WantsOutputs, first, count, step, ref target, accumulate, threads);
            }
            else
            {
                TrainRows(tape, ref x, ref t, rows.HasIndices, rows.WantsOutputs, 0, count, step, first);
                TKernels.BackwardSums(ref x, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, ref target, accumulate, 0, 1);
            }
            rows.Give(tape, first, count);
            if (!direct && ((first + count) % SumBlock == 0 || first + count == samples))
                Blocks.Add(ref gradients, ref target, (nuint)Layout.ParameterBlock);
        }
        float loss = rows.Loss() + Parameters.Penalty();
        if (!optimizer.Step(this, Parameters, tape.Gradients.Block.Span, loss, threads)) RestoreStatistics();
        return loss;
    }

    /// <summary>What samples have by themselves: forward, loss, and back to the inputs of all sums. x and t are those of <paramref name="row"/>.</summary>
    private void TrainRows(Tape tape, ref float x, ref byte t, bool hasIndices, bool outputs, int row, int count, ulong step, int firstSample)
    {
        TKernels.Forward(
            ref Block.Start, ref x, ref tape.Memory.Start, tape.RowCapacity, (nuint)row, (nuint)count, Seed, step, (nuint)(firstSample + row), training: true, outputs);
        Loss(tape, ref t, hasIndices, row, count);
        TKernels.BackwardRows(ref Block.Start, ref x, ref tape.Memory.Start, tape.RowCapacity, (nuint)row, (nuint)count);
    }

    private static void Loss(Tape tape, ref byte t, bool hasIndices, int row, int count)
    {
        if (hasIndices) TKernels.LossOfIndices(ref Unsafe.As<byte, int>(ref t), ref tape.Memory.Start, tape.RowCapacity, (nuint)row, (nuint)count);
        else TKernels.Loss(ref Unsafe.As<byte, float>(ref t), ref tape.Memory.Start, tape.RowCapacity, (nuint)row, (nuint)count);
    }

    /// <summary>Losses and outputs of a batch of any size without training (no dropout).</summary>
    /// <returns>The loss, with the layers' penalties.</returns>
    private float Evaluate<TRows>(ref TRows rows, int samples) where TRows : struct, IRows, allows ref struct
    {
        TrainTape tape = BlockTape;
        for (int first = 0; first < samples; first += Layout.TrainBlock)
        {
            int count = Math.Min(Layout.TrainBlock, samples - first);
            ref float x = ref rows.Take(tape, first, count);
            TKernels.Forward(ref Block.Start, ref x, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, Seed, 0, (nuint)first, training: false, rows.WantsOutputs);
            Loss(tape, ref rows.Targets(tape, first), rows.HasIndices, 0, count);
            rows.Give(tape, first, count);
        }
        return rows.Loss() + Parameters.Penalty();
    }

    private TrainTape BlockTape => TapeFor(Layout.TrainBlock);

    /// <summary>The tape, made anew where it is too small: a power of two, so that batches that grow make few.</summary>
    private TrainTape TapeFor(int samples)
    {
        if (trainTape is { } tape && tape.Capacity >= samples) return tape;
        int capacity = samples <= Layout.TrainBlock ? Layout.TrainBlock : (int)Math.Min(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)samples), int.MaxValue / 2);
        return trainTape = new TrainTape(this, Math.Max(samples, capacity));
    }

    /// <summary>One sample alone has no variance.</summary>
    private void RequireBatch(int samples, bool training)
    {
        if (Layout.WholeBatch && training && samples == 1)
            throw new ArgumentException(
                $"The batch has 1 sample; {Info.Name} has a BatchNorm layer, whose statistics need at least 2 in training. Give it a larger batch, or skip a last batch of 1.");
    }

    /// <summary>Samples of a batch that count: all but those whose class index is the ignored one.</summary>
    private static int Counted(ReadOnlySpan<int> t, int? ignored, int samples) => ignored is { } index ? samples - t.Count(index) : samples;

    /// <summary>Fills the scales of rows [0, samples): sample weight × the loss's weight ÷ samples of the whole batch that count.</summary>
    private static void FillScales(Tape tape, TapeRegion region, double lossWeight, ReadOnlySpan<float> weights, int samples, int batch)
    {
        ref float scale = ref tape.At(region);
        nuint stride = (nuint)region.Stride;
        float weight = (float)lossWeight;
        for (int i = 0; i < samples; i++)
            Unsafe.Add(ref scale, (nuint)i * stride) = (weights.IsEmpty ? weight : weight * weights[i]) / batch;
    }

    /// <summary>Fills the scales of ignored rows with 0: so is their gradient.</summary>
    private static void ClearScales(Tape tape, TapeRegion region, ReadOnlySpan<int> t, int ignored)
    {
        ref float scale = ref tape.At(region);
        for (int i = 0; i < t.Length; i++)
            if (t[i] == ignored) Unsafe.Add(ref scale, (nuint)i * (nuint)region.Stride) = 0;
    }

    /// <summary>Adds the weighted losses of rows [0, samples); those of ignored rows are 0.</summary>
    private static void AddLosses(
        Tape tape, TapeRegion region, ReadOnlySpan<float> weights, int samples, ref LossSum sum, ReadOnlySpan<int> t = default, int? ignored = null)
    {
        ref float losses = ref tape.At(region);
        nuint stride = (nuint)region.Stride;
        for (int i = 0; i < samples; i++)
        {
            float loss = Unsafe.Add(ref losses, (nuint)i * stride);
            if (ignored is not null && t[i] == ignored) loss = 0;
            else if (!weights.IsEmpty) loss = weights[i] * loss;
            sum.Add(loss);
        }
    }

    /// <summary>The mean of a batch, times the loss's own weight.</summary>
    private static float MeanLoss(double lossWeight, ref LossSum sum) => (float)lossWeight * sum.Mean();

    private static ReadOnlySpan<float> Part(ReadOnlySpan<float> weights, int first, int count) => weights.IsEmpty ? weights : weights.Slice(first, count);

    /// <summary>The tape behind TrainStep; nobody else sees it.</summary>
    private sealed class TrainTape(NetworkCore network, int capacity) : Tape(network, capacity);
}
