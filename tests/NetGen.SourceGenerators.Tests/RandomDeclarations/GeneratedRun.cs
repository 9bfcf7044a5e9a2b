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
        NetworkPlan plan = trial.Network.Plan;
        var kernels = new TargetKernels(type, isa, trial.Network.Plan);
        int samples = trial.Samples, capacity = (samples + 15) / 16 * 16;
        nuint rows = (nuint)capacity, count = (nuint)samples;
        float[] parameters = Pinned(Numbers.Pack(plan, trial.Parameters).Floats()), x = Pinned(trial.X.Floats()), dy = Pinned(trial.Dy.Floats());
        float[] dx = Pinned(new float[x.Length]), fromLoss = Pinned(new float[plan.ParameterBlock]), fromOutput = Pinned(new float[plan.ParameterBlock]);
        float[] tape = GC.AllocateUninitializedArray<float>(capacity * plan.TapePerSample + plan.TapeFixed, pinned: true);
        Array.Fill(tape, float.NaN);
        var squares = new float[16];
        float[] losses = [];

        float[] predicted = Predict();
        Forward();
        float[] output = plan.Outputs.SelectMany(port => Plane(port.Region, port.Shape.Length).ToArray()).ToArray();
        if (trial.Network.Fused.Loss is not null)
        {
            List<LossPlan> all = plan.Outputs.Select(port => port.Loss).OfType<LossPlan>().ToList();
            foreach (LossPlan loss in all) trial.Scales.Floats().CopyTo(Plane(loss.Scale, 1));
            if (trial.Indices.Length > 0) kernels.IndexLoss!(ref trial.Indices[0], ref tape[0], rows, 0, count);
            else
            {
                float[] targets = Pinned(trial.Targets.Floats());
                if (!plan.IsSimple) Split(targets, all.Select(loss => (loss.TargetRegion!.Value, loss.TargetLength)));
                kernels.Loss!(ref targets[0], ref tape[0], rows, 0, count);
            }
            losses = all.SelectMany(loss => Plane(loss.Loss, 1).ToArray()).ToArray();
            kernels.Prepare(ref parameters[0], ref tape[0], rows);
            kernels.Backward!(ref parameters[0], ref x[0], ref tape[0], rows, 0, count, ref fromLoss[0], ref squares[0], accumulate: false);
        }
        if (!plan.IsSimple) Split(dy, plan.Outputs.Select(port => (port.Gradient!.Value, port.Shape.Length)));
        kernels.Prepare(ref parameters[0], ref tape[0], rows);
        kernels.BackwardFrom(ref parameters[0], ref x[0], ref dy[0], ref dx[0], ref tape[0], rows, 0, count, ref fromOutput[0], ref squares[0],
            accumulate: false, forParameters: true, forInput: true);
        if (!plan.IsSimple)
            dx = plan.Inputs.SelectMany((port, i) => trial.Network.Fused.InputGradients[i] is null
                ? new float[samples * port.Shape.Length]
                : Plane(port.Gradient!.Value, port.Shape.Length).ToArray()).ToArray();
        return new(predicted, output, losses, fromLoss, fromOutput, dx);

        Span<float> Plane(TapeRegion region, int length) => tape.AsSpan(capacity * region.Offset, samples * length);

        void Split(float[] values, IEnumerable<(TapeRegion Region, int Length)> planes)
        {
            int start = 0;
            foreach ((TapeRegion region, int length) in planes)
            {
                values.AsSpan(start, samples * length).CopyTo(Plane(region, length));
                start += samples * length;
            }
        }

        void Forward()
        {
            if (!plan.IsSimple) Split(x, plan.Inputs.Select(port => (port.Region, port.Shape.Length)));
            kernels.Forward(ref parameters[0], ref x[0], ref tape[0], rows, 0, count, Trial.Seed, Trial.TrainingStep, 0, training: false, outputs: true);
        }

        float[] Predict()
        {
            int block = plan.PredictBlock;
            float[] arena = GC.AllocateArray<float>(Math.Max(1, plan.PredictArena), pinned: true);
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
