using NetGen.Compiler.Model;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Rendering;

/// <summary>The files behind the surface: <c>Classifier.Passes.g.cs</c>, and one for each target, <c>Classifier.Avx512.g.cs</c>.</summary>
public static class TargetFile
{
    private const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never), " + SurfaceFrame.ForGeneratedCode + "]";

    /// <summary>The passes, which lead to the methods of any target.</summary>
    public static string RenderPasses(PlannedNetwork network, GroupMethods methods) => Render(network, """
        The passes through the network, forward and backward: what runs on which memory, in which order. The methods they call are in the files beside this one, one for each
        instruction set. M is the number of samples, m one of them; matrices are rows × columns.
        """, writer =>
    {
        writer.Write(Hidden);
        using (writer.Block("internal interface IKernels"))
            foreach (string declaration in methods.Declarations) writer.Write(declaration);
        writer.Write();
        writer.Write(Hidden);
        using (writer.Block("internal static class Passes<TIsa> where TIsa : struct, IKernels"))
        {
            var vocabulary = new KernelRenderer(Portable.Target);
            PassesRenderer.Write(writer, network, methods, vocabulary, "TIsa.");
            writer.Write();
            vocabulary.WriteVocabulary(writer);
        }
    });

    /// <summary>The methods of one target.</summary>
    public static string Render(PlannedNetwork network, GroupMethods methods, TargetIsa target) => Render(network, $"""
        The network's arithmetic for {target.Description}.
        Sums run in an order that is the same in the files of all targets.
        """, writer =>
    {
        writer.Write(Hidden);
        using (writer.Block($"internal readonly struct {target.Name} : IKernels")) methods[target].Write(writer);
    });

    /// <summary>Passes and methods in one class, of a type of values that only they have.</summary>
    public static string RenderWhole(PlannedNetwork network, GroupMethods methods, TargetIsa target) => Render(network, $"""
        The network's arithmetic for {target.Description}.
        M is the number of samples, m one of them; matrices are rows × columns.
        """, writer =>
    {
        writer.Write(Hidden);
        using (writer.Block($"internal static class {target.Name}"))
        {
            PassesRenderer.Write(writer, network, methods, methods[target].Vocabulary, "");
            methods[target].Write(writer);
        }
    });

    private static string Render(PlannedNetwork network, string what, Action<CodeWriter> members)
    {
        NetworkSpec spec = network.Plan.Spec;
        var writer = new CodeWriter();
        SurfaceFrame.Header(writer, $"{SurfaceText.FullName(spec)}: {SurfaceRenderer.Chain(network.Plan)}\n\n{what}");
        using (SurfaceFrame.Open(writer, spec)) members(writer);
        return writer.ToString();
    }
}
