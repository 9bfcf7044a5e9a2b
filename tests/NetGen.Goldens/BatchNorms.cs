using TorchSharp;
using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>Batch normalization in training and in evaluation: values, gradients, and running statistics after a forward pass.</summary>
internal static class BatchNorms
{
    public static Golden Make(ScalarType type) => new Golden().Add("cases", new List<Golden> { Case(true, type), Case(false, type) });

    private static Golden Case(bool training, ScalarType type)
    {
        const int rows = 7, columns = 20;
        var numbers = new Numbers(training ? 41UL : 42UL);
        double[] x = numbers.Uniform(rows * columns, -3, 3), dy = numbers.Uniform(rows * columns, -1, 1);
        double[] weight = numbers.Uniform(columns, -1, 2), bias = numbers.Uniform(columns, -1, 1);
        double[] mean = numbers.Uniform(columns, -1, 1), variance = numbers.Uniform(columns, 0.5, 2);
        using var input = Torch.Leaf(x, type, rows, columns);
        using var w = Torch.Leaf(weight, type, columns);
        using var b = Torch.Leaf(bias, type, columns);
        using var runningMean = Torch.Tensor(mean, type, columns);
        using var runningVariance = Torch.Tensor(variance, type, columns);
        using var y = nn.functional.batch_norm(input, runningMean, runningVariance, w, b, training, 0.1, 1e-5);
        y.backward([Torch.Tensor(dy, type, rows, columns)]);
        return new Golden().Add("training", training).Add("shape", new[] { rows, columns })
            .Add("parameters", new Golden().Add("weight", weight).Add("bias", bias).Add("running_mean", mean).Add("running_var", variance))
            .Add("x", x).Add("dy", dy).Add("y", Torch.Values(y)).Add("dx", Torch.Gradient(input))
            .Add("gradients", new Golden().Add("weight", Torch.Gradient(w)).Add("bias", Torch.Gradient(b)))
            .Add("after", new Golden().Add("running_mean", Torch.Values(runningMean)).Add("running_var", Torch.Values(runningVariance)));
    }
}
