using NetGen.Compiler.Model;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Rendering;

/// <summary>The file of one target: <c>Classifier.Avx512.g.cs</c>.</summary>
public static class TargetFile
{
    public static string Render(PlannedNetwork network, TargetIsa target)
    {
        NetworkSpec spec = network.Plan.Spec;
        var writer = new CodeWriter();
        SurfaceFrame.Header(writer, $"""
            {SurfaceText.FullName(spec)}: {SurfaceRenderer.Chain(network.Plan)}

            The network's arithmetic for {target.Description}.
            M is the number of samples, m one of them; matrices are rows × columns. Sums run in an order that is the same in the files of all targets.
            """);
        using (SurfaceFrame.Open(writer, spec))
        {
            writer.Write("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            using (writer.Block($"internal static class {target.Name}"))
                writer.Write(TargetRenderer.Render(network, target));
        }
        return writer.ToString();
    }
}
