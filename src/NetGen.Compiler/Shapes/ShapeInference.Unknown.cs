using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Shapes;

/// <summary>
/// Behind a mistake: the input is not known, and yet a layer's own mistakes are. A layer is asked what it says of several things that could
/// arrive. What it says of all of them in the same words is a mistake of its own; a shape it gives for all of them is the shape. What
/// differs would follow from the mistake above.
/// </summary>
public sealed partial class ShapeInference
{
    /// <summary>The name of a value no one knows, which no node can have.</summary>
    private const string Unknown = "(unknown)";

    /// <summary>Something that could arrive, and the number an open size could be.</summary>
    private sealed record ProbeShape(Shape Shape, int Size);

    /// <summary>Of every rank, none of one value, and with no divisor that all have.</summary>
    private static readonly ProbeShape[] probeShapes =
        [new(new(6), 6), new(new(35), 35), new(new(4, 9), 9), new(new(5, 7), 7), new(new(8, 9, 5), 5), new(new(5, 8, 6), 12),
            new(new(2, 3, 4, 5), 10)];

    private static readonly Domain[] everyDomain = [Domain.Any, Domain.Probabilities, Domain.Distribution];

    /// <summary>What a node says and gives.</summary>
    private readonly record struct InferenceResult(Shape? Shape, IReadOnlyList<Problem> Problems);

    /// <summary>Asks a layer, with the input where that is known.</summary>
    private InferenceResult Infer(ExpandedNode placed, int index, LayerKind kind)
    {
        IReadOnlyList<string> inputs = placed.Node.Inputs;
        if (inputs.All(shapes.ContainsKey) && !HasOpenSize(placed.Node)) return Infer(placed, index, kind, ShapesOf(inputs));

        List<string> known = inputs.Where(shapes.ContainsKey).ToList();
        if (kind is Merge merge && known.Count > 0)
        {
            // What is known must fit together whatever the rest is.
            IReadOnlyList<Problem> own = known.Count < 2 ? []
                : Infer(placed with { Node = placed.Node with { Inputs = new(known) } }, index, kind, ShapesOf(known)).Problems;
            return new(merge.KeepsShape && own.Count == 0 ? shapes[known[0]] : null, own);
        }
        return Intersect(placed, index, kind);
    }

    /// <summary>What a layer says and gives in every probe.</summary>
    private InferenceResult Intersect(ExpandedNode placed, int index, LayerKind kind)
    {
        List<InferenceResult> results = probeShapes.Select(probe =>
            Infer(placed with { Node = Closed(placed.Node, probe.Size) }, index, kind,
                [.. placed.Node.Inputs.Select(name => shapes.TryGetValue(name, out Shape shape) ? shape : probe.Shape)])).ToList();
        return new(results.All(inferred => inferred.Shape == results[0].Shape) ? results[0].Shape : null,
            InAll(results.Select(inferred => inferred.Problems)));
    }

    private InferenceResult Infer(ExpandedNode placed, int index, LayerKind kind, IReadOnlyList<Shape> arriving)
    {
        List<Problem> found = [];
        LayerContext context = new(Spec, placed, index, arriving, found.Add);
        context.CheckNumbers(kind.Definition.Arguments);
        Shape? shape = kind.Infer(context);
        // The remedy of this one is known, and so is what the layer gives then.
        if (shape is { Rank: > 1 } && found.Any(problem => problem.Rule == Rules.NeedsVector))
            shape = kind.Infer(new LayerContext(Spec, placed, index, [.. arriving.Select(one => new Shape(one.Length))], _ => { }));
        return new(shape, found);
    }

    private static IReadOnlyList<Problem> InAll(IEnumerable<IReadOnlyList<Problem>> found) =>
        found.Aggregate((common, next) => [.. common.Where(next.Contains)]);

    /// <summary>What is known of the range of a layer's result; null where its activation is what is wrong.</summary>
    private Domain? DomainOf(int index, LayerKind kind, IReadOnlyList<Problem> found)
    {
        EquatableArray<string> inputs = nodes[index].Node.Inputs;
        var context = new LayerContext(Spec, nodes[index], index,
            [.. inputs.Select(name => shapes.TryGetValue(name, out Shape shape) ? shape : probeShapes[0].Shape)], _ => { });
        if (found.Any(problem => problem.Rule == Rules.OneClass || problem.Rule == Rules.BadChoice && problem.Values[1] == "Activation"))
            return null;
        IEnumerable<Domain> above = inputs.Count > 0 && domains.TryGetValue(inputs[0], out Domain known) ? [known] : everyDomain;
        List<Domain> possible = above.Select(domain => kind.Domain(context, domain)).Distinct().ToList();
        return possible.Count == 1 ? possible[0] : null;
    }

    private void CheckLoss(int index, LossKind loss)
    {
        LayerContext context = Context(index);
        context.CheckNumbers(loss.Arguments);
        string judged = nodes[index].Node.Inputs is [var first, ..] ? first : Unknown;
        IEnumerable<Shape> arriving = probeShapes.Select(probe => probe.Shape);
        if (shapes.TryGetValue(judged, out Shape shape))
        {
            arriving = [shape];
            if (shape.Rank != 1)
                context.Report(Rules.LossNeedsVector, null, loss.Name, context.Above, shape.ToString(),
                    shape.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        Domain[] predictions = domains.TryGetValue(judged, out Domain known) ? [known] : everyDomain;
        problems.AddRange(InAll(arriving.SelectMany(_ => predictions, (one, prediction) =>
        {
            List<Problem> found = [];
            loss.Check(new LayerContext(Spec, nodes[index], index, [new Shape(one.Length)], found.Add), prediction);
            return found;
        })));
    }

    private static bool HasOpenSize(NodeSpec node) => node.Arguments.Any(argument => argument.Value switch
    {
        int size => Given.NameOf(size) is not null,
        EquatableArray<int> sizes => sizes.Any(size => Given.NameOf(size) is not null),
        _ => false,
    });

    /// <summary>The node with a number for every open size.</summary>
    private static NodeSpec Closed(NodeSpec node, int size) => HasOpenSize(node)
        ? WithTimes(node with { Arguments = new(node.Arguments.Select(argument => Fill(argument, _ => size))) })
        : node;

    /// <summary>The argument with its open sizes replaced.</summary>
    private static Argument Fill(Argument argument, Func<string, int> size) => argument.Value switch
    {
        int one => Given.NameOf(one) is { } name ? argument with { Value = size(name) } : argument,
        EquatableArray<int> several =>
            argument with { Value = new EquatableArray<int>(several.Select(one => Given.NameOf(one) is { } name ? size(name) : one)) },
        _ => argument,
    };
}
