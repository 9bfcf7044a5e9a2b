namespace NetGen;

/// <summary>
/// Rectified Adam (L. Liu et al., "On the variance of the adaptive learning rate and beyond", 2020) by PyTorch's rule
/// (<c>torch.optim.RAdam</c>): with the moments of <see cref="Adam"/>, ρ∞ = 2 ÷ (1 − β₂) − 1 and ρ = ρ∞ − 2·t·β₂ᵗ ÷ (1 − β₂ᵗ),
/// <code>
/// r = √((ρ − 4)·(ρ − 2)·ρ∞ ÷ ((ρ∞ − 4)·(ρ∞ − 2)·ρ))
/// p ← p − lr ÷ (1 − β₁ᵗ) · m · r·√(1 − β₂ᵗ) ÷ (√v + ε)      where ρ &gt; 5
/// p ← p − lr ÷ (1 − β₁ᵗ) · m                                else: too few steps to know v
/// </code>
/// Keras has none.
/// </summary>
/// <param name="learningRate">Step size lr.</param>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="epsilon">ε, above zero.</param>
/// <param name="weightDecay">λ, added to the gradient as λ·p; PyTorch's <c>decoupled_weight_decay</c> is
/// <see cref="Optimizer.DecoupledDecay"/>.</param>
public sealed class RAdam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
    double weightDecay = 0)
    : MomentOptimizer(learningRate, beta1, beta2, epsilon, weightDecay, decoupled: false)
{
    private protected override Factors Next()
    {
        double along = LearningRate / (1 - Power1), correction = 1 - Power2;
        double longest = 2 / (1 - Beta2) - 1, length = longest - 2 * Steps * Power2 / correction;
        if (!(length > 5)) return new Factors(along, RootScale: 0, Epsilon: 1);

        double rectification = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        return new Factors(along * rectification * Math.Sqrt(correction), RootScale: 1, Epsilon);
    }
}
