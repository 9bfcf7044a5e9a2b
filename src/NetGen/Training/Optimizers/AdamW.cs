namespace NetGen;

/// <summary>
/// Adam with decoupled weight decay (I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", 2019) by PyTorch's rule
/// (<c>torch.optim.AdamW</c>): p ← p·(1 − lr·λ), then the step of <see cref="Adam"/> without decay in the gradient.
/// Keras's default λ is 0.004, its ε 10⁻⁷, added without bias correction.
/// </summary>
/// <param name="learningRate">Step size lr.</param>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="epsilon">ε, above zero.</param>
/// <param name="weightDecay">λ.</param>
public sealed class AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
    : MomentOptimizer(learningRate, beta1, beta2, epsilon, weightDecay)
{
    private protected override bool Decoupled => true;
}
