using NetGen.Benchmarks.Peers;
using TorchSharp;
using static TorchSharp.torch;
using Weights = TorchSharp.Modules.Parameter;

namespace NetGen.Benchmarks;

/// <summary>libtorch through TorchSharp.</summary>
internal sealed class TorchPeer : ITrainingPeer
{
    private readonly Model model;
    private readonly List<Weights> parameters = [];
    private readonly Tensor x, t;
    private readonly optim.Optimizer adam;

    public TorchPeer(Model model, Data data, int threads, double learningRate)
    {
        set_num_threads(threads);
        this.model = model;
        int batch = data.X.Length / model.Inputs;
        x = tensor(data.X).reshape(batch, model.Inputs);
        t = model.Indices ? tensor(data.Indices).to_type(ScalarType.Int64) : tensor(data.Values).reshape(batch, model.Outputs);
        foreach (ModelLayer layer in model.Layers)
        {
            parameters.Add(new Weights(tensor(layer.Weight).reshape(layer.Inputs, layer.Outputs).t().contiguous()));
            parameters.Add(new Weights(tensor(layer.Bias)));
        }
        adam = optim.Adam(parameters, learningRate, beta1: 0.9, beta2: 0.999, eps: 1e-8, weight_decay: 0, amsgrad: false, maximize: false);
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
        foreach (Weights weights in parameters) weights.Dispose();
    }
}
