using System.Globalization;
using NetGen.Compiler.Layers;
using NetGen.Compiler.Model;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Lint;

/// <summary>Looks for declarations that are right and yet hardly what was meant. Only asked about networks without mistakes.</summary>
public sealed class NetworkLint
{
    private readonly ShapeInference shapes;
    private readonly Dictionary<string, int> byName = [];
    private readonly List<Problem> problems = [];

    private NetworkLint(ShapeInference shapes)
    {
        this.shapes = shapes;
        Nodes = [.. shapes.Nodes.Select(placed => placed.Node)];
        for (int i = 0; i < Nodes.Count; i++) byName[Nodes[i].Name] = i;
    }

    /// <summary>Blocks expanded.</summary>
    private IReadOnlyList<NodeSpec> Nodes { get; }

    public static EquatableArray<Problem> Check(ShapeInference shapes)
    {
        var lint = new NetworkLint(shapes);
        lint.CheckTraining();
        lint.CheckUse();
        // What stands in a block is looked at where the block is a network's own affair: not here, once for each time it is applied.
        for (int i = 0; i < lint.Nodes.Count; i++)
            if (shapes.Nodes[i].Path is null) lint.CheckNode(i);
        return new(lint.problems);
    }

    private void CheckNode(int index)
    {
        NodeSpec node = Nodes[index];
        if (LayerRegistry.FindLoss(node.Kind) is not null) CheckLoss(index);
        if (node.Kind == "Softmax" && Above(index) is { } above && ActivationOf(above) == "Softmax") Report(index, null, LintRules.SoftmaxTwice, node.Name, Nodes[above].Name);
        if (node.Kind != "Dense") return;
        if (UsersWithWeights(index).Any() && Text(node, "Initializer") is "Zeros" or "Ones" or "Constant" && !IsFrozen(node) && Length(node.Name) > 1)
            Report(index, "Initializer", LintRules.UnitsAlike, node.Name, Length(node.Name).ToString(CultureInfo.InvariantCulture));
        CheckOneInTwo(index);
    }

    /// <summary>A narrow layer between two wide ones saves parameters, and is left alone.</summary>
    private void CheckOneInTwo(int index)
    {
        NodeSpec node = Nodes[index];
        if (ActivationOf(index) != "Identity" || node.Inputs.Count != 1 || !shapes.Shapes.ContainsKey(node.Inputs[0]) || UsersOf(index).Take(2).ToList() is not [var user]) return;
        while (Nodes[user].Kind is "Identity" or "Flatten" && UsersOf(user).Take(2).ToList() is [var next]) user = next;
        // The same weights twice are shared on purpose.
        if (Nodes[user].Kind == "Dense" && !shapes.Nodes[user].IsShared && Length(node.Name) >= Math.Min(Length(node.Inputs[0]), Length(Nodes[user].Name)))
            Report(index, null, LintRules.OneLayerInTwo, node.Name, Nodes[user].Name);
    }

    private void CheckLoss(int index)
    {
        NodeSpec loss = Nodes[index];
        if (loss.Inputs.Count == 0 || !byName.TryGetValue(loss.Inputs[0], out int output)) return;
        if (loss.Kind == "MeanSquaredError" && Through(output) is var last)
        {
            string activation = ActivationOf(last), above = Nodes[last].Name;
            if (activation == "Sigmoid") Report(index, null, LintRules.SquaredErrorOfProbabilities, above, "sigmoid", loss.Kind, "BinaryCrossEntropy");
            if (activation == "Softmax") Report(index, null, LintRules.SquaredErrorOfProbabilities, above, "softmax", loss.Kind, "CrossEntropy(Targets.Distributions)");
            if (activation == "ReLU") Report(last, Nodes[last].Kind == "Dense" ? "Activation" : null, LintRules.RectifiedRegression, above);
        }

        // From the loss upwards to the first layer with weights: what is dropped there is output.
        int at = output, dropped = -1;
        while (!HasWeights(at) && Nodes[at].Inputs.Count == 1 && byName.TryGetValue(Nodes[at].Inputs[0], out int above))
        {
            if (Nodes[at].Kind == "Dropout") dropped = at;
            at = above;
        }

        if (dropped >= 0 && HasWeights(at)) Report(dropped, null, LintRules.DroppedOutput, Nodes[dropped].Name, Nodes[at].Name);
    }

    private void CheckTraining()
    {
        if (!Nodes.Any(node => LayerRegistry.FindLoss(node.Kind) is not null)) return;
        var learning = Enumerable.Range(0, Nodes.Count).Where(HasWeights).ToList();
        if (learning.Count > 0 && learning.All(index => IsFrozen(Nodes[index]))) Report(-1, null, LintRules.NothingToTrain, shapes.Spec.Name);
    }

    /// <summary>A member that nobody takes and that is no output is computed for nothing.</summary>
    private void CheckUse()
    {
        NetworkSpec spec = shapes.Spec;
        if (spec.IsChain) return;
        for (int i = 0; i < spec.Nodes.Count; i++)
        {
            NodeSpec node = spec.Nodes[i];
            if (LayerRegistry.FindLoss(node.Kind) is null && !spec.Nodes.Any(other => other.Inputs.Contains(node.Name)) && shapes.Outputs.All(output => output.Name != node.Name))
                problems.Add(new Problem(LintRules.Unused, i, null, node.Name, shapes.Spec.Name.TrimStart('@')));
        }
    }

    /// <summary>The activation a node ends in: its argument, or what it is.</summary>
    private string ActivationOf(int index)
    {
        NodeSpec node = Nodes[index];
        return node.Kind == "Dense" ? Text(node, "Activation") ?? "Identity" : node.Kind;
    }

    /// <summary>Past nodes that pass their values on: the node that made them.</summary>
    private int Through(int index)
    {
        while (Nodes[index].Kind is "Identity" or "Flatten" or "Dropout" && Above(index) is { } above) index = above;
        return index;
    }

    private int? Above(int index) => Nodes[index].Inputs.Count == 1 && byName.TryGetValue(Nodes[index].Inputs[0], out int above) ? Nodes[above].Kind is "Identity" or "Flatten" or "Dropout" ? Above(above) ?? above : above : null;

    private IEnumerable<int> UsersOf(int index) => Enumerable.Range(0, Nodes.Count).Where(user => Nodes[user].Inputs.Contains(Nodes[index].Name));

    /// <summary>Layers below that learn, whatever stands between.</summary>
    private IEnumerable<int> UsersWithWeights(int index) => UsersOf(index).SelectMany(user => HasWeights(user) ? [user] : UsersWithWeights(user));

    private bool HasWeights(int index) =>
        LayerRegistry.FindLayer(Nodes[index].Kind) is { } kind && shapes.Shapes.TryGetValue(Nodes[index].Name, out Shape shape) && kind.ParameterCount(shapes.Context(index), shape) > 0;

    private int Length(string node) => shapes.Shapes[node].Length;

    private static bool IsFrozen(NodeSpec node) => node.Arguments.Any(argument => argument is { Name: "Frozen", Value: true });

    private static string? Text(NodeSpec node, string argument) => node.Arguments.FirstOrDefault(one => one.Name == argument)?.Value as string;

    private void Report(int node, string? argument, Rule rule, params string[] values)
    {
        if (node >= 0 && shapes.Nodes[node].Path is not null) return;
        problems.Add(new Problem(rule, node < 0 ? -1 : shapes.Nodes[node].Origin, argument, values));
    }
}
