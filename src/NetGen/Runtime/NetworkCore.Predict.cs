using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>The parts that run a network's code.</summary>
/// <typeparam name="TKernels">The generated struct that leads to it.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
[SkipLocalsInit]    // tables of rows are filled as far as they are read
public sealed unsafe partial class NetworkCore<TKernels> : NetworkCore where TKernels : struct, INetworkKernels<float>
{
    private readonly Pool<PredictJob> predictJobs = new();

    /// <summary>A network whose parameters are all zero; <see cref="NetworkCore.Initialize"/> or Load fills them.</summary>
    public NetworkCore(NetworkDescription description, ulong seed) : base(description, seed) { }

    /// <summary>The output of one value for one sample of the only input, whose length the caller has checked.</summary>
    public float Predict(ReadOnlySpan<float> x)
    {
        float y = 0;
        AlignedBlock<float> arena = Scratch.Take();
        fixed (float* start = x)
        {
            Lent<float> input = new(start, x.Length), output = new(&y, 1);
            PredictBlock(&input, &output, 0, 1, arena);
        }
        Scratch.Return(arena);
        return y;
    }

    /// <summary>
    /// The same as with slots, which take as long as a small layer, for one input and one output: so do loops over ports.
    /// </summary>
    public void Predict(ReadOnlySpan<float> x, Span<float> y, int threads)
    {
        int samples = Arguments.Samples(x.Length, Info.InputLength, nameof(x));
        Arguments.Match(y.Length, Info.OutputLength, nameof(y), samples, nameof(x));
        Arguments.Apart(x, y, nameof(x), nameof(y));
        fixed (float* from = x, to = y)
        {
            Lent<float> input = new(from, x.Length), output = new(to, y.Length);
            Predict(&input, &output, samples, threads);
        }
    }

    /// <summary>Outputs of any number of samples, block by block; the blocks divide among <paramref name="threads"/> threads.</summary>
    public void Predict(in Slots x, in Slots y, int threads)
    {
        Lent<float>* rows = stackalloc Lent<float>[2 * Slots.Most];
        var prediction = new Prediction(this, rows, threads);
        Lend(x, Ports.Inputs.Length, default, 0, y, Ports.Outputs.Length, rows, 0, ref prediction);
    }

    /// <summary>The same for a batch by slots.</summary>
    public void Predict(Batch batch) => Predict(batch.InputSlots, batch.OutputSlots, batch.Threads);

    private readonly struct Prediction(NetworkCore<TKernels> network, Lent<float>* rows, int threads) : IWork
    {
        public void Do()
        {
            Lent<float>* y = rows + network.Ports.Inputs.Length;
            int samples = network.Ports.Samples(rows, some: false);
            network.CheckOutputs(rows, default, default, y, samples, all: true);
            network.Predict(rows, y, samples, threads);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Predict(Lent<float>* x, Lent<float>* y, int samples, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (samples == 0) return;
        if (threads != 1 && ThreadsFor(threads, samples, 1) is > 1 and int several && samples > MinimumShare)
        {
            PredictOnThreads(x, y, samples, Share(samples, Layout.PredictBlock, several), several);
            return;
        }
        AlignedBlock<float> arena = Scratch.Take();
        int block = Layout.PredictBlock;
        for (nuint first = 0; first < (nuint)samples; first += (nuint)block)
            PredictBlock(x, y, first, Math.Min((nuint)block, (nuint)samples - first), arena);
        Scratch.Return(arena);
    }

    /// <summary>The fewest samples that threads divide.</summary>
    private const int MinimumShare = 16;

    /// <summary>Requires outputs of so many samples that overwrite nothing else of the caller's; where not <paramref name="all"/> are asked
    /// for, those may be empty.</summary>
    private void CheckOutputs(Lent<float>* x, Lent<float>* t, ReadOnlySpan<float> weights, Lent<float>* y, int samples, bool all)
    {
        Ports ports = Ports;
        for (int i = 0; i < ports.Outputs.Length; i++)
        {
            if (!all && y[i].Length == 0) continue;
            Arguments.Match(y[i].Length, ports.Outputs[i].Length, ports.OutputNames[i], samples, ports.InputNames[0]);
            for (int j = 0; j < ports.Inputs.Length; j++) Arguments.Apart(x[j].Span, y[i].Span, ports.InputNames[j], ports.OutputNames[i]);
            for (int j = 0; t != null && j < ports.Losses.Length; j++)
                Arguments.Apart(t[j].Span, y[i].Span, ports.TargetNames[j], ports.OutputNames[i]);
            if (!weights.IsEmpty) Arguments.Apart(weights, y[i].Span, "sampleWeights", ports.OutputNames[i]);
            for (int j = 0; j < i; j++) Arguments.Apart(y[j].Span, y[i].Span, ports.OutputNames[j], ports.OutputNames[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PredictBlock(Lent<float>* x, Lent<float>* y, nuint first, nuint count, AlignedBlock<float> arena)
    {
        // What a prediction does not read is not cleared: that takes as long as a small layer's checks.
        Unsafe.SkipInit(out Call<float> call);
        call.ParametersAt = Block.Address;
        call.MemoryAt = arena.Address;
        call.Inputs = x;
        call.Outputs = y;
        call.FirstSample = first;
        call.Samples = count;
        TKernels.Predict(in call);
        GC.KeepAlive(this);    // an address keeps nothing alive
    }

    private void PredictOnThreads(Lent<float>* x, Lent<float>* y, int samples, int block, int threads)
    {
        PredictJob job = predictJobs.Take() ?? new PredictJob(this);
        try
        {
            job.Begin(x, y, samples, block);
            Workers.Run(job, Math.Min(threads, Parts(samples, block)));
        }
        finally
        {
            predictJobs.Return(job);
        }
    }

    /// <summary>
    /// Blocks of samples, taken one by one by whoever is free: each is computed the same way, so who does it leaves no trace. The pointers
    /// live as long as the caller waits, which is until no thread has the job.
    /// </summary>
    private sealed class PredictJob(NetworkCore<TKernels> network) : WorkerJob
    {
        private Lent<float>* x, y;
        private int samples, block, next;

        internal void Begin(Lent<float>* x, Lent<float>* y, int samples, int block)
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
                network.PredictBlock(x, y, (nuint)first, (nuint)Math.Min(block, samples - first), arena ??= network.Scratch.Take());
            if (arena is not null) network.Scratch.Return(arena);
        }

        private long Next() => (long)Interlocked.Increment(ref next) * block;
    }
}
