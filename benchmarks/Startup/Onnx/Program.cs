using Microsoft.ML.OnnxRuntime;

// One prediction by ONNX Runtime: the file of the model, then the bits of the answer.
using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
using var session = new InferenceSession(args[0], options);
using OrtValue input = OrtValue.CreateTensorValueFromMemory(new float[10], [1, 10]);
using var run = new RunOptions();
using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["x"], [input], ["y"]);
Console.WriteLine(outputs[0].GetTensorDataAsSpan<float>()[0]);
