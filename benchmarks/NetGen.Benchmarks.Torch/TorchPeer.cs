using TorchSharp;
using Weights = TorchSharp.Modules.Parameter;
using static TorchSharp.torch;

namespace NetGen.Benchmarks.Peers;

/// <summary>libtorch through TorchSharp, one thread.</summary>
internal sealed class TorchPeer : IDisposable
{
    private readonly Model model;
    private readonly List<Weights> parameters = [];
    private readonly Tensor x, t;
    private readonly optim.Optimizer adam;

    public TorchPeer(Model model, float[] x, float[] values, int[] indices)
    {
        set_num_threads(1);
        this.model = model;
        int batch = x.Length / model.Inputs;
        this.x = tensor(x).reshape(batch, model.Inputs);
        t = model.Indices ? tensor(indices).to_type(ScalarType.Int64) : tensor(values).reshape(batch, model.Outputs);
        foreach (ModelLayer layer in model.Layers)
        {
            parameters.Add(new Weights(tensor(layer.Weight).reshape(layer.Inputs, layer.Outputs).t().contiguous()));
            parameters.Add(new Weights(tensor(layer.Bias)));
        }
        adam = optim.Adam(parameters, Cases.LearningRate, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0, amsgrad: false, maximize: false);
    }

    public float[] Output()
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        return Run().data<float>().ToArray();
    }

    public void Forward()
    {
        using var scope = NewDisposeScope();
        using var mode = inference_mode();
        Run();
    }

    public float TrainStep()
    {
        using var scope = NewDisposeScope();
        adam.zero_grad();
        Tensor y = Run();
        Tensor loss = model.Loss switch
        {
            "BinaryCrossEntropy" => nn.functional.binary_cross_entropy(y, t),
            "SoftmaxCrossEntropy" => nn.functional.cross_entropy(y, t),
            _ => nn.functional.mse_loss(y, t),
        };
        loss.backward();
        adam.step();
        return loss.item<float>();
    }

    private Tensor Run()
    {
        Tensor h = x;
        for (int i = 0; i < model.Layers.Count; i++)
        {
            h = nn.functional.linear(h, parameters[2 * i], parameters[2 * i + 1]);
            h = model.Layers[i].Activation switch
            {
                "ReLU" => nn.functional.relu(h),
                "Sigmoid" => sigmoid(h),
                "Tanh" => tanh(h),
                _ => h,
            };
        }
        return h;
    }

    public void Dispose()
    {
        adam.Dispose();
        x.Dispose();
        t.Dispose();
    }
}
