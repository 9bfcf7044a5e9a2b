using NetGen.Compiler.Declarations;
using NetGen.Compiler.Networks;
using static NetGen.Compiler.Declarations.Naming;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>
/// The handles of layers. A chain's are properties the surface adds; members are the user's own partial properties, which it implements,
/// backed by one object whose fields have the members' names and so collide with nothing.
/// </summary>
internal static class SurfaceHandles
{
    /// <summary>What the constructor assigns.</summary>
    internal static void Assignments(CodeWriter writer, NetworkPlan plan)
    {
        PrivateNames names = plan.Spec.Names;
        string parameters = names.Core + ".Parameters";
        var known = new Known(plan);
        if (!plan.Spec.IsChain) writer.Write($"this.{names.HandlesField} = new {names.HandlesType}({parameters});");
        else
            foreach ((NodeSpec node, _, string type) in OfChain(plan, known))
                writer.Write($"this.{Identifier(node.Name)} = {HandleText.Create(type, node, Literal(node.Name), parameters)};");
    }

    internal static void Properties(CodeWriter writer, NetworkPlan plan)
    {
        var known = new Known(plan);
        if (plan.Spec.IsChain)
        {
            foreach ((NodeSpec node, string accessibility, string type) in OfChain(plan, known))
            {
                writer.Separate();
                writer.Write($"""
                    /// <summary>{Xml(Describe(plan, known, node, type))}.</summary>
                    {Generated}
                    {accessibility}{type} {Identifier(node.Name)} {Braces("get;")}
                    """);
            }
            return;
        }

        PrivateNames names = plan.Spec.Names;
        foreach (MemberSpec member in plan.Spec.Members)
        {
            writer.Separate();
            if (!member.HasDocumentation) writer.Write($"/// <summary>{Xml(Describe(plan, known, member))}.</summary>");
            if (MarksOf(member) is { } marks) writer.Write(marks);
            writer.Write(
                $"{member.Accessibility}partial {member.Type} {Identifier(member.Name)} => "
                + $"{names.HandlesField}.{Identifier(member.Name)};");
        }
        writer.Separate();
        writer.Write(GeneratedField);
        writer.Write($"private readonly {names.HandlesType} {names.HandlesField};");
        writer.Separate();
        writer.Write(Generated);
        using (writer.Block($"private sealed class {names.HandlesType}"))
        {
            foreach (MemberSpec member in plan.Spec.Members) writer.Write($"internal readonly {member.Type} {Identifier(member.Name)};");
            writer.Separate();
            using (writer.Block($"internal {names.HandlesType}(global::NetGen.ParameterSet parameters)"))
                foreach (MemberSpec member in plan.Spec.Members)
                    writer.Write($"this.{Identifier(member.Name)} = {Create(known, member)};");
        }
    }

    private static string Create(Known known, MemberSpec member)
    {
        NodeSpec owner = known.Owners[member.Node];
        return HandleText.Create(member.Type, owner, Literal(Plain(owner.Name)), "parameters");
    }

    private static string Describe(NetworkPlan plan, Known known, MemberSpec member) =>
        plan.Inputs.FirstOrDefault(input => input.Name == member.Node) is { } input
            ? $"Input, {input.Shape}" : Describe(plan, known, known.Nodes[member.Node], member.Type);

    /// <summary>
    /// What a layer is; of a member and of a block with the shapes that arrive and leave: <c>Dense (ReLU), 32 → 64, 2,112 parameters, 4,224
    /// FLOPs</c>.
    /// </summary>
    private static string Describe(NetworkPlan plan, Known known, NodeSpec node, string type)
    {
        List<LayerPlan> layers = [.. known.Layers[node.Name]];
        string from = string.Join(", ", node.Inputs.Select(name => ShapeOf(plan, known, name)));
        if (layers.Count == 0) return $"{Plain(node.Name)}, of {from}";
        LayerPlan last = layers[layers.Count - 1];
        if (layers.Count == 1 && last.Name == node.Name && plan.Spec.IsChain) return SurfaceRenderer.Describe(last);
        string details = layers.Count == 1 && last.Name == node.Name && last.Details.Length > 0 ? $" ({last.Details})" : "";
        string kind = layers[0].Name == node.Name ? last.Kind : type.Substring(type.LastIndexOfAny(['.', ':']) + 1).TrimEnd('>');
        return $"{kind}{details}, {from} → {last.Output}, {Count(layers.Sum(layer => layer.Parameters))} parameters, "
            + $"{Count(layers.Sum(layer => layer.Flops))} FLOPs";
    }

    private static string ShapeOf(NetworkPlan plan, Known known, string node) =>
        plan.Inputs.FirstOrDefault(input => input.Name == node) is { } input ? input.Shape.ToString()
        : known.Layers[node].LastOrDefault()?.Output.ToString() ?? node;

    /// <summary>What is looked up for every handle.</summary>
    private sealed class Known
    {
        public Known(NetworkPlan plan)
        {
            Nodes = HandleText.ByName(plan.Spec.Nodes);
            Owners = HandleText.Owners(Nodes);
            Layers = plan.LayersByNode();
        }

        public IReadOnlyDictionary<string, NodeSpec> Nodes { get; }

        /// <summary>Whose parameters a node uses.</summary>
        public IReadOnlyDictionary<string, NodeSpec> Owners { get; }

        /// <summary>The layers of a node.</summary>
        public ILookup<string, LayerPlan> Layers { get; }
    }

    /// <summary>Layers with parameters, and blocks the class may show.</summary>
    private static IEnumerable<(NodeSpec Node, string Accessibility, string Type)> OfChain(NetworkPlan plan, Known known)
    {
        foreach (NodeSpec node in plan.Spec.Nodes)
        {
            bool learns = node.Blocks.Count > 0
                || known.Layers[node.Name].Any(layer => layer.Name == node.Name && layer.Handle is not null);
            if (learns && HandleText.TypeOf(node, plan.Spec.Blocks) is { } handle) yield return (node, handle.Accessibility, handle.Type);
        }
    }

    private static string Braces(string inside) => "{ " + inside + " }";
}
