using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

public sealed partial class NetworkCore<TKernels>
{
    /// <summary>A gradient sum runs over at most so many samples; sums of such blocks are added in order.</summary>
    private const int SumBlock = 512;

    private readonly Pool<TrainTape> evaluationTapes = new();
    private TrainTape? trainTape;       // of the thread whose turn it is to change the parameters

    /// <summary>A caller's batch as the loop over its blocks needs it; a struct, so that the loop is compiled for each kind of batch.</summary>
    private interface IRows
    {
        /// <summary>Begins the sums of losses; comes first.</summary>
        void Start(Tape tape);

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
    /// depends on their number; where samples depend on one another they wait for all of them before and behind each statistic.
    /// </summary>
    /// <returns>The loss before the step, with the layers' penalties.</returns>
    private float Train<TRows>(ref TRows rows, int samples, Optimizer optimizer, int threads) where TRows : struct, IRows, allows ref struct
    {
        RequireBatch(samples, training: true);
        RequireOneTape(samples);
        HostModes.RequireSubnormals();
        using Exclusive.Turn change = Use.Change(nameof(TrainStep));
        int block = Layout.WholeBatch ? samples : Layout.TrainBlock;
        TrainTape tape = TapeFor(block);
        threads = ThreadsFor(threads, samples, TrainingPasses);
        ref float gradients = ref tape.Gradients.Block.Start, squares = ref tape.Squares(threads);
        ulong step = NextStep();
        KeepStatistics();
        rows.Start(tape);
        TKernels.Prepare(ref Block.Start, ref tape.Memory.Start, tape.RowCapacity);
        for (int first = 0, count; first < samples; first += count)
        {
            count = Math.Min(block, samples - first);
            bool direct = first < SumBlock, accumulate = first % SumBlock != 0;
            ref float target = ref direct ? ref gradients : ref tape.Term.Start;
            ref float x = ref rows.Take(tape, first, count);
            ref byte t = ref rows.Targets(tape, first);
            if (threads > 1)
            {
                (trainJob ??= new TrainJob(this)).Run(
                    tape, ref x, ref t, rows.HasIndices, rows.WantsOutputs, first, count, step, ref target, ref squares,
                    accumulate, threads);
            }
            else
            {
                TrainRows(tape, ref x, ref t, rows.HasIndices, rows.WantsOutputs, 0, count, step, first);
                TKernels.BackwardSums(
                    ref x, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, ref target, ref squares, accumulate, 0, 1);
            }
            rows.Give(tape, first, count);
            if (!direct && ((first + count) % SumBlock == 0 || first + count == samples))
                Blocks.Add(ref gradients, ref target, (nuint)Layout.ParameterBlock);
        }
        float loss = rows.Loss() + Parameters.Penalty();
        // Sums of blocks are added to one another without.
        ReadOnlySpan<float> known = samples <= SumBlock || Layout.WholeBatch ? tape.SquaresOf(threads) : [];
        if (!optimizer.Step(this, Parameters, tape.Gradients.Block.Span, loss, threads, known)) RestoreStatistics();
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

    /// <summary>
    /// Losses and outputs of a batch of any size without training (no dropout). Any number of threads may evaluate at the same time: each
    /// has a tape of its own.
    /// </summary>
    /// <returns>The loss, with the layers' penalties.</returns>
    private float Evaluate<TRows>(ref TRows rows, int samples) where TRows : struct, IRows, allows ref struct
    {
        using ParameterUse.Reading reading = Use.Read();
        TrainTape tape = evaluationTapes.Take() ?? new TrainTape(this, Layout.TrainBlock);
        try
        {
            rows.Start(tape);
            for (int first = 0, count; first < samples; first += count)
            {
                count = Math.Min(Layout.TrainBlock, samples - first);
                ref float x = ref rows.Take(tape, first, count);
                TKernels.Forward(
                    ref Block.Start, ref x, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, Seed, 0, (nuint)first, training: false, rows.WantsOutputs);
                Loss(tape, ref rows.Targets(tape, first), rows.HasIndices, 0, count);
                rows.Give(tape, first, count);
            }
            return rows.Loss() + Parameters.Penalty();
        }
        finally
        {
            evaluationTapes.Return(tape);
        }
    }

    /// <summary>The tape of training, made anew where it is too small.</summary>
    private TrainTape TapeFor(int samples)
    {
        int capacity = trainTape?.Capacity ?? 0;
        if (capacity >= samples) return trainTape!;

        // The first one as large as it must be; then half as large again as the last one, so that batches that grow make few.
        long grown = capacity == 0 ? Layout.TrainBlock : Math.Min(capacity + (long)capacity / 2, Tape.LargestCapacity(this));
        trainTape = null;    // so that the collector may take it while the new one is allocated
        return trainTape = new TrainTape(this, (int)Math.Max(samples, grown));
    }

    /// <summary>Where all samples of a batch go through at once, they stand on one tape.</summary>
    private void RequireOneTape(int samples)
    {
        if (Layout.WholeBatch && samples > Layout.TrainBlock && samples > Tape.LargestCapacity(this))
            throw new ArgumentException(
                $"The batch has {samples} samples; {Info.Name} has a BatchNorm layer, which takes all of a batch at once, and one array holds {Tape.LargestCapacity(this)}. Split the batch.");
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

    /// <summary>
    /// Copies class indices of a block to memory of the network's own, ignored ones as 0 with the scale 0, and checks the copies: kernels
    /// make addresses of them, and what stands in the
    /// caller's memory may be another number by then. Before a call begins its indices are checked where they are, so that it changes
    /// nothing where one of them is wrong.
    /// </summary>
    /// <returns>Where they stand.</returns>
    /// <exception cref="ArgumentException">One is no class: another thread has written it since the call began.</exception>
    private static ReadOnlySpan<int> TakeIndices(Tape tape, TapeRegion scale, ReadOnlySpan<int> t, int classes, int? ignored, string name, int first)
    {
        Span<int> own = tape.Indices.AsSpan(0, t.Length);
        t.CopyTo(own);
        if (ignored is { } index)
        {
            ClearScales(tape, scale, own, index);
            own.Replace(index, 0);
        }
        Arguments.ClassIndices(own, classes, name, ignored, first);
        return own;
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
