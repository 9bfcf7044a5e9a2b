namespace NetGen;

/// <summary>
/// Adam with decoupled weight decay (I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", 2019) by PyTorch's rule
/// (<c>torch.optim.AdamW</c>): p ← p·(1 − lr·λ), then the step of <see cref="Adam"/> without decay in the gradient. <see cref="Keras"/>
/// gives Keras's.
/// </summary>
/// <param name="learningRate">Step size lr.</param>
/// <param name="beta1">β₁.</param>
/// <param name="beta2">β₂.</param>
/// <param name="epsilon">ε, above zero.</param>
/// <param name="weightDecay">λ.</param>
public sealed class AdamW(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8,
    double weightDecay = 0.01)
    : MomentOptimizer(learningRate, beta1, beta2, epsilon, weightDecay, decoupled: true)
{
    private bool isKeras;

    /// <summary>
    /// AdamW with Keras's rule and defaults (<c>keras.optimizers.AdamW</c>): that of <see cref="Adam.Keras"/>, λ = 0.004.
    /// </summary>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε, above zero.</param>
    /// <param name="weightDecay">λ.</param>
    public static AdamW Keras(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7,
        double weightDecay = 4e-3) =>
        new(learningRate, beta1, beta2, epsilon, weightDecay) { isKeras = true };

    private protected override Factors Next() => Adam.Step(isKeras, LearningRate, Epsilon, Power1, Power2);
}
