using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;

namespace NetGen.Compiler.Shapes;

/// <summary>
/// Shapes of all nodes of a declaration, blocks expanded, and what is wrong with it. The analyzer and the generator both ask here.
/// Blocks are expanded on the way, because an open size may be that of the input.
/// </summary>
public sealed partial class ShapeInference
{
    /// <summary>The most inputs, and the most outputs.</summary>
    public const int MaxPorts = 16;

    private readonly List<Problem> problems = [];
    private readonly List<ExpandedNode> nodes = [];

    /// <summary>Where the first node of a name is.</summary>
    private readonly Dictionary<string, int> placedByName = [];
    private readonly Dictionary<string, Shape> shapes = [];
    private readonly Dictionary<string, Domain> domains = [];
    private readonly List<OutputNode> outputs = [];

    /// <summary>
    /// Mistakes inside blocks that are reported once, however often the block is applied: block, node, rule, and what else tells them
    /// apart.
    /// </summary>
    private readonly HashSet<(string Block, string Node, Rule Rule, string Detail)> reported = [];

    private ShapeInference(NetworkSpec spec) => Spec = spec;

    public NetworkSpec Spec { get; }

    /// <summary>All nodes in order, blocks expanded.</summary>
    public IReadOnlyList<ExpandedNode> Nodes => nodes;

    /// <summary>What Predict returns, in order.</summary>
    public IReadOnlyList<OutputNode> Outputs => outputs;

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

    public LayerContext Context(int node) => new(Spec, nodes[node], node, ShapesOf(nodes[node].Node.Inputs), problems.Add);

    private List<Shape> ShapesOf(IEnumerable<string> names) => names.Where(shapes.ContainsKey).Select(input => shapes[input]).ToList();

    private void Run()
    {
        if (Spec.Defaults is not ("PyTorch" or "Keras"))
            problems.Add(new Problem(Rules.BadChoice, -1, "Defaults", Spec.Name, "Defaults", Spec.Defaults, "PyTorch, Keras"));
        // An attribute that C# does not know may have been meant as anything.
        bool isWhole = !Spec.HasAmbiguousOrder && !Spec.Nodes.Any(node => node.IsUnknown);
        if (isWhole && Spec.Nodes.All(node => !node.IsInput)) Report(-1, Rules.NoInput, Spec.Name);
        else if (isWhole && !Spec.Nodes.Any(IsLayer)) Report(-1, Rules.NoLayers, Spec.Name);

        if (Spec.Nodes.Count > MaxNodes) Report(-1, Rules.TooManyLayers, Spec.Name, Number(MaxNodes), "layers");
        connections = Spec.Nodes.Sum(node => node.Inputs.Count);
        if (Spec.Nodes.Count > MaxNodes || HasTooManyConnections()) return;
        connections = 0;

        var network = new Scope();
        for (int i = 0; i < Spec.Nodes.Count; i++)
        {
            network.Origin = i;
            Walk(Spec.Nodes[i], network, isPlaced: !Spec.Nodes[i].IsMisplaced && (Spec.IsChain ? FitsChain(i) : FitsMembers(i)));
        }
        FindOutputs(network);
        if (nodes.All(placed => (IsLoss(placed.Node) || shapes.ContainsKey(placed.Node.Name))
            && placed.Node.Inputs.All(shapes.ContainsKey))) CheckTotals();
        if (Succeeded && !Spec.HasErrors && (outputs.Count == 0 || outputs.Any(output => !shapes.ContainsKey(output.Value))))
            throw new InternalCompilerErrorException(
                $"'{Spec.Name}' has an output without a shape, and no mistake that would be the reason.");
    }

    /// <summary>A chain: one input, first; at most one loss, last; no names.</summary>
    private bool FitsChain(int index)
    {
        NodeSpec node = Spec.Nodes[index];
        if (NamesWhatItTakes(node))
        {
            Report(index, Rules.NameInChain, node.Name);
            return Written(node, "From") is not null;
        }
        if (Spec.HasAmbiguousOrder) return true;
        if (node.IsInput && Spec.Nodes.Take(index).Any(other => !other.IsUnknown)) Report(index, Rules.InputNotFirst, node.Name);
        else if (IsLoss(node) && (Spec.Nodes.Take(index).Any(IsLoss) || Spec.Nodes.Skip(index + 1).Any(IsLayer)))
            Report(index, Rules.LossNotLast, node.Name);
        else return true;
        return false;
    }

    private static bool NamesWhatItTakes(NodeSpec node) => Written(node, "From") is not null || node.IsShared || JoinsInputs(node);

    private static bool JoinsInputs(NodeSpec node) => LayerRegistry.FindLayer(node.Kind) is { JoinsInputs: true };

    /// <summary>Members: where several inputs are above, a member says which one it takes; an output has one loss.</summary>
    private bool FitsMembers(int index)
    {
        NodeSpec node = Spec.Nodes[index];
        if (Spec.HasAmbiguousOrder) return true;
        if (IsLoss(node))
        {
            if (!Spec.Nodes.Take(index).Any(other => IsLoss(other) && other.Inputs.Equals(node.Inputs))) return true;
            Report(index, Rules.TwoLosses, node.Inputs[0], node.Kind);
            return false;
        }
        bool belowInputs = index > 1 && Spec.Nodes[index - 1].IsInput && Spec.Nodes.Take(index - 1).Any(other => other.IsInput);
        if (!belowInputs || node.IsUnknown || node.IsInput || JoinsInputs(node) || Written(node, "From") is not null) return true;
        Report(index, Rules.WhichInput, node.Name, Spec.Nodes[index - 1].Name);
        return false;
    }

    /// <summary>Members with a loss or marked as outputs; where there are none, and in a chain, the last layer.</summary>
    private void FindOutputs(Scope network)
    {
        List<NodeSpec> layers = Spec.Nodes.Where(IsLayer).ToList();
        var losses = nodes.Select((placed, index) => (placed.Node, Index: index)).Where(pair => IsLoss(pair.Node)).ToList();
        if (!Spec.IsChain)
            foreach (NodeSpec layer in layers)
            {
                int loss = losses.FindIndex(pair => network.Names.TryGetValue(layer.Name, out string? value)
                    && pair.Node.Inputs.Contains(value));
                bool hasLoss = loss >= 0 && losses[loss].Node.Inputs.Count > 0
                    && Spec.Nodes.Any(node => IsLoss(node) && node.Inputs.Contains(layer.Name));
                if (hasLoss || layer.IsOutput) AddOutput(layer, hasLoss ? losses[loss].Index : null);
            }
        if (outputs.Count == 0 && layers.Count > 0) AddOutput(layers[layers.Count - 1], losses.Count > 0 ? losses[0].Index : null);

        int inputs = Spec.Nodes.Count(node => node.IsInput);
        if (inputs > MaxPorts) Report(-1, Rules.TooManyPorts, Spec.Name, Number(inputs), "inputs", Number(MaxPorts));
        if (outputs.Count > MaxPorts) Report(-1, Rules.TooManyPorts, Spec.Name, Number(outputs.Count), "outputs", Number(MaxPorts));

        void AddOutput(NodeSpec layer, int? loss)
        {
            if (network.Names.TryGetValue(layer.Name, out string? value)) outputs.Add(new OutputNode(layer.Name, value, loss));
        }
    }

    private void CheckTotals()
    {
        long parameters = 0, values = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            if (!shapes.TryGetValue(nodes[i].Node.Name, out Shape shape)) continue;
            values += shape.Length;
            if (!nodes[i].IsShared) parameters += LayerRegistry.FindLayer(nodes[i].Node.Kind)?.ParameterCount(Context(i), shape) ?? 0;
        }
        Limit(parameters, "parameters", LayerContext.MaxParameters);
        Limit(values, "values per sample", LayerContext.MaxValues);

        void Limit(long count, string what, int most)
        {
            if (count > most)
                Report(-1, Rules.NetworkTooLarge, Spec.Name, count.ToString(CultureInfo.InvariantCulture), what, Number(most));
        }
    }

    private static bool IsLoss(NodeSpec node) => LayerRegistry.FindLoss(node.Kind) is not null;

    private static bool IsLayer(NodeSpec node) => !node.IsUnknown && !node.IsInput && !IsLoss(node);

    private static object? Written(NodeSpec node, string argument) =>
        node.Arguments.FirstOrDefault(written => written.Name == argument)?.Value;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Report(int node, Rule rule, params string[] values) => problems.Add(new Problem(rule, node, null, values));
}
