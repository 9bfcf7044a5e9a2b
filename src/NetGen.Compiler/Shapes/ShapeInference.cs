using System.Globalization;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;

namespace NetGen.Compiler.Shapes;

/// <summary>Shapes of all nodes of a declaration, and what is wrong with it. The analyzer and the generator both ask here.</summary>
public sealed class ShapeInference
{
    private readonly List<Problem> problems = [];
    private readonly Dictionary<string, Shape> shapes = [];
    private readonly Dictionary<string, Domain> domains = [];

    private ShapeInference(NetworkSpec spec) => Spec = spec;

    public NetworkSpec Spec { get; }

    public EquatableArray<Problem> Problems => new(problems);

    public bool Succeeded => problems.All(problem => problem.Rule.IsWarning);

    /// <summary>The shape a node gives, by its name. A loss has none.</summary>
    public IReadOnlyDictionary<string, Shape> Shapes => shapes;

    public static ShapeInference Infer(NetworkSpec spec)
    {
        var inference = new ShapeInference(spec);
        inference.Run();
        return inference;
    }

    public LayerContext Context(int node) =>
        new(Spec, node, Spec.Nodes[node].Inputs.Where(shapes.ContainsKey).Select(input => shapes[input]).ToList(), problems.Add);

    private void Run()
    {
        if (Spec.Nodes.All(node => node.Kind != "Input")) Report(-1, Rules.NoInput, Spec.Name);
        else if (!Spec.Nodes.Any(IsLayer)) Report(-1, Rules.NoLayers, Spec.Name);

        bool lossSeen = false;
        for (int i = 0; i < Spec.Nodes.Count; i++)
        {
            NodeSpec node = Spec.Nodes[i];
            if (node.Kind == "Input")
            {
                if (i > 0) Report(i, Rules.InputNotFirst, node.Name);
                else InferInput(i);
            }
            else if (LayerRegistry.FindLoss(node.Kind) is { } loss)
            {
                if (lossSeen || Spec.Nodes.Skip(i + 1).Any(IsLayer)) Report(i, Rules.LossNotLast, node.Name);
                else CheckLoss(i, loss);
                lossSeen = true;
            }
            else if (LayerRegistry.FindLayer(node.Kind) is { } kind) InferLayer(i, kind);
            else Report(i, Rules.UnknownKind, node.Kind);
        }
        if (Succeeded) CheckTotals();
    }

    private void CheckTotals()
    {
        long parameters = 0, values = 0;
        for (int i = 0; i < Spec.Nodes.Count; i++)
        {
            if (!shapes.TryGetValue(Spec.Nodes[i].Name, out Shape shape)) continue;
            values += shape.Length;
            parameters += LayerRegistry.FindLayer(Spec.Nodes[i].Kind)?.ParameterCount(Context(i), shape) ?? 0;
        }
        Limit(parameters, "parameters", LayerContext.MostParameters);
        Limit(values, "values a sample", LayerContext.MostValues);

        void Limit(long count, string what, int most)
        {
            if (count > most)
                Report(-1, Rules.NetworkTooLarge, Spec.Name, count.ToString(CultureInfo.InvariantCulture), what, most.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static bool IsLayer(NodeSpec node) => node.Kind != "Input" && LayerRegistry.FindLoss(node.Kind) is null;

    private void InferInput(int index)
    {
        LayerContext context = Context(index);
        IReadOnlyList<int> sizes = context.Sizes("Shape");
        if (sizes.Count == 0)
        {
            context.Report(Rules.BadSize, null, context.Node.Name, "Shape", "()", LayerContext.LargestLength.ToString(CultureInfo.InvariantCulture));
            return;
        }
        bool valid = true;
        foreach (int size in sizes) valid = valid && context.CheckSize("Shape", size);
        if (!valid || !context.CheckLength("Shape", sizes.ToArray())) return;
        shapes[context.Node.Name] = new Shape(sizes.ToArray());
        domains[context.Node.Name] = Domain.Any;
    }

    /// <summary>A node whose inputs have no shape is not looked at: the mistake is above, and one mistake is one message.</summary>
    private void InferLayer(int index, LayerKind kind)
    {
        LayerContext context = Context(index);
        if (context.Inputs.Count != context.Node.Inputs.Count || context.Inputs.Count == 0) return;
        int before = problems.Count;
        Shape? shape = kind.Infer(context);
        if (shape is not { } inferred) return;
        shapes[context.Node.Name] = inferred;
        if (problems.Count == before) domains[context.Node.Name] = kind.Domain(context, domains.TryGetValue(context.Node.Inputs[0], out Domain above) ? above : Domain.Any);
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

    private void Report(int node, Rule rule, params string[] values) => problems.Add(new Problem(rule, node, null, values));
}
