namespace NetGen;

/// <summary>
/// Adam with Nesterov's momentum (T. Dozat, "Incorporating Nesterov momentum into Adam", 2016) by PyTorch's rule
/// (<c>torch.optim.NAdam</c>): with the moments of <see cref="Adam"/>,
/// <code>
/// μₜ = β₁·(1 − ½·0.96^(t·ψ)),  Π = μ₁·…·μₜ
/// p ← p − lr·((1 − μₜ) ÷ (1 − Π)·g + μₜ₊₁ ÷ (1 − Π·μₜ₊₁)·m) ÷ (√v ÷ √(1 − β₂ᵗ) + ε)
/// </code>
/// <see cref="Keras"/> gives Keras's, whose ψ is 1.
/// </summary>
public sealed class NAdam : MomentOptimizer
{
    private double momentumDecay;
    private double @base;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·p; PyTorch's <c>decoupled_weight_decay</c> is
    /// <see cref="Optimizer.DecoupledDecay"/>.</param>
    /// <param name="momentumDecay">ψ, not negative: how fast μ comes up from β₁/2 to β₁.</param>
    public NAdam(
        double learningRate = 2e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0,
        double momentumDecay = 4e-3)
        : base(learningRate, beta1, beta2, epsilon, weightDecay, decoupled: false)
    {
        MomentumDecay = momentumDecay;
    }

    /// <summary>ψ, not negative: how fast μ comes up from β₁/2 to β₁. May be set between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not finite in single precision.</exception>
    public double MomentumDecay
    {
        get => momentumDecay;
        set
        {
            momentumDecay = NotNegative(value);
            @base = PowerOf096(value);
        }
    }

    /// <summary>NAdam with Keras's rule and defaults (<c>keras.optimizers.Nadam</c>): ψ = 1, and weight decay is decoupled.</summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static NAdam Keras(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        double weightDecay = 0) =>
        new(learningRate, beta1, beta2, epsilon, weightDecay, momentumDecay: 1) { DecoupledDecay = true };

    private protected override IEnumerable<(string Name, object Value)> Hyperparameters =>
        [.. base.Hyperparameters, (nameof(MomentumDecay), MomentumDecay)];

    private protected override Factors Next()
    {
        At.Power *= @base;
        double now = Beta1 * (1 - 0.5 * At.Power), next = Beta1 * (1 - 0.5 * At.Power * @base);
        At.Product *= now;
        return new Factors(
            LearningRate * next / (1 - At.Product * next), 1 / Math.Sqrt(1 - Power2), Epsilon,
            Ahead: LearningRate * (1 - now) / (1 - At.Product));
    }

    /// <summary>
    /// 0.96ˣ = e^(x·ln 0.96) by the exponential series after halvings, and as many squarings: no power function of the platform's, the same
    /// bits on every machine.
    /// </summary>
    internal static double PowerOf096(double x)
    {
        double exponent = x * -0.040821994520255166;        // ln 0.96
        if (exponent < -750)
        {
            return 0;                                       // below the smallest double
        }

        int halvings = 0;
        for (; exponent < -0.0625; exponent /= 2)
            halvings++;

        double term = 1, sum = 1;
        for (int n = 1; n < 14; n++)
        {
            term *= exponent / n;
            sum += term;
        }

        for (; halvings > 0; halvings--)
            sum *= sum;

        return sum;
    }
}
