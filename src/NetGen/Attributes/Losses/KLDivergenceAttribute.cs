namespace NetGen;

/// <summary>
/// Takes probabilities, so the layer above ends in a softmax, and <c>Predict</c> returns them. With <see cref="LogProbabilities"/> it takes
/// their logarithms, so the layer above is a log-softmax. The Kullback–Leibler divergence from the target: l = Σⱼ tⱼ·(ln tⱼ − ln pⱼ), a
/// term 0 where tⱼ is.
/// </summary>
/// <remarks>
/// Output: one-dimensional; target t: a probability for each output, rows adding up to 1. The compiler joins a softmax and the loss where
/// one directly follows the other; the gradient before it is p − t. Where something is between them ln p is not below −100. Keras's
/// <c>KLDivergence</c> takes probabilities; PyTorch's <c>KLDivLoss</c> takes logarithms, and means this mean over the samples by
/// <c>reduction='batchmean'</c> (its <c>'mean'</c> divides by the number of outputs too). The loss of a batch is the mean over its samples
/// (with sample weights wᵢ, Σᵢ wᵢ·lᵢ divided by the number of samples).
/// </remarks>
public sealed class KLDivergenceAttribute : LossAttribute
{
    /// <summary>Whether the output is ln p, as in PyTorch, instead of p, as in Keras. False by default.</summary>
    public bool LogProbabilities { get; set; }
}
