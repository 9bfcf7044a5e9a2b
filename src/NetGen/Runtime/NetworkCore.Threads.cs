using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

public sealed partial class NetworkCore<TKernels>
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

    /// <summary>Samples that <paramref name="threads"/> take at a time: an equal share, in whole lines of the cache, and no more than a block.</summary>
    private static int Share(int samples, int block, int threads) => (int)Math.Min(block, (((long)samples + threads - 1) / threads + 15) & ~15L);

    /// <summary>How many shares there are.</summary>
    private static int Parts(int samples, int share) => (int)(((long)samples + share - 1) / share);

    /// <summary>
    /// A block of training on several threads: first they divide its samples, then the results of the sums over samples. Where samples wait
    /// for one another, they do so stage by stage.
    /// </summary>
    private sealed unsafe class TrainJob(NetworkCore<TKernels> network) : WorkerJob
    {
        private Tape tape = null!;
        private float* x, gradients, squares;
        private byte* t;
        private bool hasIndices, outputs, accumulate;
        private int first, count, share, parts, next;
        private nuint stage;
        private Task task;
        private ulong step;

        private enum Task
        {
            Rows,
            ForwardStage,
            Loss,
            BackwardStage,
            Sums,
        }

        internal void Run(
            Tape tape, ref float samples, ref byte targets, bool hasIndices, bool outputs, int first, int count, ulong step, ref float sums, ref float squares, bool accumulate, int threads)
        {
            fixed (float* px = &samples, pg = &sums, ps = &squares)
            fixed (byte* pt = &targets)
            {
                x = px;
                t = pt;
                gradients = pg;
                this.squares = ps;
                (this.tape, this.hasIndices, this.outputs, this.first, this.count, this.step, this.accumulate) = (tape, hasIndices, outputs, first, count, step, accumulate);
                share = Share(count, count, network.Layout.WholeBatch ? 2 * threads : threads);
                if (network.Layout.WholeBatch)
                {
                    Stages(Task.ForwardStage, network.Layout.ForwardStages, threads);
                    Divide(Task.Loss, Parts(count, share), threads);
                    Stages(Task.BackwardStage, network.Layout.BackwardStages, threads);
                }
                else Divide(Task.Rows, Parts(count, share), threads);
                Divide(Task.Sums, threads, threads);
            }
        }

        private void Stages(Task task, StageDivision[] stages, int threads)
        {
            for (int i = 0; i < stages.Length; i++)
            {
                stage = (nuint)i;
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
            for (int part = Interlocked.Increment(ref next); part < parts; part = Interlocked.Increment(ref next))
                if (IsOfResults) OfResults((nuint)part);
                else OfRows(part * share, Math.Min(share, count - part * share));
        }

        private bool IsOfResults => task switch
        {
            Task.Sums => true,
            Task.ForwardStage => network.Layout.ForwardStages[stage] == StageDivision.Results,
            Task.BackwardStage => network.Layout.BackwardStages[stage] == StageDivision.Results,
            _ => false,
        };

        /// <summary>A part of the results, each over all samples.</summary>
        private void OfResults(nuint part)
        {
            if (task == Task.Sums)
                TKernels.BackwardSums(
                    ref *x, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, ref *gradients,
                    ref squares[part * Tape.SquaresAPart], accumulate, part, (nuint)parts);
            else Stage(ref *x, 0, count, part, (nuint)parts);
        }

        /// <summary>All that is asked for of some samples.</summary>
        private void OfRows(int row, int rows)
        {
            bool planes = network.Layout.Planes is not null;    // kernels find these by the row's number
            ref float ownX = ref planes ? ref *x : ref Unsafe.Add(ref *x, (nuint)row * (nuint)network.Info.InputLength);
            ref byte ownT = ref planes ? ref *t : ref Unsafe.Add(ref *t, (nuint)row * (nuint)network.Info.TargetLength * sizeof(float));
            if (task == Task.Rows) network.TrainRows(tape, ref ownX, ref ownT, hasIndices, outputs, row, rows, step, first);
            else if (task == Task.Loss) Loss(tape, ref ownT, hasIndices, row, rows);
            else Stage(ref ownX, row, rows, part: 0, parts: 1);
        }

        private void Stage(ref float rowsOfX, int row, int rows, nuint part, nuint parts)
        {
            if (task == Task.ForwardStage)
                TKernels.ForwardStage(
                    stage, ref network.Block.Start, ref rowsOfX, ref tape.Memory.Start, tape.RowCapacity, (nuint)row, (nuint)rows, network.Seed, step,
                    (nuint)(first + row), training: true, outputs, part, parts);
            else
                TKernels.BackwardStage(
                    stage, ref network.Block.Start, ref rowsOfX, ref tape.Memory.Start, tape.RowCapacity, (nuint)row, (nuint)rows, part, parts);
        }
    }
}
