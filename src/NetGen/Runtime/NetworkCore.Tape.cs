namespace NetGen.Runtime;

public sealed unsafe partial class NetworkCore<TKernels>
{
    private const string TheForwardPass = "the tape's forward pass";

    /// <summary>
    /// A forward pass onto a tape, which keeps a copy of the inputs; <see cref="NetworkCore.OutputOf"/> gives the outputs.
    /// </summary>
    public void Forward(Tape tape, in Slots x, bool training)
    {
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(nameof(Forward));
        Lent<float>* kept = stackalloc Lent<float>[Slots.Most];
        for (int i = 0; i < Ports.Inputs.Length; i++) kept[i] = new Lent<float>(null, x[i].Length);
        int samples = Ports.Samples(kept, some: true);
        string name = Ports.InputNames[0];
        if (samples > tape.Capacity)
            throw new ArgumentException($"{name} has {samples} samples; the tape's capacity is {tape.Capacity}.", name);
        RequireBatch(samples, training);
        for (int i = 0; i < Ports.Inputs.Length; i++) x[i].CopyTo(tape.Rows(Layout.Inputs[i], x[i].Length));

        using ParameterUse.Reading reading = Use.Read();
        Call<float> call = OnKept(tape, kept) with
        {
            Samples = (nuint)samples, Step = training ? NextStep() : 0, Training = training, ForOutputs = true,
        };
        TKernels.Forward(in call);
        tape.Samples = samples;
        tape.Phase = TapePhase.Forwarded;
        tape.ForwardVersion = Parameters.Version;
    }

    /// <summary>A call on the inputs that a tape keeps.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="kept">Receives where they are; as long as the call.</param>
    private Call<float> OnKept(Tape tape, Lent<float>* kept)
    {
        for (int i = 0; i < Ports.Inputs.Length; i++) kept[i] = new Lent<float>(tape.AddressOf(Layout.Inputs[i]), 0);
        return OnTape(tape) with { Inputs = kept };
    }

    /// <summary>The losses of the tape's forward pass, and their gradients onto the tape.</summary>
    /// <param name="tape">With a forward pass of n samples.</param>
    /// <param name="t">n samples for each loss.</param>
    /// <param name="sampleWeights">One per sample, or none.</param>
    /// <param name="losses">Receives for each loss (Σᵢ wᵢ·lᵢ) / n times the loss's weight, where it is not empty.</param>
    /// <returns>The sum of these.</returns>
    public float Loss(Tape tape, in Slots t, ReadOnlySpan<float> sampleWeights, Span<float> losses = default)
    {
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(nameof(Loss));
        RequireForward(tape, nameof(Loss));
        Lent<float>* rows = stackalloc Lent<float>[Slots.Most];
        var judgment = new Judgment(this, tape, rows, sampleWeights, losses);
        Lend(default, 0, t, Ports.Losses.Length, default, 0, rows, 0, ref judgment);
        return tape.Loss;
    }

    private readonly ref struct Judgment(
        NetworkCore<TKernels> network, Tape tape, Lent<float>* rows, ReadOnlySpan<float> weights, Span<float> losses) : IWork
    {
        private readonly ReadOnlySpan<float> weights = weights;
        private readonly Span<float> losses = losses;

        public void Do() => network.Loss(tape, rows, weights, losses);
    }

    private void Loss(Tape tape, Lent<float>* t, ReadOnlySpan<float> weights, Span<float> losses)
    {
        int samples = tape.Samples;
        Ports.CheckTargets(t, samples, TheForwardPass);
        Arguments.Weights(weights, samples, TheForwardPass);
        LossSum[] sums = NewSums(tape, t, samples);
        TakeTargets(tape, t, weights, 0, samples, sums);
        TKernels.Loss(OnTape(tape) with { Targets = t, Samples = (nuint)samples });
        AddLosses(tape, t, weights, 0, samples, sums);
        tape.Phase = TapePhase.LossTaken;
        tape.Loss = MeanLosses(sums, losses);
    }

    /// <summary>Adds the gradients of the loss to the tape's.</summary>
    public void Backward(Tape tape)
    {
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(nameof(Backward));
        if (tape.Phase == TapePhase.Forwarded)
            throw new InvalidOperationException(
                "Backward without a gradient starts from the loss: call Loss first, or give a gradient of your own.");
        RequireForward(tape, "Backward");
        Back(tape, null, null, forParameters: true, forInput: false);
        tape.LossOfGradients += tape.Loss;
    }

    /// <summary>Adds the gradients that follow from dy = ∂loss/∂outputs to the tape's, or computes those of the inputs, or both.</summary>
    /// <param name="tape">With a forward pass of n samples.</param>
    /// <param name="dy">n samples for each output; of several one may be empty, and is zero.</param>
    /// <param name="dx">n samples for each input; of several one may be empty, and is not wanted.</param>
    /// <param name="forParameters">Whether to add to the tape's gradients.</param>
    /// <param name="forInput">Whether to fill <paramref name="dx"/>.</param>
    public void BackwardFrom(Tape tape, in Slots dy, in Slots dx, bool forParameters, bool forInput)
    {
        string caller = forInput ? "BackwardToInput" : nameof(Backward);
        RequireOwn(tape);
        using Exclusive.Turn turn = tape.Enter(caller);
        RequireForward(tape, caller);
        Lent<float>* rows = stackalloc Lent<float>[2 * Slots.Most];
        var wayBack = new WayBack(this, tape, rows, forParameters, forInput);
        Lend(dy, Ports.Outputs.Length, default, 0, dx, forInput ? Ports.Inputs.Length : 0, rows, 0, ref wayBack);
    }

    private readonly struct WayBack(NetworkCore<TKernels> network, Tape tape, Lent<float>* rows, bool forParameters, bool forInput) : IWork
    {
        public void Do()
        {
            Lent<float>* dy = rows, dx = forInput ? rows + network.Ports.Outputs.Length : null;
            network.TakeGradients(tape, dy, dx);
            network.Back(tape, dy, dx, forParameters, forInput);
        }
    }

    /// <summary>
    /// Checks gradients of the caller's, and puts memory of the tape's in the place of those that are not given or not wanted.
    /// </summary>
    private void TakeGradients(Tape tape, Lent<float>* dy, Lent<float>* dx)
    {
        Ports ports = Ports;
        int samples = tape.Samples;
        for (int i = 0; i < ports.Outputs.Length; i++)
            if (dy[i].Length > 0 || ports.Outputs.Length == 1)
                Arguments.Match(dy[i].Length, ports.Outputs[i].Length, ports.OutputGradientNames[i], samples, TheForwardPass);
        for (int i = 0; dx != null && i < ports.Inputs.Length; i++)
        {
            if (dx[i].Length == 0 && ports.Inputs.Length > 1) continue;
            Arguments.Match(dx[i].Length, ports.Inputs[i].Length, ports.InputGradientNames[i], samples, TheForwardPass);
            for (int j = 0; j < ports.Outputs.Length; j++)
                Arguments.Apart(dy[j].Span, dx[i].Span, ports.OutputGradientNames[j], ports.InputGradientNames[i]);
            for (int j = 0; j < i; j++) Arguments.Apart(dx[j].Span, dx[i].Span, ports.InputGradientNames[j], ports.InputGradientNames[i]);
        }
        for (int i = 0; i < ports.Outputs.Length; i++)
            if (dy[i].Length == 0) dy[i] = new Lent<float>(tape.Zeros.Address, 0);
        for (int i = 0; dx != null && i < ports.Inputs.Length; i++)
            if (dx[i].Length == 0) dx[i] = new Lent<float>(tape.Unwanted.Address, 0);
            else new Span<float>(dx[i].Start, dx[i].Length).Clear();    // there is nothing to compute where no output depends on the input
    }

    /// <summary>The backward pass block by block, from gradients of the outputs or, where there are none, from the losses.</summary>
    private void Back(Tape tape, Lent<float>* dy, Lent<float>* dx, bool forParameters, bool forInput)
    {
        using ParameterUse.Reading reading = Use.Read();
        Lent<float>* kept = stackalloc Lent<float>[Slots.Most];
        Call<float> call = OnKept(tape, kept) with
        {
            OutputGradients = dy, InputGradients = forInput ? dx : kept,    // addresses are made of them even where nothing is written
            ForParameters = forParameters, ForInput = forInput,
        };
        if (tape.PreparedVersion != Parameters.Version)
        {
            TKernels.TransposeWeights(in call);
            tape.PreparedVersion = Parameters.Version;
        }
        int block = Layout.NeedsFullBatch ? tape.Samples : SumBlock;
        for (long first = 0; first < tape.Samples; first += block)
        {
            bool direct = tape.IsClear || !forParameters;
            call.GradientsAt = (direct ? tape.Gradients.Block : tape.Term).Address;
            call.SquaresAt = tape.Squares(parts: 1);
            call.First = call.FirstSample = (nuint)first;
            call.Samples = (nuint)Math.Min(block, tape.Samples - first);
            if (dy != null) TKernels.BackwardFrom(in call);
            else
            {
                TKernels.BackwardPerSample(in call);
                TKernels.AccumulateParameterGradients(in call);
            }
            if (!forParameters) continue;
            if (!direct) Blocks.Add(ref tape.Gradients.Block.Start, ref tape.Term.Start, (nuint)Layout.ParameterBlock);
            tape.Added();
        }
        tape.Phase = TapePhase.Used;
    }
}
