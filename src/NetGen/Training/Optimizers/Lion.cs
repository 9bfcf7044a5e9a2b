using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// Lion (X. Chen et al., "Symbolic discovery of optimization algorithms", 2023, algorithm 2): steps of one size along the sign of the
/// momentum,
/// <code>
/// c = β₁·m + (1 − β₁)·g
/// p ← p·(1 − lr·λ) − lr·sign(c)      sign(0) = 0
/// m ← β₂·m + (1 − β₂)·g
/// </code>
/// The paper advises a learning rate three to ten times smaller than <see cref="AdamW"/>'s and a λ as much larger. PyTorch has none;
/// <see cref="Keras"/> gives Keras's defaults, the rule is the same.
/// </summary>
public sealed class Lion : Optimizer
{
    private double beta1;
    private double beta2;
    private Memory<float> first;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Step size lr; 10⁻⁴ as in the paper's implementation.</param>
    /// <param name="beta1">β₁, from 0 to below 1.</param>
    /// <param name="beta2">β₂, from 0 to below 1.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public Lion(double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(learningRate, weightDecay, decoupled: true)
    {
        Beta1 = beta1;
        Beta2 = beta2;
    }

    /// <summary>β₁, from 0 to below 1: what the momentum counts in the direction.</summary>
    public double Beta1
    {
        get => beta1;
        set => beta1 = Fraction(value);
    }

    /// <summary>β₂, from 0 to below 1: what the momentum keeps in a step.</summary>
    public double Beta2
    {
        get => beta2;
        set => beta2 = Fraction(value);
    }

    /// <summary>Lion with Keras's defaults (<c>keras.optimizers.Lion</c>): learning rate 0.001.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="beta1">β₁, from 0 to below 1.</param>
    /// <param name="beta2">β₂, from 0 to below 1.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static Lion Keras(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0) =>
        new(learningRate, beta1, beta2, weightDecay);

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters => [(nameof(Beta1), Beta1), (nameof(Beta2), Beta2)];

    private protected override void Allocate(int length) => first = NewState(length);

    private protected override bool IsModerate => true;

    private protected override bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        var rule = new Rule(ref parameters[0], ref gradients[0], ref first.Span[start])
        {
            Rate = (float)LearningRate,
            Look = (float)(1 - beta1),
            Take = (float)(1 - beta2),
            Decay = decay,
            Shrink = shrink,
        };
        return Run(rule, parameters.Length);
    }

    private ref struct Rule(ref float p, ref float g, ref float m) : IWatchedElementwise
    {
        public float Rate, Look, Take, Decay, Shrink;
        private readonly ref float p = ref p;
        private readonly ref float g = ref g;
        private readonly ref float m = ref m;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref this.p, offset), zero = S.Bits(0);
            V g = S.Fma(S.Splat(Decay), p, S.Load(ref this.g, offset));
            V m = S.Load(ref this.m, offset), change = S.Sub(g, m);
            V direction = S.Fma(S.Splat(Look), change, m);

            // Neither above nor below zero: zero, or a NaN, which passes.
            direction = S.Select(S.Less(zero, direction), S.Splat(1f), S.Select(S.Less(direction, zero), S.Splat(-1f), direction));
            S.Store(Flush<S, V>(S.Fma(S.Splat(Take), change, m)), ref this.m, offset);
            return Moved<S, V>(S.Fnma(S.Splat(Rate), direction, S.Mul(p, S.Splat(Shrink))), ref this.p, offset, watched);
        }
    }
}
