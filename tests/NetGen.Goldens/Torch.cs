using TorchSharp;
using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>Between arrays and tensors.</summary>
internal static class Torch
{
    public static Tensor Tensor(double[] values, ScalarType type, params long[] shape) => tensor(values).reshape(shape).to_type(type);

    /// <summary>A tensor whose gradient is asked for.</summary>
    public static Tensor Leaf(double[] values, ScalarType type, params long[] shape) => Tensor(values, type, shape).requires_grad_();

    public static Tensor Indices(double[] values) => tensor(values).to_type(ScalarType.Int64);

    public static double[] Values(Tensor tensor) => tensor.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();

    public static double[] Gradient(Tensor leaf) => Values(leaf.grad ?? throw new InvalidOperationException("No gradient arrived."));

    public static Tensor Activate(string activation, Tensor x) => activation switch
    {
        "Identity" => x * 1,
        "ReLU" => nn.functional.relu(x),
        "LeakyReLU" => nn.functional.leaky_relu(x, 0.01),
        "Sigmoid" => sigmoid(x),
        "Tanh" => tanh(x),
        "GELU" => nn.functional.gelu(x),                       // exact: x·Φ(x)
        "SiLU" => nn.functional.silu(x),
        "ReLU6" => nn.functional.relu6(x),
        "ELU" => nn.functional.elu(x, 1),
        "SELU" => nn.functional.selu(x),
        "CELU" => nn.functional.celu(x, 1),
        "GELUTanh" => 0.5 * x * (1 + tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        "Mish" => nn.functional.mish(x),
        "Softplus" => nn.functional.softplus(x, 1, 20),
        "Softsign" => nn.functional.softsign(x),
        "HardSigmoid" => nn.functional.hardsigmoid(x),
        "HardSwish" => nn.functional.hardswish(x),
        "HardTanh" => nn.functional.relu6(3 * x + 3) / 3 - 1,   // TorchSharp 0.107 gives x for its own hardtanh
        "LogSoftmax" => nn.functional.log_softmax(x, dim: 1),
        "Softmax" => nn.functional.softmax(x, dim: 1),
        _ => throw new ArgumentException(activation),
    };

    /// <summary>
    /// One loss a sample: the mean over a sample's outputs for squared error and the binary forms, the sum over classes for the others.
    /// </summary>
    public static Tensor LossPerSample(string loss, Tensor y, Tensor t)
    {
        bool indices = t.dtype == ScalarType.Int64;
        return loss switch
        {
            "MeanSquaredError" => nn.functional.mse_loss(y, t, nn.Reduction.None).mean([1]),
            "BinaryCrossEntropy" => nn.functional.binary_cross_entropy(y, t, reduction: nn.Reduction.None).mean([1]),
            "SigmoidCrossEntropy" => nn.functional.binary_cross_entropy_with_logits(y, t, reduction: nn.Reduction.None).mean([1]),
            "SoftmaxCrossEntropy" => nn.functional.cross_entropy(y, t, reduction: nn.Reduction.None),
            "CrossEntropy" when indices => nn.functional.nll_loss(y.log(), t, reduction: nn.Reduction.None),
            "CrossEntropy" => -(t * y.log()).sum(1),
            "MeanAbsoluteError" => nn.functional.l1_loss(y, t, nn.Reduction.None).mean([1]),
            "Huber" => nn.functional.huber_loss(y, t, 1, nn.Reduction.None).mean([1]),
            "SmoothL1" => nn.functional.smooth_l1_loss(y, t, nn.Reduction.None, 1).mean([1]),
            "CosineSimilarity" => 1 - nn.functional.cosine_similarity(y, t, 1, 1e-8),
            "Hinge" => nn.functional.relu(1 - t * y).mean([1]),
            "KLDivergence" => nn.functional.kl_div(y, t, false, nn.Reduction.None).sum(1),
            "SmoothedSoftmaxCrossEntropy" =>
                nn.functional.cross_entropy(y, t, ignore_index: Ignored, reduction: nn.Reduction.None, label_smoothing: Smoothing),
            // it ignores −100 unasked
            "SmoothedCrossEntropy" when indices => (1 - Smoothing) * nn.functional.nll_loss(y.log(), t, reduction: nn.Reduction.None)
                - Smoothing / y.shape[1] * y.log().sum(1) * t.ne(Ignored).to_type(y.dtype),
            "SmoothedCrossEntropy" => -((t * (1 - Smoothing) + Smoothing / y.shape[1]) * y.log()).sum(1),
            _ => throw new ArgumentException(loss),
        };
    }

    /// <summary>What the networks of the tests declare: the class index that does not count, and the share of smoothed labels.</summary>
    public const int Ignored = -100;
    private const double Smoothing = 0.1;

    /// <summary>The loss of a batch: the mean of weight · loss over its samples that count.</summary>
    public static Tensor Loss(string loss, Tensor y, Tensor t, double[]? weights)
    {
        Tensor each = LossPerSample(loss, y, t);
        Tensor sum = (weights is null ? each : each * Tensor(weights, each.dtype, weights.Length)).sum();
        return sum / (t.dtype == ScalarType.Int64 ? t.ne(Ignored).sum().to_type(each.dtype) : each.shape[0]);
    }
}
