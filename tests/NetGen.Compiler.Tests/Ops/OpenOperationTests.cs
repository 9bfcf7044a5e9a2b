using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Ops;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>
/// An operation says itself all there is to know of it: nothing else asks which it is, and one that the compiler has never heard of is
/// fused, shared, lowered, described and differentiated as its own are.
/// </summary>
public class OpenOperationTests
{
    [Fact]
    public void No_operation_is_distinguished_by_its_type_outside_its_file()
    {
        string[] names = [.. typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op))).Select(type => type.Name)];
        Assert.Contains("MatMul", names);
        Regex tests = Tests(names);
        string folder = Folder(), own = Path.Join(folder, "Ops/"), built = Path.Join(folder, "obj/");
        var found = new List<string>();
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            if (file.StartsWith(own, StringComparison.Ordinal) || file.StartsWith(built, StringComparison.Ordinal)) continue;
            string[] lines = File.ReadAllLines(file);
            for (int i = 0; i < lines.Length; i++)
                if (tests.IsMatch(Code(lines[i]))) found.Add($"{Path.GetRelativePath(folder, file)}:{i + 1}: {lines[i].Trim()}");
        }
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("if (op is MatMul) return;", true)]
    [InlineData("op is not Ops.Assign", true)]
    [InlineData("MatMul or InputGradient => 1,", true)]
    [InlineData("    MatMul { Unroll: var unroll } => 1,", true)]
    [InlineData("    case WeightGradient op:", true)]
    [InlineData("users.OfType<Elementwise>()", true)]
    [InlineData("(Ops.RandomRows)op", true)]
    [InlineData("op as Add", true)]
    [InlineData("type == typeof(Loss)", true)]
    [InlineData("foreach (Elementwise op in ops)", true)]
    [InlineData("graph.Add(new MatMul(x, w, name))", false)]
    [InlineData("// whether it is MatMul", false)]
    [InlineData("Add.OfGradients(a, b)", false)]
    [InlineData("public sealed record LossOfOutput(int Output, Loss Loss)", false)]
    public void The_scan_finds_tests_and_leaves_creations(string line, bool isTest) =>
        Assert.Equal(isTest, Tests("MatMul", "InputGradient", "WeightGradient", "Elementwise", "RandomRows", "Add", "Loss", "Assign")
            .IsMatch(Code(line)));

    /// <summary>Types in patterns, in casts and in queries; a type that begins an arm of a switch.</summary>
    private static Regex Tests(params string[] names)
    {
        string type = $@"(?!VectorOp\.)(\w+\.)*({string.Join("|", names)})\b";
        return new Regex(string.Join("|",
            $@"\b(is|as|not|or|and|case)\s+{type}", $@"\b(OfType|Cast)<{type}", $@"\btypeof\({type}", $@"\({type}\??\)\s*[\w(]",
            $@"\b{type} op\b", $@"^\s*{type}(\s[^;]*)?=>", $@"\bforeach \({type}\s"));
    }

    /// <summary>A line without comments and strings.</summary>
    private static string Code(string line) => Regex.Replace(Regex.Replace(line, "\"(\\\\.|[^\"\\\\])*\"", "\"\""), "//.*", "");

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../src/NetGen.Compiler"));

    [Theory]
    [InlineData(7, 5, 3)]
    [InlineData(16, 20, 1)]
    [InlineData(33, 70, 2)]
    [InlineData(1, 1, 1)]
    public void A_layer_an_activation_and_a_family_of_ones_own_work_on_all_targets(int inputs, int width, int outputs) => WithOwnKinds(() =>
    {
        NodeSpec[] first = [Input(inputs), Dense(width, "RootSigmoid"), Accumulated.Node(width)];
        NodeSpec[] last = [Node("RootSigmoid"), Accumulated.Node(outputs), Node("MeanSquaredError")];
        AgreementTests.Agree(new Trial(Plan([.. first, .. last]), samples: 5), training: false);
    });

    [Fact]
    public void Their_gradients_are_those_of_central_differences()
    {
        Value x = new("x", new Shape(6), ValueKind.Computed), k = new("K1", new Shape(6, 4), ValueKind.Parameter);
        var graph = new Graph();
        Value y = graph.Add(new PrefixSum(graph.Add(new RootSigmoid(graph.Add(new Correlation(x, k, "s1")), "h1")), "p1"));
        var given = new Dictionary<Value, double[]> { [x] = Numbers.Random(18, seed: 1), [k] = Numbers.Random(24, seed: 2) };
        CentralDifferences.Check(graph, y, samples: 3, given, x, k);
    }

    /// <summary>Kernels have the names, parameters and formulas that the operations give them.</summary>
    [Fact]
    public void Their_code_is_in_their_own_words() => WithOwnKinds(() =>
    {
        NetworkSpec spec = Chain(Input(16), Accumulated.Node(20), Node("RootSigmoid"), Dense(3), Node("MeanSquaredError"));
        CompilationResult result = NetworkCompiler.Compile(spec);
        Assert.Empty(result.Problems);
        string passes = result.Files.Single(file => file.Suffix == ".Passes").Text,
            avx2 = result.Files.Single(file => file.Suffix == ".Avx2").Text;
        string[] calls =
        [
            "// Accumulated1:  z1[m,j] = Σₖ x[m,k]·K1[k,j] + b1[j]     x: M×16   K1: 16×20   b1: 20   z1: M×20",
            "// Accumulated1:  h1[m,j] = Σᵢ z1[m,i], i ≤ j     z1: M×20   h1: M×20",
        ];
        string[] kernels =
        [
            "// s[m,j] = Σₖ v[m,k]·K[k,j] + b[j]",
            "Correlated(ref float v, nuint vStride, ref float K, nuint KStride, nuint KPanel, nuint terms, "
            + "ref float b, ref float s, nuint sStride, ",
            "// h[m,j] = Σᵢ z[m,i], i ≤ j",
            "PrefixSum(ref float z, ref float h, nuint samples)",
            "RootSigmoidGradient",
        ];
        Assert.All(calls, line => Assert.Contains(line, passes, StringComparison.Ordinal));
        Assert.All(kernels, line => Assert.Contains(line, avx2, StringComparison.Ordinal));
    });

    /// <summary>Kinds that a test brings are known while it runs.</summary>
    private static void WithOwnKinds(Action test)
    {
        LayerRegistry.Bring(new Accumulated(), new ActivationLayer(RootSigmoid.Definition));
        try
        {
            test();
        }
        finally
        {
            LayerRegistry.Bring();
        }
    }

    [Fact]
    public void What_no_one_brings_is_not_known()
    {
        Assert.Null(LayerRegistry.FindLayer("Accumulated"));
        Assert.NotEmpty(NetworkCompiler.Check(Chain(Input(3), Dense(2, "RootSigmoid"))));
    }

    /// <summary>p = the sums so far of x·K + b.</summary>
    private sealed class Accumulated : LayerKind
    {
        private static readonly KindArgument<int> units = new("Units", "How many values come out.");

        public override Definition Definition { get; } = new("p = the sums so far of x·K + b.", "", units);

        public static NodeSpec Node(int units) => Declare.Node("Accumulated", ("Units", units));

        public override Shape? Infer(LayerContext context) => new Shape(context.Value(units));

        public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs)
        {
            Value x = inputs[0];
            int width = context.Value(units);
            Value kernel = graph.Parameter(context, "Weight", "K", new Shape(x.Length, width), "GlorotUniform", x.Length, width,
                double.NaN);
            Value bias = graph.Parameter(context, "Bias", "b", new Shape(width), "Zeros", x.Length, width, double.NaN);
            Value z = graph.Add(new AddBias(graph.Add(new Correlation(x, kernel, graph.Numbered("s")), context), bias, graph.Numbered("z")),
                context);
            return graph.Add(new PrefixSum(z, graph.Numbered("h")), context);
        }

        public override long ParameterCount(LayerContext context, Shape output) => (context.Input.Length + 1L) * output.Length;
    }

    /// <summary>A product with roles of its own.</summary>
    private sealed class Correlation(Value x, Value kernel, ValueName outputName) : Op([x, kernel], outputName, new Shape(kernel.Shape[1]))
    {
        public override MatrixProduct Product
        {
            get
            {
                (Axis m, Axis k, Axis j) = (Axis.Samples, Axis.Inputs(Inputs[0].Length), Axis.Outputs(Output.Length));
                return new(new("s", Output, m, j), k, new("v", Inputs[0], m, k), new("K", Inputs[1], k, j))
                {
                    Unroll = Unroll.Never, NameWithBias = "Correlated",
                };
            }
        }

        public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
        {
            if (wanted(Inputs[1])) yield return (Inputs[1], graph.Add(new WeightGradient(Inputs[0], dy, Inputs[1]), Layer));
            if (wanted(Inputs[0])) yield return (Inputs[0], graph.Add(new InputGradient(dy, Inputs[1], Inputs[0]), Layer));
        }

        public override void Evaluate(Evaluation on)
        {
            var same = new MatMul(Inputs[0], Inputs[1], "same");
            same.Evaluate(on);
            on[Output] = on[same.Output];
        }
    }

    /// <summary>A family: each value of a row goes on from the one before it.</summary>
    private abstract class Scan(Value x, ValueName outputName) : Op([x], outputName, x.Shape)
    {
        /// <summary>The place of step i.</summary>
        protected abstract Index At(Index i);

        public sealed override void Lower(RowKernel row)
        {
            row.Store(Output, At(0), row.Scalar(Inputs[0], At(0)));
            row.Kernel.Loop("i", 1, Output.Length, 1,
                i => row.Store(Output, At(i), row.Scalar(Output, At(i + -1)) + row.Scalar(Inputs[0], At(i))));
        }

        public sealed override void Evaluate(Evaluation on)
        {
            double[] x = on[Inputs[0]], y = new double[x.Length];
            for (int m = 0; m < on.Samples; m++)
            {
                double sum = 0;
                for (int i = 0; i < Output.Length; i++)
                {
                    int at = m * Output.Length + At(i).Constant;
                    y[at] = sum += x[at];
                }
            }
            on[Output] = y;
        }
    }

    private sealed class PrefixSum(Value x, ValueName outputName) : Scan(x, outputName)
    {
        public override IReadOnlyList<Formula> Formulas => [$"{Output}[m,j] = Σᵢ {Inputs[0]}[m,i], i ≤ j"];

        protected override Index At(Index i) => i;

        public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) =>
            [(Inputs[0], graph.Add(new SuffixSum(dy, "d" + Inputs[0].Name), Layer))];
    }

    private sealed class SuffixSum(Value x, ValueName outputName) : Scan(x, outputName)
    {
        public override IReadOnlyList<Formula> Formulas => [$"{Output}[m,j] = Σᵢ {Inputs[0]}[m,i], i ≥ j"];

        protected override Index At(Index i) => i * -1 + (Output.Length - 1);
    }

    /// <summary>y = x / √(1 + x²).</summary>
    private sealed class RootSigmoid(Value x, ValueName outputName) : Activation(x, outputName)
    {
        public static ActivationDefinition Definition { get; } = new("RootSigmoid", 1000, (x, name, _) => new RootSigmoid(x, name))
        {
            Summary = "A sigmoid of a root: y = x / √(1 + x²), between −1 and 1",
            Remarks = "Derivative: 1 / (1 + x²)^1.5.",
        };

        public override string Symbol => "root_sigmoid";

        public override double Function(double x) => x / Math.Sqrt(1 + x * x);

        public override double Derivative(double x) => 1 / Math.Pow(1 + x * x, 1.5);

        protected override Expression Lower(KernelBuilder kernel, Expression x) => x / Root(kernel, x);

        public override Expression LowerGradient(KernelBuilder kernel, Expression dy, Expression x)
        {
            Local root = Root(kernel, x);
            return dy / (root * root * root);
        }

        private static Local Root(KernelBuilder kernel, Expression x) =>
            kernel.Let("root", Expression.Of(VectorOp.Sqrt, Expression.Fma(x, x, Expression.Vector(1))));
    }
}
