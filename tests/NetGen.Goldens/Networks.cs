using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>A dense layer with its parameters in PyTorch's layout: weight [outputs, inputs], bias [outputs].</summary>
internal sealed record DenseLayer(int Inputs, int Outputs, string Activation, double[] Weight, double[] Bias)
{
    /// <summary>Parameters as PyTorch draws them: uniform in ±1/√inputs.</summary>
    public static List<DenseLayer> Stack(Numbers numbers, bool bias, int inputs, params (int Outputs, string Activation)[] layers)
    {
        var stack = new List<DenseLayer>();
        foreach ((int outputs, string activation) in layers)
        {
            double bound = 1 / Math.Sqrt(inputs);
            stack.Add(new DenseLayer(inputs, outputs, activation,
                numbers.Uniform(outputs * inputs, -bound, bound), bias ? numbers.Uniform(outputs, -bound, bound) : []));
            inputs = outputs;
        }
        return stack;
    }
}

/// <summary>A stack of dense layers as tensors.</summary>
internal sealed class DenseNetwork(List<DenseLayer> layers, ScalarType type)
{
    /// <summary>By PyTorch's names: <c>dense1.weight</c>, <c>dense1.bias</c> …</summary>
    public List<(string Name, Parameter Tensor)> Parameters { get; } =
        [.. layers.SelectMany((layer, i) => Tensors($"dense{i + 1}", layer, type))];

    public Tensor Forward(Tensor x)
    {
        var parameters = Parameters.ToDictionary(p => p.Name, p => (Tensor)p.Tensor);
        for (int i = 0; i < layers.Count; i++)
            x = Torch.Activate(layers[i].Activation,
                nn.functional.linear(x, parameters[$"dense{i + 1}.weight"], parameters.GetValueOrDefault($"dense{i + 1}.bias")));
        return x;
    }

    private static IEnumerable<(string Name, Parameter Tensor)> Tensors(string name, DenseLayer layer, ScalarType type)
    {
        yield return ($"{name}.weight", new Parameter(Torch.Tensor(layer.Weight, type, layer.Outputs, layer.Inputs)));
        if (layer.Bias.Length > 0) yield return ($"{name}.bias", new Parameter(Torch.Tensor(layer.Bias, type, layer.Outputs)));
    }

    public Golden Values() => new Golden().AddAll(Parameters.Select(p => (p.Name, (object)Torch.Values(p.Tensor))));

    public Golden Gradients() => new Golden().AddAll(Parameters.Select(p => (p.Name, (object)Torch.Gradient(p.Tensor))));

    public List<Golden> Layers() =>
        [.. layers.Select(l => new Golden().Add("inputs", l.Inputs).Add("outputs", l.Outputs).Add("activation", l.Activation)
            .Add("bias", l.Bias.Length > 0))];
}

/// <summary>Whole networks: outputs, loss, and the gradients of every parameter and of the input.</summary>
internal static class Networks
{
    public static IEnumerable<(string File, Func<ScalarType, Golden> Make)> All =>
    [
        ("network-10-64-64-1", type =>
            Make(type, 21, "BinaryCrossEntropy", samples: 37, bias: true, weighted: false, 10,
                [(64, "ReLU"), (64, "ReLU"), (1, "Sigmoid")])),
        ("network-7-5-3", type => Make(type, 22, "CrossEntropy", samples: 5, bias: true, weighted: true, 7, [(5, "Tanh"), (3, "Softmax")])),
        ("network-17-33-9", type =>
            Make(type, 23, "MeanSquaredError", samples: 19, bias: true, weighted: false, 17, [(33, "GELU"), (9, "SiLU")])),
        ("network-20-70-10", type =>
            Make(type, 24, "CrossEntropy", samples: 33, bias: true, weighted: false, 20, [(70, "LeakyReLU"), (10, "Softmax")],
                indices: true)),
        ("network-12-20-4-no-bias", type =>
            Make(type, 25, "MeanSquaredError", samples: 11, bias: false, weighted: true, 12, [(20, "Sigmoid"), (4, "Identity")])),
        ("network-9-16-6-logits-no-bias", type =>
            Make(type, 26, "SoftmaxCrossEntropy", samples: 16, bias: false, weighted: false, 9, [(16, "ReLU"), (6, "Identity")],
                indices: true)),
    ];

    private static Golden Make(ScalarType type, ulong seed, string loss, int samples, bool bias, bool weighted, int inputs,
        (int Outputs, string Activation)[] layers, bool indices = false)
    {
        var numbers = new Numbers(seed);
        var network = new DenseNetwork(DenseLayer.Stack(numbers, bias, inputs, layers), type);
        int outputs = layers[^1].Outputs;

        double[] input = numbers.Uniform(samples * inputs, -2, 2);
        double[] target = loss switch
        {
            _ when indices => numbers.Indices(samples, outputs),
            "BinaryCrossEntropy" => numbers.Indices(samples * outputs, 2),
            "CrossEntropy" => numbers.Distributions(samples, outputs),
            _ => numbers.Uniform(samples * outputs, -1, 1),
        };
        double[]? weights = weighted ? numbers.Uniform(samples, 0.25, 2) : null;

        using var x = Torch.Leaf(input, type, samples, inputs);
        using var t = indices ? Torch.Indices(target) : Torch.Tensor(target, type, samples, outputs);
        using var y = network.Forward(x);
        using var value = Torch.Loss(loss, y, t, weights);
        value.backward();
        return new Golden().Add("layers", network.Layers()).Add("loss", loss).Add("indices", indices).Add("samples", samples)
            .Add("parameters", network.Values()).Add("x", input).Add("t", target).Add("weights", weights ?? [])
            .Add("y", Torch.Values(y)).Add("value", Torch.Values(value)[0]).Add("gradients", network.Gradients())
            .Add("dx", Torch.Gradient(x));
    }
}
