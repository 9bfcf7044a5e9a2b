using System.Text.Json;

namespace NetGen.Conformance;

/// <summary>Whole networks and a training run, through the generated members, against PyTorch.</summary>
public sealed class GoldenNetworkTests
{
    [Fact] public void The_10_64_64_1_network_with_binary_cross_entropy_is_PyTorchs() => Check<Classifier, float>("10-64-64-1");
    [Fact] public void The_12_20_4_network_without_biases_and_with_sample_weights_is_PyTorchs() =>
        Check<Golden12, float>("12-20-4-no-bias");
    [Fact] public void The_17_33_9_network_with_GELU_and_SiLU_is_PyTorchs() => Check<Golden17, float>("17-33-9");
    [Fact] public void The_20_70_10_network_with_class_indices_is_PyTorchs() => Check<Golden20, int>("20-70-10");
    [Fact] public void The_7_5_3_network_with_distributions_and_sample_weights_is_PyTorchs() => Check<Golden7, float>("7-5-3");
    [Fact] public void The_9_16_6_network_of_logits_is_PyTorchs() => Check<Golden9, int>("9-16-6-logits-no-bias");

    [Fact]
    public void Twenty_steps_of_Adam_end_where_PyTorchs_do()
    {
        JsonElement golden = Golden.Read("training-10-64-64-1.json");
        var network = new Classifier(seed: 0);
        Golden.Set(network.Parameters, golden.GetProperty("start"));
        var adam = new Adam(golden.GetProperty("learningRate").GetDouble(), golden.GetProperty("beta1").GetDouble(),
            golden.GetProperty("beta2").GetDouble(), golden.GetProperty("epsilon").GetDouble());
        float[] x = golden.Floats("x"), t = golden.Floats("t");
        int batch = golden.GetProperty("batch").GetInt32(), steps = golden.GetProperty("steps").GetInt32();
        var losses = new float[steps];
        for (int step = 0; step < steps; step++)
        {
            int first = step * batch % t.Length;
            losses[step] = network.TrainStep(x.AsSpan(first * 10, batch * 10), t.AsSpan(first, batch), adam);
        }
        Tolerance.Rule.Close(golden.Doubles("losses"), losses, "losses before each step");
        AssertParameters(network.Parameters, golden.GetProperty("end"), Tolerance.AfterAdam, "parameters after the last");
    }

    private static void Check<TNetwork, TTarget>(string file) where TNetwork : class, ILearner<TNetwork, TTarget> where TTarget : unmanaged
    {
        JsonElement golden = Golden.Read($"network-{file}.json");
        TNetwork network = TNetwork.Create(0);
        Golden.Set(network.Parameters, golden.GetProperty("parameters"));
        int samples = golden.GetProperty("samples").GetInt32();
        float[] x = golden.Floats("x"), weights = golden.Floats("weights"), y = new float[samples * TNetwork.Info.OutputLength];
        var t = (TTarget[])(object)(typeof(TTarget) == typeof(int) ? golden.Integers("t") : golden.Floats("t"));

        network.Predict(x, y, threads: 1);
        Tolerance.Rule.Close(golden.Doubles("y"), y, "Predict");

        Tape<TNetwork> tape = network.CreateTape(samples);
        Tolerance.Rule.Close(golden.Doubles("y"), network.Forward(tape, x, training: true), "Forward");
        Tolerance.Rule.Close([golden.GetProperty("value").Number()], [network.Loss(tape, t, weights)], "loss");
        network.Backward(tape);
        AssertParameters(tape.Gradients, golden.GetProperty("gradients"), Tolerance.Rule, "gradient");

        // The gradient of the input: ∂loss/∂y by hand, carried back.
        float[] dy = OutputGradient(golden, y, samples);
        var dx = new float[x.Length];
        tape.Clear();
        network.Forward(tape, x, training: true);
        network.BackwardToInput(tape, dy, dx, parameters: true);
        Tolerance.Rule.Close(golden.Doubles("dx"), dx, "gradient of the input");
        AssertParameters(tape.Gradients, golden.GetProperty("gradients"), Tolerance.Rule, "gradient from dy");
    }

    /// <summary>∂loss/∂y by hand, in double precision.</summary>
    private static float[] OutputGradient(JsonElement golden, float[] y, int samples)
    {
        int length = y.Length / samples;
        double[] t = golden.Doubles("t"), weights = golden.Doubles("weights");
        bool byIndex = golden.GetProperty("indices").GetBoolean();
        double Weight(int m) => (weights.Length == 0 ? 1 : weights[m]) / samples;
        double Target(int m, int j) => byIndex ? (t[m] == j ? 1 : 0) : t[m * length + j];
        var dy = new float[y.Length];
        for (int m = 0; m < samples; m++)
        {
            double exponentials = 0;
            for (int j = 0; j < length; j++) exponentials += Math.Exp(y[m * length + j]);
            for (int j = 0; j < length; j++)
            {
                double p = y[m * length + j], target = Target(m, j);
                dy[m * length + j] = (float)(Weight(m) * golden.Text("loss") switch
                {
                    "MeanSquaredError" => 2 * (p - target) / length,
                    "BinaryCrossEntropy" => (p - target) / (p * (1 - p)) / length,
                    "CrossEntropy" => -target / p,
                    "SoftmaxCrossEntropy" => Math.Exp(p) / exponentials - target,
                    var other => throw new InvalidOperationException($"no gradient of {other}"),
                });
            }
        }
        return dy;
    }

    private static void AssertParameters(ParameterSet parameters, JsonElement expected, Tolerance tolerance, string what)
    {
        foreach (Parameter parameter in parameters)
            tolerance.Close(Golden.InCode(parameter, expected.GetProperty(parameter.FileName).Doubles()), parameter.ToArray(),
                $"{what} of {parameter.Name}");
    }
}
