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

    /// <summary>The files of a network; on errors one file of stubs that throw.</summary>
    public static CompilationResult Compile(NetworkSpec spec)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        if (spec.HasErrors || !shapes.Succeeded) return new CompilationResult(shapes.Problems, [new GeneratedFile("", SurfaceRenderer.RenderStub(spec))]);

        // Programs.Build: BuildGraph → Autodiff → Fuse, for Predict and for training; PlanNetwork: memory. Then, for each target: Lower → Legalize → KernelBudget → render.
        PlannedNetwork network = PlanNetwork.Run(shapes);
        var files = new List<GeneratedFile> { new("", SurfaceRenderer.Render(network.Plan)) };
        foreach (TargetIsa target in spec.Checks ? [.. TargetIsa.All, Portable.Checks] : TargetIsa.All)
            files.Add(new GeneratedFile("." + target.Name, TargetFile.Render(network, target)));
        return new CompilationResult(shapes.Problems, files);
    }
}
