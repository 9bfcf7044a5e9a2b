using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Compiler;

namespace NetGen.Conformance;

/// <summary>
/// The entry points as a step of training calls them in the middle of a batch: rows of the tape from the 16th on, no outputs, gradients added to those that are
/// there (zeros), so that their bits are those of <see cref="KernelRun.FromLoss"/>.
/// </summary>
internal static class StepRun
{
    private const int First = 16;

    /// <summary>The gradient block from the loss, for networks whose samples do not depend on one another.</summary>
    public static float[] GradientsOf(NetworkCase network, Isa isa, Inputs inputs)
    {
        (NetworkPlan plan, MemoryMap memory) = (network.Plan, network.Memory);
        TargetKernels kernels = network.Kernels(isa);
        int samples = inputs.Samples, capacity = First + (samples + 15) / 16 * 16;
        bool atStart = inputs.AtStart, simple = plan.IsSimple;
        nuint rows = (nuint)capacity, first = First, count = (nuint)samples;
        using var parameters = new Guarded(inputs.Parameters, atStart);
        using var x = new Guarded(simple ? inputs.X : [], atStart);
        using var t = new Guarded(inputs.Indices.Length > 0 ? MemoryMarshal.Cast<int, float>(inputs.Indices) : simple ? inputs.T : [], atStart);
        using var tape = new Guarded(capacity * memory.TapePerSample + memory.TapeFixed, float.NaN, atStart);
        using Guarded gradients = new(plan.ParameterBlock, 0, atStart), squares = new(16, 0, atStart);
        ref float from = ref simple ? ref x.Start : ref tape.Start, targets = ref simple ? ref t.Start : ref tape.Start;

        if (!simple) Give(inputs.X, network.InputLengths, memory.Inputs.Select(port => port.Region));
        kernels.Prepare(ref parameters.Start, ref tape.Start, rows);
        kernels.Forward(ref parameters.Start, ref from, ref tape.Start, rows, first, count, inputs.Seed, inputs.Step, 0, inputs.Training, outputs: false);
        foreach ((LossPlan loss, LossMemory of) in network.Losses.Zip(memory.Losses)) inputs.Scales(loss).CopyTo(Plane(of.Scale));
        if (!simple) Give(inputs.T, network.TargetLengths, memory.Losses.Select(loss => loss.TargetRegion!.Value));
        if (kernels.IndexLoss is { } ofIndices) ofIndices(ref Unsafe.As<float, int>(ref t.Start), ref tape.Start, rows, first, count);
        else kernels.Loss!(ref targets, ref tape.Start, rows, first, count);
        kernels.Backward!(ref parameters.Start, ref from, ref tape.Start, rows, first, count, ref gradients.Start, ref squares.Start, accumulate: true);

        foreach (Guarded guarded in (Guarded[])[parameters, x, t, tape, gradients, squares]) guarded.AssertFenceStands($"a step of {network} on {isa} with {samples} samples");
        return gradients.Span.ToArray();

        Span<float> Plane(TapeRegion region) => tape.Span[(capacity * region.Offset + First * region.Stride)..];

        void Give(float[] values, IReadOnlyList<int> lengths, IEnumerable<TapeRegion> regions)
        {
            foreach ((float[] plane, TapeRegion region) in Planes.Split<float>(values, lengths).Zip(regions)) plane.CopyTo(Plane(region));
        }
    }
}
