using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>What Adam and its relatives share: the two moments, their bias corrections and the step along them.</summary>
public abstract class MomentOptimizer : Optimizer
{
    private double beta1;
    private double beta2;
    private double epsilon;
    private Factors factors;
    private Memory<float> first;
    private Memory<float> second;

    private protected MomentOptimizer(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, bool decoupled)
        : base(learningRate, weightDecay, decoupled)
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

    /// <summary>β₂, from 0 to below 1: what the mean of their squares keeps in a step.</summary>
    public double Beta2
    {
        get => beta2;
        set => beta2 = Fraction(value);
    }

    /// <summary>ε, added to the root of the second moment. Above zero: a parameter that never had a gradient would become 0 ÷ 0.</summary>
    public double Epsilon
    {
        get => epsilon;
        set => epsilon = SinglePositive(value);
    }

    /// <summary>β₁ᵗ, by multiplication: no power function, the same bits on every machine.</summary>
    private protected double Power1 => At.Power1;

    /// <summary>β₂ᵗ.</summary>
    private protected double Power2 => At.Power2;

    /// <summary>What differs from rule to rule: p ← p − (Ahead·g + Along·m) ÷ (√v·RootScale + Epsilon).</summary>
    internal readonly record struct Factors(double Along, double RootScale, double Epsilon, double Ahead = 0);

    /// <summary>The factors of this step; called once a step, after the powers.</summary>
    private protected abstract Factors Next();

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [(nameof(Beta1), Beta1), (nameof(Beta2), Beta2), (nameof(Epsilon), Epsilon)];

    private protected sealed override void Allocate(int length)
    {
        first = NewState(length);
        second = NewState(length);
    }

    private protected sealed override void Advance()
    {
        At.Power1 *= beta1;
        At.Power2 *= beta2;
        factors = Next();
    }

    private protected sealed override bool IsModerate =>
        IsModerateRate(factors.Along) && IsModerateRate(factors.Ahead) && IsModerateEpsilon(factors.Epsilon);

    private protected sealed override bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        var rule = new Rule(ref parameters[0], ref gradients[0], ref first.Span[start], ref second.Span[start])
        {
            Take1 = (float)(1 - beta1),
            Keep2 = (float)beta2,
            Take2 = (float)(1 - beta2),
            Along = (float)factors.Along,
            Ahead = (float)factors.Ahead,
            RootScale = (float)factors.RootScale,
            Epsilon = (float)factors.Epsilon,
            Decay = decay,
            Shrink = shrink,
        };
        return Run(rule, parameters.Length);
    }

    private ref struct Rule(ref float p, ref float g, ref float m, ref float v) : IWatchedElementwise
    {
        public float Take1, Keep2, Take2, Along, Ahead, RootScale, Epsilon, Decay, Shrink;
        private readonly ref float p = ref p;
        private readonly ref float g = ref g;
        private readonly ref float m = ref m;
        private readonly ref float v = ref v;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref this.p, offset);
            V g = S.Fma(S.Splat(Decay), p, S.Load(ref this.g, offset));
            V m = S.Load(ref this.m, offset);

            // m + (1 − β₁)·(g − m) is PyTorch's spelling of β₁·m + (1 − β₁)·g.
            m = Flush<S, V>(S.Fma(S.Splat(Take1), S.Sub(g, m), m));
            V v = Flush<S, V>(S.Fma(S.Mul(S.Splat(Take2), g), g, S.Mul(S.Splat(Keep2), S.Load(ref this.v, offset))));
            S.Store(m, ref this.m, offset);
            S.Store(v, ref this.v, offset);
            V denominator = S.Fma(S.Sqrt(v), S.Splat(RootScale), S.Splat(Epsilon));
            p = S.Mul(p, S.Splat(Shrink));
            p = S.Fnma(S.Splat(Along), S.Div(m, denominator), p);
            if (Ahead != 0) p = S.Fnma(S.Splat(Ahead), S.Div(g, denominator), p);

            return Moved<S, V>(p, ref this.p, offset, watched);
        }
    }
}
