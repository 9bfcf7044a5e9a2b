using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen;

/// <summary>
/// Adadelta (M. Zeiler, "Adadelta: an adaptive learning rate method", 2012) by PyTorch's rule (<c>torch.optim.Adadelta</c>):
/// <code>
/// g ← g + λ·p
/// v ← ρ·v + (1 − ρ)·g²
/// d ← √(u + ε) ÷ √(v + ε) · g
/// u ← ρ·u + (1 − ρ)·d²
/// p ← p − lr·d
/// </code>
/// <see cref="Keras"/> gives Keras's defaults; the rule is the same.
/// </summary>
public sealed class Adadelta : Optimizer
{
    private double rho;
    private double epsilon;
    private Memory<float> squares;
    private Memory<float> steps;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Factor lr of the step.</param>
    /// <param name="rho">ρ, from 0 to below 1.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
    public Adadelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Rho = rho;
        Epsilon = epsilon;
    }

    /// <summary>ρ, from 0 to below 1: what both means of squares keep in a step.</summary>
    public double Rho
    {
        get => rho;
        set => rho = Fraction(value);
    }

    /// <summary>ε, inside both roots. Above zero: nothing would ever move.</summary>
    public double Epsilon
    {
        get => epsilon;
        set => epsilon = SinglePositive(value);
    }

    /// <summary>Adadelta with Keras's defaults (<c>keras.optimizers.Adadelta</c>); weight decay is decoupled.</summary>
    /// <param name="learningRate">Factor lr of the step.</param>
    /// <param name="rho">ρ, from 0 to below 1.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static Adadelta Keras(double learningRate = 1e-3, double rho = 0.95, double epsilon = 1e-7, double weightDecay = 0) =>
        new(learningRate, rho, epsilon, weightDecay) { DecoupledDecay = true };

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters => [(nameof(Rho), Rho), (nameof(Epsilon), Epsilon)];

    private protected override void Allocate(int length)
    {
        squares = NewState(length);
        steps = NewState(length);
    }

    private protected override bool IsModerate => IsModerateEpsilon(epsilon);

    private protected override bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink)
    {
        var rule = new Rule(ref parameters[0], ref gradients[0], ref squares.Span[start], ref steps.Span[start])
        {
            Rate = (float)LearningRate,
            Keep = (float)rho,
            Take = (float)(1 - rho),
            Epsilon = (float)epsilon,
            Decay = decay,
            Shrink = shrink,
        };
        return Run(rule, parameters.Length);
    }

    private ref struct Rule(ref float p, ref float g, ref float v, ref float u) : IWatchedElementwise
    {
        public float Rate, Keep, Take, Epsilon, Decay, Shrink;
        private readonly ref float p = ref p;
        private readonly ref float g = ref g;
        private readonly ref float v = ref v;
        private readonly ref float u = ref u;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref this.p, offset), epsilon = S.Splat(Epsilon), keep = S.Splat(Keep), take = S.Splat(Take);
            V g = S.Fma(S.Splat(Decay), p, S.Load(ref this.g, offset));
            V v = Flush<S, V>(S.Fma(S.Mul(take, g), g, S.Mul(keep, S.Load(ref this.v, offset))));
            S.Store(v, ref this.v, offset);
            V u = S.Load(ref this.u, offset);
            V d = S.Mul(S.Div(S.Sqrt(S.Add(u, epsilon)), S.Sqrt(S.Add(v, epsilon))), g);
            u = Flush<S, V>(S.Fma(S.Mul(take, d), d, S.Mul(keep, u)));
            S.Store(u, ref this.u, offset);
            watched = Watch<S, V>(u, watched);
            return Moved<S, V>(S.Fnma(S.Splat(Rate), d, S.Mul(p, S.Splat(Shrink))), ref this.p, offset, watched);
        }
    }
}
