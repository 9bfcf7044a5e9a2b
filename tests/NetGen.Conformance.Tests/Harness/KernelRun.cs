using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Compiler;
using NetGen.Compiler.Passes;

namespace NetGen.Conformance;

/// <summary>
/// Everything one instruction set's code says about a batch of at most 512 samples. Of several inputs, outputs or losses a row holds all of a sample's, one after the other.
/// </summary>
/// <param name="Predicted">From Predict, block by block.</param>
/// <param name="Output">From Forward, as dense rows.</param>
/// <param name="Losses">One a sample and loss; empty without a loss.</param>
/// <param name="FromLoss">The gradient block from the loss; frozen parameters, and those no loss depends on, have zeros.</param>
/// <param name="FromOutput">The gradient block from dy.</param>
/// <param name="Dx">The gradient of the input from dy.</param>
internal sealed record KernelRun(float[] Predicted, float[] Output, float[] Losses, float[] FromLoss, float[] FromOutput, float[] Dx)
{
    /// <summary>Runs all entry points. The tape is full of NaN at the start: whatever is read before it is written shows.</summary>
    public static KernelRun Of(NetworkCase network, Isa isa, Inputs inputs)
    {
        (NetworkPlan plan, MemoryMap memory) = (network.Plan, network.Memory);
        TargetKernels kernels = network.Kernels(isa);
        int samples = inputs.Samples, capacity = (samples + 15) / 16 * 16;
        bool atStart = inputs.AtStart;
        bool simple = plan.IsSimple;
        using var parameters = new Guarded(inputs.Parameters, atStart);
        using var x = new Guarded(simple ? inputs.X : [], atStart);
        using var tape = new Guarded(capacity * memory.TapePerSample + memory.TapeFixed, float.NaN, atStart);
        ref float from = ref simple ? ref x.Start : ref tape.Start;     // several inputs have planes on the tape
        string what = $"{network} on {isa} with {samples} samples";

        float[] predicted = Predict(network, isa, inputs.Parameters, inputs.X, atStart);
        CaseCounts.Add(isa.ToString());

        Forward();
        float[] output = Planes.Join(memory.Outputs.Select(port => Rows(port.Region, port.Region.Stride)), network.OutputLengths);
        float[] losses = [];
        using Guarded fromLoss = Unwritten();
        using var squares = new Guarded(16, 0, atStart);
        if (network.Losses.Count > 0)
        {
            foreach ((LossPlan loss, LossMemory of) in network.Losses.Zip(memory.Losses)) inputs.Scales(loss).CopyTo(Plane(of.Scale));
            using var t = new Guarded(inputs.Indices.Length > 0 ? MemoryMarshal.Cast<int, float>(inputs.Indices) : simple ? inputs.T : [], atStart);
            if (!simple) Give(inputs.T, network.TargetLengths, memory.Losses.Select(loss => loss.TargetRegion!.Value));
            if (kernels.IndexLoss is { } ofIndices) ofIndices(ref Unsafe.As<float, int>(ref t.Start), ref tape.Start, (nuint)capacity, 0, (nuint)samples);
            else kernels.Loss!(ref (simple ? ref t.Start : ref tape.Start), ref tape.Start, (nuint)capacity, 0, (nuint)samples);
            t.AssertFenceStands(what);
            losses = Planes.Join(memory.Losses.Select(loss => Rows(loss.Loss, 1)), [.. memory.Losses.Select(_ => 1)]);
            kernels.Prepare(ref parameters.Start, ref tape.Start, (nuint)capacity);
            squares.Span.Clear();
            kernels.Backward!(ref parameters.Start, ref from, ref tape.Start, (nuint)capacity, 0, (nuint)samples, ref fromLoss.Start, ref squares.Start, accumulate: false);
            AssertSquares();
        }

        Forward();
        using Guarded fromOutput = Unwritten();
        using var dy = new Guarded(simple ? inputs.Dy : [], atStart);
        using var dx = new Guarded(x.Length, float.NaN, atStart);
        if (!simple) Give(inputs.Dy, network.OutputLengths, memory.Outputs.Select(port => port.Gradient!.Value));
        kernels.Prepare(ref parameters.Start, ref tape.Start, (nuint)capacity);
        kernels.BackwardFrom(
            ref parameters.Start, ref from, ref (simple ? ref dy.Start : ref tape.Start), ref (simple ? ref dx.Start : ref tape.Start), ref tape.Start, (nuint)capacity, 0, (nuint)samples,
            ref fromOutput.Start, ref squares.Start, accumulate: false, forParameters: true, forInput: true);
        float[] gradientOfInput = simple ? dx.Span.ToArray() : Planes.Join(memory.Inputs.Select(port => Rows(port.Gradient!.Value, port.Region.Stride)), network.InputLengths);

        foreach (ParameterPlan parameter in plan.Parameters.Where(parameter => parameter.IsLearnt))
            Bits.Same(inputs.Parameters.AsSpan(parameter.Offset, parameter.PaddedLength), parameters.Span.Slice(parameter.Offset, parameter.PaddedLength), $"{what}: {parameter.Role}");
        if (simple) Bits.Same(inputs.X, x.Span, what + ": x");
        foreach (Guarded guarded in (Guarded[])[parameters, x, tape, fromLoss, fromOutput, squares, dy, dx]) guarded.AssertFenceStands(what);
        return new KernelRun(predicted, output, losses, Gradients(fromLoss, network.Fused.Backward), Gradients(fromOutput, network.Fused.BackwardFrom), gradientOfInput);

        void Forward()
        {
            if (!simple) Give(inputs.X, network.InputLengths, memory.Inputs.Select(port => port.Region));
            kernels.Forward(
                ref parameters.Start, ref (simple ? ref x.Start : ref tape.Start), ref tape.Start, (nuint)capacity, 0, (nuint)samples, inputs.Seed, inputs.Step, 0, inputs.Training, outputs: true);
        }

        // Kernels that say that they add up the squares of a gradient do so, and no others.
        void AssertSquares()
        {
            double sum = 0;
            foreach (ParameterPlan parameter in plan.Parameters.Where((_, i) => memory.HasSquares[i]))
                foreach (float gradient in fromLoss.Span.Slice(parameter.Offset, parameter.PaddedLength)) sum += (double)gradient * gradient;
            double found = 0;
            foreach (float square in squares.Span) found += square;
            if (double.IsFinite(sum) && sum < float.MaxValue) Assert.InRange(found, sum * 0.999, sum * 1.001 + 1e-37);
            else Assert.False(double.IsFinite(found), what + ": the squares of gradients are not seen");
        }

        Span<float> Plane(TapeRegion region) => tape.Span[(capacity * region.Offset)..];

        // Rows of all ports, to the plane of each.
        void Give(float[] rows, IReadOnlyList<int> lengths, IEnumerable<TapeRegion> regions)
        {
            foreach ((float[] plane, TapeRegion region) in Planes.Split<float>(rows, lengths).Zip(regions)) plane.CopyTo(Plane(region));
        }

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
                if (network.GradientOf(p, program) is null) block.Span.Slice(plan.Parameters[p].Offset, plan.Parameters[p].PaddedLength).Clear();
            return block.Span.ToArray();
        }
    }

    /// <summary>Outputs of any number of samples, as the surface computes them.</summary>
    public static float[] Predict(NetworkCase network, Isa isa, float[] parameterBlock, float[] samples, bool atStart = false)
    {
        (NetworkPlan plan, MemoryMap memory) = (network.Plan, network.Memory);
        int length = network.InputLength, outputs = network.OutputLength, count = samples.Length / length;
        using var parameters = new Guarded(parameterBlock, atStart);
        using var arena = new Guarded(memory.PredictArena, float.NaN, atStart);
        string what = $"Predict of {network} on {isa} with {count} samples";
        if (!plan.IsSimple) return [.. samples.Chunk(memory.PredictBlock * length).SelectMany(PredictPlanes)];

        using var x = new Guarded(samples, atStart);
        using var y = new Guarded(count * outputs, float.NaN, atStart);
        for (int first = 0; first < count; first += memory.PredictBlock)
            network.Kernels(isa).Predict(
                ref parameters.Start, ref x.At(first * length), ref y.At(first * outputs), ref arena.Start, (nuint)Math.Min(memory.PredictBlock, count - first));
        foreach (Guarded guarded in (Guarded[])[y, arena]) guarded.AssertFenceStands(what);
        return y.Span.ToArray();

        // Of several inputs or outputs: planes of as many rows as a call takes at most, one behind the other.
        float[] PredictPlanes(float[] rows)
        {
            int here = rows.Length / length, at = 0;
            using var from = new Guarded(memory.PredictBlock * length, float.NaN, atStart);
            using var to = new Guarded(memory.PredictBlock * outputs, float.NaN, atStart);
            foreach ((float[] plane, int values) in Planes.Split<float>(rows, network.InputLengths).Zip(network.InputLengths))
            {
                plane.CopyTo(from.Span[at..]);
                at += memory.PredictBlock * values;
            }
            network.Kernels(isa).Predict(ref parameters.Start, ref from.Start, ref to.Start, ref arena.Start, (nuint)here);
            foreach (Guarded guarded in (Guarded[])[from, to, arena]) guarded.AssertFenceStands(what);
            at = 0;
            var found = new List<float[]>();
            foreach (int values in network.OutputLengths)
            {
                found.Add(to.Span.Slice(at, here * values).ToArray());
                at += memory.PredictBlock * values;
            }
            return Planes.Join(found, network.OutputLengths);
        }
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
