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
    private double epsilon;
    private double learningRateDecay;
    private double initialAccumulator;
    private bool isKeras;
    private Memory<float> sums;

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
        get => learningRateDecay;
        set => learningRateDecay = NotNegative(value);
    }

    /// <summary>s₀, not negative: what the sum of squares starts with. May be set before the first step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not finite in single precision.</exception>
    /// <exception cref="InvalidOperationException">A step has been taken.</exception>
    public double InitialAccumulator
    {
        get => initialAccumulator;
        set
        {
            if (value != initialAccumulator) RequireNoStep("What the sums start with cannot change");

            initialAccumulator = NotNegative(value);
        }
    }

    /// <summary>ε, added to the root. Above zero: a parameter that never had a gradient would become 0 ÷ 0.</summary>
    public double Epsilon
    {
        get => epsilon;
        set => epsilon = SinglePositive(value);
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
        new(learningRate, 0, weightDecay, initialAccumulator, epsilon) { isKeras = true, DecoupledDecay = true };

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [(nameof(LearningRateDecay), LearningRateDecay), (nameof(InitialAccumulator), InitialAccumulator), (nameof(Epsilon), Epsilon)];

    private protected override void Allocate(int length) => sums = NewState(length);

    private protected override bool IsModerate => IsModerateEpsilon(epsilon);

    private protected override bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        var rule = new Rule(ref parameters[0], ref gradients[0], ref sums.Span[start])
        {
            Rate = (float)(LearningRate / (1 + (Steps - 1) * learningRateDecay)),
            Inside = (float)(InitialAccumulator + (isKeras ? epsilon : 0)),
            Outside = isKeras ? 0f : (float)epsilon,
            Decay = decay,
            Shrink = shrink,
        };
        return Run(rule, parameters.Length);
    }

    private ref struct Rule(ref float p, ref float g, ref float s) : IWatchedElementwise
    {
        public float Rate, Inside, Outside, Decay, Shrink;
        private readonly ref float p = ref p;
        private readonly ref float g = ref g;
        private readonly ref float s = ref s;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref this.p, offset);
            V g = S.Fma(S.Splat(Decay), p, S.Load(ref this.g, offset));
            V s = Flush<S, V>(S.Fma(g, g, S.Load(ref this.s, offset)));
            S.Store(s, ref this.s, offset);
            V root = S.Add(S.Sqrt(S.Add(s, S.Splat(Inside))), S.Splat(Outside));
            return Moved<S, V>(S.Fnma(S.Splat(Rate), S.Div(g, root), S.Mul(p, S.Splat(Shrink))), ref this.p, offset, watched);
        }
    }
}
