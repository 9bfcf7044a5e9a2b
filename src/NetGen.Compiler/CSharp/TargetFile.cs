using NetGen.Compiler.Declarations;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.CSharp;

/// <summary>The files behind the surface: <c>Classifier.Passes.g.cs</c>, and one for each target, <c>Classifier.Avx512.g.cs</c>.</summary>
public static class TargetFile
{
    /// <summary>
    /// The struct of a target's methods. It is in a class that inherits the operations, so that their names mean these, whatever the
    /// user's class and those around it have.
    /// </summary>
    internal const string Code = "Code";

    private const string Library = "global::NetGen.Numerics.";

    private const string Hidden =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never), "
        + SurfaceFrame.ForGeneratedCode + "]";

    /// <summary>The passes, which lead to the methods of any target.</summary>
    public static string RenderPasses(NetworkPrograms programs, GroupMethods methods) => Render(programs, """
        The passes through the network, forward and backward: what runs on which memory, in which order. The methods they call are in the files next to this one, one for each
        instruction set. M is the number of samples, m one of them; matrices are rows × columns.
        """, writer =>
    {
        PrivateNames names = programs.Network.Plan.Spec.Names;
        writer.Write(Hidden);
        writer.Write(SurfaceText.GeneratedField);
        using (writer.Block($"internal interface {names.IKernels}"))
            foreach (GroupMethod method in methods.Methods)
            {
                var parameters = method.Parameters.Select(parameter => KernelRenderer.Declare(parameter, Portable.Target.Element));
                writer.Write($"static abstract void {method.Name}({string.Join(", ", parameters)});");
            }
        writer.Write();
        Marks(writer);
        using (writer.Block(
            $"internal abstract class {names.Passes}<{names.TIsa}> : {Library}NumberOps where {names.TIsa} : struct, {names.IKernels}"))
            new ProgramPrinter(methods, new KernelRenderer(Portable.Target), names.TIsa + ".").Write(writer, programs);
    });

    /// <summary>The methods of one target.</summary>
    public static string Render(NetworkPrograms programs, GroupMethods methods, TargetIsa target) => Render(programs, $"""
        The network's arithmetic for {target.Description}.
        Sums run in an order that is the same in the files of all targets.
        """, writer =>
    {
        PrivateNames names = programs.Network.Plan.Spec.Names;
        Marks(writer);
        using (writer.Block($"internal abstract class {names.Target(target.Name)} : {Library}{target.Operations}"))
        using (writer.Block($"internal readonly struct {Code} : {names.IKernels}"))
            new TargetRenderer(methods, target).Write(writer);
    });

    /// <summary>Passes and methods in one class, of a type of values that only they have.</summary>
    public static string RenderWhole(NetworkPrograms programs, GroupMethods methods, TargetIsa target) => Render(programs, $"""
        The network's arithmetic for {target.Description}.
        M is the number of samples, m one of them; matrices are rows × columns.
        """, writer =>
    {
        Marks(writer);
        using (writer.Block(
            $"internal abstract class {programs.Network.Plan.Spec.Names.Target(target.Name)} : {Library}{target.Operations}"))
        {
            var renderer = new TargetRenderer(methods, target);
            new ProgramPrinter(methods, renderer.Renderer, "").Write(writer, programs);
            renderer.Write(writer);
        }
    });

    private static void Marks(CodeWriter writer)
    {
        writer.Write(Hidden);
        writer.Write(SurfaceText.Generated);
    }

    private static string Render(NetworkPrograms programs, string what, Action<CodeWriter> members)
    {
        NetworkPlan plan = programs.Network.Plan;
        NetworkSpec spec = plan.Spec;
        var writer = new CodeWriter();
        SurfaceFrame.Header(writer, $"{SurfaceText.FullName(spec)}: {SurfaceRenderer.Chain(plan)}\n\n{what}");
        using (SurfaceFrame.Open(writer, spec)) members(writer);
        return writer.ToString();
    }
}
