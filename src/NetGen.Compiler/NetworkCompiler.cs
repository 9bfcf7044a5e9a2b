using NetGen.Compiler.CSharp;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Shapes;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler;

/// <summary>
/// From a declaration to C#: the list of passes. Each takes what the one above it gives; a verifier follows each level, and a trace,
/// where one is asked for, holds its text.
/// </summary>
public static class NetworkCompiler
{
    /// <summary>What is wrong with a declaration. Cheap: the analyzer calls it at every edit.</summary>
    public static EquatableArray<Problem> Check(NetworkSpec spec) => ShapeInference.Infer(spec).Problems;

    /// <summary>What of a declaration without mistakes is likely unintended: warnings.</summary>
    public static EquatableArray<Problem> LintWarnings(NetworkSpec spec) =>
        ShapeInference.Infer(spec) is { Succeeded: true } shapes ? Lint.NetworkLint.Check(shapes) : default;

    /// <summary>The files of a network; on errors one file of stubs that throw.</summary>
    public static CompilationResult Compile(NetworkSpec spec)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        if (spec.HasErrors || spec.OnlyMembers || !shapes.Succeeded)
            return new CompilationResult(shapes.Problems, [new GeneratedFile("", SurfaceRenderer.RenderStub(spec))]);

        // An editor asks for the surface alone: what is below it is computed when one of its files is reached.
        PrivateNames names = spec.Names;
        TargetIsa Spelled(TargetIsa target) => names.IsCaptured("var") ? target.WithTypesNamed() : target;
        GeneratedFile File(string suffix, string text) => new(suffix, ContextualWords.WrittenOut(text, names));
        TargetIsa[] targets = [.. TargetIsa.All.Select(Spelled)];
        var parameters = new LayerParameters();
        NetworkGraph training = BuildGraph.Run(shapes, training: true, parameters);
        NetworkPlan plan = DescribeNetwork.Run(shapes, training);
        var network = new Lazy<PlannedNetwork>(() => Plan(shapes, parameters, training, plan));
        var programs = new Lazy<NetworkPrograms>(() => Program(network.Value));
        var methods = new Lazy<GroupMethods>(() => ShareKernels.Run(programs.Value, targets));
        List<Lazy<GeneratedFile>> files =
        [
            new(() => File(".Description", SurfaceDescription.Render(network.Value))),
            new(() => File(".Passes", TargetFile.RenderPasses(Condense(programs.Value, methods.Value), methods.Value))),
        ];
        foreach (TargetIsa target in targets)
            files.Add(new(() => File("." + target.Name, TargetFile.Render(programs.Value, methods.Value, target))));
        TargetIsa checks = Spelled(Portable.Checks);
        if (spec.Checks) files.Add(new(() => File("." + checks.Name, Whole(programs.Value, checks))));
        return new CompilationResult(shapes.Problems, new LazyFiles(File("", SurfaceRenderer.Render(plan)), files));
    }

    private static string Whole(NetworkPrograms programs, TargetIsa target)
    {
        GroupMethods methods = ShareKernels.Run(programs, [target]);
        return TargetFile.RenderWhole(Condense(programs, methods), methods, target);
    }

    /// <summary>Graph, programs and kernels of a declaration without mistakes, as text; null where there are mistakes.</summary>
    public static Trace? Explain(NetworkSpec spec)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        if (spec.HasErrors || spec.OnlyMembers || !shapes.Succeeded) return null;
        var trace = new Trace();
        NetworkPrograms programs = Program(Plan(shapes, trace));
        GroupMethods methods = ShareKernels.Run(programs, TargetIsa.All);
        foreach (Phase phase in Condense(programs, methods).Phases) trace.Add("program " + phase, () => ProgramText.Of(phase));
        foreach (TargetIsa target in TargetIsa.All)
            foreach ((string name, string text) in new TargetRenderer(methods, target).Kernels)
                trace.Add($"kernel {name} {target.Name}", () => text);
        return trace;
    }

    /// <summary>What the surface says of a network: shapes → operations, parameters and layers.</summary>
    public static NetworkPlan Describe(ShapeInference shapes) => 
        DescribeNetwork.Run(shapes, BuildGraph.Run(shapes, training: true, new LayerParameters()));

    /// <summary>Shapes → operations → gradients → fusion groups → memory.</summary>
    public static PlannedNetwork Plan(ShapeInference shapes, Trace? trace = null)
    {
        var parameters = new LayerParameters();
        NetworkGraph training = BuildGraph.Run(shapes, training: true, parameters);
        return Plan(shapes, parameters, training, DescribeNetwork.Run(shapes, training), trace);
    }

    private static PlannedNetwork Plan(
        ShapeInference shapes, LayerParameters parameters, NetworkGraph training, NetworkPlan plan, Trace? trace = null)
    {
        NetworkGraph inference = BuildGraph.Run(shapes, training: false, parameters);
        GraphVerifier.Verify(inference.Forward);
        trace?.Add("graph of predictions", () => GraphText.Of(inference.Forward.Ops));

        GraphVerifier.Verify(training.Forward);
        trace?.Add("graph of training", () => GraphText.Of([.. training.Forward.Ops, .. training.Losses.SelectMany(part => part.Ops)]));

        JointGraph joint = Differentiate.Run(shapes, inference, training);
        joint.Verify();
        trace?.Add("graph of gradients from the losses", () => GraphText.Of(joint.FromLoss.Ops));
        trace?.Add("graph of gradients from the outputs", () => GraphText.Of(joint.FromOutput.Ops));

        FusedNetwork fused = FuseNetwork.Run(joint);
        trace?.Add("groups", () => GraphText.Of(fused));

        PlannedNetwork planned = PlanNetwork.Run(plan, fused);
        trace?.Add("memory", () => planned.Text());
        return planned;
    }

    /// <summary>Fusion groups and memory → what runs on which memory, in which order.</summary>
    public static NetworkPrograms Program(PlannedNetwork network)
    {
        NetworkPrograms programs = BuildPrograms.Run(network);
        ProgramVerifier.Verify(programs);
        return programs;
    }

    /// <summary>
    /// Programs → programs whose text is read and compiled: steps that repeat themselves once, phases of too many names in parts.
    /// </summary>
    public static NetworkPrograms Condense(NetworkPrograms programs, GroupMethods methods)
    {
        NetworkPrograms condensed = SplitPhases.Run(RepeatSteps.Run(programs, methods));
        ProgramVerifier.Verify(condensed);
        return condensed;
    }
}
