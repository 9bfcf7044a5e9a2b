namespace NetGen.Runtime;

public sealed partial class NetworkCore<TKernels>
{
    /// <summary>The most inputs, and the most outputs, a network has.</summary>
    private const int MostPorts = 16;

    private readonly Pool<PlanesJob> planesJobs = new();

    /// <summary>Outputs of a network with several inputs or outputs, for any number of samples; blocks divide among <paramref name="threads"/> threads.</summary>
    public unsafe void Predict(in Slots x, in WritableSlots y, int threads)
    {
        int samples = Ports.Samples(x, some: false);
        CheckOutputs(x, default, default, y, samples, all: true);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (samples == 0) return;

        fixed (float* x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3], x4 = x[4], x5 = x[5], x6 = x[6], x7 = x[7],
            x8 = x[8], x9 = x[9], x10 = x[10], x11 = x[11], x12 = x[12], x13 = x[13], x14 = x[14], x15 = x[15],
            y0 = y[0], y1 = y[1], y2 = y[2], y3 = y[3], y4 = y[4], y5 = y[5], y6 = y[6], y7 = y[7],
            y8 = y[8], y9 = y[9], y10 = y[10], y11 = y[11], y12 = y[12], y13 = y[13], y14 = y[14], y15 = y[15])
        {
            float** inputs = stackalloc float*[MostPorts] { x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15 };
            float** outputs = stackalloc float*[MostPorts] { y0, y1, y2, y3, y4, y5, y6, y7, y8, y9, y10, y11, y12, y13, y14, y15 };
            if (threads != 1 && ThreadsFor(threads, samples, 1) is > 1 and int several && samples > MinimumShare)
            {
                PredictOnThreads(inputs, outputs, samples, Share(samples, Layout.PredictBlock, several), several);
                return;
            }
            AlignedBlock<float> arena = Scratch.Take();
            for (long first = 0; first < samples; first += Layout.PredictBlock) PredictBlock(inputs, outputs, samples, (int)first, Layout.PredictBlock, arena);
            Scratch.Return(arena);
        }
    }

    /// <summary>The same for a batch by slots.</summary>
    public void Predict(Batch batch) => Predict(batch.InputSlots, batch.OutputSlots, batch.Threads);

    /// <summary>Requires outputs of so many samples that overwrite nothing else of the caller's; where not <paramref name="all"/> are asked
    /// for, those may be empty.</summary>
    private void CheckOutputs(in Slots x, in Slots t, ReadOnlySpan<float> weights, in WritableSlots y, int samples, bool all)
    {
        Ports ports = Ports;
        for (int i = 0; i < ports.Outputs.Length; i++)
        {
            if (!all && y[i].IsEmpty) continue;
            Arguments.Match(y[i].Length, ports.Outputs[i].Length, ports.OutputNames[i], samples, ports.InputNames[0]);
            for (int j = 0; j < ports.Inputs.Length; j++) Arguments.Apart(x[j], y[i], ports.InputNames[j], ports.OutputNames[i]);
            for (int j = 0; j < ports.Losses.Length; j++) Arguments.Apart(t[j], y[i], ports.TargetNames[j], ports.OutputNames[i]);
            Arguments.Apart(weights, y[i], "sampleWeights", ports.OutputNames[i]);
            for (int j = 0; j < i; j++) Arguments.Apart(y[j], y[i], ports.OutputNames[j], ports.OutputNames[i]);
        }
    }

    /// <summary>Rows into the planes behind the arena, the block, and its outputs out of theirs.</summary>
    private unsafe void PredictBlock(float** x, float** y, int samples, int first, int block, AlignedBlock<float> arena)
    {
        int rows = Layout.PredictBlock, count = Math.Min(block, samples - first);
        Span<float> planes = arena.Span[Layout.PredictArena..];
        int at = 0;
        InputInfo[] inputs = Ports.Inputs;
        for (int i = 0; i < inputs.Length; at += rows * inputs[i].Length, i++)
            new ReadOnlySpan<float>(x[i] + (nint)first * inputs[i].Length, count * inputs[i].Length).CopyTo(planes[at..]);

        TKernels.Predict(ref Block.Start, ref planes[0], ref planes[at], ref arena.Start, (nuint)count);

        OutputInfo[] outputs = Ports.Outputs;
        for (int i = 0; i < outputs.Length; at += rows * outputs[i].Length, i++)
            planes.Slice(at, count * outputs[i].Length).CopyTo(new Span<float>(y[i] + (nint)first * outputs[i].Length, count * outputs[i].Length));
    }

    private unsafe void PredictOnThreads(float** x, float** y, int samples, int block, int threads)
    {
        PlanesJob job = planesJobs.Take() ?? new PlanesJob(this);
        job.Begin(x, y, samples, block);
        try
        {
            Workers.Run(job, Math.Min(threads, Parts(samples, block)));
        }
        finally
        {
            planesJobs.Return(job);
        }
    }

    /// <summary>As <see cref="PredictJob"/>; the pointers live as long as the caller waits, which is until no thread has the job.</summary>
    private sealed unsafe class PlanesJob(NetworkCore<TKernels> network) : WorkerJob
    {
        private float** x, y;
        private int samples, block, next;

        internal void Begin(float** x, float** y, int samples, int block)
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
                network.PredictBlock(x, y, samples, (int)first, block, arena ??= network.Scratch.Take());
            if (arena is not null) network.Scratch.Return(arena);
        }

        private long Next() => (long)Interlocked.Increment(ref next) * block;
    }
}
