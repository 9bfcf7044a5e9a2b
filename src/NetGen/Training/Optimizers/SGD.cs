using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// Gradient descent, plain or with momentum, by PyTorch's rule (<c>torch.optim.SGD</c>):
/// <code>
/// g ← g + λ·p
/// b ← g in the first step, later μ·b + (1 − τ)·g        (where μ ≠ 0)
/// g ← g + μ·b with Nesterov's form, else b              (where μ ≠ 0)
/// p ← p − lr·g
/// </code>
/// <see cref="Keras"/> gives Keras's.
/// </summary>
public sealed class SGD : Optimizer
{
    private double momentum;
    private bool isKeras;
    private double dampening;
    private Memory<float> velocity;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="momentum">μ, from 0 to below 1; 0 is plain gradient descent.</param>
    /// <param name="dampening">τ, from 0 to 1.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
    /// <param name="nesterov">Nesterov's form; needs a momentum, and no dampening, by the first step.</param>
    public SGD(double learningRate = 1e-3, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false)
        : base(learningRate, weightDecay)
    {
        Momentum = momentum;
        Dampening = dampening;
        Nesterov = nesterov;
    }

    /// <summary>μ, from 0 to below 1. May be set between steps, but not to or from zero once a step has been taken.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not below 1.</exception>
    /// <exception cref="InvalidOperationException">Momentum would begin or end after the first step.</exception>
    public double Momentum
    {
        get => momentum;
        set
        {
            double momentum = Fraction(value);
            if (momentum == 0 != (this.momentum == 0)) RequireNoStep("Momentum cannot begin or end");

            this.momentum = momentum;
        }
    }

    /// <summary>τ, from 0 to 1; 0 with Nesterov's form. May be set between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or above 1.</exception>
    public double Dampening
    {
        get => dampening;
        set => dampening = Share(value);
    }

    /// <summary>
    /// Whether the step looks ahead along the momentum. It needs a <see cref="Momentum"/> above zero and no <see cref="Dampening"/>: a step
    /// without is refused. May be set between steps.
    /// </summary>
    public bool Nesterov { get; set; }

    /// <summary>
    /// Gradient descent with Keras's rule and defaults (<c>keras.optimizers.SGD</c>): v ← μ·v − lr·g is added to p, or μ·v − lr·g with the
    /// new v in Nesterov's form: the same as PyTorch's while the learning rate stays, different once it changes. Weight decay is decoupled.
    /// </summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="momentum">μ, from 0 to below 1; 0 is plain gradient descent.</param>
    /// <param name="nesterov">Nesterov's form; needs a momentum.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static SGD Keras(double learningRate = 1e-2, double momentum = 0, bool nesterov = false, double weightDecay = 0) =>
        new(learningRate, momentum, 0, weightDecay, nesterov) { isKeras = true, DecoupledDecay = true };

    private protected override void RequireConsistent()
    {
        if (Nesterov && !(momentum > 0 && dampening == 0))
        {
            throw new InvalidOperationException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Nesterov's form needs a momentum above zero and no dampening; Momentum is {momentum} and Dampening {dampening}. ") +
                "Set Momentum, say to 0.9, or Nesterov to false.");
        }
    }

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [(nameof(Momentum), Momentum), (nameof(Dampening), Dampening), (nameof(Nesterov), Nesterov)];

    private protected override void Allocate(int length)
    {
        if (momentum != 0) velocity = NewState(length);
    }

    private protected override bool IsModerate => true;

    private protected override bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        float rate = (float)LearningRate;
        if (momentum == 0)
            return Run(new Plain(ref parameters[0], ref gradients[0], rate, decay, shrink), parameters.Length);

        var rule = new WithMomentum(ref parameters[0], ref gradients[0], ref velocity.Span[start])
        {
            Rate = isKeras ? 1f : rate,
            Scale = isKeras ? rate : 1f,
            Decay = decay,
            Shrink = shrink,
            Keep = Steps == 1 ? 0f : (float)momentum,
            Take = Steps == 1 ? 1f : (float)(1 - Dampening),
            Ahead = (float)momentum,
            Nesterov = Nesterov,
        };
        return Run(rule, parameters.Length);
    }

    private readonly ref struct Plain(ref float p, ref float g, float rate, float decay, float shrink) : IWatchedElementwise
    {
        private readonly ref float p = ref p;
        private readonly ref float g = ref g;
        private readonly float rate = rate, decay = decay, shrink = shrink;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref this.p, offset);
            V g = S.Fma(S.Splat(decay), p, S.Load(ref this.g, offset));
            return Moved<S, V>(S.Fnma(S.Splat(rate), g, S.Mul(p, S.Splat(shrink))), ref this.p, offset, watched);
        }
    }

    private ref struct WithMomentum(ref float p, ref float g, ref float b) : IWatchedElementwise
    {
        public float Rate, Scale, Decay, Shrink, Keep, Take, Ahead;
        public bool Nesterov;
        private readonly ref float p = ref p;
        private readonly ref float g = ref g;
        private readonly ref float b = ref b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref this.p, offset);
            V g = S.Mul(S.Splat(Scale), S.Fma(S.Splat(Decay), p, S.Load(ref this.g, offset)));
            V b = Flush<S, V>(S.Fma(S.Splat(Keep), S.Load(ref this.b, offset), S.Mul(S.Splat(Take), g)));
            S.Store(b, ref this.b, offset);
            V direction = Nesterov ? S.Fma(S.Splat(Ahead), b, g) : b;
            return Moved<S, V>(S.Fnma(S.Splat(Rate), direction, S.Mul(p, S.Splat(Shrink))), ref this.p, offset, watched);
        }
    }
}
