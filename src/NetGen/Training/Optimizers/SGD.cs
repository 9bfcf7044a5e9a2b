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
/// Keras (learning rate 0.01) keeps v ← μ·v − lr·g and adds v, or μ·v − lr·g, to p: the same while the learning rate stays, different once it changes.
/// </summary>
public sealed class SGD : Optimizer
{
    private double _momentum;
    private double _dampening;
    private Memory<float> _velocity;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="momentum">μ, from 0 to below 1; 0 is plain gradient descent.</param>
    /// <param name="dampening">τ, from 0 to 1.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
    /// <param name="nesterov">Nesterov's form; needs a momentum, and no dampening.</param>
    /// <exception cref="ArgumentException">Nesterov's form without momentum, or with dampening.</exception>
    public SGD(double learningRate = 1e-3, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false)
        : base(learningRate, weightDecay)
    {
        if (nesterov && !(momentum > 0 && dampening == 0))
        {
            throw new ArgumentException("Nesterov's form needs a momentum above zero and no dampening.", nameof(nesterov));
        }

        Momentum = momentum;
        Dampening = dampening;
        Nesterov = nesterov;
    }

    /// <summary>μ. May be set between steps, but not to or from zero once a step has been taken.</summary>
    /// <exception cref="InvalidOperationException">Momentum would begin or end after the first step.</exception>
    public double Momentum
    {
        get => _momentum;
        set
        {
            double momentum = Fraction(value);
            if (Steps > 0 && momentum == 0 != (_momentum == 0))
            {
                throw new InvalidOperationException("Momentum cannot be switched on or off after the first step. Create a new SGD.");
            }

            if (Nesterov && momentum == 0)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Nesterov's form needs a momentum above zero.");
            }

            _momentum = momentum;
        }
    }

    /// <summary>τ, from 0 to 1; must stay 0 with Nesterov's form.</summary>
    public double Dampening
    {
        get => _dampening;
        set => _dampening = value >= 0 && value <= 1 && !(Nesterov && value != 0)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Dampening must be from 0 to 1, and 0 with Nesterov's form.");
    }

    /// <summary>Whether the step looks ahead along the momentum.</summary>
    public bool Nesterov { get; }

    private protected override void Allocate(int length)
    {
        if (_momentum != 0)
        {
            _velocity = NewState(length);
        }
    }

    private protected override void Update(int start, Span<float> parameters, Span<float> gradients)
    {
        if (parameters.IsEmpty)
        {
            return;
        }

        if (_momentum == 0)
        {
            SimdLoop.Run(new Plain(ref parameters[0], ref gradients[0], (float)LearningRate, (float)WeightDecay), (nuint)parameters.Length, Width);
            return;
        }

        var rule = new WithMomentum(
            ref parameters[0], ref gradients[0], ref _velocity.Span[start], (float)LearningRate, (float)WeightDecay,
            Steps == 1 ? 0f : (float)_momentum, Steps == 1 ? 1f : (float)(1 - _dampening), (float)_momentum, Nesterov);
        SimdLoop.Run(rule, (nuint)parameters.Length, Width);
    }

    private readonly ref struct Plain(ref float p, ref float g, float rate, float decay) : IElementwise
    {
        private readonly ref float _p = ref p;
        private readonly ref float _g = ref g;
        private readonly float _rate = rate, _decay = decay;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<S, V>(nuint offset)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref _p, offset);
            V g = S.Fma(S.Create(_decay), p, S.Load(ref _g, offset));
            S.Store(S.Fnma(S.Create(_rate), g, p), ref _p, offset);
        }
    }

    private readonly ref struct WithMomentum(
        ref float p, ref float g, ref float b, float rate, float decay, float keep, float take, float ahead, bool nesterov) : IElementwise
    {
        private readonly ref float _p = ref p;
        private readonly ref float _g = ref g;
        private readonly ref float _b = ref b;
        private readonly float _rate = rate, _decay = decay, _keep = keep, _take = take, _ahead = ahead;
        private readonly bool _nesterov = nesterov;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<S, V>(nuint offset)
            where S : struct, ISimd<V>
            where V : struct
        {
            V p = S.Load(ref _p, offset);
            V g = S.Fma(S.Create(_decay), p, S.Load(ref _g, offset));
            V b = Flush<S, V>(S.Fma(S.Create(_keep), S.Load(ref _b, offset), S.Multiply(S.Create(_take), g)));
            S.Store(b, ref _b, offset);
            V direction = _nesterov ? S.Fma(S.Create(_ahead), b, g) : b;
            S.Store(S.Fnma(S.Create(_rate), direction, p), ref _p, offset);
        }
    }
}
