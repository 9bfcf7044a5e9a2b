using System.Globalization;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;

namespace NetGen.Compiler.Shapes;

/// <summary>One node after the other: inputs, layers, losses.</summary>
public sealed partial class ShapeInference
{
    /// <summary>Gives a node its place and its shape; a block is expanded.</summary>
    /// <param name="owner">The local name of the node whose parameters it shares; null for its own.</param>
    private void Walk(NodeSpec node, Scope scope, string? owner = null)
    {
        if (owner is null) scope.Definitions[node.Name] = node;
        if (LayerRegistry.FindLoss(node.Kind) is { } loss)
        {
            if (scope.Path is null) CheckLoss(Place(node, scope, node.Inputs.Where(scope.Names.ContainsKey).Select(name => scope.Names[name]), owner), loss);
            else Report(scope, Rules.LossInBlock, null, node.Name);
            return;
        }
        if (node.Kind == "Input")
        {
            if (scope.Path is null) InferInput(Place(node, scope, [], owner), scope);
            else Report(scope, Rules.InputInBlock, null, node.Name);
            return;
        }

        int before = problems.Count;
        IReadOnlyList<string>? inputs = Resolve(node, scope);
        NodeSpec? closed = inputs is null ? null : Close(node, scope);
        if (closed is null)
        {
            // Chains go on below a bad layer only to find what has nothing to do with it.
            if (problems.Count == before) PlaceUnshaped(node, scope, owner);
            return;
        }
        if (closed.Kind == "Shared") Share(closed, scope);
        else if (closed.Blocks.Count > 0 || closed.Kind is "Apply" or "Residual" or "Repeat" or "Parallel") Expand(closed, scope, inputs!, owner ?? closed.Name);
        else if (LayerRegistry.FindLayer(closed.Kind) is { } kind) InferLayer(Place(closed, scope, inputs!, owner), scope, node.Name, kind);
        else Report(scope, Rules.UnknownKind, null, closed.Kind);
    }

    /// <summary>The values a node takes; null where one has no shape: the mistake is above, and one mistake is one message.</summary>
    private IReadOnlyList<string>? Resolve(NodeSpec node, Scope scope)
    {
        foreach (string name in node.Inputs)
        {
            if (name == BlockSpec.Arrival || scope.Definitions.ContainsKey(name) && name != node.Name) continue;
            string argument = Written(node, "From") is null ? "Members" : "From";
            string above = string.Join(" or ", scope.Definitions.Keys.Where(known => known != node.Name).Reverse().Take(3).Select(known => $"'{known}'"));
            Report(scope, Rules.UnknownMember, argument, node.Name, name, above.Length == 0 ? "or an input" : "such as " + above);
            return null;
        }
        var inputs = node.Inputs.Where(scope.Names.ContainsKey).Select(name => scope.Names[name]).ToList();
        return inputs.Count == node.Inputs.Count && inputs.Count > 0 && inputs.All(shapes.ContainsKey) ? inputs : null;
    }

    /// <summary>Fills in open sizes, and multiplies by Times; null where one is not known.</summary>
    private NodeSpec? Close(NodeSpec node, Scope scope)
    {
        bool valid = true;
        var arguments = new List<Argument>();
        foreach (Argument argument in node.Arguments)
        {
            if (argument.Name == "Times" && node.Blocks.Count == 0) continue;
            arguments.Add(argument.Value is int size && Given.NameOf(size) is { } open ? argument with { Value = Size(argument.Name, open) } : argument);
        }
        if (Written(node, "Times") is int times && valid)
        {
            int units = arguments.FindIndex(argument => argument.Name == "Units");
            if (times is < 1 or > LayerContext.LargestLength)
            {
                Report(scope, Rules.BadSize, "Times", node.Name, "Times", Number(times), Number(LayerContext.LargestLength));
                return null;
            }
            if (units >= 0 && arguments[units].Value is int width)
                arguments[units] = arguments[units] with { Value = (int)Math.Max(Math.Min((long)width * times, int.MaxValue), Given.Heads + 1) };
        }
        return valid ? node with { Arguments = new(arguments) } : null;

        object Size(string argument, string open)
        {
            if (scope.Path is null && scope.Given.Count == 0)
            {
                Report(scope, Rules.OpenSizeOutside, argument, node.Name, argument, open);
                valid = false;
            }
            else if (scope.Given.TryGetValue(open, out int size)) return size;
            else
            {
                Report(scope, Rules.OpenSizeNotGiven, null, node.Name, open, scope.Applied);
                valid = false;
            }
            return 1;
        }
    }

    /// <summary>Gives a node its full name.</summary>
    private int Place(NodeSpec node, Scope scope, IEnumerable<string> inputs, string? owner)
    {
        string name = scope.NamePrefix + node.Name;
        nodes.Add(new PlacedNode(node with { Name = name, Inputs = new(inputs) }, scope.Origin)
        {
            Owner = scope.OwnerPrefix + (owner ?? node.Name),
            Path = scope.Path,
        });
        return nodes.Count - 1;
    }

    /// <summary>A layer below one without shape is known by its name and no more.</summary>
    private void PlaceUnshaped(NodeSpec node, Scope scope, string? owner) => Place(node, scope, [], owner);

    private void InferInput(int index, Scope scope)
    {
        LayerContext context = Context(index);
        IReadOnlyList<int> sizes = context.Sizes("Shape");
        if (sizes.Count == 0)
        {
            context.Report(Rules.BadSize, null, context.Node.Name, "Shape", "()", Number(LayerContext.LargestLength));
            return;
        }
        bool valid = true;
        foreach (int size in sizes) valid = valid && context.CheckSize("Shape", size);
        if (!valid || !context.CheckLength("Shape", sizes.ToArray())) return;
        shapes[context.Node.Name] = new Shape(sizes.ToArray());
        domains[context.Node.Name] = Domain.Any;
        scope.Names[context.Node.Name] = context.Node.Name;
    }

    private void InferLayer(int index, Scope scope, string localName, LayerKind kind)
    {
        LayerContext context = Context(index);
        string name = context.Node.Name;
        if (nodes[index].IsShared && !FitsOwner(index, context)) return;
        int before = problems.Count;
        Shape? shape = kind.Infer(context);
        if (shape is not { } inferred) return;
        shapes[name] = inferred;
        scope.Names[localName] = name;
        if (problems.Count == before) domains[name] = kind.Domain(context, domains.TryGetValue(context.Node.Inputs[0], out Domain above) ? above : Domain.Any);
    }

    /// <summary>Shared parameters have the shapes their owner gave them.</summary>
    private bool FitsOwner(int index, LayerContext context)
    {
        PlacedNode? owner = nodes.Take(index).FirstOrDefault(other => other.Node.Name == nodes[index].Owner);
        if (owner is null || owner.Node.Inputs.Count == 0 || !shapes.TryGetValue(owner.Node.Inputs[0], out Shape fits) || fits == context.Input) return true;
        context.Report(Rules.SharedShapesDiffer, null, context.Node.Name, owner.Node.Name, fits.ToString(), context.Input.ToString(), context.Above);
        return false;
    }

    private void CheckLoss(int index, LossKind loss)
    {
        LayerContext context = Context(index);
        context.CheckNumber("Weight", context.Number("Weight", 1), weight => weight > 0, "a positive number");
        context.CheckChoice("Targets", context.Choice("Targets", "Indices"), ["Indices", "Distributions"]);
        if (context.Inputs.Count == 0 || !domains.TryGetValue(context.Node.Inputs[0], out Domain prediction)) return;
        if (context.Input.Rank != 1)
        {
            context.Report(Rules.LossNeedsVector, null, loss.Name, context.Above, context.Input.ToString(), context.Input.Length.ToString(CultureInfo.InvariantCulture));
            return;
        }
        loss.Check(context, prediction);
    }

    private void Report(Scope scope, Rule rule, string? argument, params string[] values) =>
        problems.Add(new Problem(rule, scope.Origin, scope.Path is null ? argument : null, values) { Path = scope.Path });
}
