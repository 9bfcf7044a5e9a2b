using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Networks;
using static NetGen.Compiler.Declarations.Naming;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>
/// Writes <c>{Type}.g.cs</c>: what users call. It is a thin layer: argument checks, loops over blocks and the order of sums are the
/// library's, arithmetic is the targets'.
/// </summary>
public static class SurfaceRenderer
{
    /// <summary>
    /// What users call: a network's own members, and layers, cannot have these names, nor can its class. What only generated code calls
    /// evades them (<see cref="PrivateNames"/>).
    /// </summary>
    public static IReadOnlyList<string> ReservedNames { get; } = new[]
    {
        "InputLength", "OutputLength", "TargetLength", "ParameterCount", "Info", "Summary", "Mermaid", "Isa", "Create", "Load", "Save",
        "Predict", "Reserve",
        "TrainStep", "Data", "CreateTape", "Forward", "Loss", "Backward", "BackwardToInput", "CheckGradients", "Parameters",
        "LossValues", "Outputs",
    };

    /// <summary>The names a network needs for itself, with those made of the names of its inputs and outputs: <c>WideLength</c>.</summary>
    public static IEnumerable<string> ReservedBy(NetworkSpec spec) => ReservedNames.Concat(SurfacePorts.Of(spec).Constants);

    /// <summary>
    /// Inputs and outputs for which a name would be made that is made for an earlier one already: <c>ATarget</c>, whose length is
    /// <c>ATargetLength</c>, alongside <c>A</c>, whose targets' is.
    /// </summary>
    public static IEnumerable<(string Member, string Name)> Clashes(NetworkSpec spec) =>
        SurfacePorts.Of(spec).Clashes.Select(clash => (clash.Port.Name, clash.Name));

    /// <summary>Those of the reserved names that are properties: their accessors have names, too.</summary>
    public static bool IsProperty(string reserved) => reserved is "Info" or "Summary" or "Mermaid" or "Isa" or "Parameters";

    /// <summary>The surface of a network without mistakes.</summary>
    public static string Render(NetworkPlan plan)
    {
        var writer = new CodeWriter();
        NetworkSpec spec = plan.Spec;
        SurfaceFrame.Header(writer,
            $"{FullName(spec)}: {Chain(plan)}\n\nWhat can be done with the network. Its arithmetic is in the files next to this one, "
            + "one for each instruction set.");
        using (SurfaceFrame.Open(writer, spec, Remarks(plan), $" : global::NetGen.INetwork<{spec.Self}>"))
        {
            var members = new PortMembers(writer, plan);
            members.Constants();
            CommonMembers.Facts(writer, plan);
            CommonMembers.Construction(writer, plan);
            members.Prediction();
            if (plan.Outputs.Any(output => output.Loss is not null)) members.Training();
            members.Tapes();
            if (plan.Spec.Checks) CommonMembers.Checks(writer, plan);
            members.Interface();
            SurfaceDispatch.Write(writer, plan);
        }
        return writer.ToString();
    }

    /// <summary>
    /// The same members for a declaration with mistakes, all of which throw: its users compile, so that one mistake gives one error.
    /// </summary>
    public static string RenderStub(NetworkSpec spec) => SurfaceStub.Render(spec);

    /// <summary>What is between the texts of <see cref="NetworkSpec.Unread"/> in a stub.</summary>
    public const char UnreadSeparator = '\u001F';

    /// <summary>Layers of one shape that are named one by one; more are counted.</summary>
    private const int MaxShapes = 4;

    /// <summary>The shapes in a line: <c>10 → 64 → 64 → 1, binary cross-entropy</c>.</summary>
    internal static string Chain(NetworkPlan plan)
    {
        if (!plan.IsSingle)
        {
            string inputs = string.Join(", ", plan.Inputs.Select(input => $"{Plain(input.Name)} {input.Shape}"));
            string outputs = string.Join(", ", plan.Outputs.Select(output => $"{Plain(output.Name)} {output.Shape}"));
            return $"{inputs} → {outputs}{(SurfaceDescription.LossOf(plan) is { } loss ? "; " + loss : "")}";
        }
        var runs = new List<(string Shape, int Layers)>();
        IEnumerable<LayerPlan> layers = plan.Layers.Where(layer => !LayerRegistry.FindLayer(layer.Kind)!.IsOnlyInTraining);
        foreach (string shape in layers.Select(layer => layer.Output.ToString()))
            if (runs.Count > 0 && runs[runs.Count - 1] is var last && last.Shape == shape) runs[runs.Count - 1] = (shape, last.Layers + 1);
            else runs.Add((shape, 1));
        IEnumerable<string> shapes = runs.SelectMany(run => run.Layers > MaxShapes
            ? [$"{run.Shape} ({Number(run.Layers)} layers)"] : Enumerable.Repeat(run.Shape, run.Layers));
        return string.Join(" → ", shapes.Prepend(plan.Input.ToString())) + (plan.LossName is null ? "" : ", " + plan.LossName);
    }

    /// <summary>Only remarks: the summary is the user's.</summary>
    private static string Remarks(NetworkPlan plan)
    {
        var writer = new CodeWriter();
        writer.Write($"""
            /// <remarks>
            /// <para>{Xml(Chain(plan))}: {Count(plan.ParameterCount)} parameters, {Count(plan.Layers.Sum(layer => layer.Flops))} FLOPs per sample.</para>
            /// <list type="table">
            /// <listheader><term>layer</term><description>kind, output, parameters, FLOPs per sample</description></listheader>
            """);
        foreach (LayerPlan layer in plan.Layers)
            writer.Write($"/// <item><term>{Xml(Plain(layer.Name))}</term><description>{Xml(Describe(layer))}</description></item>");
        writer.Write("""
            /// </list>
            /// <para>As a diagram: <see cref="Mermaid"/>.</para>
            /// </remarks>
            """);
        return writer.ToString().TrimEnd('\n');
    }

    internal static string Describe(LayerPlan layer) =>
        $"{layer.Kind}{(layer.Details.Length > 0 ? " (" + layer.Details + ")" : "")}, {layer.Output}, {Count(layer.Parameters)} "
        + $"parameters, {Count(layer.Flops)} FLOPs";
}
