using NetGen.Compiler;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.Tests.Parsing;

/// <summary>What the compiler gets of a declaration.</summary>
public class ParserTests
{
    /// <summary>The specifications that reach the compiler.</summary>
    internal static IReadOnlyList<NetworkSpec> Specs(params IReadOnlyList<string> sources)
    {
        List<NetworkSpec> specs = [];
        Generate.Run(sources, generator: new NetworkGenerator(spec =>
        {
            lock (specs) specs.Add(spec);
            return new CompilationResult(default, []);
        }));
        return specs;
    }

    private static NetworkSpec Spec(string source) => Assert.Single(Specs("using NetGen;\n" + source));

    private static string Show(NodeSpec node) =>
        $"{node.Kind} {node.Name}({string.Join(", ", node.Inputs)})"
        + string.Concat(node.Arguments.Select(a => $" {a.Name}={Show(a.Value)}"));

    private static string Show(object value) => value switch
    {
        EquatableArray<int> sizes => "[" + string.Join(",", sizes) + "]",
        IFormattable number => value.GetType().Name + ":" + number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    [Fact]
    public void A_chain_is_read_from_top_to_bottom()
    {
        NetworkSpec spec = Spec("""
            namespace Samples;
            [Network]
            [Input(28, 28)]
            [Flatten]
            [Dense(64, Activation.ReLU), Dropout(0.25)]
            [Dense(10, Bias = false, Initializer = Initializer.Normal, InitializerValue = 0.01)]
            [Softmax]
            [CrossEntropy(Targets.Distributions, Weight = 2)]
            sealed partial class Classifier;
            """);
        Assert.Equal(("Samples", "Classifier", "Samples.Classifier", "PyTorch", false),
            (spec.Namespace, spec.Name, spec.MetadataName, spec.Defaults, spec.Checks));
        Assert.Equal(
            [
                "Input Input() Shape=[28,28]",
                "Flatten Flatten1(Input)",
                "Dense Dense1(Flatten1) Units=Int32:64 Activation=ReLU",
                "Dropout Dropout1(Dense1) Rate=Double:0.25",
                "Dense Dense2(Dropout1) Units=Int32:10 Bias=False Initializer=Normal InitializerValue=Double:0.01",
                "Softmax Softmax1(Dense2)",
                "CrossEntropy CrossEntropy(Softmax1) Targets=Distributions Weight=Double:2",
            ],
            spec.Nodes.Select(Show));
    }

    [Fact]
    public void The_network_s_own_arguments_are_read()
    {
        NetworkSpec spec = Spec("[Network(Defaults.Keras, Checks = true), Input(1), Dense(1)] sealed partial class Net;");
        Assert.Equal(("Keras", true), (spec.Defaults, spec.Checks));
    }

    [Theory]
    [InlineData("Dense(units: 3)", "Units=Int32:3")]
    [InlineData("Dense(activation: Activation.Tanh, units: 3)", "Activation=Tanh Units=Int32:3")]
    [InlineData("Dense(1 + 2, (Activation)4)", "Units=Int32:3 Activation=Tanh")]
    [InlineData("Dense(3, (Activation)77)", "Units=Int32:3 Activation=77")]
    [InlineData("Dense('a')", "Units=Int32:97")]
    [InlineData("Dropout(1)", "Rate=Double:1")]
    [InlineData("Dropout(1f / 4)", "Rate=Double:0.25")]
    [InlineData("Dropout", "")]
    [InlineData("LeakyReLUAttribute(-0.5)", "Slope=Double:-0.5")]
    [InlineData("NetGen.Dropout(rate: double.NaN)", "Rate=Double:NaN")]
    public void Only_what_is_written_is_there_by_its_Pascal_name(string layer, string arguments) =>
        Assert.Equal(arguments,
            string.Join(" ",
                Spec($"[Network, Input(4), {layer}] sealed partial class Net;").Nodes[1].Arguments.Select(
                    a => $"{a.Name}={Show(a.Value)}")));

    [Theory]
    [InlineData("Input(1, 2, 3)", "[1,2,3]")]
    [InlineData("Input(new[] { 4, 5 })", "[4,5]")]
    [InlineData("Input(shape: [6])", "[6]")]
    [InlineData("Input(null!)", "[]")]
    public void Sizes_may_be_written_as_any_array(string input, string sizes) =>
        Assert.Equal(sizes, Show(Spec($"[Network, {input}, Dense(1)] sealed partial class Net;").Nodes[0].Arguments.Single().Value));

    [Fact]
    public void Constants_and_aliases_are_seen_through()
    {
        NetworkSpec spec =
            Spec("using Full = NetGen.DenseAttribute;\nstatic class Sizes { public const int Hidden = 7; }\n"
                + "[Network, Input(4), Full(Sizes.Hidden)] sealed partial class Net;");
        Assert.Equal("Dense Dense1(Input) Units=Int32:7", Show(spec.Nodes[1]));
    }

    [Fact]
    public void A_loss_is_passed_over_by_what_is_below()
    {
        NetworkSpec spec = Spec("[Network, Input(4), Dense(2), MeanSquaredError, Dense(1), MeanSquaredError] sealed partial class Net;");
        Assert.Equal(
            ["Input Input()", "Dense Dense1(Input)", "MeanSquaredError MeanSquaredError(Dense1)", "Dense Dense2(Dense1)",
                "MeanSquaredError MeanSquaredError2(Dense2)"],
            spec.Nodes.Select(node => Show(node with { Arguments = default })));
    }

    [Theory]
    [InlineData("namespace @event.N; [Network, Input(1), Dense(1)] partial class @class;", "@event.N", "", "@class", "event.N.class")]
    [InlineData("[Network, Input(1), Dense(1)] partial class Net;", "", "", "Net", "Net")]
    [InlineData(
        "namespace A { public partial class B<T> where T : struct { protected internal partial record struct C<U> { [Network, Input(1), "
        + "Dense(1)] partial class Net; } } }",
        "A", "partial class B<T>|partial record struct C<U>", "Net", "A.B`1+C`1+Net")]
    [InlineData("partial interface I<@in> { [Network, Input(1), Dense(1)] partial class Net; }", "", "partial interface I<@in>",
        "Net", "I`1+Net")]
    [InlineData("static partial class @record { [Network, Input(1), Dense(1)] internal partial class Net; }", "", "partial class @record",
        "Net", "record+Net")]
    public void Names_are_as_code_and_metadata_write_them(string source, string @namespace, string containers, string name,
        string metadataName)
    {
        NetworkSpec spec = Spec(source);
        Assert.Equal((@namespace, containers, name, metadataName),
            (spec.Namespace, string.Join("|", spec.Containers), spec.Name, spec.MetadataName));
    }

    [Fact]
    public void Every_attribute_of_the_library_is_read_without_being_known()
    {
        // The parser has no list; this one is made of the library's own types, each with ones for what it must be given.
        Type[] attributes = [.. typeof(NodeAttribute).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(NodeAttribute)) && !type.IsAbstract && !type.IsGenericType)];
        Assert.True(attributes.Length >= 16);
        string written = string.Join(", ",
            attributes.Select(type => type.Name
                + (type == typeof(DenseAttribute) || type == typeof(InputAttribute) ? "(1)"
                    : type == typeof(SharedAttribute) ? "(\"A\")" : "")));
        Assert.Equal(attributes.Select(type => type.Name.Replace("Attribute", "")),
            Spec($"[Network, {written}] sealed partial class Net;").Nodes.Select(node => node.Kind));
    }

    [Fact]
    public void Attributes_of_others_are_no_layers() =>
        Assert.Equal(2,
            Spec("[System.Serializable, Network, Input(1), My.Dense, Dense(1)] sealed partial class Net;\n"
                + "namespace My { class DenseAttribute : System.Attribute; }").Nodes.Count);

    [Fact]
    public void Only_the_declaration_that_has_Network_speaks() =>
        Assert.Single(Specs("using NetGen;\n[Network, Input(1), Dense(1)] sealed partial class Net;", "sealed partial class Net;",
            "using NetGen;\n[Network] sealed partial class Net;"));
}
