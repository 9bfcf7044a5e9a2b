using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Tests;

public class ActivationTests
{
    [Theory]
    [InlineData("Identity", -1.5, -1.5)]
    [InlineData("ReLU", -1.5, 0)]
    [InlineData("ReLU", 1.5, 1.5)]
    [InlineData("LeakyReLU", -2, -0.02)]
    [InlineData("LeakyReLU", 2, 2)]
    [InlineData("Sigmoid", 0, 0.5)]
    [InlineData("Sigmoid", 1.0986122886681098, 0.75)]          // log 3
    [InlineData("Sigmoid", -1000, 0)]
    [InlineData("Sigmoid", 1000, 1)]
    [InlineData("Tanh", 0.69314718055994531, 0.6)]             // log 2: (2 − ½)/(2 + ½)
    [InlineData("Tanh", -1000, -1)]
    [InlineData("SiLU", 1.0986122886681098, 0.82395921650108235)]
    [InlineData("SiLU", 0, 0)]
    [InlineData("GELU", 0, 0)]
    [InlineData("GELU", 1, 0.84134474606854293)]               // Φ(1)
    [InlineData("GELU", -2, -0.045500263896358414)]            // −2·Φ(−2)
    [InlineData("GELU", -6, -5.9195258702261889e-9)]           // −6·Φ(−6): what ½·x·(1 + erf) loses
    [InlineData("GELU", 50, 50)]
    public void Functions_have_their_closed_form(string name, double x, double y)
    {
        double found = Activation(name, 1, out _).Function(x);
        Assert.True(Math.Abs(found - y) <= 2e-14 * Math.Abs(y), $"{name}({x}) is {found:R}");
    }

    [Theory]
    [InlineData("ReLU")]
    [InlineData("LeakyReLU")]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    [InlineData("GELU")]
    [InlineData("SiLU")]
    [InlineData("Identity")]
    public void NaN_passes(string name) => Assert.True(double.IsNaN(Activation(name, 1, out _).Function(double.NaN)));

    public static TheoryData<string> All => [.. ActivationLayer.All.Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Gradients_are_central_differences(string name)
    {
        const int length = 7, samples = 3;
        var graph = new Graph();
        Op op = Op(name, length, out Value x);
        graph.Add(op, "Layer");
        double[] numbers = Numbers.Random(samples * length, seed: 3, size: 4);
        CentralDifferences.Check(graph, op.Output, samples, new Dictionary<Value, double[]> { [x] = numbers }, x);
    }

    [Fact]
    public void At_the_kink_the_derivative_is_PyTorchs()
    {
        Assert.Equal(0, Activation("ReLU", 1, out _).Derivative(0));
        Assert.Equal(0.01, Activation("LeakyReLU", 1, out _).Derivative(0));
    }

    [Fact]
    public void A_softmax_adds_up_to_one_and_survives_large_numbers()
    {
        double[] y = Compiler.Ops.Softmax.Rows([1000, 1000 + Math.Log(3), 0, 0], 2);
        Compare.Close([0.25, 0.75, 0.5, 0.5], y, 1e-13, "softmax");
    }

    private static Activation Activation(string name, int length, out Value x) => (Activation)Op(name, length, out x);

    /// <summary>By way of the layer, as declarations do.</summary>
    private static Op Op(string name, int length, out Value x)
    {
        x = new Value("x", new Shape(length), ValueKind.Computed);
        var context = new LayerContext(Declare.Chain(Declare.Input(length), Declare.Node(name)), 1, [new Shape(length)], problem => Assert.Fail(problem.Message));
        return ActivationLayer.Find(name).Build(new GraphBuilder(training: true), context, [x]).Producer!;
    }
}
