using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Runtime;
using TapeRegion = NetGen.Compiler.Memory.TapeRegion;

namespace NetGen.Conformance;

/// <summary>
/// The entry points as a step of training calls them in the middle of a batch: rows of the tape from the 16th on, no outputs, gradients
/// added to those that are there (zeros), so that their bits are those of <see cref="KernelRun.FromLoss"/>.
/// </summary>
internal static class StepRun
{
    private const int First = 16;

    /// <summary>The gradient block from the loss, for networks whose samples do not depend on one another.</summary>
    public static unsafe float[] GradientsOf(NetworkCase network, Isa isa, Inputs inputs)
    {
        (NetworkPlan plan, MemoryMap memory) = (network.Plan, network.Memory);
        TargetKernels kernels = network.Kernels(isa);
        int samples = inputs.Samples, capacity = First + (samples + memory.TapeRows - 1) / memory.TapeRows * memory.TapeRows;
        bool atStart = inputs.AtStart;
        using var parameters = new Guarded(inputs.Parameters, atStart);
        using GuardedRows x = new(inputs.X, network.InputLengths, atStart), t = new(inputs.T, network.TargetLengths, atStart);
        using var tape = new Guarded(capacity * memory.TapePerSample + memory.TapeFixed, float.NaN, atStart);
        using Guarded gradients = new(plan.ParameterBlock, 0, atStart), squares = new(16, 0, atStart);
        var call = new Call<float>
        {
            ParametersAt = parameters.Address, MemoryAt = tape.Address, GradientsAt = gradients.Address, SquaresAt = squares.Address,
            Inputs = x.Table, Targets = t.Table, Capacity = (nuint)capacity, First = First, Samples = (nuint)samples, Parts = 1,
            Seed = inputs.Seed, Step = inputs.Step, Training = inputs.Training, Accumulate = true,
        };

        kernels.TransposeWeights(call);
        kernels.Forward(call);
        foreach ((LossPlan loss, LossMemory of) in network.Losses.Zip(memory.Losses)) inputs.Scales(loss).CopyTo(Plane(of.Scale));
        KernelRun.GiveIndices(tape, inputs, network, capacity, First);
        kernels.Loss!(call);
        kernels.Backward!(call);

        string what = $"a step of {network} on {isa} with {samples} samples";
        foreach (Guarded guarded in (Guarded[])[parameters, tape, gradients, squares]) guarded.AssertFenceStands(what);
        foreach (GuardedRows rows in (GuardedRows[])[x, t]) rows.AssertFenceStands(what);
        return gradients.Span.ToArray();

        Span<float> Plane(TapeRegion region) => tape.Span[(capacity * region.Offset + First * region.Stride)..];
    }
}
