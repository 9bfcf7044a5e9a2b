using NetGen.Compiler.Declarations;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;
using static NetGen.Compiler.Tests.Declare;
using Activation = NetGen.Compiler.Ops.Activation;

namespace NetGen.Compiler.Tests;

/// <summary>
/// What docs/defaults.md says of layers, row by row: the value found in the compiled network under each preset. Optimizers have their tests
/// alongside them, losses theirs against PyTorch and Keras.
/// </summary>
public class DefaultsTests
{
    private sealed record Row(Func<string, object?> Found, object? PyTorch, object? Keras);

    /// <summary>By the first column of the table.</summary>
    private static readonly Dictionary<string, Row> Rows = new()
    {
        ["`Dense` weights"] = new(preset => Start(preset, Dense(2), "Weight"), ("PyTorchLinear", 3), ("GlorotUniform", 3)),
        ["`Dense` biases"] = new(preset => Start(preset, Dense(2), "Bias"), ("PyTorchLinear", 3), ("Zeros", 3)),
        ["`LeakyReLU` slope"] = new(preset => -Function(preset, "LeakyReLU", -1), 0.01, 0.3),
        ["`PReLU` slopes: how many, and their start"] = new(preset => Slopes(preset), (1, 0.25), (3, 0.0)),
        ["`ELU`, `CELU` α"] = new(preset => (Function(preset, "ELU", -1000), Function(preset, "CELU", -1000)), (-1.0, -1.0), (-1.0, -1.0)),
        ["`SELU` λ and λ·α"] = new(preset => (Round(Function(preset, "SELU", 1)), Round(-Function(preset, "SELU", -1000))),
            (1.05070099, 1.75809934), (1.05070099, 1.75809934)),
        ["`Softplus`"] = new(preset => Round(Function(preset, "Softplus", 21) - 21), Round(Math.Exp(-21)), Round(Math.Exp(-21))),
        ["`HardSigmoid`"] = new(
            preset => (Function(preset, "HardSigmoid", -3), Function(preset, "HardSigmoid", 1.5), Function(preset, "HardSigmoid", 3)),
            (0.0, 0.75, 1.0), (0.0, 0.75, 1.0)),
        ["`HardTanh` bounds"] = new(preset => (Function(preset, "HardTanh", -9), Function(preset, "HardTanh", 9)), (-1.0, 1.0),
            (-1.0, 1.0)),
        // Φ(1); the tanh form gives 0.84119199
        ["`GELU`"] = new(preset => Round(Function(preset, "GELU", 1)), 0.84134475, 0.84134475),
        ["`BatchNorm` ε"] = new(preset => Batch(preset).Epsilon, 1e-5, 1e-3),
        ["`BatchNorm` momentum: the batch's share in running statistics"] = new(preset => Batch(preset).Momentum, 0.1, 0.01),
        ["`BatchNorm` running variance"] = new(preset => Batch(preset).Unbiased, true, false),
        ["`LayerNorm` ε"] = new(preset => Epsilon(preset, "LayerNorm"), 1e-5, 1e-3),
        ["`RMSNorm` ε"] = new(preset => Epsilon(preset, "RMSNorm"), Math.Pow(2, -23), 1e-6),
        ["γ and β of normalizations"] = new(
            preset => (Start(preset, Node("LayerNorm"), "Weight"), Start(preset, Node("LayerNorm"), "Bias"), Start(preset,
                Node("BatchNorm"), "Weight"), Start(preset, Node("BatchNorm"), "Bias"), Start(preset, Node("RMSNorm"), "Weight")),
            (("Ones", 3), ("Zeros", 3), ("Ones", 3), ("Zeros", 3), ("Ones", 3)),
            (("Ones", 3), ("Zeros", 3), ("Ones", 3), ("Zeros", 3), ("Ones", 3))),
        ["`Dropout` rate: the share that falls"] = new(preset => Ops(preset, Node("Dropout")).OfType<RandomRows>().Single().Argument, 0.5,
            0.5),
        ["share of the weight decay: weights, biases, γ, β, slopes"] = new(preset => string.Join(" ", Decays(preset)), "1 1 1 1 1",
            "1 1 1 1 1"),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_default_is_what_the_table_says(string row)
    {
        Assert.Equal(Rows[row].PyTorch, Rows[row].Found("PyTorch"));
        Assert.Equal(Rows[row].Keras, Rows[row].Found("Keras"));
    }

    [Fact]
    public void Every_row_of_the_table_is_tested()
    {
        string[] lines = Repository.Read("docs", "defaults.md").Split('\n');
        IEnumerable<string> rows = lines.SkipWhile(line => line != "## Layers").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Split('|')[1].Trim());
        Assert.Equal(Rows.Keys.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static PlannedNetwork Network(string preset, params NodeSpec[] nodes) =>
        NetworkCompiler.Plan(ShapeInference.Infer(Chain(preset, [Input(3), .. nodes])));

    private static IReadOnlyList<Graphs.Op> Ops(string preset, NodeSpec node) =>
        Network(preset, node, Dense(1), Node("MeanSquaredError")).Fused.Training.Forward.Ops;

    private static double Function(string preset, string activation, double x) =>
        Ops(preset, Node(activation)).OfType<Activation>().Single().Function(x);

    private static BatchMoments Batch(string preset) => Ops(preset, Node("BatchNorm")).OfType<BatchMoments>().Single();

    private static double Epsilon(string preset, string layer) => Ops(preset, Node(layer)).OfType<Normalize>().Single().Epsilon;

    private static (string Initializer, int FanIn) Start(string preset, NodeSpec node, string role)
    {
        ParameterPlan parameter = Network(preset, node).Plan.Parameters.Single(parameter => parameter.Role == role);
        return (parameter.Initializer, parameter.FanIn);
    }

    private static (int Count, double Start) Slopes(string preset)
    {
        ParameterPlan slopes = Network(preset, Node("PReLU")).Plan.Parameters.Single();
        return (slopes.Shape.Length, slopes.InitializerValue);
    }

    private static IEnumerable<double> Decays(string preset) =>
        Network(preset, Dense(3), Node("LayerNorm"), Node("PReLU")).Plan.Parameters.Select(parameter => parameter.Regularization.Decay);

    private static double Round(double value) => Math.Round(value, 8);
}
