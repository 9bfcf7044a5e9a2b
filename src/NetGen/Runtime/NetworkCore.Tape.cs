using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

public sealed partial class NetworkCore<TKernels>
{
    /// <summary>A forward pass onto a tape, which keeps a copy of x.</summary>
    /// <returns>The output, n · OutputLength values, valid until the tape's next forward pass.</returns>
    public ReadOnlySpan<float> Forward(Tape tape, ReadOnlySpan<float> x, bool training)
    {
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(nameof(Forward));
        int samples = Arguments.SomeSamples(x.Length, Info.InputLength, nameof(x));
        RequireCapacity(tape, samples, nameof(x));
        RequireBatch(samples, training);
        x.CopyTo(MemoryMarshal.CreateSpan(ref tape.At(Layout.Input), x.Length));
        Forward(tape, samples, training);
        return DenseOutput(tape, samples);
    }

    private void Forward(Tape tape, int samples, bool training)
    {
        using ParameterUse.Reading reading = Use.Read();
        ulong step = training ? NextStep() : 0;
        TKernels.Forward(ref Block.Start, ref RowOf(tape, 0), ref tape.Memory.Start, tape.RowCapacity, 0, (nuint)samples, Seed, step, 0, training, outputs: true);
        tape.Samples = samples;
        tape.Phase = TapePhase.Forwarded;
        tape.ForwardVersion = Parameters.Version;
    }

    private static void RequireCapacity(Tape tape, int samples, string name)
    {
        if (samples > tape.Capacity) throw new ArgumentException($"{name} has {samples} samples; the tape's capacity is {tape.Capacity}.", name);
    }

    /// <summary>The loss of the tape's forward pass, (Σᵢ wᵢ·lᵢ) / n, and its gradient onto the tape.</summary>
    public float Loss<TTarget>(Tape tape, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights) where TTarget : unmanaged
    {
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(nameof(Loss));
        RequireForward(tape, nameof(Loss));
        int samples = tape.Samples;
        if (t.Length != (long)samples * Info.TargetLength)
            throw new ArgumentException($"t has {t.Length} values; for the {samples} samples of the tape's forward pass it must hold {samples}·{Info.TargetLength} = {(long)samples * Info.TargetLength}.", nameof(t));
        Arguments.Weights(sampleWeights, samples, "the tape's forward pass");
        CheckTargets(t);
        var sum = new LossSum(samples, CountedOf(t, samples));
        TakeTargets(tape, t, sampleWeights, 0, samples, ref sum);
        Loss(tape, ref TargetsOf(tape, t), typeof(TTarget) == typeof(int), 0, samples);
        AddLosses(tape, t, sampleWeights, samples, ref sum);
        tape.Phase = TapePhase.LossTaken;
        return tape.Loss = MeanLoss(Info.LossWeight, ref sum);
    }

    /// <summary>Adds the gradients of the loss to the tape's.</summary>
    public void Backward(Tape tape)
    {
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(nameof(Backward));
        using ParameterUse.Reading reading = Use.Read();
        if (tape.Phase == TapePhase.Forwarded)
            throw new InvalidOperationException("Backward without a gradient starts from the loss: call Loss first, or give a gradient of your own.");
        RequireForward(tape, "Backward");
        Prepare(tape);
        int block = Layout.WholeBatch ? tape.Samples : SumBlock;
        for (long first = 0; first < tape.Samples; first += block)
        {
            bool direct = tape.IsClear;
            ref float target = ref direct ? ref tape.Gradients.Block.Start : ref tape.Term.Start;
            var count = (nuint)Math.Min(block, tape.Samples - first);
            TKernels.BackwardRows(ref Block.Start, ref RowOf(tape, first), ref tape.Memory.Start, tape.RowCapacity, (nuint)first, count);
            TKernels.BackwardSums(
                ref RowOf(tape, first), ref tape.Memory.Start, tape.RowCapacity, (nuint)first, count, ref target, ref tape.Squares(parts: 1),
                accumulate: false, part: 0, parts: 1);
            Collect(tape, ref target, direct);
        }
        tape.LossOfGradients += tape.Loss;
        tape.Phase = TapePhase.Used;
    }

    /// <summary>Adds the gradients that follow from dy = ∂loss/∂output to the tape's, or computes those of the input, or both.</summary>
    /// <param name="tape">With a forward pass of n samples.</param>
    /// <param name="dy">n · OutputLength values.</param>
    /// <param name="dx">n · InputLength values, or none.</param>
    /// <param name="forParameters">Whether to add to the tape's gradients.</param>
    /// <param name="forInput">Whether to fill <paramref name="dx"/>.</param>
    public void BackwardFrom(Tape tape, ReadOnlySpan<float> dy, Span<float> dx, bool forParameters, bool forInput)
    {
        string caller = forInput ? "BackwardToInput" : nameof(Backward);
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(caller);
        RequireForward(tape, caller);
        int samples = tape.Samples;
        Arguments.Match(dy.Length, Info.OutputLength, nameof(dy), samples, "the tape's forward pass");
        if (forInput)
        {
            Arguments.Match(dx.Length, Info.InputLength, nameof(dx), samples, "the tape's forward pass");
            Arguments.Apart(dy, dx, nameof(dy), nameof(dx));
        }
        BackwardFrom(
            tape, ref MemoryMarshal.GetReference(dy), Info.OutputLength, ref forInput ? ref MemoryMarshal.GetReference(dx) : ref tape.Memory.Start,
            forInput ? Info.InputLength : 0, forParameters, forInput);
    }

    /// <summary>The backward pass block by block. Rows of dy and dx are <paramref name="dyRow"/> and <paramref name="dxRow"/> values apart, 0 where they are on the tape.</summary>
    private void BackwardFrom(Tape tape, ref float dy, int dyRow, ref float dx, int dxRow, bool forParameters, bool forInput)
    {
        using ParameterUse.Reading reading = Use.Read();
        Prepare(tape);
        int block = Layout.WholeBatch ? tape.Samples : SumBlock;
        for (long first = 0; first < tape.Samples; first += block)
        {
            bool direct = tape.IsClear;
            ref float target = ref direct || !forParameters ? ref tape.Gradients.Block.Start : ref tape.Term.Start;
            TKernels.BackwardFrom(
                ref Block.Start, ref RowOf(tape, first), ref Unsafe.Add(ref dy, (nuint)first * (nuint)dyRow), ref Unsafe.Add(ref dx, (nuint)first * (nuint)dxRow),
                ref tape.Memory.Start, tape.RowCapacity, (nuint)first, (nuint)Math.Min(block, tape.Samples - first),
                ref target, ref tape.Squares(parts: 1), accumulate: false, forParameters, forInput);
            if (forParameters) Collect(tape, ref target, direct);
        }
        tape.Phase = TapePhase.Used;
    }

    private void Prepare(Tape tape)
    {
        if (tape.PreparedVersion == Parameters.Version) return;
        TKernels.Prepare(ref Block.Start, ref tape.Memory.Start, tape.RowCapacity);
        tape.PreparedVersion = Parameters.Version;
    }

    /// <summary>Where kernels read x; inputs in planes they find on the tape.</summary>
    private ref float RowOf(Tape tape, long row) =>
        ref Layout.Planes is null ? ref Unsafe.Add(ref tape.At(Layout.Input), (nuint)row * (nuint)Info.InputLength) : ref tape.Memory.Start;

    private void Collect(Tape tape, ref float term, bool direct)
    {
        if (!direct) Blocks.Add(ref tape.Gradients.Block.Start, ref term, (nuint)Layout.ParameterBlock);
        tape.Added();
    }
}
