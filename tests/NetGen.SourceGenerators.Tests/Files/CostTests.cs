using NetGen.CodeFixes;
using NetGen.SourceGenerators.Diagnostics;
using NetGen.SourceGenerators.Tests.Fixes;

namespace NetGen.SourceGenerators.Tests.Files;

public class CostTests
{
    private static string Net(string budget) => $"using NetGen;\n[Network, {budget}, Input(4), Dense(8, Activation.ReLU), Dense(3), SoftmaxCrossEntropy] sealed partial class Net;";

    [Theory]
    [InlineData("MaxParameters = 66", "Network 'Net' has 67 parameters, and its budget is 66: make its layers smaller, or raise MaxParameters")]
    [InlineData("MaxFlops = 100", "Network 'Net' has 120 FLOPs a sample, and its budget is 100: make its layers smaller, or raise MaxFlops")]
    public void A_network_over_its_budget_is_an_error(string limit, string message) => Expect.One("NG6001", limit, message, Net($"Budget({limit})"));

    [Fact]
    public void Every_limit_is_checked() => Expect.Ids(["NG6001", "NG6001", "NG6001"], Net("Budget(MaxParameters = 1, MaxFlops = 1, MaxBytes = 1)"));

    [Theory]
    [InlineData("Budget")]
    [InlineData("Budget(MaxParameters = 67, MaxFlops = 120, MaxBytes = 1000000)")]
    public void A_network_within_its_budget_is_silent(string budget) => Expect.None(Net(budget));

    private static IReadOnlyList<string> Say(string name, string content) =>
        [.. Generate.Run([Net("Budget")], generator: Generate.WithoutKernels, files: [new ProjectFile("/source/" + name, content)]).Build().Select(d => d.Id)];

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
        Assert.Contains("FLOPs a sample                120\n", Report);
        Assert.Contains("dense1.weight  [8, 4]", Report);
        Assert.Contains("    n0 --> n1\n", Report);
        Assert.Contains("n3([\"SoftmaxCrossEntropy\"])", Report);
    }

    [Fact]
    public Task The_fix_writes_the_report() => Fix.Additional<NetworkAnalyzer, ReportFix>(
        Net("Budget").Replace("class Net", "class {|NG6002:Net|}"), Net("Budget"), "/source/Net.netgen.txt", "old", Report);
}
