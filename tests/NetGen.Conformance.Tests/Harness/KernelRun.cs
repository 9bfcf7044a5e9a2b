using NetGen.Compiler.Fusion;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Runtime;
using TapeRegion = NetGen.Compiler.Memory.TapeRegion;

namespace NetGen.Conformance;

/// <summary>
/// Everything one instruction set's code says about a batch of at most 512 samples. Of several inputs, outputs or losses a row holds all of
/// a sample's, one after the other.
/// </summary>
/// <param name="Predicted">From Predict, block by block.</param>
/// <param name="Output">From Forward, as dense rows.</param>
/// <param name="Losses">One per sample and loss; empty without a loss.</param>
/// <param name="FromLoss">The gradient block from the loss; frozen parameters, and those no loss depends on, have zeros.</param>
/// <param name="FromOutput">The gradient block from dy.</param>
/// <param name="Dx">The gradient of the input from dy.</param>
internal sealed record KernelRun(float[] Predicted, float[] Output, float[] Losses, float[] FromLoss, float[] FromOutput, float[] Dx)
{
    /// <summary>Runs all entry points. The tape is full of NaN at the start: whatever is read before it is written shows.</summary>
    public static unsafe KernelRun Of(NetworkCase network, Isa isa, Inputs inputs)
    {
        (NetworkPlan plan, MemoryMap memory) = (network.Plan, network.Memory);
        TargetKernels kernels = network.Kernels(isa);
        int samples = inputs.Samples, capacity = (samples + memory.TapeRows - 1) / memory.TapeRows * memory.TapeRows;
        bool atStart = inputs.AtStart;
        using var parameters = new Guarded(inputs.Parameters, atStart);
        using var x = new GuardedRows(inputs.X, network.InputLengths, atStart);
        using var tape = new Guarded(capacity * memory.TapePerSample + memory.TapeFixed, float.NaN, atStart);
        using var squares = new Guarded(16, 0, atStart);
        var call = new Call<float>
        {
            ParametersAt = parameters.Address, MemoryAt = tape.Address, SquaresAt = squares.Address, Inputs = x.Table,
            Capacity = (nuint)capacity, Samples = (nuint)samples, Parts = 1,
            Seed = inputs.Seed, Step = inputs.Step, Training = inputs.Training, ForOutputs = true, ForParameters = true, ForInput = true,
        };
        string what = $"{network} on {isa} with {samples} samples";

        float[] predicted = Predict(network, isa, inputs.Parameters, inputs.X, atStart);
        CaseCounts.Add(isa.ToString());

        kernels.Forward(call);
        float[] output = Planes.Join(memory.Outputs.Select(port => Rows(port.Region, port.Region.Stride)), network.OutputLengths);
        float[] losses = [];
        using Guarded fromLoss = Unwritten();
        if (network.Losses.Count > 0)
        {
            foreach ((LossPlan loss, LossMemory of) in network.Losses.Zip(memory.Losses)) inputs.Scales(loss).CopyTo(Plane(of.Scale));
            using var t = new GuardedRows(inputs.T, network.TargetLengths, atStart);
            GiveIndices(tape, inputs, network, capacity, 0);
            kernels.Loss!(call with { Targets = t.Table });
            t.AssertFenceStands(what);
            losses = Planes.Join(memory.Losses.Select(loss => Rows(loss.Loss, 1)), [.. memory.Losses.Select(_ => 1)]);
            kernels.TransposeWeights(call);
            squares.Span.Clear();
            kernels.Backward!(call with { GradientsAt = fromLoss.Address });
            AssertSquares();
        }

        kernels.Forward(call);
        using Guarded fromOutput = Unwritten();
        using var dy = new GuardedRows(inputs.Dy, network.OutputLengths, atStart);
        using var dx = new GuardedRows([.. Enumerable.Repeat(float.NaN, inputs.X.Length)], network.InputLengths, atStart);
        kernels.TransposeWeights(call);
        kernels.BackwardFrom(call with { GradientsAt = fromOutput.Address, OutputGradients = dy.Table, InputGradients = dx.Table });

        foreach (ParameterPlan parameter in plan.Parameters.Where(parameter => parameter.IsLearned))
            Bits.Same(inputs.Parameters.AsSpan(parameter.Offset, parameter.PaddedLength),
                parameters.Span.Slice(parameter.Offset, parameter.PaddedLength), $"{what}: {parameter.Role}");
        Bits.Same(inputs.X, x.Rows, what + ": x");
        foreach (Guarded guarded in (Guarded[])[parameters, tape, fromLoss, fromOutput, squares]) guarded.AssertFenceStands(what);
        foreach (GuardedRows rows in (GuardedRows[])[x, dy, dx]) rows.AssertFenceStands(what);
        return new KernelRun(predicted, output, losses, Gradients(fromLoss, network.Fused.Backward),
            Gradients(fromOutput, network.Fused.BackwardFrom), dx.Rows);

        // Kernels that say that they add up the squares of a gradient do so, and no others.
        void AssertSquares()
        {
            double sum = 0;
            foreach (ParameterPlan parameter in plan.Parameters.Where((_, i) => memory.HasSquares[i]))
                foreach (float gradient in fromLoss.Span.Slice(parameter.Offset, parameter.PaddedLength))
                    sum += (double)gradient * gradient;
            double found = 0;
            foreach (float square in squares.Span) found += square;
            if (double.IsFinite(sum) && sum < float.MaxValue) Assert.InRange(found, sum * 0.999, sum * 1.001 + 1e-37);
            else Assert.False(double.IsFinite(found), what + ": the squares of gradients are not seen");
        }

        Span<float> Plane(TapeRegion region) => tape.Span[(capacity * region.Offset)..];

        // Padding starts as +0, as in the surface's blocks, and must stay so; all else starts as NaN and must be written.
        Guarded Unwritten()
        {
            var block = new Guarded(plan.ParameterBlock, 0, atStart);
            int[] owners = network.Owners();
            for (int i = 0; i < owners.Length; i++)
                if (owners[i] >= 0) block.At(i) = float.NaN;
            return block;
        }

        float[] Rows(TapeRegion region, int length)
        {
            var rows = new float[samples * length];
            for (int m = 0; m < samples; m++) Plane(region).Slice(m * region.Stride, length).CopyTo(rows.AsSpan(m * length));
            return rows;
        }

        // Code leaves what is frozen, or what no loss depends on, alone; the surface's blocks start as zeros.
        float[] Gradients(Guarded block, FusedProgram? program)
        {
            for (int p = 0; p < plan.Parameters.Count; p++)
                if (network.GradientOf(p, program) is null)
                    block.Span.Slice(plan.Parameters[p].Offset, plan.Parameters[p].PaddedLength).Clear();
            return block.Span.ToArray();
        }
    }

    /// <summary>Class indices to rows of the tape from <paramref name="first"/> on, as the library copies them.</summary>
    public static void GiveIndices(Guarded tape, Inputs inputs, NetworkCase network, int capacity, int first)
    {
        foreach ((float[] targets, LossMemory loss) in Planes.Split<float>(inputs.T, network.TargetLengths).Zip(network.Memory.Losses))
            if (loss.Indices is { } region) targets.CopyTo(tape.Span[(capacity * region.Offset + first * region.Stride)..]);
    }

    /// <summary>Outputs of any number of samples, block by block as the library computes them.</summary>
    public static unsafe float[] Predict(NetworkCase network, Isa isa, float[] parameterBlock, float[] samples, bool atStart = false)
    {
        MemoryMap memory = network.Memory;
        int count = samples.Length / network.InputLength;
        using var parameters = new Guarded(parameterBlock, atStart);
        using var arena = new Guarded(memory.PredictArena, float.NaN, atStart);
        using var x = new GuardedRows(samples, network.InputLengths, atStart);
        using var y = new GuardedRows([.. Enumerable.Repeat(float.NaN, count * network.OutputLength)], network.OutputLengths, atStart);
        var call = new Call<float> { ParametersAt = parameters.Address, MemoryAt = arena.Address, Inputs = x.Table, Outputs = y.Table };
        for (int first = 0; first < count; first += memory.PredictBlock)
            network.Kernels(isa)
                .Predict(call with { FirstSample = (nuint)first, Samples = (nuint)Math.Min(memory.PredictBlock, count - first) });
        string what = $"Predict of {network} on {isa} with {count} samples";
        arena.AssertFenceStands(what);
        x.AssertFenceStands(what);
        y.AssertFenceStands(what);
        return y.Rows;
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
