using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Ops.Activations;
using NetGen.Compiler.Ops.Losses;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Lint;

/// <summary>Looks for declarations that are right but likely unintended. Only asked about networks without mistakes.</summary>
public sealed class NetworkLint
{
    private readonly ShapeInference shapes;
    private readonly Dictionary<string, int> byName = [];
    private readonly List<int>[] users;
    private readonly List<Problem> problems = [];
    private readonly HashSet<(string Block, int Node, Rule Rule)> reported = [];

    private NetworkLint(ShapeInference shapes)
    {
        this.shapes = shapes;
        Nodes = [.. shapes.Nodes.Select(placed => placed.Node)];
        for (int i = 0; i < Nodes.Count; i++) byName[Nodes[i].Name] = i;
        users = new List<int>[Nodes.Count];
        for (int i = 0; i < Nodes.Count; i++)
        {
            users[i] = [];
            foreach (string name in Nodes[i].Inputs)
                if (byName.TryGetValue(name, out int above) && above < i && !users[above].Contains(i)) users[above].Add(i);
        }
    }

    /// <summary>Blocks expanded.</summary>
    private IReadOnlyList<NodeSpec> Nodes { get; }

    public static EquatableArray<Problem> Check(ShapeInference shapes)
    {
        var lint = new NetworkLint(shapes);
        lint.CheckTraining();
        lint.CheckUse();
        for (int i = 0; i < lint.Nodes.Count; i++) lint.CheckNode(i);
        return new(lint.problems);
    }

    private void CheckNode(int index)
    {
        NodeSpec node = Nodes[index];
        if (LayerRegistry.FindLoss(node.Kind) is not null) CheckLoss(index);
        if (Is(KindOf(index), Softmax.Definition) && Above(index) is { } above && Is(EndsIn(above), Softmax.Definition))
            Report(index, null, LintRules.SoftmaxTwice, node.Name, Nodes[above].Name);
        if (KindOf(index) is not Dense) return;
        CheckStart(index);
        CheckOneInTwo(index);
    }

    /// <summary>
    /// Units that start equal become different by their biases, or by the weights that take them: only where none of these are drawn, they
    /// never do. Zeros before a ReLU pass nothing either way, whatever is below.
    /// </summary>
    private void CheckStart(int index)
    {
        NodeSpec node = Nodes[index];
        if (shapes.Nodes[index].IsShared || IsFrozen(node) || !StartsAlike(node)) return;
        string? rectifier = IsRectifier(EndsIn(index)) ? EndsIn(index)!.Name
            : EndsIn(index) is { IsIdentity: true } && UsersOf(index) is [var user] && IsRectifier(KindOf(user))
                ? $"'{Nodes[user].Name}'" : null;
        if (rectifier is not null && Text(node, "Initializer") == "Zeros"
            && (!HasBias(node) || Text(node, "BiasInitializer") is null or "Default" or "Zeros"))
            Report(index, "Initializer", LintRules.DeadFromTheStart, node.Name, rectifier);
        else if (Length(node.Name) > 1 && DenseUsersOf(index) is [var first, ..] below && below.TrueForAll(one => IsConstant(Nodes[one])))
            Report(index, "Initializer", LintRules.UnitsAlike, node.Name, Nodes[first].Name,
                Length(node.Name).ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsConstant(NodeSpec node) => Text(node, "Initializer") is "Zeros" or "Ones" or "Constant";

    private static bool HasBias(NodeSpec node) => !node.Arguments.Any(argument => argument is { Name: "Bias", Value: false });

    /// <summary>
    /// Whether neither weights nor biases tell units apart; unless written otherwise, biases are drawn under PyTorch's defaults and start
    /// with zeros under Keras's.
    /// </summary>
    private bool StartsAlike(NodeSpec node) => IsConstant(node) && (!HasBias(node) || Text(node, "BiasInitializer") switch
    {
        null or "Default" => shapes.Spec.Defaults == "Keras",
        string written => written is "Zeros" or "Ones" or "Constant",
    });

    /// <summary>A narrow layer between two wide ones saves parameters, and is left alone.</summary>
    private void CheckOneInTwo(int index)
    {
        NodeSpec node = Nodes[index];
        if (EndsIn(index) is not { IsIdentity: true } || node.Inputs.Count != 1
            || !shapes.Shapes.ContainsKey(node.Inputs[0]) || UsersOf(index) is not [var user]) return;
        while (KindOf(user) is { PassesValuesOn: true, IsOnlyInTraining: false } && UsersOf(user) is [var next]) user = next;
        // The same weights twice are shared on purpose.
        if (KindOf(user) is Dense && !shapes.Nodes[user].IsShared
            && Length(node.Name) >= Math.Min(Length(node.Inputs[0]), Length(Nodes[user].Name)))
            Report(index, null, LintRules.OneLayerInTwo, node.Name, Nodes[user].Name);
    }

    private void CheckLoss(int index)
    {
        NodeSpec loss = Nodes[index];
        if (loss.Inputs.Count == 0 || !byName.TryGetValue(loss.Inputs[0], out int output)) return;
        int last = Through(output);
        ActivationLayer? activation = EndsIn(last);
        string above = Nodes[last].Name;
        string? written = KindOf(last) == activation ? null : "Activation";
        LossKind kind = LayerRegistry.FindLoss(loss.Kind)!;
        if (kind.IsOfDistances)
        {
            if (Is(activation, Sigmoid.Definition))
                Report(index, null, LintRules.RegressionOfProbabilities, above, "sigmoid", loss.Kind, nameof(BinaryCrossEntropy));
            if (Is(activation, Softmax.Definition))
                Report(
                    index, null, LintRules.RegressionOfProbabilities, above, "softmax", loss.Kind, "CrossEntropy(Targets.Distributions)");
            if (Is(activation, ReLU.Definition)) Report(last, written, LintRules.RectifiedRegression, above);
        }
        if (kind.TakesLogits && Is(activation, ReLU.Definition))
            Report(last, written, LintRules.RectifiedLogits, above, loss.Kind);

        // From the loss upwards to the first layer with weights: what is dropped there is output.
        int at = output, dropped = -1;
        while (!HasWeights(at) && Nodes[at].Inputs.Count == 1 && byName.TryGetValue(Nodes[at].Inputs[0], out int higher))
        {
            if (KindOf(at) is { DropsValues: true }) dropped = at;
            at = higher;
        }

        if (dropped >= 0 && HasWeights(at)) Report(dropped, null, LintRules.DroppedOutput, Nodes[dropped].Name, Nodes[at].Name);
    }

    private void CheckTraining()
    {
        if (!Nodes.Any(node => LayerRegistry.FindLoss(node.Kind) is not null)) return;
        var learning = Enumerable.Range(0, Nodes.Count).Where(HasWeights).ToList();
        if (learning.Count > 0 && learning.All(index => IsFrozen(Nodes[index])))
            Report(-1, null, LintRules.NothingToTrain, shapes.Spec.Name);
    }

    /// <summary>
    /// A member that no one takes and that is no output is computed for nothing; so is one of a block that is not the last.
    /// </summary>
    private void CheckUse()
    {
        NetworkSpec spec = shapes.Spec;
        for (int i = 0; i < spec.Nodes.Count && !spec.IsChain; i++)
        {
            NodeSpec node = spec.Nodes[i];
            if (LayerRegistry.FindLoss(node.Kind) is null && !IsTaken(node, spec.Nodes)
                && shapes.Outputs.All(output => output.Name != node.Name))
                problems.Add(new Problem(LintRules.Unused, i, null, node.Name, $"network '{spec.Name.TrimStart('@')}'", "is no output",
                    "mark it [Output], "));
        }
        foreach (BlockSpec block in spec.Blocks)
            for (int i = 0; i < block.Nodes.Count - 1 && !block.IsChain; i++)
                if (!IsTaken(block.Nodes[i], block.Nodes)
                    && shapes.Nodes.FirstOrDefault(placed => placed.Inner?.Block == block.Key) is { } first)
                    problems.Add(new Problem(LintRules.Unused, first.Origin, null, block.Nodes[i].Name, $"block '{block.Name}'",
                        "is not its last", "")
                    {
                        Path = first.Path,
                        Inner = new BlockPlace(block.Key, i),
                    });
    }

    private static bool IsTaken(NodeSpec node, IEnumerable<NodeSpec> nodes) => nodes.Any(other => other.Inputs.Contains(node.Name));

    private LayerKind? KindOf(int index) => LayerRegistry.FindLayer(Nodes[index].Kind);

    private ActivationLayer? EndsIn(int index) => KindOf(index)?.EndsIn(Nodes[index]);

    private static bool IsRectifier(LayerKind? kind) => Is(kind, ReLU.Definition) || Is(kind, ReLU6.Definition);

    private static bool Is(LayerKind? kind, ActivationDefinition activation) => (kind as ActivationLayer)?.Activation == activation;

    /// <summary>Past nodes that pass their values on: the node that made them.</summary>
    private int Through(int index)
    {
        while (KindOf(index) is { PassesValuesOn: true } && Above(index) is { } above) index = above;
        return index;
    }

    private int? Above(int index) => Nodes[index].Inputs.Count == 1 && byName.TryGetValue(Nodes[index].Inputs[0], out int above)
        ? KindOf(above) is { PassesValuesOn: true } ? Above(above) ?? above : above
        : null;

    private IReadOnlyList<int> UsersOf(int index) => users[index];

    /// <summary>Dense layers below, whatever is between: other layers treat all units the same way.</summary>
    private List<int> DenseUsersOf(int index)
    {
        List<int> dense = [];
        HashSet<int> seen = [index];
        Queue<int> open = new(seen);
        while (open.Count > 0)
        {
            foreach (int user in UsersOf(open.Dequeue()))
            {
                if (!seen.Add(user)) continue;
                if (KindOf(user) is Dense) dense.Add(user);
                else open.Enqueue(user);
            }
        }

        return dense;
    }

    private bool HasWeights(int index) =>
        LayerRegistry.FindLayer(Nodes[index].Kind) is { } kind && shapes.Shapes.TryGetValue(Nodes[index].Name, out Shape shape)
            && kind.ParameterCount(shapes.Context(index), shape) > 0;

    private int Length(string node) => shapes.Shapes[node].Length;

    private static bool IsFrozen(NodeSpec node) => node.Arguments.Any(argument => argument is { Name: "Frozen", Value: true });

    private static string? Text(NodeSpec node, string argument) =>
        node.Arguments.FirstOrDefault(one => one.Name == argument)?.Value as string;

    /// <summary>What is doubtful in a block is reported the first time it is applied.</summary>
    private void Report(int node, string? argument, Rule rule, params string[] values)
    {
        ExpandedNode? placed = node < 0 ? null : shapes.Nodes[node];
        if (placed?.Inner is { } inner && !reported.Add((inner.Block, inner.Node, rule))) return;
        problems.Add(placed?.Problem(rule, argument, values) ?? new Problem(rule, -1, argument, values));
    }
}
