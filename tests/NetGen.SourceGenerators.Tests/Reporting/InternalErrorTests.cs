using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>NetGen's own failures are errors that say so, never a warning that a generator did not run.</summary>
public class InternalErrorTests
{
    private const string Source = "using NetGen;\nnamespace Samples;\n[Network, Input(4), Dense(2)] sealed partial class Net;";

    private static CompilationResult Fail(Compiler.Model.NetworkSpec spec) => throw new InvalidOperationException("no such\r\nkernel");

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    public void A_failure_of_the_compiler_is_NG0001(string runAnalyzers)
    {
        Generated generated = Generate.Run([Source], generator: new NetworkGenerator(Fail), properties: new BuildProperties(("RunAnalyzers", runAnalyzers)));
        Diagnostic error = Assert.Single(generated.Result.Diagnostics);
        Assert.Equal(("NG0001", DiagnosticSeverity.Error), (error.Id, error.Severity));
        Assert.Matches(
            @"^NetGen failed on network 'Samples\.Net', and the fault is NetGen's: InvalidOperationException: no such kernel \(at .*Fail.*\)\. Please report it with the declaration at https://.*/issues\.$",
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
        Assert.Empty(Generate.Run([Source], generator: Generate.WithoutKernels).Build(analyzer: new NetworkAnalyzer(_ => throw new InvalidOperationException("no such kernel"))));
}
