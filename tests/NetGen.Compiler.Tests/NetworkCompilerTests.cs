using System.Globalization;
using NetGen.Compiler.Declarations;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>The same declaration gives the same text on every machine, and a declaration with mistakes gives a file that throws.</summary>
public class NetworkCompilerTests
{
    private static readonly NetworkSpec Network = Chain(
        Input(7), Dense(33, "GELU"), Node("Dropout", ("Rate", 0.25)), Dense(66, "LeakyReLU"), Dense(3, "Softmax"),
        Node("CrossEntropy", ("Weight", 0.5)));

    [Fact]
    public void A_network_is_a_surface_and_a_file_for_each_target()
    {
        CompilationResult result = NetworkCompiler.Compile(Network);
        Assert.Empty(result.Problems);
        Assert.Equal(["", ".Description", ".Passes", ".Avx512", ".Avx2", ".Neon", ".Portable"], result.Files.Select(file => file.Suffix));
        Assert.All(result.Files, file => Assert.Contains("partial class Net", file.Text));
    }

    /// <summary>Layers of one kind share their kernels, whatever their sizes: ten layers are not ten times the text.</summary>
    [Fact]
    public void Text_grows_with_the_kernels_that_differ()
    {
        int[] widths = [128, 128, 128, 64, 64, 64, 64, 32, 32];
        CompilationResult deep = NetworkCompiler.Compile(
            Chain([Input(100), .. widths.Select(width => Dense(width, "ReLU")), Dense(1), Node("MeanSquaredError")]));
        Assert.Empty(deep.Problems);
        int[] lines = [.. deep.Files.Skip(2).Select(file => file.Text.Split('\n').Length)];
        Assert.True(lines.Sum() <= 3030, $"{lines.Sum()} lines over all targets ({string.Join(", ", lines)})");
    }

    [Fact]
    public void Double_precision_is_there_only_where_checks_are_asked_for()
    {
        CompilationResult result = NetworkCompiler.Compile(Network with { Checks = true });
        Assert.Equal(["", ".Description", ".Passes", ".Avx512", ".Avx2", ".Neon", ".Portable", ".Checks"],
            result.Files.Select(file => file.Suffix));
        Assert.Contains("ref double", result.Files[^1].Text);
        Assert.DoesNotContain("float",
            string.Join('\n',
                result.Files[^1].Text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))));
        Assert.All(NetworkCompiler.Compile(Network).Files.Skip(1), file => Assert.DoesNotContain("ref double", file.Text));
    }

    [Fact]
    public void A_declaration_with_mistakes_is_one_file_that_throws()
    {
        CompilationResult result = NetworkCompiler.Compile(Chain(Input(7), Dense(0)));
        Assert.Equal("NG1106", Assert.Single(result.Problems).Rule.Id);
        GeneratedFile file = Assert.Single(result.Files);
        Assert.Equal("", file.Suffix);
        Assert.Contains("throw ErrorsInDeclaration()", file.Text);
    }

    [Fact]
    public void Check_says_what_Compile_says() =>
        Assert.Equal(NetworkCompiler.Compile(Chain(Input(7), Dense(0))).Problems, NetworkCompiler.Check(Chain(Input(7), Dense(0))));

    [Fact]
    public void A_declaration_always_gives_the_same_text() =>
        Assert.Equal(Texts(Network), Texts(Network with { Nodes = new(Network.Nodes) }));

    /// <summary>A culture with the minus sign of typography, decimal commas and dots between thousands.</summary>
    [Fact]
    public void Culture_changes_nothing()
    {
        string[] expected = Texts(Network);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeInfinitySymbol = "-\u221E";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("\u22121,5", (-1.5).ToString());
            Assert.Equal(expected, Texts(Network));
            Assert.Equal("Dropout 'Dropout1' drops a share of -0.5: it must be at least 0 and below 1 (0.5 drops half of the units)",
                Assert.Single(NetworkCompiler.Check(Chain(Input(2), Node("Dropout", ("Rate", -0.5))))).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lines_end_with_a_line_feed_and_nothing_before_it() => Assert.All(Texts(Network with { Checks = true }), text =>
    {
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\t', text);
        Assert.EndsWith("}\n", text);
        Assert.DoesNotContain(text.Split('\n'), line => line.EndsWith(' '));
    });

    /// <summary>
    /// Two layers of one shape, and forward for training and for Predict, share what they can: text grows with distinct kernels only.
    /// </summary>
    [Fact]
    public void Kernels_of_a_file_have_names_of_their_own() =>
        Assert.All(NetworkCompiler.Compile(Network with { Checks = true }).Files.Skip(2), file =>
    {
        var methods = file.Text.Split('\n').Where(line => line.Contains(" static void ") && line.EndsWith(')'))
            .Select(line => line.Trim()).ToList();
        Assert.NotEmpty(methods);
        Assert.Equal(methods.Count, methods.Distinct().Count());
    });

    [Fact]
    public void Specs_are_equal_by_value()
    {
        NetworkSpec same = Chain(Input(7), Dense(3, "ReLU")), again = Chain(Input(7), Dense(3, "ReLU")),
            other = Chain(Input(7), Dense(4, "ReLU"));
        Assert.Equal(same, again);
        Assert.Equal(same.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(same, other);
        Assert.NotEqual(same, same with { Checks = true });
        Assert.Equal(EquatableArray<int>.Empty, new EquatableArray<int>([]));
        Assert.Equal(EquatableArray<int>.Empty.GetHashCode(), new EquatableArray<int>([]).GetHashCode());
    }

    private static string[] Texts(NetworkSpec spec) => NetworkCompiler.Compile(spec).Files.Select(file => file.Text).ToArray();
}
