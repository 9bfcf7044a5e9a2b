using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;

namespace NetGen.Compiler.Shapes;

/// <summary>One node after the other: inputs, layers, losses.</summary>
public sealed partial class ShapeInference
{
    /// <summary>Gives a node its place and its shape; a block is expanded.</summary>
    /// <param name="isPlaced">Whether it is where it may: below a node that does not, nothing is known, and a loss that does not has
    /// nothing to judge.</param>
    /// <param name="owner">The local name of the node whose parameters it shares; null for its own.</param>
    private void Walk(NodeSpec node, Scope scope, bool isPlaced = true, string? owner = null)
    {
        if (owner is null) scope.Definitions[node.Name] = node;
        if (LayerRegistry.FindLoss(node.Kind) is { } loss)
        {
            if (scope.Path is not null) ReportOnce(scope, node, Rules.LossInBlock, node.Name);
            else if (!node.HasBindingErrors)
                CheckLoss(AddNode(node, scope,
                    isPlaced ? node.Inputs.Where(scope.Names.ContainsKey).Select(name => scope.Names[name]) : [Unknown], owner), loss);
            return;
        }
        if (node.IsInput && scope.Path is not null)
        {
            ReportOnce(scope, node, Rules.InputInBlock, node.Name);
            return;
        }

        scope.Names[node.Name] = Unknown;
        if (node.HasBindingErrors || !isPlaced && NamesWhatItTakes(node) && Written(node, "From") is null) return;
        IReadOnlyList<string> inputs = node.IsInput ? [] : Resolve(node, scope, isPlaced);
        NodeSpec closed = Close(node, scope);
        if (closed.IsInput) InferInput(AddNode(closed, scope, [], owner), scope);
        else if (closed.IsShared) Share(closed, scope, isPlaced);
        else if (closed.Blocks.Count > 0 || NodeKinds.AppliesBlocks(closed.Kind))
            Expand(closed, scope, inputs[0], owner ?? closed.Name);
        else if (LayerRegistry.FindLayer(closed.Kind) is { } kind) InferLayer(AddNode(closed, scope, inputs, owner), scope, node, kind);
        else ReportOnce(scope, node, Rules.UnknownKind, closed.Kind);
        if (node.HasUnknownShape || !isPlaced && node.IsInput) scope.Names[node.Name] = Unknown;
    }

    /// <summary>The values a node takes; unknown where the mistake is above, for one mistake is one message.</summary>
    private IReadOnlyList<string> Resolve(NodeSpec node, Scope scope, bool isPlaced)
    {
        List<string> inputs = [];
        foreach (string name in node.Inputs)
        {
            bool isAbove = name == BlockSpec.Arrival || scope.Definitions.ContainsKey(name) && name != node.Name;
            inputs.Add(isPlaced && isAbove && !Spec.HasAmbiguousOrder && scope.Names.TryGetValue(name, out string? value)
                ? value : Unknown);
            if (isAbove || Spec.HasAmbiguousOrder && Spec.Nodes.Any(other => other.Name == name)) continue;
            string argument = Written(node, "From") is null ? "Members" : "From";
            string above = string.Join(" or ",
                scope.Definitions.Keys.Where(known => known != node.Name).Reverse().Take(3).Select(known => $"'{known}'"));
            ReportOnce(scope, node, Rules.UnknownMember, argument, node.Name, name, above.Length == 0 ? "or an input" : "such as " + above);
        }
        if (inputs.Count > 0 || LayerRegistry.FindLayer(node.Kind) is Merge) return inputs;
        if (!Spec.IsChain && !Spec.HasAmbiguousOrder && scope.Path is null && Spec.Nodes.Any(other => other.IsInput))
            Report(scope, Rules.NothingAbove, null, node.Name);
        return [Unknown];
    }

    /// <summary>Fills in open sizes, and multiplies by Times; a size that is not known stays open.</summary>
    private NodeSpec Close(NodeSpec node, Scope scope)
    {
        NodeSpec closed = node with
            { Arguments = new(node.Arguments.Select(argument => Fill(argument, open => Size(argument.Name, open)))) };
        if (Written(closed, "Times") is not int times) return closed;
        if (times is >= 1 and <= LayerContext.MaxLength) return HasOpenSize(closed) ? closed : WithTimes(closed);
        ReportOnce(scope, node, Rules.BadSize, "Times", node.Name, "Times", Number(times), Number(LayerContext.MaxLength));
        return closed with
            { Arguments = new(closed.Arguments.Where(argument => argument.Name != "Times")
                .Select(argument => argument.Name == "Units" ? argument with { Value = Given.Width } : argument)) };

        int Size(string argument, string open)
        {
            if (scope.Path is null)
                Report(scope, Rules.OpenSizeOutside, argument, node.Name, argument, open);
            else if (scope.Given.TryGetValue(open, out int? size))
                return size ?? Given.Width;
            else
            {
                // Once, however many layers leave it open.
                Report(scope, Rules.OpenSizeNotGiven, null, node.Name, open, scope.Applied);
                scope.Given[open] = null;
            }
            return Given.Width;
        }
    }

    /// <summary>Units multiplied by Times, which then is gone.</summary>
    private static NodeSpec WithTimes(NodeSpec node)
    {
        if (Written(node, "Times") is not int times) return node;
        // A number below all that are open, or above all that are possible, stays what it is: wrong.
        return node with
        {
            Arguments = new(node.Arguments.Where(argument => argument.Name != "Times")
                .Select(argument => argument is { Name: "Units", Value: int units }
                ? argument with { Value = (int)Math.Max(Math.Min((long)units * times, int.MaxValue), Given.Heads + 1) } : argument)),
        };
    }

    /// <summary>Gives a node its full name.</summary>
    private int AddNode(NodeSpec node, Scope scope, IEnumerable<string> inputs, string? owner)
    {
        string name = scope.NamePrefix + node.Name;
        EquatableArray<string> taken = new(inputs);
        connections += taken.Count;
        nodes.Add(new ExpandedNode(node with { Name = name, Inputs = taken }, scope.Origin)
        {
            Owner = scope.OwnerPrefix + (owner ?? node.Name),
            Path = scope.Path,
            Inner = scope.Inner,
        });
        if (!placedByName.ContainsKey(name)) placedByName.Add(name, nodes.Count - 1);
        return nodes.Count - 1;
    }

    private void InferInput(int index, Scope scope)
    {
        LayerContext context = Context(index);
        IReadOnlyList<int> sizes = context.Sizes("Shape");
        if (sizes.Count == 0)
        {
            context.Report(Rules.BadSize, null, context.Node.Name, "Shape", "()", Number(LayerContext.MaxLength));
            return;
        }
        bool valid = !HasOpenSize(context.Node);
        foreach (int size in sizes) valid = valid && context.CheckSize("Shape", size);
        if (!valid || !context.CheckLength("Shape", sizes.ToArray())) return;
        shapes[context.Node.Name] = new Shape(sizes.ToArray());
        domains[context.Node.Name] = Domain.Any;
        scope.Names[context.Node.Name] = context.Node.Name;
    }

    /// <param name="local">As it is declared, before open sizes are filled in.</param>
    private void InferLayer(int index, Scope scope, NodeSpec local, LayerKind kind)
    {
        ExpandedNode placed = nodes[index];
        scope.Names[local.Name] = placed.Node.Name;
        if (placed.IsShared)
        {
            InferShared(index, kind);
            return;
        }
        InferenceResult inferred = Infer(placed, index, kind);
        if (inferred.Problems.Count > 0 && scope.Path is not null)
        {
            // What is wrong in a block wherever it is applied is reported the first time.
            IReadOnlyList<Problem> anywhere =
                Intersect(placed with
                    { Node = local with { Name = placed.Node.Name, Inputs = new(placed.Node.Inputs.Select(_ => Unknown)) } },
                    index, kind).Problems;
            problems.AddRange(inferred.Problems.Where(problem => !anywhere.Contains(problem)
                || reported.Add(
                    (scope.Open[scope.Open.Count - 1].Key, local.Name, problem.Rule, string.Join("\n", problem.Values)
                        .Replace(placed.Node.Name, local.Name)))));
        }
        else problems.AddRange(inferred.Problems);
        Assign(index, kind, inferred);
    }

    private void Assign(int index, LayerKind kind, InferenceResult inferred)
    {
        string name = nodes[index].Node.Name;
        if (inferred.Shape is { } shape) shapes[name] = shape;
        if (DomainOf(index, kind, inferred.Problems) is { } domain) domains[name] = domain;
    }

    /// <summary>
    /// Shared parameters have the shapes their owner gave them; mistakes in its arguments have been reported for the owner.
    /// </summary>
    private void InferShared(int index, LayerKind kind)
    {
        NodeSpec node = nodes[index].Node;
        if (!placedByName.TryGetValue(nodes[index].Owner, out int at) || at >= index) return;
        ExpandedNode owner = nodes[at];
        if (owner.Node.Inputs.Count > 0 && shapes.TryGetValue(owner.Node.Inputs[0], out Shape fits)
            && shapes.TryGetValue(node.Inputs[0], out Shape arrives) && fits != arrives)
            Context(index)
                .Report(Rules.SharedShapesDiffer, null, node.Name, owner.Node.Name, fits.ToString(), arrives.ToString(),
                    Context(index).Above);
        if (shapes.TryGetValue(owner.Node.Name, out Shape shape)) shapes[node.Name] = shape;
        // An owner without a domain has a mistake, and its arguments mean nothing.
        if (domains.ContainsKey(owner.Node.Name) && DomainOf(index, kind, []) is { } domain) domains[node.Name] = domain;
    }

    private void Report(Scope scope, Rule rule, string? argument, params string[] values) =>
        problems.Add(new Problem(rule, scope.Origin, scope.Path is null ? argument : null, values)
            { Path = scope.Path, Inner = scope.Inner is { } inner ? inner with { Argument = argument } : null });

    /// <summary>Reports what is wrong in a block wherever it is applied, the first time.</summary>
    private void ReportOnce(Scope scope, NodeSpec node, Rule rule, string? argument, params string[] values)
    {
        if (scope.Path is null || reported.Add((scope.Open[scope.Open.Count - 1].Key, node.Name, rule, argument ?? "")))
            Report(scope, rule, argument, values);
    }

    private void ReportOnce(Scope scope, NodeSpec node, Rule rule, string value) => ReportOnce(scope, node, rule, null, value);
}
