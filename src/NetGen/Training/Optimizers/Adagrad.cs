using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// Adagrad (J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning and stochastic optimization", 2011) by
/// PyTorch's rule (<c>torch.optim.Adagrad</c>):
/// <code>
/// g ← g + λ·p
/// s ← s + g²
/// p ← p − lr ÷ (1 + (t − 1)·η) · g ÷ (√(s₀ + s) + ε)
/// </code>
/// s starts at zero; PyTorch keeps s₀ + s instead, the same but for rounding. <see cref="Keras"/> gives Keras's.
/// </summary>
public sealed class Adagrad : Optimizer
{
    private double _epsilon;
    private double _learningRateDecay;
    private double _initialAccumulator;
    private bool _isKeras;
    private Memory<float> _sums;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="learningRateDecay">η, not negative.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
    /// <param name="initialAccumulator">s₀, not negative.</param>
    /// <param name="epsilon">ε, above zero.</param>
    public Adagrad(double learningRate = 1e-2, double learningRateDecay = 0, double weightDecay = 0, double initialAccumulator = 0,
        double epsilon = 1e-10)
        : base(learningRate, weightDecay)
    {
        LearningRateDecay = learningRateDecay;
        InitialAccumulator = initialAccumulator;
        Epsilon = epsilon;
    }

    /// <summary>η, not negative: how fast the step size falls.</summary>
    public double LearningRateDecay
    {
        get => _learningRateDecay;
        set => _learningRateDecay = NotNegative(value);
    }

    /// <summary>s₀, not negative: what the sum of squares starts with. May be set before the first step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not finite in single precision.</exception>
    /// <exception cref="InvalidOperationException">A step has been taken.</exception>
    public double InitialAccumulator
    {
        get => _initialAccumulator;
        set
        {
            if (value != _initialAccumulator)
            {
                RequireNoStep("What the sums start with cannot change");
            }

            _initialAccumulator = NotNegative(value);
        }
    }

    /// <summary>ε, added to the root. Above zero: a parameter that never had a gradient would become 0 ÷ 0.</summary>
    public double Epsilon
    {
        get => _epsilon;
        set => _epsilon = SinglePositive(value);
    }

    /// <summary>
    /// Adagrad with Keras's rule and defaults (<c>keras.optimizers.Adagrad</c>): s₀ = 0.1, ε inside the root, p ← p − lr·g ÷ √(s₀ + s + ε),
    /// and weight decay is decoupled.
    /// </summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="initialAccumulator">s₀, not negative.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static Adagrad Keras(double learningRate = 1e-3, double initialAccumulator = 0.1, double epsilon = 1e-7,
        double weightDecay = 0) =>
        new(learningRate, 0, weightDecay, initialAccumulator, epsilon) { _isKeras = true, DecoupledDecay = true };

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [(nameof(LearningRateDecay), LearningRateDecay), (nameof(InitialAccumulator), InitialAccumulator), (nameof(Epsilon), Epsilon)];

    private protected override void Allocate(int length) => _sums = NewState(length);

    private protected override bool IsModerate => IsModerateEpsilon(_epsilon);

    private protected override bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        var rule = new Rule(ref parameters[0], ref gradients[0], ref _sums.Span[start])
        {
            Rate = (float)(LearningRate / (1 + (Steps - 1) * _learningRateDecay)),
            Inside = (float)(InitialAccumulator + (_isKeras ? _epsilon : 0)),
            Outside = _isKeras ? 0f : (float)_epsilon,
            Decay = decay,
            Shrink = shrink,
        };
        return Run(rule, parameters.Length);
    }

    private ref struct Rule(ref float p, ref float g, ref float s) : IWatchedElementwise
    {
        public float Rate, Inside, Outside, Decay, Shrink;
        private readonly ref float _p = ref p;
        private readonly ref float _g = ref g;
        private readonly ref float _s = ref s;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref _p, offset);
            V g = S.Fma(S.Splat(Decay), p, S.Load(ref _g, offset));
            V s = Flush<S, V>(S.Fma(g, g, S.Load(ref _s, offset)));
            S.Store(s, ref _s, offset);
            V root = S.Add(S.Sqrt(S.Add(s, S.Splat(Inside))), S.Splat(Outside));
            return Moved<S, V>(S.Fnma(S.Splat(Rate), S.Div(g, root), S.Mul(p, S.Splat(Shrink))), ref _p, offset, watched);
        }
    }
}
