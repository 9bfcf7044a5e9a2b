using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Tests;

/// <summary>Each activation has its closed form, lets NaN pass, and has the derivative that central differences find.</summary>
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
    [InlineData("ReLU6", 7, 6)]
    [InlineData("ReLU6", -1, 0)]
    [InlineData("ELU", -0.69314718055994531, -0.5)]            // ½ − 1
    [InlineData("ELU", -1e-20, -1e-20)]                        // what eˣ − 1 loses
    [InlineData("SELU", 1, 1.0507009873554805)]
    [InlineData("SELU", -0.69314718055994531, -0.87904967042368829)]
    [InlineData("CELU", -0.69314718055994531, -0.5)]
    [InlineData("GELUTanh", 0, 0)]
    [InlineData("GELUTanh", 1, 0.84119199060827670)]
    [InlineData("Mish", 0, 0)]
    [InlineData("Mish", 0.69314718055994531, 0.55451774444795625)]    // (9 − 1)/(9 + 1)·log 2
    [InlineData("Mish", 800, 800)]
    [InlineData("Softplus", 1.0986122886681098, 1.3862943611198906)]  // log 4
    [InlineData("Softplus", 1000, 1000)]
    [InlineData("Softsign", -3, -0.75)]
    [InlineData("Softsign", double.NegativeInfinity, -1)]
    [InlineData("HardSigmoid", 1.5, 0.75)]
    [InlineData("HardSwish", 1.5, 1.125)]
    [InlineData("HardSwish", -4, 0)]
    [InlineData("HardTanh", -4, -1)]
    [InlineData("HardTanh", 0.25, 0.25)]
    public void Functions_have_their_closed_form(string name, double x, double y)
    {
        double found = Activation(name, 1, out _).Function(x);
        Assert.True(Math.Abs(found - y) <= 2e-14 * Math.Abs(y), $"{name}({x}) is {found:R}");
    }

    [Fact]
    public void NaN_passes()
    {
        foreach (ActivationLayer layer in ActivationLayer.All.Where(layer => !layer.Activation.WholeRow))
            Assert.True(double.IsNaN(Activation(layer.Name, 1, out _).Function(double.NaN)), layer.Name);
    }

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
        Assert.Equal(0, Activation("ReLU6", 1, out _).Derivative(6));
        Assert.Equal(0, Activation("HardTanh", 1, out _).Derivative(-1));
        Assert.Equal(0, Activation("HardSigmoid", 1, out _).Derivative(3));
        Assert.Equal(0, Activation("HardSwish", 1, out _).Derivative(-3));
        Assert.Equal(1, Activation("HardSwish", 1, out _).Derivative(3));
    }

    [Fact]
    public void A_softmax_adds_up_to_one_and_survives_large_numbers()
    {
        double[] y = Compiler.Ops.Softmax.Rows([1000, 1000 + Math.Log(3), 0, 0], 2);
        Compare.Close([0.25, 0.75, 0.5, 0.5], y, Tolerance.TwoFormulas, "softmax");
    }

    [Fact]
    public void Every_activation_is_found_by_its_definition_with_a_number_of_its_own()
    {
        IEnumerable<Type> operations = typeof(Activation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Activation)));
        Assert.All(operations, operation => Assert.Equal(operation, Op(operation.Name, 4, out _).GetType()));
        Assert.Equal(Enumerable.Range(0, ActivationLayer.All.Count),
            ActivationLayer.All.Select(activation => activation.Activation.Number));
    }

    private static Activation Activation(string name, int length, out Value x) => (Activation)Op(name, length, out x);

    /// <summary>By way of the layer, as declarations do.</summary>
    private static Op Op(string name, int length, out Value x)
    {
        x = new Value("x", new Shape(length), ValueKind.Computed);
        var context = new LayerContext(Declare.Chain(Declare.Input(length), Declare.Node(name)), 1, [new Shape(length)],
            problem => Assert.Fail(problem.Message));
        return ActivationLayer.Find(name).Build(new GraphBuilder(training: true, new LayerParameters()), context, [x]).Producer!;
    }
}
