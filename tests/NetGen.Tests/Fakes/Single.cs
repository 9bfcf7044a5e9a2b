using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>Calls of a network with one input and one output as generated members make them.</summary>
internal static class Single
{
    extension<TKernels>(NetworkCore<TKernels> core) where TKernels : struct, INetworkKernels<float>
    {
        internal float TrainStep<TTarget>(
            ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights = default,
            int threads = 1, Span<float> y = default)
            where TTarget : unmanaged => core.Learn(new Slots(x), Targets(t), new Slots(y), sampleWeights, default, optimizer, threads);

        internal float Evaluate<TTarget>(ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights = default,
            Span<float> y = default)
            where TTarget : unmanaged => core.Learn(new Slots(x), Targets(t), new Slots(y), sampleWeights, default, null, 1);

        internal ReadOnlySpan<float> Forward(Tape tape, ReadOnlySpan<float> x, bool training)
        {
            core.Forward(tape, new Slots(x), training);
            return core.OutputOf(tape, 0);
        }

        internal float Loss<TTarget>(Tape tape, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights) where TTarget : unmanaged =>
            core.Loss(tape, Targets(t), sampleWeights);

        internal void BackwardFrom(Tape tape, ReadOnlySpan<float> dy, ReadOnlySpan<float> dx, bool forParameters, bool forInput) =>
            core.BackwardFrom(tape, new Slots(dy), new Slots(dx), forParameters, forInput);
    }

    private static Slots Targets<TTarget>(ReadOnlySpan<TTarget> t) where TTarget : unmanaged => new(MemoryMarshal.Cast<TTarget, float>(t));
}
