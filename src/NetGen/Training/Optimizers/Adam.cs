namespace NetGen;

/// <summary>
/// Adam (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015) by PyTorch's rule (<c>torch.optim.Adam</c>):
/// <code>
/// g ← g + λ·p
/// m ← β₁·m + (1 − β₁)·g
/// v ← β₂·v + (1 − β₂)·g²
/// p ← p − lr ÷ (1 − β₁ᵗ) · m ÷ (√v ÷ √(1 − β₂ᵗ) + ε)
/// </code>
/// Keras's default ε is 10⁻⁷ and is added to √v without the bias correction of v; its weight decay is decoupled, as in <see cref="AdamW"/>.
/// </summary>
/// <param name="learningRate">Step size lr.</param>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="epsilon">ε, above zero.</param>
/// <param name="weightDecay">λ, added to the gradient as λ·p.</param>
public sealed class Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
    : MomentOptimizer(learningRate, beta1, beta2, epsilon, weightDecay)
{
    private protected override bool Decoupled => false;
}
