namespace NetGen.Runtime;

public sealed unsafe partial class NetworkCore<TKernels>
{
    /// <summary>Forward, and twice as much backward.</summary>
    private const int TrainingPasses = 3;

    /// <summary>Operations a thread must have to do before another is worth waking: some 50 µs of them.</summary>
    private const long WorthAThread = 2_000_000;

    private TrainJob? trainJob;

    /// <summary>How many threads work: as many as asked for, or by 0 as many as have enough to do; at most one for each
    /// processor.</summary>
    private int ThreadsFor(int threads, int samples, int passes) => threads > 0
        ? Math.Min(threads, Workers.Most)
        : (int)Math.Clamp((double)Info.Flops * samples * passes / WorthAThread, 1, Workers.Most);

    /// <summary>
    /// Samples that <paramref name="threads"/> take at a time: an equal share, in whole lines of the cache, and no more than a block.
    /// </summary>
    private static int Share(int samples, int block, int threads) =>
        (int)Math.Min(block, (((long)samples + threads - 1) / threads + 15) & ~15L);

    /// <summary>How many shares there are.</summary>
    private static int Parts(int samples, int share) => (int)(((long)samples + share - 1) / share);

    /// <summary>
    /// A block of training on several threads: first they divide its samples, then the results of the sums over samples. Where samples wait
    /// for one another, they do so stage by stage.
    /// </summary>
    private sealed class TrainJob(NetworkCore<TKernels> network) : WorkerJob
    {
        private Call<float> call;
        private int count, share, parts, next;
        private Task task;

        private enum Task
        {
            Rows,
            ForwardStage,
            Loss,
            BackwardStage,
            Sums,
        }

        internal void Run(in Call<float> call, int threads)
        {
            this.call = call;
            count = (int)call.Samples;
            NetworkLayout layout = network.Layout;
            share = Share(count, count, layout.NeedsFullBatch ? 2 * threads : threads);
            if (layout.NeedsFullBatch)
            {
                Stages(Task.ForwardStage, layout.ForwardStages, threads);
                Divide(Task.Loss, Parts(count, share), threads);
                Stages(Task.BackwardStage, layout.BackwardStages, threads);
            }
            else Divide(Task.Rows, Parts(count, share), threads);
            Divide(Task.Sums, threads, threads);
        }

        private void Stages(Task task, StageDivision[] stages, int threads)
        {
            for (int i = 0; i < stages.Length; i++)
            {
                call.Stage = (nuint)i;
                Divide(task, stages[i] == StageDivision.Rows ? Parts(count, share) : threads, threads);
            }
        }

        private void Divide(Task task, int parts, int threads)
        {
            (this.task, this.parts, next) = (task, parts, -1);
            Workers.Run(this, Math.Min(threads, parts));
        }

        internal override void Work()
        {
            for (int part = Interlocked.Increment(ref next); part < parts; part = Interlocked.Increment(ref next)) Do(part);
        }

        /// <summary>What is asked for of some samples; or a part of the results, each over all samples.</summary>
        private void Do(int part)
        {
            Call<float> own = call;
            if (IsOfResults)
            {
                (own.Part, own.Parts) = ((nuint)part, (nuint)parts);
                own.SquaresAt += part * Tape.SquaresAPart;
            }
            else
            {
                var row = (nuint)(part * share);
                own.First += row;
                own.FirstSample += row;
                own.Samples = Math.Min((nuint)share, own.Samples - row);
            }
            switch (task)
            {
                case Task.Rows: TrainRows(in own); break;
                case Task.ForwardStage: TKernels.ForwardStage(in own); break;
                case Task.Loss: TKernels.Loss(in own); break;
                case Task.BackwardStage: TKernels.BackwardStage(in own); break;
                default: TKernels.AccumulateParameterGradients(in own); break;
            }
        }

        private bool IsOfResults => task switch
        {
            Task.Sums => true,
            Task.ForwardStage => network.Layout.ForwardStages[call.Stage] == StageDivision.Results,
            Task.BackwardStage => network.Layout.BackwardStages[call.Stage] == StageDivision.Results,
            _ => false,
        };
    }
}
