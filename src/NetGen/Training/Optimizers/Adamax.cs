using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// Adam with the largest gradient instead of the mean square (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, section
/// 7.1) by PyTorch's rule (<c>torch.optim.Adamax</c>):
/// <code>
/// g ← g + λ·p
/// m ← β₁·m + (1 − β₁)·g
/// u ← max(β₂·u, |g| + ε)
/// p ← p − lr ÷ (1 − β₁ᵗ) · m ÷ u
/// </code>
/// <see cref="Keras"/> gives Keras's.
/// </summary>
public sealed class Adamax : Optimizer
{
    private double beta1;
    private double beta2;
    private double epsilon;
    private bool isKeras;
    private Memory<float> first;
    private Memory<float> largest;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
    public Adamax(double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
    }

    /// <summary>β₁, from 0 to below 1: what the mean of the gradients keeps in a step.</summary>
    public double Beta1
    {
        get => beta1;
        set => beta1 = Fraction(value);
    }

    /// <summary>β₂, from 0 to below 1: what the largest magnitude keeps in a step.</summary>
    public double Beta2
    {
        get => beta2;
        set => beta2 = Fraction(value);
    }

    /// <summary>ε, above zero: a parameter that never had a gradient would become 0 ÷ 0.</summary>
    public double Epsilon
    {
        get => epsilon;
        set => epsilon = SinglePositive(value);
    }

    /// <summary>
    /// Adamax with Keras's rule and defaults (<c>keras.optimizers.Adamax</c>): u ← max(β₂·u, |g|), p ← p − lr ÷ (1 − β₁ᵗ) · m ÷ (u + ε),
    /// and weight decay is decoupled.
    /// </summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static Adamax Keras(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        double weightDecay = 0) =>
        new(learningRate, beta1, beta2, epsilon, weightDecay) { isKeras = true, DecoupledDecay = true };

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [(nameof(Beta1), Beta1), (nameof(Beta2), Beta2), (nameof(Epsilon), Epsilon)];

    private protected override void Allocate(int length)
    {
        first = NewState(length);
        largest = NewState(length);
    }

    private protected override void Advance() => At.Power1 *= beta1;

    private protected override bool IsModerate => IsModerateRate(Rate) && IsModerateEpsilon(epsilon);

    private double Rate => LearningRate / (1 - At.Power1);

    private protected override bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        var rule = new Rule(ref parameters[0], ref gradients[0], ref first.Span[start], ref largest.Span[start])
        {
            Take = (float)(1 - beta1),
            Keep = (float)beta2,
            Step = (float)Rate,
            Inside = isKeras ? 0f : (float)epsilon,
            Outside = isKeras ? (float)epsilon : 0f,
            Decay = decay,
            Shrink = shrink,
        };
        return Run(rule, parameters.Length);
    }

    private ref struct Rule(ref float p, ref float g, ref float m, ref float u) : IWatchedElementwise
    {
        public float Take, Keep, Step, Inside, Outside, Decay, Shrink;
        private readonly ref float p = ref p;
        private readonly ref float g = ref g;
        private readonly ref float m = ref m;
        private readonly ref float u = ref u;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref this.p, offset);
            V g = S.Fma(S.Splat(Decay), p, S.Load(ref this.g, offset));
            V m = S.Load(ref this.m, offset);
            m = Flush<S, V>(S.Fma(S.Splat(Take), S.Sub(g, m), m));
            S.Store(m, ref this.m, offset);

            // The new magnitude comes last, so that a NaN gradient passes.
            V u = S.Max(S.Mul(S.Splat(Keep), S.Load(ref this.u, offset)), S.Add(S.And(g, S.Bits(0x7FFF_FFFF)), S.Splat(Inside)));
            u = Flush<S, V>(u);
            S.Store(u, ref this.u, offset);
            p = S.Fnma(S.Splat(Step), S.Div(m, S.Add(u, S.Splat(Outside))), S.Mul(p, S.Splat(Shrink)));
            return Moved<S, V>(p, ref this.p, offset, watched);
        }
    }
}
