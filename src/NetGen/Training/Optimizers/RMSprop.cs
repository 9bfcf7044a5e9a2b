using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// RMSprop (T. Hinton, lecture notes, 2012) by PyTorch's rule (<c>torch.optim.RMSprop</c>):
/// <code>
/// g ← g + λ·p
/// v ← α·v + (1 − α)·g²
/// a ← α·a + (1 − α)·g                                  (centred)
/// d ← g ÷ (√v + ε), or g ÷ (√(v − a²) + ε)             (centred)
/// b ← μ·b + d,  p ← p − lr·b                           (with momentum; else p ← p − lr·d)
/// </code>
/// v − a² is never below zero; where rounding makes it so it counts as zero (PyTorch gives NaN there).
/// <see cref="Keras"/> gives Keras's.
/// </summary>
public sealed class RMSprop : Optimizer
{
    private readonly bool _hasMomentum;
    private bool _isKeras;
    private double _alpha;
    private double _epsilon;
    private double _momentum;
    private Memory<float> _squares;
    private Memory<float> _means;
    private Memory<float> _velocity;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="alpha">α.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <param name="centered">Whether the variance of the gradient is used instead of its mean square.</param>
    public RMSprop(double learningRate = 1e-2, double alpha = 0.99, double epsilon = 1e-8, double weightDecay = 0, double momentum = 0, bool centered = false)
        : base(learningRate, weightDecay)
    {
        Alpha = alpha;
        Epsilon = epsilon;
        _momentum = Fraction(momentum, nameof(momentum));
        _hasMomentum = momentum != 0;
        Centered = centered;
    }

    /// <summary>α, from 0 to below 1: what the mean of squares keeps in a step.</summary>
    public double Alpha
    {
        get => _alpha;
        set => _alpha = Fraction(value);
    }

    /// <summary>ε, added to the root. Above zero: a parameter that never had a gradient would become 0 ÷ 0.</summary>
    public double Epsilon
    {
        get => _epsilon;
        set => _epsilon = SinglePositive(value);
    }

    /// <summary>μ. May be set between steps, but only an optimiser created with a momentum has one.</summary>
    /// <exception cref="InvalidOperationException">The optimiser was created without momentum.</exception>
    public double Momentum
    {
        get => _momentum;
        set => _momentum = _hasMomentum || value == 0
            ? Fraction(value)
            : throw new InvalidOperationException("This RMSprop was created without momentum and keeps no state for it. Create a new one with momentum.");
    }

    /// <summary>Whether the variance of the gradient is used instead of its mean square.</summary>
    public bool Centered { get; }

    /// <summary>
    /// RMSprop with Keras's rule and defaults (<c>keras.optimizers.RMSprop</c>): ε inside the root, d ← lr·g ÷ √(v + ε); momentum b ← μ·b + d keeps steps, so
    /// that a change of the learning rate reaches it by and by; weight decay is decoupled.
    /// </summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="rho">ρ, PyTorch's α.</param>
    /// <param name="momentum">μ, from 0 to below 1.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="centered">Whether the variance of the gradient is used instead of its mean square.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static RMSprop Keras(
        double learningRate = 1e-3, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false, double weightDecay = 0) =>
        new(learningRate, rho, epsilon, weightDecay, momentum, centered) { _isKeras = true, DecoupledDecay = true };

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters => [(nameof(Alpha), Alpha), (nameof(Epsilon), Epsilon), (nameof(Momentum), Momentum), (nameof(Centered), Centered)];

    private protected override void Allocate(int length)
    {
        _squares = NewState(length);
        _means = Centered ? NewState(length) : default;
        _velocity = _hasMomentum ? NewState(length) : default;
    }

    private protected override void Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        // State that is not kept is never touched; any reference serves.
        ref float squares = ref _squares.Span[start];
        var rule = new Rule(
            ref parameters[0], ref gradients[0], ref squares,
            ref Centered ? ref _means.Span[start] : ref squares,
            ref _hasMomentum ? ref _velocity.Span[start] : ref squares)
        {
            Rate = _isKeras ? 1f : (float)LearningRate,
            Scale = _isKeras ? (float)LearningRate : 1f,
            Decay = decay,
            Shrink = shrink,
            Keep = (float)_alpha,
            Take = (float)(1 - _alpha),
            Inside = _isKeras ? (float)_epsilon : 0f,
            Outside = _isKeras ? 0f : (float)_epsilon,
            Momentum = (float)_momentum,
            Centered = Centered,
            HasMomentum = _hasMomentum,
        };
        SimdLoop.Run(rule, (nuint)parameters.Length, Width);
    }

    private ref struct Rule(ref float p, ref float g, ref float v, ref float a, ref float b) : IElementwise
    {
        public float Rate, Scale, Decay, Shrink, Keep, Take, Inside, Outside, Momentum;
        public bool Centered, HasMomentum;
        private readonly ref float _p = ref p;
        private readonly ref float _g = ref g;
        private readonly ref float _v = ref v;
        private readonly ref float _a = ref a;
        private readonly ref float _b = ref b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<S, V>(nuint offset)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref _p, offset);
            V g = S.Fma(S.Create(Decay), p, S.Load(ref _g, offset));
            V v = Flush<S, V>(S.Fma(S.Multiply(S.Create(Take), g), g, S.Multiply(S.Create(Keep), S.Load(ref _v, offset))));
            S.Store(v, ref _v, offset);
            if (Centered)
            {
                V a = S.Load(ref _a, offset);
                a = Flush<S, V>(S.Fma(S.Create(Take), S.Subtract(g, a), a));
                S.Store(a, ref _a, offset);
                v = S.Max(S.Create(0f), S.Fnma(a, a, v));
            }

            V root = S.Add(S.Sqrt(S.Add(v, S.Create(Inside))), S.Create(Outside));
            V direction = S.Divide(S.Multiply(S.Create(Scale), g), root);
            if (HasMomentum)
            {
                direction = Flush<S, V>(S.Fma(S.Create(Momentum), S.Load(ref _b, offset), direction));
                S.Store(direction, ref _b, offset);
            }

            S.Store(S.Fnma(S.Create(Rate), direction, S.Multiply(p, S.Create(Shrink))), ref _p, offset);
        }
    }
}
