using TorchSharp;
using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>Twenty steps of Adam on the 10-64-64-1 network, batches of 32 in the order of the data, twice around.</summary>
internal static class Training
{
    private const int Inputs = 10, Batch = 32, Batches = 10, Steps = 20;

    public static Golden Make(ScalarType type)
    {
        var numbers = new Numbers(41);
        var network = new DenseNetwork(DenseLayer.Stack(numbers, true, Inputs, [(64, "ReLU"), (64, "ReLU"), (1, "Sigmoid")]), type);
        // Coordinates of few digits keep the file small. The rule to learn: x₀·x₁ + x₂ > 0.
        double[] x = Numbers.Make(Batches * Batch * Inputs, _ => Math.Round(numbers.Uniform(-2, 2) * 64) / 64);
        double[] t = Numbers.Make(Batches * Batch, i => x[i * Inputs] * x[i * Inputs + 1] + x[i * Inputs + 2] > 0 ? 1 : 0);
        Golden start = network.Values();

        using var optimizer = optim.Adam(network.Parameters.Select(p => p.Tensor), lr: 1e-3, beta1: 0.9, beta2: 0.999, eps: 1e-8,
            weight_decay: 0, amsgrad: false, maximize: false);
        var losses = new double[Steps];
        for (int step = 0; step < Steps; step++)
        {
            int first = step % Batches * Batch;
            using var bx = Torch.Tensor(x[(first * Inputs)..((first + Batch) * Inputs)], type, Batch, Inputs);
            using var bt = Torch.Tensor(t[first..(first + Batch)], type, Batch, 1);
            optimizer.zero_grad();
            using var loss = Torch.Loss("BinaryCrossEntropy", network.Forward(bx), bt, null);
            loss.backward();
            optimizer.step();
            losses[step] = Torch.Values(loss)[0];
        }
        return new Golden().Add("layers", network.Layers()).Add("loss", "BinaryCrossEntropy")
            .Add("optimizer", "Adam").Add("learningRate", 1e-3).Add("beta1", 0.9).Add("beta2", 0.999).Add("epsilon", 1e-8)
            .Add("batch", Batch).Add("steps", Steps)
            .Add("start", start).Add("x", x).Add("t", t).Add("losses", losses).Add("end", network.Values());
    }
}
