using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Compiler;

namespace NetGen.Conformance;

/// <summary>Everything one instruction set's code says about a batch of at most 512 samples.</summary>
/// <param name="Predicted">From Predict, block by block.</param>
/// <param name="Output">From Forward, as dense rows.</param>
/// <param name="Losses">One a sample; empty without a loss.</param>
/// <param name="FromLoss">The gradient block from the loss; frozen parameters and networks without a loss have zeros.</param>
/// <param name="FromOutput">The gradient block from dy.</param>
/// <param name="Dx">The gradient of the input from dy.</param>
internal sealed record KernelRun(float[] Predicted, float[] Output, float[] Losses, float[] FromLoss, float[] FromOutput, float[] Dx)
{
    /// <summary>Runs all entry points. The tape is full of NaN at the start: whatever is read before it is written shows.</summary>
    public static KernelRun Of(NetworkCase network, Isa isa, Inputs inputs)
    {
        NetworkPlan plan = network.Plan;
        TargetKernels kernels = network.Kernels(isa);
        int samples = inputs.Samples, capacity = (samples + 15) / 16 * 16;
        bool atStart = inputs.AtStart;
        using var parameters = new Guarded(inputs.Parameters, atStart);
        using var x = new Guarded(inputs.X, atStart);
        using var tape = new Guarded(capacity * plan.TapePerSample + plan.TapeFixed, float.NaN, atStart);
        string what = $"{network} on {isa} with {samples} samples";

        float[] predicted = Predict(network, isa, inputs.Parameters, inputs.X, atStart);
        CaseCounts.Add(isa.ToString());

        Forward();
        float[] output = Rows(plan.OutputRegion.Offset, plan.OutputRegion.Stride, plan.Output.Length);
        float[] losses = [];
        using Guarded fromLoss = Unwritten();
        if (plan.Target != TargetKind.None)
        {
            inputs.Scales(plan).CopyTo(tape.Span[(capacity * plan.ScaleRegion!.Value.Offset)..]);
            using var t = new Guarded(plan.Target == TargetKind.Indices ? MemoryMarshal.Cast<int, float>(inputs.Indices) : inputs.T, atStart);
            if (kernels.IndexLoss is { } loss) loss(ref Unsafe.As<float, int>(ref t.Start), ref tape.Start, (nuint)capacity, 0, (nuint)samples);
            else kernels.Loss!(ref t.Start, ref tape.Start, (nuint)capacity, 0, (nuint)samples);
            t.AssertFenceStands(what);
            losses = Rows(plan.LossRegion!.Value.Offset, plan.LossRegion.Value.Stride, 1);
            kernels.Prepare(ref parameters.Start, ref tape.Start, (nuint)capacity);
            kernels.Backward!(ref parameters.Start, ref x.Start, ref tape.Start, (nuint)capacity, 0, (nuint)samples, ref fromLoss.Start, accumulate: false);
        }

        Forward();
        using Guarded fromOutput = Unwritten();
        using var dy = new Guarded(inputs.Dy, atStart);
        using var dx = new Guarded(inputs.X.Length, float.NaN, atStart);
        kernels.Prepare(ref parameters.Start, ref tape.Start, (nuint)capacity);
        kernels.BackwardFrom(
            ref parameters.Start, ref x.Start, ref dy.Start, ref dx.Start, ref tape.Start, (nuint)capacity, 0, (nuint)samples,
            ref fromOutput.Start, accumulate: false, forParameters: true, forInput: true);

        foreach (ParameterPlan parameter in plan.Parameters.Where(parameter => parameter.IsLearnt))
            Bits.Same(inputs.Parameters.AsSpan(parameter.Offset, parameter.PaddedLength), parameters.Span.Slice(parameter.Offset, parameter.PaddedLength), $"{what}: {parameter.Role}");
        Bits.Same(inputs.X, x.Span, what + ": x");
        foreach (Guarded memory in (Guarded[])[parameters, x, tape, fromLoss, fromOutput, dy, dx]) memory.AssertFenceStands(what);
        return new KernelRun(predicted, output, losses, Gradients(fromLoss, plan.Target != TargetKind.None), Gradients(fromOutput, true), dx.Span.ToArray());

        void Forward() => kernels.Forward(ref parameters.Start, ref x.Start, ref tape.Start, (nuint)capacity, 0, (nuint)samples, inputs.Seed, inputs.Step, 0, inputs.Training);

        // Padding starts as +0, as in the surface's blocks, and must stay so; all else starts as NaN and must be written.
        Guarded Unwritten()
        {
            var block = new Guarded(plan.ParameterBlock, 0, atStart);
            int[] owners = network.Owners();
            for (int i = 0; i < owners.Length; i++)
                if (owners[i] >= 0) block.At(i) = float.NaN;
            return block;
        }

        float[] Rows(int offset, int stride, int length)
        {
            var rows = new float[samples * length];
            for (int m = 0; m < samples; m++) tape.Span.Slice(capacity * offset + m * stride, length).CopyTo(rows.AsSpan(m * length));
            return rows;
        }

        // Code leaves what is frozen alone; the surface's blocks start as zeros.
        float[] Gradients(Guarded block, bool computed)
        {
            foreach (ParameterPlan parameter in plan.Parameters)
                if (!parameter.Trainable || !computed) block.Span.Slice(parameter.Offset, parameter.PaddedLength).Clear();
            return block.Span.ToArray();
        }
    }

    /// <summary>Outputs of any number of samples, as the surface computes them.</summary>
    public static float[] Predict(NetworkCase network, Isa isa, float[] parameterBlock, float[] samples, bool atStart = false)
    {
        NetworkPlan plan = network.Plan;
        using var parameters = new Guarded(parameterBlock, atStart);
        using var x = new Guarded(samples, atStart);
        int count = samples.Length / plan.Input.Length;
        using var y = new Guarded(count * plan.Output.Length, float.NaN, atStart);
        using var arena = new Guarded(plan.PredictArena, float.NaN, atStart);
        for (int first = 0; first < count; first += plan.PredictBlock)
            network.Kernels(isa).Predict(
                ref parameters.Start, ref x.At(first * plan.Input.Length), ref y.At(first * plan.Output.Length), ref arena.Start,
                (nuint)Math.Min(plan.PredictBlock, count - first));
        foreach (Guarded memory in (Guarded[])[y, arena]) memory.AssertFenceStands($"Predict of {network} on {isa} with {count} samples");
        return y.Span.ToArray();
    }

    /// <summary>Requires the same bits everywhere.</summary>
    public static void AssertSame(KernelRun expected, KernelRun actual, string what)
    {
        Bits.Same(expected.Predicted, actual.Predicted, what + ": Predict");
        Bits.Same(expected.Output, actual.Output, what + ": Forward");
        Bits.Same(expected.Losses, actual.Losses, what + ": losses");
        Bits.Same(expected.FromLoss, actual.FromLoss, what + ": gradients from the loss");
        Bits.Same(expected.FromOutput, actual.FromOutput, what + ": gradients from dy");
        Bits.Same(expected.Dx, actual.Dx, what + ": gradient of the input");
    }
}
