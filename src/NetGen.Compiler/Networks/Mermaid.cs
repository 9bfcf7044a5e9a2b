using System.Text;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;

namespace NetGen.Compiler.Networks;

/// <summary>The network as a diagram in the language of mermaid.js.org, which code hosts and many editors draw.</summary>
public static class Mermaid
{
    public static string Of(NetworkPlan plan)
    {
        var text = new StringBuilder("flowchart TD\n");
        var layers = plan.Layers.ToDictionary(layer => layer.Name);
        ILookup<string, LayerPlan> ofNode = plan.LayersByNode();
        var known = new Dictionary<string, string>();
        foreach (NodeSpec node in plan.Spec.Nodes)
        {
            string id = "n" + known.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            known[node.Name] = id;
            bool isLoss = LayerRegistry.FindLoss(node.Kind) is not null;
            string label = node.Name.TrimStart('@');
            if (node.Blocks.Count > 0) label += $"<br/>{BlocksOf(plan.Spec, node)}<br/>{ofNode[node.Name].LastOrDefault()?.Output}";
            else if (layers.TryGetValue(node.Name, out LayerPlan? layer))
                label += $"<br/>{(layer.Details.Length > 0 ? layer.Details + "<br/>" : "")}{layer.Output}";
            else if (plan.Inputs.FirstOrDefault(input => input.Name == node.Name) is { } input) label += "<br/>" + input.Shape;
            text.Append("    ").Append(id).Append(isLoss ? "([\"" : "[\"").Append(label.Replace("\"", "#quot;"))
                .Append(isLoss ? "\"])" : "\"]").Append('\n');
            foreach (string above in node.Inputs)
                if (known.TryGetValue(above, out string? from))
                    text.Append("    ").Append(from).Append(isLoss ? " -.-> " : " --> ").Append(id).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What a node applies: <c>6 × FeedForward</c>.</summary>
    private static string BlocksOf(NetworkSpec spec, NodeSpec node)
    {
        string names = string.Join(", ", node.Blocks.Select(key => spec.Blocks.FirstOrDefault(block => block.Key == key)?.Name));
        return node.Arguments.FirstOrDefault(argument => argument.Name == "Count")?.Value is int count
            ? $"{count.ToString(System.Globalization.CultureInfo.InvariantCulture)} × {names}" : names;
    }
}
