using NetGen.Compiler;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Tests;
using NetGen.Conformance;

namespace NetGen.SourceGenerators.Tests.RandomDeclarations;

/// <summary>All entry points of one instruction set's compiled code, on the numbers of a trial.</summary>
internal static class GeneratedRun
{
    public static Trial.Results<float> Of(Type type, Isa isa, Trial trial)
    {
        (NetworkPlan plan, MemoryMap memory) = (trial.Network.Plan, trial.Network.Memory);
        var kernels = new TargetKernels(type, isa, plan, memory);
        int samples = trial.Samples, capacity = (samples + 15) / 16 * 16;
        nuint rows = (nuint)capacity, count = (nuint)samples;
        float[] parameters = Pinned(Numbers.Pack(plan, trial.Parameters).Floats()), x = Pinned(trial.X.Floats()), dy = Pinned(trial.Dy.Floats());
        float[] dx = Pinned(new float[x.Length]), fromLoss = Pinned(new float[plan.ParameterBlock]), fromOutput = Pinned(new float[plan.ParameterBlock]);
        float[] tape = GC.AllocateUninitializedArray<float>(capacity * memory.TapePerSample + memory.TapeFixed, pinned: true);
        Array.Fill(tape, float.NaN);
        var squares = new float[16];
        float[] losses = [];

        float[] predicted = Predict();
        Forward();
        float[] output = memory.Outputs.SelectMany(port => Plane(port.Region).ToArray()).ToArray();
        if (trial.Network.Fused.Loss is not null)
        {
            foreach (LossMemory loss in memory.Losses) trial.Scales.Floats().CopyTo(Plane(loss.Scale));
            if (trial.Indices.Length > 0) kernels.IndexLoss!(ref trial.Indices[0], ref tape[0], rows, 0, count);
            else
            {
                float[] targets = Pinned(trial.Targets.Floats());
                if (!plan.IsSimple) Split(targets, memory.Losses.Select(loss => loss.TargetRegion!.Value));
                kernels.Loss!(ref targets[0], ref tape[0], rows, 0, count);
            }
            losses = memory.Losses.SelectMany(loss => Plane(loss.Loss).ToArray()).ToArray();
            kernels.Prepare(ref parameters[0], ref tape[0], rows);
            kernels.Backward!(ref parameters[0], ref x[0], ref tape[0], rows, 0, count, ref fromLoss[0], ref squares[0], accumulate: false);
        }
        if (!plan.IsSimple) Split(dy, memory.Outputs.Select(port => port.Gradient!.Value));
        kernels.Prepare(ref parameters[0], ref tape[0], rows);
        kernels.BackwardFrom(ref parameters[0], ref x[0], ref dy[0], ref dx[0], ref tape[0], rows, 0, count, ref fromOutput[0], ref squares[0],
            accumulate: false, forParameters: true, forInput: true);
        if (!plan.IsSimple)
            dx = memory.Inputs.SelectMany((port, i) => trial.Network.Fused.InputGradients[i] is null
                ? new float[samples * port.Region.Stride]
                : Plane(port.Gradient!.Value).ToArray()).ToArray();
        return new(predicted, output, losses, fromLoss, fromOutput, dx);

        Span<float> Plane(TapeRegion region) => tape.AsSpan(capacity * region.Offset, samples * region.Stride);

        void Split(float[] values, IEnumerable<TapeRegion> planes)
        {
            int start = 0;
            foreach (TapeRegion region in planes)
            {
                values.AsSpan(start, samples * region.Stride).CopyTo(Plane(region));
                start += samples * region.Stride;
            }
        }

        void Forward()
        {
            if (!plan.IsSimple) Split(x, memory.Inputs.Select(port => port.Region));
            kernels.Forward(ref parameters[0], ref x[0], ref tape[0], rows, 0, count, Trial.Seed, Trial.TrainingStep, 0, training: false, outputs: true);
        }

        float[] Predict()
        {
            int block = memory.PredictBlock;
            float[] arena = GC.AllocateArray<float>(Math.Max(1, memory.PredictArena), pinned: true);
            Array.Fill(arena, float.NaN);
            float[] from = plan.IsSimple ? x : Spread(trial.X.Floats(), plan.Inputs.Select(port => port.Shape.Length));
            float[] to = GC.AllocateArray<float>(plan.Outputs.Sum(port => port.Shape.Length) * Math.Max(block, samples), pinned: true);
            kernels.Predict(ref parameters[0], ref from[0], ref to[0], ref arena[0], count);
            if (plan.IsSimple) return to[..(samples * plan.Output.Length)];
            var result = new List<float>();
            int at = 0;
            foreach (OutputPlan port in plan.Outputs)
            {
                result.AddRange(to[at..(at + samples * port.Shape.Length)]);
                at += block * port.Shape.Length;
            }
            return [.. result];

            // Planes of a block's rows, one after the other.
            float[] Spread(float[] values, IEnumerable<int> lengths)
            {
                float[] planes = GC.AllocateArray<float>(lengths.Sum() * block, pinned: true);
                int start = 0, end = 0;
                foreach (int length in lengths)
                {
                    values.AsSpan(start, samples * length).CopyTo(planes.AsSpan(end));
                    start += samples * length;
                    end += block * length;
                }
                return planes;
            }
        }
    }

    /// <summary>References into arrays go through code that the collector may not see; and rows may be read in whole vectors past a dense end.</summary>
    private static float[] Pinned(float[] values)
    {
        float[] copy = GC.AllocateArray<float>(values.Length, pinned: true);
        values.CopyTo(copy, 0);
        return copy;
    }
}
