namespace NetGen;

/// <summary>
/// Adam (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015) by PyTorch's rule (<c>torch.optim.Adam</c>):
/// <code>
/// g ← g + λ·p
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// p ← p − lr ÷ (1 − β₁ᵗ) · m ÷ (√v ÷ √(1 − β₂ᵗ) + ε)
/// </code>
/// <see cref="Keras"/> gives Keras's.
/// </summary>
/// <param name="learningRate">Step size lr.</param>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="epsilon">ε, above zero.</param>
/// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
public sealed class Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
    double weightDecay = 0)
    : MomentOptimizer(learningRate, beta1, beta2, epsilon, weightDecay, decoupled: false)
{
    private bool isKeras;

    /// <summary>
    /// Adam with Keras's rule and defaults (<c>keras.optimizers.Adam</c>): ε is 10⁻⁷ and is added to the root of the v that is not
    /// corrected, p ← p − lr·√(1 − β₂ᵗ) ÷ (1 − β₁ᵗ) · m ÷ (√v + ε), and weight decay is decoupled.
    /// </summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ, decoupled.</param>
    public static Adam Keras(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        double weightDecay = 0) =>
        new(learningRate, beta1, beta2, epsilon, weightDecay) { isKeras = true, DecoupledDecay = true };

    private protected override Factors Next() => Step(isKeras, LearningRate, Epsilon, Power1, Power2);

    /// <summary>The factors of Adam's rule; Keras's ε, brought to PyTorch's form, is divided by √(1 − β₂ᵗ).</summary>
    internal static Factors Step(bool isKeras, double rate, double epsilon, double power1, double power2)
    {
        double rootScale = 1 / Math.Sqrt(1 - power2);
        return new Factors(rate / (1 - power1), rootScale, isKeras ? epsilon * rootScale : epsilon);
    }
}
