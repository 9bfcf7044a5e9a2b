using System.Numerics.Tensors;

namespace NetGen.Benchmarks.Peers;

/// <summary>
/// What one writes in C# without a library for networks: loops over samples and outputs, and System.Numerics.Tensors for the vectors in
/// them.
/// </summary>
internal sealed class TensorsPeer : ITrainingPeer
{
    private readonly Layer[] layers;
    private readonly Model model;
    private readonly Data data;
    private readonly double learningRate;
    private readonly float[][] activations, gradients;
    private int step;

    /// <summary>Weights as rows of outputs, so that an output is a dot product.</summary>
    private sealed record Layer(int Inputs, int Outputs, string Activation, Parameter Weight, Parameter Bias);

    private sealed record Parameter(float[] Value, float[] Gradient, float[] Mean, float[] Square, float[] Scratch)
    {
        public Parameter(float[] value)
            : this(value, new float[value.Length], new float[value.Length], new float[value.Length], new float[value.Length]) { }
    }

    public TensorsPeer(Model model, Data data, double learningRate)
    {
        this.model = model;
        this.data = data;
        this.learningRate = learningRate;
        layers = [
            .. model.Layers.Select(
                layer => new Layer(layer.Inputs, layer.Outputs, layer.Activation, new Parameter(Transposed(layer)),
                    new Parameter([.. layer.Bias])))];
        int samples = data.X.Length / model.Inputs;
        activations = [data.X, .. layers.Select(layer => new float[samples * layer.Outputs])];
        gradients = [.. layers.Select(layer => new float[samples * layer.Outputs])];
    }

    private int Samples => data.X.Length / model.Inputs;

    public float[] Output() => activations[^1];

    public void Forward()
    {
        for (int l = 0; l < layers.Length; l++)
        {
            Layer layer = layers[l];
            float[] from = activations[l], to = activations[l + 1];
            for (int m = 0; m < Samples; m++)
            {
                ReadOnlySpan<float> x = from.AsSpan(m * layer.Inputs, layer.Inputs);
                Span<float> y = to.AsSpan(m * layer.Outputs, layer.Outputs);
                for (int j = 0; j < y.Length; j++)
                    y[j] = TensorPrimitives.Dot(x, layer.Weight.Value.AsSpan(j * layer.Inputs, layer.Inputs)) + layer.Bias.Value[j];
                switch (layer.Activation)
                {
                    case "ReLU": TensorPrimitives.Max(y, 0f, y); break;
                    case "Sigmoid": TensorPrimitives.Sigmoid(y, y); break;
                    case "Tanh": TensorPrimitives.Tanh(y, y); break;
                }
            }
        }
    }

    public float TrainStep()
    {
        Forward();
        float loss = LossAndGradient();
        foreach (Layer layer in layers)
        {
            Array.Clear(layer.Weight.Gradient);
            Array.Clear(layer.Bias.Gradient);
        }
        for (int l = layers.Length - 1; l >= 0; l--) Backward(l);
        step++;
        foreach (Layer layer in layers)
        {
            Adam(layer.Weight);
            Adam(layer.Bias);
        }
        return loss;
    }

    /// <summary>Toward what the last layer's activation was applied to; the mean over samples.</summary>
    private float LossAndGradient()
    {
        float[] y = activations[^1], dz = gradients[^1];
        double loss = 0;
        if (model.Loss == "SoftmaxCrossEntropy")
        {
            for (int m = 0; m < Samples; m++)
            {
                Span<float> row = dz.AsSpan(m * model.Outputs, model.Outputs);
                TensorPrimitives.SoftMax(y.AsSpan(m * model.Outputs, model.Outputs), row);
                loss -= Math.Log(row[data.Indices[m]]);
                row[data.Indices[m]] -= 1;
            }
        }
        else if (model.Loss == "BinaryCrossEntropy" && layers[^1].Activation == "Sigmoid")
        {
            for (int i = 0; i < y.Length; i++) loss -= data.Values[i] * Math.Log(y[i]) + (1 - data.Values[i]) * Math.Log(1 - y[i]);
            TensorPrimitives.Subtract(y, data.Values, dz);
        }
        else
        {
            throw new ArgumentException($"{model.Loss} is not written here.");
        }
        TensorPrimitives.Multiply(dz, 1f / Samples, dz);
        return (float)(loss / Samples);
    }

    private void Backward(int l)
    {
        Layer layer = layers[l];
        for (int m = 0; m < Samples; m++)
        {
            ReadOnlySpan<float> x = activations[l].AsSpan(m * layer.Inputs, layer.Inputs),
                dz = gradients[l].AsSpan(m * layer.Outputs, layer.Outputs);
            TensorPrimitives.Add(layer.Bias.Gradient, dz, layer.Bias.Gradient);
            Span<float> dx = l > 0 ? gradients[l - 1].AsSpan(m * layer.Inputs, layer.Inputs) : default;
            dx.Clear();
            for (int j = 0; j < dz.Length; j++)
            {
                Span<float> row = layer.Weight.Gradient.AsSpan(j * layer.Inputs, layer.Inputs);
                TensorPrimitives.MultiplyAdd(x, dz[j], row, row);
                if (l > 0) TensorPrimitives.MultiplyAdd(layer.Weight.Value.AsSpan(j * layer.Inputs, layer.Inputs), dz[j], dx, dx);
            }
            for (int k = 0; k < dx.Length; k++)
                dx[k] = layers[l - 1].Activation switch { "ReLU" =>
                    x[k] > 0 ? dx[k] : 0, "Sigmoid" => dx[k] * x[k] * (1 - x[k]), "Tanh" => dx[k] * (1 - x[k] * x[k]), _ => dx[k] };
        }
    }

    private void Adam(Parameter p)
    {
        float correction = (float)Math.Sqrt(1 - Math.Pow(0.999, step)),
            rate = (float)(learningRate * correction / (1 - Math.Pow(0.9, step)));
        Span<float> scratch = p.Scratch;
        TensorPrimitives.Lerp(p.Mean, p.Gradient, 0.1f, p.Mean);
        TensorPrimitives.Multiply(p.Gradient, p.Gradient, scratch);
        TensorPrimitives.Lerp(p.Square, scratch, 0.001f, p.Square);
        TensorPrimitives.Sqrt(p.Square, scratch);
        TensorPrimitives.Add(scratch, 1e-8f * correction, scratch);
        TensorPrimitives.Divide(p.Mean, scratch, scratch);
        TensorPrimitives.MultiplyAdd(scratch, -rate, p.Value, p.Value);
    }

    private static float[] Transposed(ModelLayer layer)
    {
        var rows = new float[layer.Weight.Length];
        for (int k = 0; k < layer.Inputs; k++)
            for (int j = 0; j < layer.Outputs; j++) rows[j * layer.Inputs + k] = layer.Weight[k * layer.Outputs + j];
        return rows;
    }

    public void Dispose()
    {
    }
}
