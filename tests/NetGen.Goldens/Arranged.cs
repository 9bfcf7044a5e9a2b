using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>
/// Layers that move values and join paths, as one network of two inputs: slice, split, reshape, multiply, concat, flatten, add.
/// </summary>
internal static class Arranged
{
    private const int Samples = 6, Length = 24, Width = 28, Outputs = 3;

    public static Golden Make(ScalarType type)
    {
        var numbers = new Numbers(51);
        double[] left = numbers.Uniform(Samples * Length, -2, 2), right = numbers.Uniform(Samples * Length, -2, 2),
            target = numbers.Uniform(Samples * Outputs, -1, 1);
        (string Name, double[] Values, long[] Shape)[] parameters =
        [
            ("hidden.weight", numbers.Uniform(Width * Width, -0.2, 0.2), [Width, Width]),
                ("hidden.bias", numbers.Uniform(Width, -0.2, 0.2), [Width]),
            ("value.weight", numbers.Uniform(Outputs * Width, -0.2, 0.2), [Outputs, Width]),
                ("value.bias", numbers.Uniform(Outputs, -0.2, 0.2), [Outputs]),
        ];
        using var l = Torch.Leaf(left, type, Samples, 4, 6);
        using var r = Torch.Leaf(right, type, Samples, Length);
        using var t = Torch.Tensor(target, type, Samples, Outputs);
        var leaves = parameters.ToDictionary(parameter => parameter.Name, parameter => Torch.Leaf(parameter.Values, type, parameter.Shape));

        Tensor product = l.narrow(2, 1, 4) * r.reshape(Samples, 4, 6).narrow(2, 0, 4);
        Tensor flat = cat([product, l.split(3, dim: 2)[1]], 2).reshape(Samples, Width);
        Tensor hidden = tanh(nn.functional.linear(flat, leaves["hidden.weight"], leaves["hidden.bias"]));
        using var y = nn.functional.linear(flat + hidden, leaves["value.weight"], leaves["value.bias"]);
        using var value = Torch.Loss("MeanSquaredError", y, t, null);
        value.backward();

        return new Golden().Add("network", "Arranged").Add("samples", Samples)
            .Add("parameters", new Golden().AddAll(parameters.Select(parameter => (parameter.Name, (object)parameter.Values))))
            .Add("left", left).Add("right", right).Add("t", target).Add("y", Torch.Values(y)).Add("value", Torch.Values(value)[0])
            .Add("gradients",
                new Golden().AddAll(parameters.Select(parameter => (parameter.Name, (object)Torch.Gradient(leaves[parameter.Name])))))
            .Add("dleft", Torch.Gradient(l)).Add("dright", Torch.Gradient(r));
    }
}
