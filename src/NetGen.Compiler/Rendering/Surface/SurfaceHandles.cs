using NetGen.Compiler.Model;
using static NetGen.Compiler.Rendering.SurfaceText;

namespace NetGen.Compiler.Rendering;

/// <summary>
/// The handles of layers. A chain's are properties the surface adds; members are the user's own partial properties, which it implements, backed by
/// one object whose fields have the members' names and so collide with nothing.
/// </summary>
internal static class SurfaceHandles
{
    /// <summary>What the constructor assigns.</summary>
    internal static void Assignments(CodeWriter writer, NetworkPlan plan)
    {
        if (!plan.Spec.IsChain) writer.Write("this.handles = new Handles(core.Parameters);");
        else
            foreach (LayerPlan layer in OfChain(plan))
                writer.Write($"this.{Identifier(layer.Name)} = new global::NetGen.{layer.Handle}({Literal(layer.Name)}, core.Parameters);");
    }

    internal static void Properties(CodeWriter writer, NetworkPlan plan)
    {
        if (plan.Spec.IsChain)
        {
            foreach (LayerPlan layer in OfChain(plan))
            {
                writer.Separate();
                writer.Write($"""
                    /// <summary>{Xml(SurfaceRenderer.Describe(layer))}.</summary>
                    public global::NetGen.{layer.Handle} {Identifier(layer.Name)} {Braces("get;")}
                    """);
            }
            return;
        }

        foreach (MemberSpec member in plan.Spec.Members)
        {
            writer.Separate();
            if (!member.HasDocumentation) writer.Write($"/// <summary>{Xml(Describe(plan, member))}.</summary>");
            writer.Write($"{member.Accessibility}partial {member.Type} {Identifier(member.Name)} => handles.{Identifier(member.Name)};");
        }
        writer.Separate();
        writer.Write("private readonly Handles handles;");
        writer.Separate();
        using (writer.Block("private sealed class Handles"))
        {
            foreach (MemberSpec member in plan.Spec.Members) writer.Write($"internal readonly {member.Type} {Identifier(member.Name)};");
            writer.Separate();
            using (writer.Block("internal Handles(global::NetGen.ParameterSet parameters)"))
                foreach (MemberSpec member in plan.Spec.Members)
                    writer.Write($"this.{Identifier(member.Name)} = new {member.Type}({Literal(Plain(member.Node))}, {Argument(plan, member)});");
        }
    }

    /// <summary>What a member is, with the shapes that arrive and leave: <c>Dense (ReLU), 32 → 64, 2,112 parameters, 4,224 FLOPs</c>.</summary>
    private static string Describe(NetworkPlan plan, MemberSpec member)
    {
        if (InputOf(plan, member) is { } input) return $"Input, {input.Shape}";
        NodeSpec node = plan.Spec.Nodes.First(node => node.Name == member.Node);
        List<LayerPlan> layers = LayersOf(plan, node.Name);
        string from = string.Join(", ", node.Inputs.Select(name => ShapeOf(plan, name)));
        if (layers.Count == 0) return $"{Plain(node.Name)}, of {from}";
        LayerPlan last = layers[layers.Count - 1];
        string details = layers.Count == 1 && layers[0].Name == node.Name && last.Details.Length > 0 ? $" ({last.Details})" : "";
        string kind = layers[0].Name == node.Name ? last.Kind : member.Type.Substring(member.Type.LastIndexOfAny(['.', ':']) + 1);
        return $"{kind}{details}, {from} → {last.Output}, {Count(layers.Sum(layer => layer.Parameters))} parameters, {Count(layers.Sum(layer => layer.Flops))} FLOPs";
    }

    private static string ShapeOf(NetworkPlan plan, string node) =>
        plan.Inputs.FirstOrDefault(input => input.Name == node) is { } input ? input.Shape.ToString()
        : LayersOf(plan, node).LastOrDefault()?.Output.ToString() ?? node;

    /// <summary>The layers of a node: itself, or those of the block it applies.</summary>
    private static List<LayerPlan> LayersOf(NetworkPlan plan, string node) =>
        plan.Layers.Where(layer => layer.Name == node || layer.Name.StartsWith(node + ".", StringComparison.Ordinal)).ToList();

    private static string Argument(NetworkPlan plan, MemberSpec member) =>
        InputOf(plan, member) is { } input ? string.Join(", ", input.Shape.Dimensions.Select(size => Number(size))) : "parameters";

    private static InputPlan? InputOf(NetworkPlan plan, MemberSpec member) => plan.Inputs.FirstOrDefault(input => input.Name == member.Node);

    /// <summary>Layers inside blocks have dotted names and no property.</summary>
    private static IEnumerable<LayerPlan> OfChain(NetworkPlan plan) => plan.Layers.Where(layer => layer.Handle is not null && !layer.Name.Contains('.'));

    private static string Braces(string inside) => "{ " + inside + " }";
}
