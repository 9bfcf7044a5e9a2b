using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>NetGen's own failures are errors that say so, never a warning that a generator did not run.</summary>
public class InternalErrorTests
{
    private const string Source = "using NetGen;\nnamespace Samples;\n[Network, Input(4), Dense(2)] sealed partial class Net;";

    private static CompilationResult Fail(Compiler.Declarations.NetworkSpec spec) =>
        throw new InvalidOperationException("no such\r\nkernel");

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    public void A_failure_of_the_compiler_is_NG0001(string runAnalyzers)
    {
        Generated generated = Generate.Run([Source], generator: new NetworkGenerator(Fail),
            properties: new BuildProperties(("RunAnalyzers", runAnalyzers)));
        Diagnostic error = Assert.Single(generated.Result.Diagnostics);
        Assert.Equal(("NG0001", DiagnosticSeverity.Error), (error.Id, error.Severity));
        Assert.Matches(
            @"^NetGen failed on network 'Samples\.Net', and the fault is NetGen's: InvalidOperationException: no such kernel "
            + @"\(at .*Fail.*\)\. Please report it with the declaration at https://.*/issues\.$",
            error.GetMessage(null));
        Assert.Null(generated.Result.Exception);
        Assert.Empty(generated.Files);
    }

    [Fact]
    public void A_failure_on_one_network_leaves_the_others()
    {
        const string two = Source + "\n[Network, Input(4), Dense(2)] sealed partial class Other;";
        Generated generated = Generate.Run([two], generator: new NetworkGenerator(
            spec => spec.Name == "Net" ? Fail(spec) : new CompilationResult(default, [new GeneratedFile("", "// other")])));
        Assert.Single(generated.Result.Diagnostics);
        Assert.Equal(["Samples.Other.g.cs"], generated.Files.Keys);
    }

    [Fact]
    public void Two_files_of_one_name_are_NetGen_s_fault_too()
    {
        Generated generated = Generate.Run([Source], generator: new NetworkGenerator(
            _ => new CompilationResult(default, [new GeneratedFile("", "// one"), new GeneratedFile("", "// two")])));
        Assert.Equal(["NG0001"], generated.Result.Diagnostics.Select(d => d.Id));
    }

    [Fact]
    public void The_analyzer_leaves_it_to_the_generator() =>
        Assert.Empty(Generate.Run([Source], generator: Generate.WithoutKernels)
            .Build(analyzer: new NetworkAnalyzer(_ => throw new InvalidOperationException("no such kernel"))));

    /// <summary>What is asked about a network alongside its compilation: no one else would notice that it failed.</summary>
    [Theory]
    [InlineData("costs", "")]
    [InlineData("costs", "false")]
    [InlineData("weights", "")]
    [InlineData("weights", "false")]
    [InlineData("lint", "")]
    [InlineData("place", "")]
    [InlineData("place", "false")]
    public void A_failure_of_any_other_check_is_NG0001_too(string failing, string runAnalyzers)
    {
        static IEnumerable<Compiler.Declarations.Problem> Fail() => throw new InvalidOperationException("no such check");
        Checks checks = failing switch
        {
            "costs" => new Checks { Costs = (_, _) => Fail() },
            "weights" => new Checks { Weights = (_, _) => Fail() },
            "lint" => new Checks { LintWarnings = _ => Fail() },
            _ => new Checks { Mistakes = _ => [new Compiler.Declarations.Problem(DeclarationRules.NotPartial, 99, null, "Net")] },
        };
        Generated generated = Generate.Run([Source.Replace("Dense(2)", "Dense(2), Budget(MaxParameters = 1000)")],
            properties: new BuildProperties(("RunAnalyzers", runAnalyzers)),
            generator: new NetworkGenerator(Generate.Stub, checks),
            files: [new ProjectFile("/obj/net.netgen-weights.txt",
                "netgen-weights 2\nnet.safetensors\nF32 2,4 dense1.weight\nF32 2 dense1.bias\nend\n", "Samples.Net")]);
        Diagnostic error = Assert.Single(generated.Build(analyzer: new NetworkAnalyzer(checks)));
        Assert.Equal(("NG0001", "Net"), (error.Id, generated.Underlined(error)));
        Assert.StartsWith("NetGen failed on network 'Samples.Net', and the fault is NetGen's: ", error.GetMessage(null));
    }

    [Fact]
    public void What_was_found_before_a_failure_is_reported()
    {
        NetworkAnalyzer analyzer = new(new Checks { Weights = (_, _) => throw new InvalidOperationException("no such check") });
        Generated generated = Generate.Run([Source.Replace("Dense(2)", "Dense(2), Budget(MaxParameters = 1)")],
            generator: Generate.WithoutKernels,
            files: [new ProjectFile("/obj/net.netgen-weights.txt",
                "netgen-weights 2\nnet.safetensors\nF32 2,4 dense1.weight\nF32 2 dense1.bias\nend\n", "Samples.Net")]);
        Assert.Equal(["NG0001", "NG6001"], generated.Build(analyzer: analyzer).Select(d => d.Id).Order());
    }

    /// <summary>Nothing is generated for such a class, so that no one but the check fails on it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("false")]
    public void A_failure_on_a_network_that_is_not_compiled_is_reported_with_the_rest(string runAnalyzers)
    {
        Checks checks = new() { Mistakes = _ => throw new InvalidOperationException("no such kernel") };
        Generated generated = Generate.Run([Source.Replace("partial ", "")],
            properties: new BuildProperties(("RunAnalyzers", runAnalyzers)), generator: new NetworkGenerator(Fail, checks));
        Assert.Equal(["NG0001", "NG1001"], generated.Build(analyzer: new NetworkAnalyzer(checks)).Select(d => d.Id));
    }
}
