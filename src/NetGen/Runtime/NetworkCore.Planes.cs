using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// Networks with several inputs or outputs. What the caller hands over is copied to planes on the tape, dense rows each, and what the caller wants is
/// copied from there; kernels know only the tape.
/// </summary>
public sealed partial class NetworkCore<TKernels>
{
    /// <summary>One optimiser step on a batch of any size.</summary>
    /// <param name="x">n samples for each input, n ≥ 1.</param>
    /// <param name="t">n samples for each loss.</param>
    /// <param name="optimizer">What changes the parameters.</param>
    /// <param name="sampleWeights">One a sample, or none.</param>
    /// <param name="threads">The most threads to use, at most one for each processor; 0 for all of them where the work is worth it.</param>
    /// <param name="losses">Receives for each loss (Σᵢ wᵢ·lᵢ) / n times the loss's weight.</param>
    /// <returns>The sum of these.</returns>
    public float TrainStep(in Slots x, in Slots t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights, int threads, Span<float> losses)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return TrainStep(x, t, optimizer, sampleWeights, threads, losses, default);
    }

    /// <summary>The same for a batch by slots; its outputs, where it has any, receive those before the step.</summary>
    public float TrainStep(Batch batch, Optimizer optimizer)
    {
        Span<float> losses = stackalloc float[MostPorts];
        return TrainStep(batch.InputSlots, batch.TargetSlots(Ports), optimizer, batch.SampleWeights, batch.Threads, losses, batch.OutputSlots);
    }

    private float TrainStep(in Slots x, in Slots t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights, int threads, Span<float> losses, in WritableSlots y)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        int samples = CheckBatch(x, t, sampleWeights, y);
        var rows = new PlaneRows(this, x, t, sampleWeights, y, samples, losses);
        return Train(ref rows, samples, optimizer, threads);
    }

    /// <summary>The loss of a batch of any size without training (no dropout); its outputs, where it has any, are filled.</summary>
    public float Evaluate(Batch batch)
    {
        Slots x = batch.InputSlots, t = batch.TargetSlots(Ports);
        WritableSlots y = batch.OutputSlots;
        int samples = CheckBatch(x, t, batch.SampleWeights, y);
        Span<float> losses = stackalloc float[MostPorts];
        var rows = new PlaneRows(this, x, t, batch.SampleWeights, y, samples, losses);
        return Evaluate(ref rows, samples);
    }

    private int CheckBatch(in Slots x, in Slots t, ReadOnlySpan<float> sampleWeights, in WritableSlots y)
    {
        Ports ports = Ports;
        int samples = ports.Samples(x, some: true);
        ports.CheckTargets(t, samples, ports.InputNames[0]);
        Arguments.Weights(sampleWeights, samples, ports.InputNames[0]);
        CheckOutputs(x, t, sampleWeights, y, samples, all: false);
        return samples;
    }

    /// <summary>A forward pass onto a tape; <see cref="OutputOf"/> then gives the outputs.</summary>
    public void Forward(Tape tape, in Slots x, bool training)
    {
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(nameof(Forward));
        int samples = Ports.Samples(x, some: true);
        RequireCapacity(tape, samples, Ports.InputNames[0]);
        RequireBatch(samples, training);
        TakeInputs(tape, x, 0, samples);
        Forward(tape, samples, training);
    }

    /// <summary>An output of the tape's forward pass, valid until the next.</summary>
    public ReadOnlySpan<float> OutputOf(Tape tape, int output)
    {
        RequireOwn(tape);
        return Plane(tape, Layout.Planes!.Outputs[output].Values, tape.Samples * Ports.Outputs[output].Length);
    }

    /// <summary>The losses of the tape's forward pass, and their gradients onto the tape.</summary>
    /// <param name="tape">With a forward pass of n samples.</param>
    /// <param name="t">n samples for each loss.</param>
    /// <param name="sampleWeights">One a sample, or none.</param>
    /// <param name="losses">Receives for each loss (Σᵢ wᵢ·lᵢ) / n times the loss's weight.</param>
    /// <returns>The sum of these.</returns>
    public float Loss(Tape tape, in Slots t, ReadOnlySpan<float> sampleWeights, Span<float> losses)
    {
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(nameof(Loss));
        RequireForward(tape, nameof(Loss));
        int samples = tape.Samples;
        Ports.CheckTargets(t, samples, "the tape's forward pass");
        Arguments.Weights(sampleWeights, samples, "the tape's forward pass");
        LossSum[] sums = NewSums(tape, t, samples);
        TakeTargets(tape, t, sampleWeights, 0, samples, sums);
        Loss(tape, ref Unsafe.As<float, byte>(ref tape.Memory.Start), hasIndices: false, 0, samples);
        AddLosses(tape, t, sampleWeights, 0, samples, sums);
        tape.Phase = TapePhase.LossTaken;
        return tape.Loss = MeanLosses(sums, losses);
    }

    /// <summary>Adds the gradients that follow from dy = ∂loss/∂outputs to the tape's, or computes those of the inputs, or both.</summary>
    /// <param name="tape">With a forward pass of n samples.</param>
    /// <param name="dy">n samples for each output; where there are none the gradient is zero.</param>
    /// <param name="dx">n samples for each input whose gradient is wanted.</param>
    /// <param name="forParameters">Whether to add to the tape's gradients.</param>
    /// <param name="forInput">Whether to fill <paramref name="dx"/>.</param>
    public void BackwardFrom(Tape tape, in Slots dy, in WritableSlots dx, bool forParameters, bool forInput)
    {
        string caller = forInput ? "BackwardToInput" : nameof(Backward);
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(caller);
        RequireForward(tape, caller);
        Ports ports = Ports;
        NetworkPlanes planes = Layout.Planes!;
        int samples = tape.Samples;
        CheckGradients(dy, dx, samples);
        for (int i = 0; i < ports.Outputs.Length; i++)
        {
            Span<float> plane = Plane(tape, planes.Outputs[i].Gradient, samples * ports.Outputs[i].Length);
            if (dy[i].IsEmpty) plane.Clear();
            else dy[i].CopyTo(plane);
        }
        BackwardFrom(tape, ref tape.Memory.Start, 0, ref tape.Memory.Start, 0, forParameters, forInput);
        for (int i = 0; i < ports.Inputs.Length; i++)
            if (!dx[i].IsEmpty) Plane(tape, planes.Inputs[i].Gradient, dx[i].Length).CopyTo(dx[i]);
    }

    private void CheckGradients(in Slots dy, in WritableSlots dx, int samples)
    {
        const string Forward = "the tape's forward pass";
        Ports ports = Ports;
        for (int i = 0; i < ports.Outputs.Length; i++)
            if (!dy[i].IsEmpty) Arguments.Match(dy[i].Length, ports.Outputs[i].Length, ports.OutputGradientNames[i], samples, Forward);
        for (int i = 0; i < ports.Inputs.Length; i++)
        {
            if (dx[i].IsEmpty) continue;
            Arguments.Match(dx[i].Length, ports.Inputs[i].Length, ports.InputGradientNames[i], samples, Forward);
            for (int j = 0; j < ports.Outputs.Length; j++) Arguments.Apart(dy[j], dx[i], ports.OutputGradientNames[j], ports.InputGradientNames[i]);
            for (int j = 0; j < i; j++) Arguments.Apart(dx[j], dx[i], ports.InputGradientNames[j], ports.InputGradientNames[i]);
        }
    }

    /// <summary>Copies samples [first, first + count) to the first rows of the inputs' planes.</summary>
    private void TakeInputs(Tape tape, in Slots x, int first, int count)
    {
        InputInfo[] inputs = Ports.Inputs;
        for (int i = 0; i < inputs.Length; i++)
        {
            int length = inputs[i].Length;
            x[i].Slice(first * length, count * length).CopyTo(Plane(tape, Layout.Planes!.Inputs[i].Values, count * length));
        }
    }

    /// <summary>Copies the targets of samples [first, first + count) to the first rows of their planes, and fills the scales.</summary>
    private void TakeTargets(Tape tape, in Slots t, ReadOnlySpan<float> weights, int first, int count, LossSum[] sums)
    {
        Ports ports = Ports;
        weights = Part(weights, first, count);
        for (int i = 0; i < ports.Losses.Length; i++)
        {
            OutputInfo output = ports.OfLoss(i);
            OutputPlanes planes = Layout.Planes!.Outputs[ports.Losses[i]];
            int length = output.TargetLength;
            ReadOnlySpan<float> from = t[i].Slice(first * length, count * length);
            Span<float> to = Plane(tape, planes.Targets, count * length);
            FillScales(tape, planes.Scale, output.LossWeight, weights, count, sums[i].Counted);
            if (output.TargetType == TargetType.Indices)
            {
                ReadOnlySpan<int> indices = TakeIndices(
                    tape, planes.Scale, MemoryMarshal.Cast<float, int>(from), output.Classes, output.IgnoreIndex, ports.TargetNames[i], first * length);
                for (int j = 0; j < to.Length; j++) to[j] = indices[j];    // exact: there are at most 2²⁴ classes
            }
            else from.CopyTo(to);
        }
    }

    /// <summary>Adds up the losses of samples [first, first + count), which are the first rows of the tape.</summary>
    private void AddLosses(Tape tape, in Slots t, ReadOnlySpan<float> weights, int first, int count, LossSum[] sums)
    {
        Ports ports = Ports;
        weights = Part(weights, first, count);
        for (int i = 0; i < ports.Losses.Length; i++)
        {
            OutputInfo output = ports.OfLoss(i);
            ReadOnlySpan<int> indices = output.IgnoreIndex is null ? default : MemoryMarshal.Cast<float, int>(t[i].Slice(first, count));
            AddLosses(tape, Layout.Planes!.Outputs[ports.Losses[i]].Loss, weights, count, ref sums[i], indices, output.IgnoreIndex);
        }
    }

    /// <summary>A sum for each loss, with how many samples of the batch count in it.</summary>
    private LossSum[] NewSums(Tape tape, in Slots t, int samples)
    {
        LossSum[] sums = tape.LossSums(Ports.Losses.Length);
        for (int i = 0; i < sums.Length; i++)
            sums[i] = new LossSum(samples, Ports.OfLoss(i).IgnoreIndex is { } ignored ? Counted(MemoryMarshal.Cast<float, int>(t[i]), ignored, samples) : samples);
        return sums;
    }

    private float MeanLosses(LossSum[] sums, Span<float> losses)
    {
        float total = 0;
        for (int i = 0; i < sums.Length; i++) total += losses[i] = MeanLoss(Ports.OfLoss(i).LossWeight, ref sums[i]);
        return total;
    }

    /// <summary>The first values of a plane.</summary>
    private static Span<float> Plane(Tape tape, TapeRegion region, int length) => MemoryMarshal.CreateSpan(ref tape.At(region), length);

    /// <summary>A batch by slots, copied to the planes block by block.</summary>
    private ref struct PlaneRows : IRows
    {
        private readonly NetworkCore<TKernels> network;
        private readonly Slots x, t;
        private readonly ReadOnlySpan<float> weights;
        private readonly WritableSlots y;
        private readonly int samples;
        private readonly Span<float> losses;
        private LossSum[] sums = null!;     // of the tape

        internal PlaneRows(NetworkCore<TKernels> network, Slots x, Slots t, ReadOnlySpan<float> weights, WritableSlots y, int samples, Span<float> losses)
        {
            this.network = network;
            this.x = x;
            this.t = t;
            this.weights = weights;
            this.y = y;
            this.samples = samples;
            this.losses = losses;
        }

        public void Start(Tape tape) => sums = network.NewSums(tape, t, samples);

        public readonly ref float Take(Tape tape, int first, int count)
        {
            network.TakeInputs(tape, x, first, count);
            network.TakeTargets(tape, t, weights, first, count, sums);
            return ref tape.Memory.Start;
        }

        public readonly bool HasIndices => false;    // on a plane they are numbers

        public readonly bool WantsOutputs
        {
            get
            {
                for (int i = 0; i < network.Ports.Outputs.Length; i++)
                    if (!y[i].IsEmpty) return true;
                return false;
            }
        }

        public readonly ref byte Targets(Tape tape, int first) => ref Unsafe.As<float, byte>(ref tape.Memory.Start);

        public readonly void Give(Tape tape, int first, int count)
        {
            network.AddLosses(tape, t, weights, first, count, sums);
            OutputInfo[] outputs = network.Ports.Outputs;
            for (int i = 0; i < outputs.Length; i++)
            {
                int length = outputs[i].Length;
                if (!y[i].IsEmpty) Plane(tape, network.Layout.Planes!.Outputs[i].Values, count * length).CopyTo(y[i][(first * length)..]);
            }
        }

        public float Loss() => network.MeanLosses(sums, losses);
    }
}
