using TorchSharp;
using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>Layers of their own that learn something: values, and gradients of parameters and input.</summary>
internal static class Layers
{
    public static Golden Make(ScalarType type)
    {
        var numbers = new Numbers(31);
        return new Golden().Add("cases", new List<Golden>
        {
            Case("LayerNormOf70", numbers, 5, 70, 70, true, type,
                (x, weight, bias) => nn.functional.layer_norm(x, [70], weight, bias, 1e-5)),
            Case("LayerNormOf5", numbers, 3, 5, 5, true, type, (x, weight, bias) => nn.functional.layer_norm(x, [5], weight, bias, 1e-3)),
            Case("RMSNormOf17", numbers, 5, 17, 17, false, type,
                (x, weight, _) => x * rsqrt((x * x).mean([1], keepdim: true) + Math.Pow(2, -23)) * weight),
            Case("PReLUOf20", numbers, 5, 20, 1, false, type, (x, weight, _) => nn.functional.prelu(x, weight)),
            Case("PReLUPerFeatureOf20", numbers, 5, 20, 20, false, type, (x, weight, _) => nn.functional.prelu(x, weight)),
        });
    }

    private static Golden Case(
        string network, Numbers numbers, int rows, int columns, int parameters, bool hasBias, ScalarType type,
        Func<Tensor, Tensor, Tensor, Tensor> layer)
    {
        double[] x = numbers.Uniform(rows * columns, -3, 3), dy = numbers.Uniform(rows * columns, -1, 1);
        double[] weight = numbers.Uniform(parameters, -1, 2), bias = hasBias ? numbers.Uniform(parameters, -1, 1) : [];
        using var input = Torch.Leaf(x, type, rows, columns);
        using var w = Torch.Leaf(weight, type, parameters);
        using var b = Torch.Leaf(hasBias ? bias : [0], type, hasBias ? parameters : 1);
        using var y = layer(input, w, b);
        y.backward([Torch.Tensor(dy, type, rows, columns)]);
        var gradients = new Golden().Add("weight", Torch.Gradient(w));
        var values = new Golden().Add("weight", weight);
        if (hasBias)
        {
            gradients.Add("bias", Torch.Gradient(b));
            values.Add("bias", bias);
        }
        return new Golden().Add("network", network).Add("shape", new[] { rows, columns }).Add("parameters", values).Add("x", x)
            .Add("dy", dy)
            .Add("y", Torch.Values(y)).Add("dx", Torch.Gradient(input)).Add("gradients", gradients);
    }
}
