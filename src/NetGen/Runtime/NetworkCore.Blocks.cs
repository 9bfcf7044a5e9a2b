namespace NetGen.Runtime;

public sealed unsafe partial class NetworkCore<TKernels>
{
    /// <summary>A gradient sum runs over at most so many samples; sums of such blocks are added in order.</summary>
    private const int SumBlock = 512;

    private readonly Pool<TrainTape> evaluationTapes = new();
    private TrainTape? trainTape;       // of the thread whose turn it is to change the parameters

    /// <summary>
    /// One optimizer step on a batch of any size: forward, loss and backward for blocks of <see cref="NetworkLayout.TrainBlock"/> samples
    /// that stay in the cache; all samples at once where they depend on one another, and gradient sums then run over all of them in order.
    /// Threads divide the samples of a block, then the results of its sums, so that no sum depends on their number; where samples depend on
    /// one another they wait for all of them before and behind each statistic.
    /// </summary>
    /// <returns>The loss before the step, with the layers' penalties.</returns>
    private float Train(in Lesson batch, Optimizer optimizer, int threads)
    {
        int samples = batch.Samples;
        RequireBatch(samples, training: true);
        RequireOneTape(samples);
        HostModes.RequireNoFlushToZero();
        using Exclusive.Turn change = Use.Change(nameof(TrainStep));
        int block = Layout.NeedsFullBatch ? samples : Layout.TrainBlock;
        TrainTape tape = TapeFor(block);
        threads = ThreadsFor(threads, samples, TrainingPasses);
        float* gradients = tape.Gradients.Block.Address;
        Call<float> call = OnTape(tape) with
        {
            Inputs = batch.Inputs, Targets = batch.Targets, SquaresAt = tape.Squares(threads), Step = NextStep(), Training = true,
            ForOutputs = batch.WantsOutputs,
        };
        KeepStatistics();
        LossSum[] sums = NewSums(tape, batch.Targets, samples);
        TKernels.TransposeWeights(in call);
        for (int first = 0, count; first < samples; first += count)
        {
            count = Math.Min(block, samples - first);
            bool direct = first < SumBlock;
            (call.FirstSample, call.Samples) = ((nuint)first, (nuint)count);
            call.GradientsAt = direct ? gradients : tape.Term.Address;
            call.Accumulate = first % SumBlock != 0;
            TakeTargets(tape, batch.Targets, batch.Weights, first, count, sums);
            if (threads > 1) (trainJob ??= new TrainJob(this)).Run(in call, threads);
            else
            {
                TrainRows(in call);
                TKernels.AccumulateParameterGradients(in call);
            }
            AddLosses(tape, batch.Targets, batch.Weights, first, count, sums);
            GiveOutputs(tape, batch.Outputs, first, count);
            if (!direct && ((first + count) % SumBlock == 0 || first + count == samples))
                Blocks.Add(ref *gradients, ref call.Gradients, (nuint)Layout.ParameterBlock);
        }
        float loss = MeanLosses(sums, batch.Losses) + Parameters.Penalty();
        // Sums of blocks are added to one another without.
        ReadOnlySpan<float> known = samples <= SumBlock || Layout.NeedsFullBatch ? tape.SquaresOf(threads) : [];
        if (!optimizer.Step(this, Parameters, tape.Gradients.Block.Span, loss, threads, known)) RestoreStatistics();
        return loss;
    }

    /// <summary>A call on a tape: what it is for comes in alongside.</summary>
    private Call<float> OnTape(Tape tape) =>
        new() { ParametersAt = Block.Address, MemoryAt = tape.Memory.Address, Capacity = tape.RowCapacity, Seed = Seed, Parts = 1 };

    /// <summary>What samples have by themselves: forward, loss, and back to the inputs of all sums.</summary>
    private static void TrainRows(in Call<float> call)
    {
        TKernels.Forward(in call);
        TKernels.Loss(in call);
        TKernels.BackwardPerSample(in call);
    }

    /// <summary>
    /// Losses and outputs of a batch of any size without training (no dropout). Any number of threads may evaluate at the same time: each
    /// has a tape of its own.
    /// </summary>
    /// <returns>The loss, with the layers' penalties.</returns>
    private float Evaluate(in Lesson batch)
    {
        using ParameterUse.Reading reading = Use.Read();
        TrainTape tape = evaluationTapes.Take() ?? new TrainTape(this, Layout.TrainBlock);
        try
        {
            Call<float> call = OnTape(tape) with { Inputs = batch.Inputs, Targets = batch.Targets, ForOutputs = batch.WantsOutputs };
            LossSum[] sums = NewSums(tape, batch.Targets, batch.Samples);
            for (int first = 0, count; first < batch.Samples; first += count)
            {
                count = Math.Min(Layout.TrainBlock, batch.Samples - first);
                (call.FirstSample, call.Samples) = ((nuint)first, (nuint)count);
                TakeTargets(tape, batch.Targets, batch.Weights, first, count, sums);
                TKernels.Forward(in call);
                TKernels.Loss(in call);
                AddLosses(tape, batch.Targets, batch.Weights, first, count, sums);
                GiveOutputs(tape, batch.Outputs, first, count);
            }
            return MeanLosses(sums, batch.Losses) + Parameters.Penalty();
        }
        finally
        {
            evaluationTapes.Return(tape);
        }
    }

    /// <summary>The tape of training, made again where it is too small.</summary>
    private TrainTape TapeFor(int samples)
    {
        int capacity = trainTape?.Capacity ?? 0;
        if (capacity >= samples) return trainTape!;

        // The first one as large as it must be; then half as large again as the last one, so that batches that grow make few.
        long grown = capacity == 0 ? Layout.TrainBlock : Math.Min(capacity + (long)capacity / 2, Tape.MaxCapacity(this));
        trainTape = null;    // so that the collector may take it while the new one is allocated
        return trainTape = new TrainTape(this, (int)Math.Max(samples, grown));
    }

    /// <summary>Where all samples of a batch go through at once, they are on one tape.</summary>
    private void RequireOneTape(int samples)
    {
        if (Layout.NeedsFullBatch && samples > Layout.TrainBlock && samples > Tape.MaxCapacity(this))
            throw new ArgumentException(
                $"The batch has {samples} samples; {Info.Name} has a BatchNorm layer, which takes all of a batch at once, and one array "
                + $"holds {Tape.MaxCapacity(this)}. Split the batch.");
    }

    /// <summary>One sample alone has no variance.</summary>
    private void RequireBatch(int samples, bool training)
    {
        if (Layout.NeedsFullBatch && training && samples == 1)
            throw new ArgumentException(
                $"The batch has 1 sample; {Info.Name} has a BatchNorm layer, whose statistics need at least 2 in training. Give it a "
                + "larger batch, or skip a last batch of 1.");
    }
}
