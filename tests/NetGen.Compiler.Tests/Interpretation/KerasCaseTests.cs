using System.Globalization;
using System.Text.Json;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Targets;
using NetGen.Interpreter;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>
/// Cases of other projects: losses of Keras's own tests, a network of RTNeural's with the outputs Keras gave for it. On the kernels of
/// every instruction set, interpreted; compiled code has the same bits.
/// </summary>
public class KerasCaseTests
{
    /// <summary>
    /// The cases whose losses are declared as "loss", with what turns Keras's predictions into inputs of the layers before it.
    /// </summary>
    private static (NodeSpec[] Nodes, Func<double, double> Input, bool Indices)? Declared(JsonElement given, int length)
    {
        bool logits = given.TryGetProperty("from_logits", out JsonElement from) && from.GetBoolean();
        return (given.GetProperty("loss").GetString(), logits) switch
        {
            ("MeanAbsoluteError", _) => ([Input(length), Node("Identity"), Node("MeanAbsoluteError")], y => y, false),
            ("Huber", _) =>
                ([Input(length), Node("Identity"), Node("Huber", ("Delta", given.GetProperty("delta").GetDouble()))], y => y, false),
            ("LogCosh", _) => ([Input(length), Node("Identity"), Node("LogCosh")], y => y, false),
            ("Hinge", _) => ([Input(length), Node("Identity"), Node("Hinge")], y => y, false),
            ("CategoricalHinge", _) => ([Input(length), Node("Identity"), Node("CategoricalHinge")], y => y, false),
            ("CosineSimilarity", _) => ([Input(length), Node("Identity"), Node("CosineSimilarity")], y => y, false),
            ("CategoricalCrossentropy", true) when given.TryGetProperty("label_smoothing", out JsonElement smoothing) =>
                ([Input(length), Node("Identity"),
                    Node("SoftmaxCrossEntropy", ("Targets", "Distributions"), ("LabelSmoothing", smoothing.GetDouble()))], y => y, false),
            ("MeanSquaredError", _) => ([Input(length), Node("Identity"), Node("MeanSquaredError")], y => y, false),
            ("BinaryCrossentropy", true) => ([Input(length), Node("Identity"), Node("SigmoidCrossEntropy")], y => y, false),
            ("BinaryCrossentropy", false) =>
                ([Input(length), Node("Sigmoid"), Node("BinaryCrossEntropy")], y => Math.Log(y / (1 - y)), false),
            ("CategoricalCrossentropy", true) =>
                ([Input(length), Node("Identity"), Node("SoftmaxCrossEntropy", ("Targets", "Distributions"))], y => y, false),

            // Keras divides such probabilities by their sum, as the softmax does.
            ("SparseCategoricalCrossentropy", false) => ([Input(length), Node("Softmax"), Node("CrossEntropy")], Math.Log, true),
            _ => null,
        };
    }

    [Theory]
    [InlineData("mse-mean"), InlineData("mse-none-weight"), InlineData("mse-sum-weight"), InlineData("bce-mean"), InlineData("bce-logits"),
        InlineData("bce-logits-none")]
    [InlineData("cce-logits"), InlineData("cce-logits-none"), InlineData("scce-probs")]
    [InlineData("mae-mean"), InlineData("huber-delta-weight"), InlineData("logcosh-mean"), InlineData("hinge-mean"),
        InlineData("hinge-none"), InlineData("categorical-hinge-mean"), InlineData("cosine-mean"), InlineData("cce-smoothing")]
    public void Losses_are_those_of_Keras(string id)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestFiles.ReferenceCases("keras-golden", "losses.json")));
        JsonElement given = document.RootElement.GetProperty("cases").EnumerateArray()
            .Single(element => element.GetProperty("id").GetString() == id);
        double[][] predicted = Rows(given.GetProperty("y_pred"));
        int samples = predicted.Length, length = predicted[0].Length;
        (NodeSpec[] nodes, Func<double, double> input, bool indices) = Declared(given, length)!.Value;
        PlannedNetwork network = Plan(nodes);
        double weight = given.TryGetProperty("sample_weight", out JsonElement weights) ? weights.GetDouble() : 1;
        int decimals = given.TryGetProperty("decimals", out JsonElement digits) ? digits.GetInt32() : 4;
        // Keras makes −1 and 1 of 0 and 1
        double Target(double value) => id.StartsWith("hinge", StringComparison.Ordinal) ? 2 * value - 1 : value;
        float[] x = predicted.SelectMany(row => row).Select(y => (float)input(y)).ToArray();

        foreach (TargetIsa target in TargetIsa.All)
        {
            var machine = new NetworkInterpreter<float>(network, target);
            var tape = new InterpretedTape<float>(network, 16);
            machine.Forward([], x, tape, 0, samples);
            tape.SetScales(0, new float[samples]);
            if (indices)
                machine.Loss(given.GetProperty("y_true").EnumerateArray().Select(element => (float)element.GetInt32()).ToArray(),
                    tape, 0, samples);
            else machine.Loss(Rows(given.GetProperty("y_true")).SelectMany(row => row).Select(value => (float)Target(value)).ToArray(),
                tape, 0, samples);
            double[] losses = tape.Losses(0, samples).Select(loss => loss * weight).ToArray();

            JsonElement expected = given.GetProperty("expected");
            string reduction = given.TryGetProperty("reduction", out JsonElement how) ? how.GetString()! : "mean";
            double[] found = expected.ValueKind == JsonValueKind.Array ? losses
                : [reduction.StartsWith("sum", StringComparison.Ordinal) ? losses.Sum() : losses.Average()];
            double[] wanted = expected.ValueKind == JsonValueKind.Array
                ? expected.EnumerateArray().Select(element => element.GetDouble()).ToArray() : [expected.GetDouble()];
            // Keras's loss is minus the cosine, so that its least value is −1; ours is 1 − cosine, as in PyTorch.
            if (id.StartsWith("cosine", StringComparison.Ordinal)) wanted = [.. wanted.Select(loss => 1 + loss)];
            Compare.Close(wanted, found, Math.Pow(10, -decimals), $"{id} on {target.Name}");
        }
    }

    /// <summary>Cases that no loss here is for are named, so that a loss that comes gets its cases.</summary>
    [Fact]
    public void Every_case_of_a_loss_there_is_is_compared()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestFiles.ReferenceCases("keras-golden", "losses.json")));
        string[] without = ["MeanSquaredLogarithmicError", "Poisson", "BinaryFocalCrossentropy", "CategoricalFocalCrossentropy"];
        Assert.All(without,
            name => Assert.Null(Compiler.Kinds.LayerRegistry.FindLoss(name.Replace("entropy", "Entropy", StringComparison.Ordinal))));
        HashSet<object?> compared =
            [.. typeof(KerasCaseTests).GetMethod(nameof(Losses_are_those_of_Keras))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
                .Select(data => ((InlineDataAttribute)data).Data[0])];
        string[] left = document.RootElement.GetProperty("cases").EnumerateArray()
            .Where(given => !without.Contains(given.GetProperty("loss").GetString())
                && !compared.Contains(given.GetProperty("id").GetString()))
            .Select(given => given.GetProperty("id").GetString()!).ToArray();
        Assert.True(left.Length == 0, $"Not compared: {string.Join(", ", left)}");
    }

    /// <summary>
    /// Normalization in one group is that of all values of a sample; in as many groups as there are channels, that of each channel over its
    /// places, which are samples here.
    /// </summary>
    [Theory]
    [InlineData("groupnorm-1", true), InlineData("instancenorm-as-groupnorm-4", false)]
    public void Normalizations_are_those_of_Keras(string id, bool wholeSample)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestFiles.ReferenceCases("keras-golden", "layers.json")));
        JsonElement given = document.RootElement.GetProperty("cases").EnumerateArray()
            .Single(element => element.GetProperty("id").GetString() == id);
        double[][] x = Rows(given.GetProperty("input")[0]), y = Rows(given.GetProperty("expected")[0]);
        int samples = wholeSample ? 1 : x.Length, length = wholeSample ? x.Length * x[0].Length : x[0].Length;
        PlannedNetwork network = Plan(Input(length), Node(wholeSample ? "LayerNorm" : "BatchNorm", ("Affine", false), ("Epsilon", 1e-3)));
        float[] block = Numbers.Pack(network.Plan, network.Plan.Parameters.Select(parameter => new double[parameter.Shape.Length]).ToList())
            .Floats();
        foreach (TargetIsa target in TargetIsa.All)
        {
            var tape = new InterpretedTape<float>(network, 16);
            new NetworkInterpreter<float>(network, target).Forward(block, x.SelectMany(row => row).ToArray().Floats(), tape, 0, samples,
                training: true);
            float[] wide = tape.Output(0, samples);
            double[] found = wide.Chunk(wide.Length / samples).SelectMany(row => row[..length]).ToArray().Doubles();
            Compare.Close(y.SelectMany(row => row).ToArray(), found, given.GetProperty("atol").GetDouble(), $"{id} on {target.Name}");
        }
    }

    [Fact]
    public void Every_case_of_a_layer_there_is_is_compared()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestFiles.ReferenceCases("keras-golden", "layers.json")));
        HashSet<object?> compared =
            [.. typeof(KerasCaseTests).GetMethod(nameof(Normalizations_are_those_of_Keras))!.GetCustomAttributes(
                typeof(InlineDataAttribute), false).Select(data => ((InlineDataAttribute)data).Data[0])];
        string[] left = [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(given => given.GetProperty("id").GetString()!)
            .Where(id => !compared.Contains(id))];
        Assert.All(left, id => Assert.Matches("attention|mha", id));
        Assert.DoesNotContain(Compiler.Kinds.LayerRegistry.Layers, kind => kind.Name.Contains("Attention", StringComparison.Ordinal));
    }

    [Fact]
    public void A_network_exported_from_Keras_gives_the_outputs_it_gave_there()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(TestFiles.ReferenceCases("rtneural", "models", "dense.json")));
        double[] x = Column("dense_x_python.csv"), y = Column("dense_y_python.csv");
        var nodes = new List<NodeSpec> { Input(1) };
        var parameters = new List<double[]>();
        foreach (JsonElement layer in document.RootElement.GetProperty("layers").EnumerateArray())
        {
            int units = layer.GetProperty("shape")[1].GetInt32();
            if (layer.GetProperty("type").GetString() == "dense")
            {
                JsonElement[] arrays = layer.GetProperty("weights").EnumerateArray().ToArray();
                nodes.Add(Dense(units, "Identity", ("Bias", arrays.Length == 2)));
                parameters.Add(Rows(arrays[0]).SelectMany(row => row).ToArray());
                if (arrays.Length == 2) parameters.Add(arrays[1].EnumerateArray().Select(element => element.GetDouble()).ToArray());
            }
            else nodes.Add(
                Node(layer.GetProperty("activation")
                    .GetString() switch { "tanh" => "Tanh", "relu" =>
                        "ReLU", "elu" => "ELU", "softmax" => "Softmax", var other => throw new InvalidOperationException(other) }));
        }

        PlannedNetwork network = Plan([.. nodes]);
        float[] block = Numbers.Pack(network.Plan, parameters).Floats();
        foreach (TargetIsa target in TargetIsa.All)
            Compare.Close(y, new NetworkInterpreter<float>(network, target).Predict(block, x.Floats(), x.Length).Doubles(),
                Tolerance.SevenDigits, $"RTNeural's dense.json on {target.Name}");

        static double[] Column(string file) =>
            File.ReadLines(TestFiles.ReferenceCases("rtneural", "test_data", file)).Where(line => line.Length > 0)
                .Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToArray();
    }

    private static double[][] Rows(JsonElement matrix) =>
        matrix.EnumerateArray().Select(row => row.EnumerateArray().Select(element => element.GetDouble()).ToArray()).ToArray();
}
