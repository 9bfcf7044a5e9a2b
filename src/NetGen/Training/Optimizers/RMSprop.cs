using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// RMSprop (T. Hinton, lecture notes, 2012) by PyTorch's rule (<c>torch.optim.RMSprop</c>):
/// <code>
/// g ← g + λ·p
/// v ← α·v + (1 − α)·g²
/// a ← α·a + (1 − α)·g                                  (centered)
/// d ← g ÷ (√v + ε), or g ÷ (√(v − a²) + ε)             (centered)
/// b ← μ·b + d,  p ← p − lr·b                           (with momentum; else p ← p − lr·d)
/// </code>
/// v − a² is never below zero; where rounding makes it so it counts as zero (PyTorch gives NaN there).
/// <see cref="Keras"/> gives Keras's.
/// </summary>
public sealed class RMSprop : Optimizer
{
    private bool hasMomentum;
    private bool isCentered;
    private bool isKeras;
    private double alpha;
    private double epsilon;
    private double momentum;
    private Memory<float> squares;
    private Memory<float> means;
    private Memory<float> velocity;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="alpha">α.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <param name="centered">Whether the variance of the gradient is used instead of its mean square.</param>
    public RMSprop(double learningRate = 1e-2, double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0, double momentum = 0,
        bool centered = false)
        : base(learningRate, weightDecay)
    {
        Alpha = alpha;
        Epsilon = epsilon;
        Momentum = momentum;
        Centered = centered;
    }

    /// <summary>α, from 0 to below 1: what the mean of squares keeps in a step.</summary>
    public double Alpha
    {
        get => alpha;
        set => alpha = Fraction(value);
    }

    /// <summary>ε, added to the root. Above zero: a parameter that never had a gradient would become 0 ÷ 0.</summary>
    public double Epsilon
    {
        get => epsilon;
        set => epsilon = SinglePositive(value);
    }

    /// <summary>μ, from 0 to below 1. May be set between steps, but not to begin once a step has been taken without.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not below 1.</exception>
    /// <exception cref="InvalidOperationException">The first step was taken without momentum.</exception>
    public double Momentum
    {
        get => momentum;
        set
        {
            double momentum = Fraction(value);
            if (momentum != 0 && this.momentum == 0 && !(Steps > 0 && hasMomentum))
                RequireNoStep("Momentum cannot begin");

            this.momentum = momentum;
        }
    }

    /// <summary>Whether the variance of the gradient is used instead of its mean square. May be set before the first step.</summary>
    /// <exception cref="InvalidOperationException">A step has been taken.</exception>
    public bool Centered
    {
        get => isCentered;
        set
        {
            if (value != isCentered) RequireNoStep("The mean of gradients cannot begin or end");

            isCentered = value;
        }
    }

    /// <summary>
    /// RMSprop with Keras's rule and defaults (<c>keras.optimizers.RMSprop</c>): ε inside the root, d ← lr·g ÷ √(v + ε); momentum b ← μ·b +
    /// d keeps steps, so that a change of the learning rate reaches it by and by; weight decay is decoupled.
    /// </summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="rho">ρ, PyTorch's α.</param>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="centered">Whether the variance of the gradient is used instead of its mean square.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static RMSprop Keras(
        double learningRate = 1e-3, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false,
        double weightDecay = 0) =>
        new(learningRate, rho, epsilon, weightDecay, momentum, centered) { isKeras = true, DecoupledDecay = true };

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [(nameof(Alpha), Alpha), (nameof(Epsilon), Epsilon), (nameof(Momentum), Momentum), (nameof(Centered), Centered)];

    private protected override void Allocate(int length)
    {
        squares = NewState(length);
        means = Centered ? NewState(length) : default;
        hasMomentum = momentum != 0;
        velocity = hasMomentum ? NewState(length) : default;
    }

    private protected override bool IsModerate => IsModerateEpsilon(epsilon);

    private protected override bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        // State that is not kept is never touched; any reference serves.
        ref float squares = ref this.squares.Span[start];
        var rule = new Rule(
            ref parameters[0], ref gradients[0], ref squares,
            ref Centered ? ref means.Span[start] : ref squares,
            ref hasMomentum ? ref velocity.Span[start] : ref squares)
        {
            Rate = isKeras ? 1f : (float)LearningRate,
            Scale = isKeras ? (float)LearningRate : 1f,
            Decay = decay,
            Shrink = shrink,
            Keep = (float)alpha,
            Take = (float)(1 - alpha),
            Inside = isKeras ? (float)epsilon : 0f,
            Outside = isKeras ? 0f : (float)epsilon,
            Momentum = (float)momentum,
            Centered = Centered,
            HasMomentum = hasMomentum,
        };
        return Run(rule, parameters.Length);
    }

    private ref struct Rule(ref float p, ref float g, ref float v, ref float a, ref float b) : IWatchedElementwise
    {
        public float Rate, Scale, Decay, Shrink, Keep, Take, Inside, Outside, Momentum;
        public bool Centered, HasMomentum;
        private readonly ref float p = ref p;
        private readonly ref float g = ref g;
        private readonly ref float v = ref v;
        private readonly ref float a = ref a;
        private readonly ref float b = ref b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref this.p, offset);
            V g = S.Fma(S.Splat(Decay), p, S.Load(ref this.g, offset));
            V v = Flush<S, V>(S.Fma(S.Mul(S.Splat(Take), g), g, S.Mul(S.Splat(Keep), S.Load(ref this.v, offset))));
            S.Store(v, ref this.v, offset);
            if (Centered)
            {
                V a = S.Load(ref this.a, offset);
                a = Flush<S, V>(S.Fma(S.Splat(Take), S.Sub(g, a), a));
                S.Store(a, ref this.a, offset);
                v = S.Max(S.Splat(0f), S.Fnma(a, a, v));
            }

            V root = S.Add(S.Sqrt(S.Add(v, S.Splat(Inside))), S.Splat(Outside));
            V direction = S.Div(S.Mul(S.Splat(Scale), g), root);
            if (HasMomentum)
            {
                direction = Flush<S, V>(S.Fma(S.Splat(Momentum), S.Load(ref b, offset), direction));
                S.Store(direction, ref b, offset);
                watched = Watch<S, V>(direction, watched);
            }

            return Moved<S, V>(S.Fnma(S.Splat(Rate), direction, S.Mul(p, S.Splat(Shrink))), ref this.p, offset, watched);
        }
    }
}
