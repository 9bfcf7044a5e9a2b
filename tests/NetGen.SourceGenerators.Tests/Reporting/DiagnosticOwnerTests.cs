using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>One mistake is one error, whoever reports it, and no setting makes it none.</summary>
public class WhoReportsTests
{
    private const string Wrong = "using NetGen;\n[Network, Input(4), Dense(0)] sealed partial class Net;";

    private static (int ByAnalyzer, int ByGenerator) Count(params (string, string)[] properties)
    {
        Generated generated = Generate.Run([Wrong], properties: new BuildProperties(properties));
        return (generated.Build().Length - generated.Result.Diagnostics.Length, generated.Result.Diagnostics.Length);
    }

    [Fact]
    public void The_analyzer_reports() => Assert.Equal((1, 0), Count());

    [Theory]
    [InlineData("true", "", "")]
    [InlineData("true", "false", "")]
    [InlineData("", "true", "")]
    [InlineData("", "", "false")]
    public void The_analyzer_reports_where_the_build_runs_it(string run, string duringBuild, string @implicit) =>
        Assert.Equal((1, 0),
            Count(("RunAnalyzers", run), ("RunAnalyzersDuringBuild", duringBuild), ("IsImplicitlyTriggeredBuild", @implicit)));

    [Theory]
    [InlineData("false", "", "")]
    [InlineData("False", "true", "")]
    [InlineData("", "false", "")]
    [InlineData("", "", "true")]
    public void The_generator_reports_where_the_build_leaves_analyzers_out(string run, string duringBuild, string @implicit) =>
        Assert.Equal((0, 1),
            Count(("RunAnalyzers", run), ("RunAnalyzersDuringBuild", duringBuild), ("IsImplicitlyTriggeredBuild", @implicit)));

    [Fact]
    public void In_a_build_the_generator_reports_errors_and_the_analyzer_warnings()
    {
        const string source = Wrong + "\n[Network, Input(4), Dense(2), Dropout(0.5), MeanSquaredError] sealed partial class Doubtful;\n"
            + "class Calls { void M(Doubtful net, Optimizer optimizer) => net.TrainStep(new float[3], new float[2], optimizer); }";
        Generated generated = Generate.Run([source], parse: Generate.InBuild, generator: Generate.OnlySurfaces);
        Assert.Equal(["NG1106"], generated.Result.Diagnostics.Select(message => message.Id));
        Assert.Equal(["NG1106", "NG3101", "NG4004"],
            generated.Build().Where(message => message.Id.StartsWith("NG", StringComparison.Ordinal))
            .Select(message => message.Id).Order());
    }

    /// <summary>
    /// The compiler stops at errors that cannot be configured away, before it looks at calls; where no one tries to, they are none.
    /// </summary>
    [Fact]
    public void In_a_build_an_error_does_not_end_the_compilation_and_cannot_be_silenced_either()
    {
        Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable,
            Assert.Single(Generate.Run([Wrong], parse: Generate.InBuild).Result.Diagnostics).Descriptor.CustomTags);
        CSharpCompilationOptions noWarn = Generate.CompilationOptions.WithSpecificDiagnosticOptions(
            new Dictionary<string, ReportDiagnostic> { ["NG1106"] = ReportDiagnostic.Suppress });
        Diagnostic error = Assert.Single(Generate.Run([Wrong], parse: Generate.InBuild, compile: noWarn).Result.Diagnostics);
        Assert.Equal(("NG1106", DiagnosticSeverity.Error, false), (error.Id, error.Severity, error.IsSuppressed));
    }

    [Fact]
    public void Without_optimization_a_build_warns_once_at_the_first_network()
    {
        const string networks =
            "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class First;\n"
            + "[Network, Input(4), Dense(2)] sealed partial class Second;";
        CSharpCompilationOptions debug = Generate.CompilationOptions.WithOptimizationLevel(OptimizationLevel.Debug);
        Generated generated = Generate.Run([networks], parse: Generate.InBuild, compile: debug, generator: Generate.OnlySurfaces);
        Diagnostic warning = Assert.Single(generated.Result.Diagnostics);
        Assert.Equal(("NG3001", DiagnosticSeverity.Warning, "First"), (warning.Id, warning.Severity, generated.Underlined(warning)));
        Assert.Equal(
            "Networks is built without optimization, which makes its networks some fifty times slower; set "
            + "<Optimize>true</Optimize> in the project, also for Debug",
            warning.GetMessage(System.Globalization.CultureInfo.InvariantCulture));

        // A program of one file has no project; an editor, an optimized project and one without networks have nothing to hear.
        CSharpParseOptions oneFile = Generate.ParseOptions.WithFeatures([.. Generate.InBuild.Features, new("FileBasedProgram", "true")]);
        Assert.Contains("set #:property Optimize=true at the top of the file",
            Assert.Single(Generate.Run([networks], parse: oneFile, compile: debug, generator: Generate.OnlySurfaces).Result.Diagnostics)
            .GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(Generate.Run([networks], compile: debug, generator: Generate.OnlySurfaces).Result.Diagnostics);
        Assert.Empty(Generate.Run([networks], parse: Generate.InBuild, generator: Generate.OnlySurfaces).Result.Diagnostics);
        Assert.Empty(Generate.Run(["class Program;"], parse: Generate.InBuild, compile: debug,
            generator: Generate.OnlySurfaces).Result.Diagnostics);
    }

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    public void NoWarn_and_pragmas_do_not_silence_an_error(string runAnalyzers)
    {
        CSharpCompilationOptions noWarn = Generate.CompilationOptions.WithSpecificDiagnosticOptions(
            new Dictionary<string, ReportDiagnostic> { ["NG1106"] = ReportDiagnostic.Suppress });
        string source = "#pragma warning disable\n#pragma warning disable NG1106\n" + Wrong;
        Diagnostic error =
            Assert.Single(Generate.Run([source], compile: noWarn, properties: new BuildProperties(("RunAnalyzers", runAnalyzers))).Build());
        Assert.Equal(("NG1106", DiagnosticSeverity.Error, false), (error.Id, error.Severity, error.IsSuppressed));
    }

    [Fact]
    public void A_wrong_network_in_a_file_that_calls_itself_generated_is_reported_too() =>
        Expect.Ids(["NG1106"], "// <auto-generated/>\n" + Wrong);
}
