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
        IReadOnlyList<TargetIsa> targets = spec.Checks ? [.. TargetIsa.All, Portable.Checks] : TargetIsa.All;
        return new CompilationResult(shapes.Problems, new FilesOnDemand(
            new GeneratedFile("", SurfaceRenderer.Render(network.Plan)),
            [.. targets.Select(target => new Lazy<GeneratedFile>(() => new GeneratedFile("." + target.Name, TargetFile.Render(network, target))))]));
    }
}
