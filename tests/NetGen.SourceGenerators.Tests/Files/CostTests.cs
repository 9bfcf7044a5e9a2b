using NetGen.CodeFixes;
using NetGen.SourceGenerators.Diagnostics;
using NetGen.SourceGenerators.Tests.Fixes;

namespace NetGen.SourceGenerators.Tests.Files;

/// <summary>A network over its budget is an error, and a report of costs that is out of date is found and rewritten.</summary>
public class CostTests
{
    private static string Net(string budget) =>
        $"using NetGen;\n[Network, {budget}, Input(4), Dense(8, Activation.ReLU), Dense(3), SoftmaxCrossEntropy] sealed partial class Net;";

    [Theory]
    [InlineData("MaxParameters = 66",
        "Network 'Net' has 67 parameters, and its budget is 66: make its layers smaller, or raise MaxParameters")]
    [InlineData("MaxFlops = 100",
        "Network 'Net' has 120 FLOPs per sample, and its budget is 100: make its layers smaller, or raise MaxFlops")]
    public void A_network_over_its_budget_is_an_error(string limit, string message) =>
        Expect.One("NG6001", limit, message, Net($"Budget({limit})"));

    /// <summary>As many as the report says.</summary>
    [Fact]
    public void A_network_of_too_many_bytes_is_an_error()
    {
        string bytes = System.Text.RegularExpressions.Regex.Match(Report, "bytes to predict +([0-9,]+)").Groups[1].Value;
        Expect.One("NG6001", "MaxBytes = 1000",
            $"Network 'Net' has {bytes} bytes, and its budget is 1,000: make its layers smaller, or raise MaxBytes",
            Net("Budget(MaxBytes = 1000)"));
    }

    [Fact]
    public void Every_limit_is_checked() =>
        Expect.Ids(["NG6001", "NG6001", "NG6001"], Net("Budget(MaxParameters = 1, MaxFlops = 1, MaxBytes = 1)"));

    [Theory]
    [InlineData("Budget")]
    [InlineData("Budget(MaxParameters = 67, MaxFlops = 120, MaxBytes = 1000000)")]
    public void A_network_within_its_budget_is_silent(string budget) => Expect.None(Net(budget));

    private static IReadOnlyList<string> Say(string name, string content) =>
        [.. Generate.Run([Net("Budget")], generator: Generate.WithoutKernels, files: [new ProjectFile("/source/" + name, content)]).Build()
            .Select(d => d.Id)];

    private static string Report => Compiler.Costs.NetworkReport.Of(Parsing.ParserTests.Specs(Net("Budget")).Single())!;

    [Fact]
    public void A_report_that_is_right_is_silent_whatever_its_line_ends()
    {
        Assert.Empty(Say("Net.netgen.txt", Report));
        Assert.Empty(Say("Net.netgen.txt", Report.ReplaceLineEndings("\r\n").TrimEnd()));
        Assert.Empty(Say("notes.txt", "anything"));
    }

    [Fact]
    public void A_report_that_differs_or_belongs_to_nothing_is_doubted()
    {
        Assert.Equal(["NG6002"], Say("Net.netgen.txt", ""));
        Assert.Equal(["NG6002"], Say("Net.netgen.txt", Report.Replace("67", "68")));
        Assert.Equal(["NG6003"], Say("Other.netgen.txt", Report));
    }

    [Fact]
    public void The_report_says_what_it_costs_and_draws_it()
    {
        Assert.Contains("parameters                     67\n", Report);
        Assert.Contains("FLOPs per sample                120\n", Report);
        Assert.Contains("dense1.weight  [8, 4]", Report);
        Assert.Contains("    n0 --> n1\n", Report);
        Assert.Contains("n3([\"SoftmaxCrossEntropy\"])", Report);
    }

    private const string Deep = """
        using NetGen;
        [Block, Dense(Given.Width, Activation.Tanh)] sealed partial class Step;
        /// <summary>The user's own words.</summary>
        [Network] sealed partial class Deep
        {
            [Input(2, 3)] public partial Input Left { get; }
            [Flatten] public partial Layer Flat { get; }
            [Input(6)] public partial Input Right { get; }
            [Add(nameof(Flat), nameof(Right))] public partial Layer Sum { get; }
            [Repeat<Step>(3)] public partial Repeat<Step> Trunk { get; }
            [Dense(4, Activation.ReLU, Bias = false)] public partial Dense Hidden { get; }
            [Dense(1), MeanSquaredError] public partial Dense Score { get; }
        }
        """;

    /// <summary>Also at run time: the report's diagram, where blocks stand for what they hold.</summary>
    [Fact]
    public void A_network_draws_itself()
    {
        using LoadedNetworks networks = LoadedNetworks.Load(Deep);
        Assert.Equal("""
            flowchart TD
                n0["Left<br/>2×3"]
                n1["Flat<br/>6"]
                n0 --> n1
                n2["Right<br/>6"]
                n3["Sum<br/>6"]
                n1 --> n3
                n2 --> n3
                n4["Trunk<br/>3 × Step<br/>6"]
                n3 --> n4
                n5["Hidden<br/>ReLU no bias<br/>4"]
                n4 --> n5
                n6["Score<br/>1"]
                n5 --> n6
                n7(["Score.MeanSquaredError"])
                n6 -.-> n7

            """.ReplaceLineEndings("\n"), networks.Type("Deep").GetProperty("Mermaid")!.GetValue(null));
    }

    /// <summary>What an editor shows where one points at the class: the user's summary, and the table as remarks.</summary>
    [Fact]
    public void Hovering_over_the_class_shows_its_table()
    {
        Generated generated = Generate.Run([Deep],
            generator: new NetworkGenerator(spec => new(default, [Compiler.NetworkCompiler.Compile(spec).Files[0]])));
        string shown = generated.Compilation.GetTypeByMetadataName("Deep")!.GetDocumentationCommentXml(
            cancellationToken: TestContext.Current.CancellationToken)!;
        Assert.Contains("<summary>The user's own words.</summary>", shown);
        Assert.Contains("155 parameters, ", shown);
        Assert.Contains("<para>As a diagram: <see cref=\"P:Deep.Mermaid\"/>.</para>", shown);
        Assert.Contains("<item><term>Hidden</term><description>Dense (ReLU no bias), 4, 24 parameters, 52 FLOPs</description></item>",
            shown);
        Assert.Contains("<item><term>Trunk.2.Dense1</term><description>Dense (Tanh), 6, 42 parameters, ", shown);
    }

    [Fact]
    public Task The_fix_writes_the_report() => Fix.Additional<NetworkAnalyzer, ReportFix>(
        Net("Budget").Replace("class Net", "class {|NG6002:Net|}"), Net("Budget"), "/source/Net.netgen.txt", "old", Report);
}
