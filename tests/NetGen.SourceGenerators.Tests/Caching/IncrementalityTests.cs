using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Compiler;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace NetGen.SourceGenerators.Tests.Caching;

/// <summary>
/// Which steps run again after an edit. <see cref="Generate.Run(string)"/> asserts for every test that none does without one.
/// </summary>
public class IncrementalityTests
{
    private const string First = "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class First;\n";
    private const string Second = "using NetGen;\n[Network, Input(5), Dense(3)] sealed partial class Second;\n";

    /// <summary>Runs the driver before and after replacing the first file (or adding one), and gives the steps of the second run.</summary>
    private static GeneratorRunResult Edit(IReadOnlyList<string> before, string? replaced = null, string? added = null)
    {
        CSharpCompilation compilation = Generate.Compilation(before);
        GeneratorDriver driver = Generate.Driver(TwoFiles).RunGenerators(compilation);
        if (replaced is not null) compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Generate.Tree(replaced));
        if (added is not null) compilation = compilation.AddSyntaxTrees(Generate.Tree(added, before.Count));
        return driver.RunGenerators(compilation).GetRunResult().Results.Single();
    }

    /// <summary>A surface and one file of kernels for each network, at once.</summary>
    private static NetworkGenerator TwoFiles =>
        new(_ => new CompilationResult(default, [new("", "// surface"), new(".Avx2", "// kernels")]));

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult run, string step) =>
        run.TrackedSteps[step].SelectMany(s => s.Outputs).Select(output => output.Reason);

    /// <summary>Reasons of the two outputs, surface and kernels, for each network.</summary>
    private static IEnumerable<IncrementalStepRunReason> FileReasons(GeneratorRunResult run) =>
        run.TrackedOutputSteps.Values.SelectMany(s => s)
            .Where(step => step.Inputs.All(input => input.Source.Name != TrackingNames.Findings))
            .SelectMany(step => step.Outputs).Select(output => output.Reason);

    [Fact]
    public void All_steps_have_names_that_occur()
    {
        string withBlock = First + "\n[NetGen.Block, NetGen.Dense(2)] sealed partial class Step;\n";
        GeneratorRunResult run = Edit([withBlock], withBlock);
        Assert.All(CacheGuard.TrackedNames, name => Assert.True(run.TrackedSteps.ContainsKey(name), name));
    }

    [Fact]
    public void A_comment_above_moves_the_declaration_and_writes_nothing_again()
    {
        GeneratorRunResult run = Edit([First], "// A comment\n" + First);
        Assert.Equal([Modified], Reasons(run, TrackingNames.Parse));
        Assert.Equal([Unchanged], Reasons(run, TrackingNames.Spec));
        Assert.Equal([Cached], Reasons(run, TrackingNames.Compile));
        Assert.Equal([Unchanged], Reasons(run, TrackingNames.Findings));
        Assert.All(FileReasons(run), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void A_comment_below_changes_nothing()
    {
        GeneratorRunResult run = Edit([First], First + "// A comment\n");
        Assert.All(Reasons(run, TrackingNames.Parse), reason => Assert.True(reason is Cached or Unchanged));
        Assert.All(FileReasons(run), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void An_unrelated_file_changes_nothing()
    {
        GeneratorRunResult run = Edit([First], added: "class Other { int X => 1; }");
        Assert.Equal([Cached], Reasons(run, TrackingNames.Compile));
        Assert.All(FileReasons(run), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void A_constant_in_another_file_does_change_the_layer_that_uses_it()
    {
        GeneratorRunResult run = Edit(
            ["static class Sizes { public const int Hidden = 3; }",
                "using NetGen;\n[Network, Input(4), Dense(Sizes.Hidden)] sealed partial class Net;"],
            "static class Sizes { public const int Hidden = 4; }");
        Assert.Equal([Modified], Reasons(run, TrackingNames.Compile));
    }

    [Fact]
    public void A_changed_argument_compiles_the_network_again()
    {
        GeneratorRunResult run = Edit([First], First.Replace("Dense(2)", "Dense(3)"));
        Assert.Equal([Modified], Reasons(run, TrackingNames.Spec));
        Assert.Equal([Modified], Reasons(run, TrackingNames.Compile));
        Assert.Equal([Modified, Modified], FileReasons(run));
    }

    [Fact]
    public void The_same_argument_written_otherwise_compiles_nothing()
    {
        GeneratorRunResult run = Edit([First], First.Replace("Dense(2)", "Dense(units: 1 + 1)"));
        Assert.Equal([Unchanged], Reasons(run, TrackingNames.Spec));
        Assert.Equal([Cached], Reasons(run, TrackingNames.Compile));
    }

    [Fact]
    public void Of_two_networks_only_the_changed_one_is_compiled()
    {
        GeneratorRunResult run = Edit([First, Second], First.Replace("Dense(2)", "Dense(3)"));
        Assert.Equal([Modified, Cached], Reasons(run, TrackingNames.Compile));
        Assert.Equal([Modified, Cached, Modified, Cached], FileReasons(run));
    }

    [Fact]
    public void Of_two_networks_in_one_file_only_the_changed_one_is_compiled()
    {
        GeneratorRunResult run = Edit([First + Second.Replace("using NetGen;\n", "")],
            First.Replace("Dense(2)", "Dense(2), Dense(3)") + Second.Replace("using NetGen;\n", ""));
        Assert.Equal([Modified, Cached], Reasons(run, TrackingNames.Compile));
    }

    [Fact]
    public void A_new_network_leaves_the_other_alone()
    {
        GeneratorRunResult run = Edit([First], added: Second);
        Assert.Equal([Cached, New], Reasons(run, TrackingNames.Compile));
        Assert.Equal([Unchanged], Reasons(run, TrackingNames.Collisions));
    }
}
