using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>The parts that run a network's code.</summary>
/// <typeparam name="TKernels">The generated struct that leads to it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class NetworkCore<TKernels> : NetworkCore where TKernels : struct, INetworkKernels<float>
{
    private PredictJob? idleJobs;    // a list, under the lock of Scratch

    /// <summary>A network whose parameters are all zero; <see cref="NetworkCore.Initialize"/> or Load fills them.</summary>
    public NetworkCore(NetworkDescription description, ulong seed) : base(description, seed) { }

    /// <summary>y = network(x) for any number of samples, block by block; the blocks divide among <paramref name="threads"/> threads.</summary>
    public void Predict(ReadOnlySpan<float> x, Span<float> y, int threads)
    {
        int samples = Arguments.Samples(x.Length, Info.InputLength, nameof(x));
        Arguments.Match(y.Length, Info.OutputLength, nameof(y), samples, nameof(x));
        Arguments.Apart(x, y, nameof(x), nameof(y));
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (samples == 0) return;
        int blocks = (int)(((uint)samples + (uint)Layout.PredictBlock - 1) / (uint)Layout.PredictBlock);
        if (threads > 1 && blocks > 1)
        {
            PredictOnThreads(x, y, samples, blocks, Math.Min(threads, blocks));
            return;
        }

        AlignedBlock<float> arena = Scratch.Take();
        for (int block = 0; block < blocks; block++)
            PredictBlock(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y), samples, block, arena);
        Scratch.Return(arena);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PredictBlock(ref float x, ref float y, int samples, int block, AlignedBlock<float> arena)
    {
        nuint first = (nuint)block * (nuint)Layout.PredictBlock;
        nuint count = Math.Min((nuint)Layout.PredictBlock, (nuint)samples - first);
        TKernels.Predict(
            ref Block.Start, ref Unsafe.Add(ref x, first * (nuint)Info.InputLength), ref Unsafe.Add(ref y, first * (nuint)Info.OutputLength),
            ref arena.Start, count);
    }

    private unsafe void PredictOnThreads(ReadOnlySpan<float> x, Span<float> y, int samples, int blocks, int threads)
    {
        PredictJob job;
        lock (Scratch)
        {
            job = idleJobs ?? new PredictJob(this);
            idleJobs = job.NextIdle;
        }
        fixed (float* px = x, py = y)
        {
            job.Begin(px, py, samples, blocks);
            Workers.Run(job, threads);
        }
        lock (Scratch)
        {
            job.NextIdle = idleJobs;
            idleJobs = job;
        }
    }

    /// <summary>Blocks of samples, taken one by one by whoever is free: each is computed alike, so who does it leaves no trace.</summary>
    private sealed unsafe class PredictJob(NetworkCore<TKernels> network) : WorkerJob
    {
        internal PredictJob? NextIdle;

        private float* x, y;
        private int samples, blocks, next;

        internal void Begin(float* x, float* y, int samples, int blocks)
        {
            this.x = x;
            this.y = y;
            this.samples = samples;
            this.blocks = blocks;
            next = -1;
        }

        internal override void Work()
        {
            AlignedBlock<float>? arena = null;
            for (int block = Interlocked.Increment(ref next); block < blocks; block = Interlocked.Increment(ref next))
                network.PredictBlock(ref *x, ref *y, samples, block, arena ??= network.Scratch.Take());
            if (arena is not null) network.Scratch.Return(arena);
        }
    }
}
