using NetGen.Compiler.Model;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Rendering;
using NetGen.Compiler.Shapes;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler;

/// <summary>From a declaration to C#: the list of passes.</summary>
public static class NetworkCompiler
{
    /// <summary>What is wrong with a declaration. Cheap: the analyzer calls it at every edit.</summary>
    public static EquatableArray<Problem> Check(NetworkSpec spec) => ShapeInference.Infer(spec).Problems;

    /// <summary>What of a declaration without mistakes is hardly what was meant: warnings.</summary>
    public static EquatableArray<Problem> Doubts(NetworkSpec spec) =>
        ShapeInference.Infer(spec) is { Succeeded: true } shapes ? Lint.NetworkLint.Check(shapes) : default;

    /// <summary>The files of a network; on errors one file of stubs that throw.</summary>
    public static CompilationResult Compile(NetworkSpec spec)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        if (spec.HasErrors || spec.OnlyMembers || !shapes.Succeeded) return new CompilationResult(shapes.Problems, [new GeneratedFile("", SurfaceRenderer.RenderStub(spec))]);

        // Programs.Build: BuildGraph → Autodiff → Fuse, for Predict and for training; PlanNetwork: memory. Then, for each target: Lower → Legalize → KernelBudget → render.
        PlannedNetwork network = PlanNetwork.Run(shapes);
        PrivateNames names = spec.Names;
        TargetIsa Spelled(TargetIsa target) => names.IsCaptured("var") ? target.WithTypesNamed() : target;
        GeneratedFile File(string suffix, string text) => new(suffix, ContextualWords.WrittenOut(text, names));
        TargetIsa[] targets = [.. TargetIsa.All.Select(Spelled)];
        var methods = new Lazy<GroupMethods>(() => GroupMethods.Of(network.Programs, targets));
        List<Lazy<GeneratedFile>> files = [new(() => File(".Passes", TargetFile.RenderPasses(network, methods.Value)))];
        foreach (TargetIsa target in targets) files.Add(new(() => File("." + target.Name, TargetFile.Render(network, methods.Value, target))));
        TargetIsa checks = Spelled(Portable.Checks);
        if (spec.Checks) files.Add(new(() => File("." + checks.Name, TargetFile.RenderWhole(network, GroupMethods.Of(network.Programs, checks), checks))));
        return new CompilationResult(shapes.Problems, new FilesOnDemand(File("", SurfaceRenderer.Render(network.Plan)), files));
    }
}
