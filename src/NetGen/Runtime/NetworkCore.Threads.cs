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

    /// <summary>A block of training on several threads: first they divide its samples, then the results of the sums over samples.</summary>
    private sealed unsafe class TrainJob(NetworkCore<TKernels> network) : WorkerJob
    {
        private Tape tape = null!;
        private float* x, gradients, squares;
        private byte* t;
        private bool hasIndices, outputs, accumulate, isSums;
        private int first, count, share, parts, next;
        private ulong step;

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
                share = Share(count, count, threads);
                Divide(Parts(count, share), isSums: false, threads);
                Divide(threads, isSums: true, threads);
            }
        }

        private void Divide(int parts, bool isSums, int threads)
        {
            (this.parts, this.isSums, next) = (parts, isSums, -1);
            Workers.Run(this, Math.Min(threads, parts));
        }

        internal override void Work()
        {
            for (int part = Interlocked.Increment(ref next); part < parts; part = Interlocked.Increment(ref next))
            {
                if (isSums)
                {
                    TKernels.BackwardSums(
                        ref *x, ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)count, ref *gradients,
                        ref squares[part * Tape.SquaresAPart], accumulate, (nuint)part, (nuint)parts);
                    continue;
                }
                int row = part * share;
                bool planes = network.Layout.Planes is not null;    // kernels find these by the row's number
                network.TrainRows(
                    tape, ref planes ? ref *x : ref Unsafe.Add(ref *x, (nuint)row * (nuint)network.Info.InputLength),
                    ref planes ? ref *t : ref Unsafe.Add(ref *t, (nuint)row * (nuint)network.Info.TargetLength * sizeof(float)),
                    hasIndices, outputs, row, Math.Min(share, count - row), step, first);
            }
        }
    }
}
