using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>The parts that run a network's code.</summary>
/// <typeparam name="TKernels">The generated struct that leads to it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public sealed partial class NetworkCore<TKernels> : NetworkCore where TKernels : struct, INetworkKernels<float>
{
    private readonly Pool<PredictJob> predictJobs = new();

    /// <summary>A network whose parameters are all zero; <see cref="NetworkCore.Initialize"/> or Load fills them.</summary>
    public NetworkCore(NetworkDescription description, ulong seed) : base(description, seed) { }

    /// <summary>y = network(x) for any number of samples, block by block; the blocks divide among <paramref name="threads"/> threads.</summary>
    public void Predict(ReadOnlySpan<float> x, Span<float> y, int threads)
    {
        int samples = Arguments.Samples(x.Length, Info.InputLength, nameof(x));
        Arguments.Match(y.Length, Info.OutputLength, nameof(y), samples, nameof(x));
        Arguments.Apart(x, y, nameof(x), nameof(y));
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (samples == 0) return;
        if (threads != 1 && ThreadsFor(threads, samples, 1) is > 1 and int several && samples > MinimumShare)
        {
            PredictOnThreads(x, y, samples, Share(samples, Layout.PredictBlock, several), several);
            return;
        }

        AlignedBlock<float> arena = Scratch.Take();
        for (nuint first = 0; first < (nuint)samples; first += (nuint)Layout.PredictBlock)
            PredictBlock(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(y), samples, first, Layout.PredictBlock, arena);
        Scratch.Return(arena);
    }

    /// <summary>The fewest samples that threads divide.</summary>
    private const int MinimumShare = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PredictBlock(ref float x, ref float y, int samples, nuint first, int block, AlignedBlock<float> arena)
    {
        nuint count = Math.Min((nuint)block, (nuint)samples - first);
        TKernels.Predict(
            ref Block.Start, ref Unsafe.Add(ref x, first * (nuint)Info.InputLength), ref Unsafe.Add(ref y, first * (nuint)Info.OutputLength),
            ref arena.Start, count);
    }

    private unsafe void PredictOnThreads(ReadOnlySpan<float> x, Span<float> y, int samples, int block, int threads)
    {
        PredictJob job = predictJobs.Take() ?? new PredictJob(this);
        try
        {
            fixed (float* px = x, py = y)
            {
                job.Begin(px, py, samples, block);
                Workers.Run(job, Math.Min(threads, Parts(samples, block)));
            }
        }
        finally
        {
            predictJobs.Return(job);
        }
    }

    /// <summary>Blocks of samples, taken one by one by whoever is free: each is computed alike, so who does it leaves no trace.</summary>
    private sealed unsafe class PredictJob(NetworkCore<TKernels> network) : WorkerJob
    {
        private float* x, y;
        private int samples, block, next;

        internal void Begin(float* x, float* y, int samples, int block)
        {
            this.x = x;
            this.y = y;
            this.samples = samples;
            this.block = block;
            next = -1;
        }

        internal override void Work()
        {
            AlignedBlock<float>? arena = null;
            for (long first = Next(); first < samples; first = Next())
                network.PredictBlock(ref *x, ref *y, samples, (nuint)first, block, arena ??= network.Scratch.Take());
            if (arena is not null) network.Scratch.Return(arena);
        }

        private long Next() => (long)Interlocked.Increment(ref next) * block;
    }
}
