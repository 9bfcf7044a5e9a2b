using Microsoft.ML.OnnxRuntime;

namespace NetGen.Benchmarks.Peers;

/// <summary>ONNX Runtime at its best: all graph optimizations, a fixed batch, input and output bound once.</summary>
internal sealed class OnnxRuntimePeer : IPeer
{
    private readonly InferenceSession session;
    private readonly OrtIoBinding binding;
    private readonly OrtValue input, output;
    private readonly RunOptions run = new();
    private readonly float[] y;

    public OnnxRuntimePeer(Model model, float[] x, int threads)
    {
        int batch = x.Length / model.Inputs;
        y = new float[batch * model.Outputs];
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        session = new InferenceSession(OnnxModel.Write(model, batch), options);
        input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, x.AsMemory(), [batch, model.Inputs]);
        output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, y.AsMemory(), [batch, model.Outputs]);
        binding = session.CreateIoBinding();
        binding.BindInput("x", input);
        binding.BindOutput("y", output);
    }

    public void Forward() => session.RunWithBinding(run, binding);

    public float[] Output() => y;

    public void Dispose()
    {
        binding.Dispose();
        input.Dispose();
        output.Dispose();
        run.Dispose();
        session.Dispose();
    }
}
