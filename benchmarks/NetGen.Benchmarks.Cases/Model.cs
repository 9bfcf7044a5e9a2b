namespace NetGen.Benchmarks;

/// <summary>What a peer needs to know of a network: its dense layers with their weights [inputs, outputs], and how it is trained.</summary>
/// <param name="Indices">Whether targets are class indices.</param>
internal sealed record Model(IReadOnlyList<ModelLayer> Layers, string Loss, bool Indices)
{
    public int Inputs => Layers[0].Inputs;

    public int Outputs => Layers[^1].Outputs;

    /// <summary>Floats of all parameters.</summary>
    public long Parameters => Layers.Sum(layer => (long)(layer.Inputs + 1) * layer.Outputs);

    /// <summary>Multiplications and additions of the products for one sample; the rest is not counted.</summary>
    public double ForwardFlops => Layers.Sum(layer => 2.0 * layer.Inputs * layer.Outputs);

    /// <summary>Forward, the gradients of all weights, and the gradients of all activations but the input.</summary>
    public double TrainFlops => 3 * ForwardFlops - 2.0 * Layers[0].Inputs * Layers[0].Outputs;

    public static Model Of<T>(T network, string loss, bool indices, params string[] activations) where T : class, INetwork<T>
    {
        ParameterSet p = network.Parameters;
        return new Model(
            [.. activations.Select((activation, i) => new ModelLayer(activation, p[$"Dense{i + 1}.Weight"], p[$"Dense{i + 1}.Bias"]))],
            loss, indices);
    }
}

internal sealed record ModelLayer(string Activation, int Inputs, int Outputs, float[] Weight, float[] Bias)
{
    public ModelLayer(string activation, Parameter weight, Parameter bias)
        : this(activation, weight.Shape[0], weight.Shape[1], weight.ToArray(), bias.ToArray()) { }
}
