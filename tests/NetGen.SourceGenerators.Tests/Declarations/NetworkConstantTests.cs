using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Declarations;

/// <summary>
/// Constants that NetGen generates may be used in other declarations; what the generator cannot read is an error, and never a stub in
/// silence.
/// </summary>
public class NetworkConstantTests
{
    private const string Encoder =
        "using NetGen;\nusing static Shared.Encoder;\nnamespace Shared { [Network, Input(10), Dense(3, Activation.Tanh), "
        + "MeanSquaredError] partial class Encoder; }\n";

    /// <summary>The argument, and the constant it is.</summary>
    [Theory]
    [InlineData("Shared.Encoder.OutputLength", "", 3)]
    [InlineData("global::Shared.Encoder.InputLength", "", 10)]
    [InlineData("Shared.Encoder.ParameterCount", "", 33)]
    [InlineData("Held.K", "class Held { public const int K = OutputLength; }", 3)]
    [InlineData("Shared.Encoder.OutputLength * 2 + 1", "", 7)]
    [InlineData("(int)(Shared.Encoder.OutputLength + 0.5)", "", 3)]
    [InlineData("Sizes.Twice", "static class Sizes { public const int Twice = 2 * Once, Once = Shared.Encoder.OutputLength; }", 6)]
    [InlineData("Hidden", "", 6, "const int Hidden = 2 * Shared.Encoder.TargetLength;")]
    [InlineData("(int)Size.Small", "enum Size { Small = Shared.Encoder.OutputLength }", 3)]
    [InlineData("Middle.OutputLength",
        "[Network, Input(Shared.Encoder.OutputLength), Dense(Shared.Encoder.InputLength)] partial class Middle;", 10)]
    [InlineData("Two.ClickLength",
        "[Network] partial class Two { [Input(4)] public partial Input X { get; } [Dense(7), Output] public partial Dense Click { get; "
        + "} [Dense(2), Output] public partial Dense Kind { get; } }", 7)]
    [InlineData("Outer.Inner.OutputLength", "partial class Outer { [Network, Input(2), Dense(5)] internal partial class Inner; }", 5)]
    public void A_constant_of_another_network_is_its_value(string argument, string others, int value, string member = "")
    {
        string decoder =
            $"[Network, Input({argument}), Dense(2), Apply<Wide>] partial class Decoder {{ {member} }}\n"
            + $"[Block, Dense({(member.Length > 0 ? "3" : argument)})] partial class Wide;\n";
        Generated generated = Generate.Run([Encoder + others + "\n" + decoder], generator: Generate.OnlySurfaces);
        Assert.Empty(Stubs.In(generated.Result));
        Assert.Contains($"public const int InputLength = {value};", generated.Files["Decoder.g.cs"]);
        Assert.Empty(generated.Build()
            .Where(message => message.Location.GetLineSpan().Path.StartsWith("/source/", StringComparison.Ordinal)
                && message.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void The_files_may_be_in_any_order() =>
        Assert.Contains("public const int InputLength = 3;",
            Generate.Run(["using NetGen;\n[Network, Input(Shared.Encoder.OutputLength), Dense(2)] partial class Decoder;", Encoder],
                generator: Generate.OnlySurfaces).Files["Decoder.g.cs"]);

    [Fact]
    public void An_edit_of_the_other_network_reaches_this_one()
    {
        CSharpCompilation compilation = Generate.Compilation(
            [Encoder, "using NetGen;\n[Network, Input(Shared.Encoder.OutputLength), Dense(2)] partial class Decoder;"]);
        GeneratorDriver driver = Generate.Driver(Generate.OnlySurfaces).RunGenerators(compilation);
        compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Generate.Tree(Encoder.Replace("Dense(3", "Dense(4")));
        Assert.Contains("public const int InputLength = 4;",
            driver.RunGenerators(compilation)
            .GetRunResult().Results.Single().GeneratedSources.Single(file => file.HintName == "Decoder.g.cs").SourceText.ToString());
    }

    private static IEnumerable<(string Id, string Underlined)> Messages(string source, BuildProperties? properties = null,
        CSharpParseOptions? parse = null)
    {
        Generated generated = Generate.Run([source], parse: parse, properties: properties, generator: Generate.OnlySurfaces);
        return generated.Build()
            .Where(message => message.Location.GetLineSpan().Path.StartsWith("/source/", StringComparison.Ordinal)
                && message.Severity == DiagnosticSeverity.Error)
            .Select(message => (message.Id, generated.Underlined(message)));
    }

    public static TheoryData<string> Ways => ["editor", "build", "without analyzers"];

    private static IEnumerable<(string Id, string Underlined)> MessagesIn(string way, string source) => Messages(
        source, way == "without analyzers" ? new BuildProperties(("RunAnalyzers", "false")) : null,
        way == "build" ? Generate.InBuild : null);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Sizes_that_depend_on_themselves_are_errors_at_each_argument(string way) => Assert.Equal(
        [("NG1114", "B.OutputLength"), ("NG1114", "A.InputLength"), ("NG1114", "C.K"), ("NG1114", "InputLength")],
        MessagesIn(way, """
            using NetGen;
            [Network, Input(B.OutputLength), Dense(2)] partial class A;
            [Network, Input(4), Dense(A.InputLength)] partial class B;
            [Network, Input(4), Dense(C.K), LayerNorm] partial class C { public const int K = C.ParameterCount; }
            [Network, Input(4), Dense(InputLength)] partial class D;
            """));

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_network_that_uses_one_with_mistakes_is_not_told_of_them(string way) => Assert.Equal(
        [("NG1106", "0")],
        MessagesIn(way, """
            using NetGen;
            [Network, Input(4), Dense(0)] partial class Wrong;
            [Network, Input(Wrong.OutputLength), LayerNorm] partial class Follows;
            [Network, Input(Follows.OutputLength), LayerNorm] partial class Last;
            """));

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_null_among_names_is_an_error_at_the_null(string way) => Assert.Equal(
        [("NG1113", "null!"), ("NG1113", "new string[] { null! }"), ("NG1113", "null!")],
        MessagesIn(way, """
            using NetGen;
            [Network] partial class Net
            {
                [Input(4)] public partial Input X { get; }
                [Add(nameof(X), null!)] public partial Layer A { get; }
                [Concat(new string[] { null! })] public partial Layer B { get; }
                [Apply] public partial Sum C { get; }
            }
            [Block] partial class Sum
            {
                [Dense(3)] public partial Dense A { get; }
                [Add(null!, nameof(A))] public partial Layer B { get; }
            }
            """));

    [Theory]
    [MemberData(nameof(Ways))]
    public void An_indexer_is_no_layer(string way)
    {
        foreach (string attribute in (string[])["CosineSimilarity", "Dense(2)", "Input(3)", "Dense(2), CosineSimilarity",
            "MeanSquaredError, Output"])
        {
            var messages = MessagesIn(way,
                $"using NetGen;\n[Network] partial class Net\n{{\n    [{attribute}] public partial Input this[int i] {{ get; }}\n}}")
                .ToList();
            Assert.Contains(("NG1115", "this"), messages);
        }
    }

    /// <summary>Another generator's code, which NetGen does not see while it reads.</summary>
    private sealed class Other(string text) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, (output, _) => output.AddSource("Other.g.cs", text));
    }

    [Theory]
    [InlineData("partial class Sizes { public const int Hidden = 5; }",
        "[Network, Input(4), Dense(Sizes.Hidden)] partial class Net; partial class Sizes;", "Sizes.Hidden")]
    [InlineData("partial class Base { public const int Hidden = 5; }",
        "[Network, Input(4), Dense(Sizes.Hidden)] partial class Net; class Sizes : Base; partial class Base;", "Sizes.Hidden")]
    [InlineData("class Sizes { public const int Hidden = 5; }", "[Network, Input(4), Dense(Sizes.Hidden + 1)] partial class Net;",
        "Sizes.Hidden + 1")]
    [InlineData("class Sizes { public const int Hidden = 5; }", "[Network, Input(4), Dense(global::Sizes.Hidden)] partial class Net;",
        "global::Sizes.Hidden")]
    [InlineData("namespace Made; class Sizes { public const int Hidden = 5; }",
        "[Network, Input(4), Dense(Made.Sizes.Hidden)] partial class Net; namespace Made { class Other; }", "Made.Sizes.Hidden")]
    [InlineData("global using static Sizes; class Sizes { public const int Hidden = 5; }",
        "[Network, Input(4), Dense(Hidden)] partial class Net;", "Hidden")]
    [InlineData("class Sizes { public const int Hidden = 5; }",
        "[Network, Input(4), Dense(Own.K)] partial class Net; class Own { public const int K = 2 * Sizes.Hidden; }", "Own.K")]
    [InlineData("partial class Net { public const int Hidden = 5; }", "[Network, Input(4), Dense(Hidden)] partial class Net;", "Hidden")]
    [InlineData("enum Size { Small = 5 }", "[Network, Input(4), Dense((int)Size.Small)] partial class Net;", "(int)Size.Small")]
    [InlineData("class Sizes { public const Activation Own = Activation.ReLU; }",
        "[Network, Input(4), Dense(2, activation: Sizes.Own)] partial class Net;", "activation: Sizes.Own")]
    [InlineData("class Sizes { public const bool Bias = false; }", "[Network, Input(4), Dense(2, Bias = Sizes.Bias)] partial class Net;",
        "Bias = Sizes.Bias")]
    [InlineData("class Sizes { public const bool Checks = true; }",
        "[Network(Checks = Sizes.Checks), Input(4), Dense(2)] partial class Net;", "Checks = Sizes.Checks")]
    [InlineData("class FooAttribute : System.Attribute;", "[Network, Foo, Input(4), Dense(2)] partial class Net;", "Foo")]
    [InlineData("class FooAttribute : System.Attribute;",
        "[Network, Input(4), Dense(2), FooAttribute] partial class Net { int ErrorsInDeclaration => 1; }", "FooAttribute")]
    [InlineData("namespace Made; class FooAttribute : System.Attribute;",
        "[Network, Made.Foo, Input(4), Dense(2)] partial class Net;", "Made.Foo")]
    [InlineData("class FooAttribute : System.Attribute;",
        "[Network] partial class Net { [Input(4)] public partial Input X { get; } [Foo, Dense(2)] public partial Dense Y { get; } }",
        "Foo")]
    [InlineData("[NetGen.Block, NetGen.Dense(4)] partial class Step;",
        "[Network, Input(4), Residual<Step>, Dense(2)] partial class Net;", "Step")]
    [InlineData("[NetGen.Block, NetGen.Dense(4)] partial class Step;",
        "[Network] partial class Net { [Input(4)] public partial Input X { get; } [Residual<Step>] public partial Layer Y { get; } "
        + "[Dense(2)] public partial Dense Z { get; } }", "Step")]
    [InlineData("class Sizes { public const int Hidden = 4; }",
        "[Network, Input(4), Residual<Step>, Dense(2)] partial class Net; [Block, Dense(Sizes.Hidden)] partial class Step;",
        "Sizes.Hidden")]
    [InlineData("class Sizes { public const int Hidden = 4; }",
        "[Block] partial class Step { [Dense(Sizes.Hidden)] public partial Dense Y { get; } }", "Sizes.Hidden")]
    [InlineData("class FooAttribute : System.Attribute;", "[Block, Foo, Dense(4)] partial class Step;", "Foo")]
    [InlineData("[NetGen.Block, NetGen.Dense(4)] partial class Inner;", "[Block, Residual<Inner>] partial class Step;", "Inner")]
    public async Task What_another_generator_writes_is_named(string text, string source, string underlined)
    {
        text = "using NetGen;\n" + text;
        if (text.Contains("global using", StringComparison.Ordinal)) text = text.Replace("using NetGen;\n", "");
        foreach (string way in (string[])["editor", "build", "without analyzers"])
        {
            CSharpParseOptions parse = way == "build" ? Generate.InBuild : Generate.ParseOptions;
            BuildProperties properties = way == "without analyzers" ? new(("RunAnalyzers", "false")) : new();
            CSharpCompilation compilation = Generate.Compilation(["using NetGen;\n" + source], parse);
            GeneratorDriver driver = CSharpGeneratorDriver
                .Create([Generate.OnlySurfaces.AsSourceGenerator(), new Other(text).AsSourceGenerator()], parseOptions: parse,
                    optionsProvider: properties)
                .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out var reported);
            Assert.NotEmpty(driver.GetRunResult().Results.SelectMany(Stubs.In));
            Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(one => one.Severity == DiagnosticSeverity.Error));
            var analyzed = await output.WithAnalyzers([new NetGen.SourceGenerators.Diagnostics.NetworkAnalyzer()],
                new AnalyzerOptions([], properties))
                .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            Diagnostic message = Assert.Single(reported.Concat(analyzed), message => message.Severity == DiagnosticSeverity.Error);
            string at = message.Location.SourceTree?.GetText(TestContext.Current.CancellationToken).ToString(message.Location.SourceSpan)
                ?? ("using NetGen;\n" + source).Substring(message.Location.SourceSpan.Start, message.Location.SourceSpan.Length);
            Assert.Equal((way, "NG1112", underlined), (way, message.Id, at));
        }
    }

    /// <summary>No one can add a member to a type of the library's, nor a value to what has none.</summary>
    [Theory]
    [InlineData("Dense(3, Activation.Nothing)", "CS0117")]
    [InlineData("Dense(\"3\")", "CS1503")]
    [InlineData("Dense(Whole.None)", "CS0117")]
    [InlineData("Dense()", "CS7036")]
    [InlineData("Dense(,)", "CS1525")]
    public void Without_analyzers_what_no_one_can_bring_is_C_s_to_report(string layer, string id) =>
        Assert.DoesNotContain("NG1112", AllOf(layer, id));

    /// <summary>An error alongside C#'s own is the price of never leaving a stub in silence; NG3120 will do instead.</summary>
    [Theory]
    [InlineData("Dense(Nothing)", "CS0103", "NG1112")]
    [InlineData("Foo", "CS0246", "NG1112")]
    [InlineData("Linear(3)", "CS0246", "NG3120")]
    public void Without_analyzers_what_may_come_is_reported_besides(string layer, string id, string other) =>
        Assert.Equal([other], AllOf(layer, id).Where(one => one.StartsWith("NG", StringComparison.Ordinal)));

    private static IReadOnlyList<string> AllOf(string layer, string expected)
    {
        string[] ids =
            [.. Messages($"using NetGen;\n[Network, Input(4), {layer}] partial class Net; class Whole;",
                new BuildProperties(("RunAnalyzers", "false")))
            .Select(message => message.Id)];
        Assert.Contains(expected, ids);
        return ids;
    }
}
