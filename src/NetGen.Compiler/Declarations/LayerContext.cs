using System.Globalization;

namespace NetGen.Compiler.Declarations;

/// <summary>A node with its arguments and the shapes that arrive.</summary>
public sealed class LayerContext(NetworkSpec network, ExpandedNode placed, int index, IReadOnlyList<Shape> inputs, Action<Problem> report)
{
    /// <summary>A node of the declaration itself.</summary>
    public LayerContext(NetworkSpec network, int index, IReadOnlyList<Shape> inputs, Action<Problem> report)
        : this(network, new ExpandedNode(network.Nodes[index], index), index, inputs, report) { }

    /// <summary>The most values a layer may give or a weight may have: offsets stay within 32 bits, whatever the batch.</summary>
    public const int MaxLength = 1 << 24;

    /// <summary>
    /// The most parameters of a network, and the most values all its layers may give for a sample: arenas stay within 32 bits too.
    /// </summary>
    public const int MaxParameters = 1 << 27, MaxValues = 1 << 25;

    public NetworkSpec Network { get; } = network;

    public NodeSpec Node { get; } = placed.Node;

    /// <summary>Its place among all nodes, blocks expanded.</summary>
    public int Index { get; } = index;

    /// <summary>The layer whose parameters it uses: itself, or the one it shares them with.</summary>
    public string Owner => placed.Owner;

    public IReadOnlyList<Shape> Inputs { get; } = inputs;

    public Shape Input => Inputs[0];

    /// <summary>The node above, as messages name it.</summary>
    public string Above => Node.Inputs.Count > 0 ? $"'{Node.Inputs[0]}'" : "nothing";

    /// <summary>Whether Keras's defaults hold.</summary>
    public bool IsKeras => Network.Defaults == "Keras";

    /// <summary>The argument as written, else its default.</summary>
    public T Value<T>(KindArgument<T> argument) => argument.Of(Node, IsKeras);

    /// <summary>The argument as written, else null.</summary>
    public double? Written(KindArgument<double> argument) => Find(argument.Name) is null ? null : Value(argument);

    public IReadOnlyList<int> Sizes(string name) => Find(name) is EquatableArray<int> sizes ? sizes : [];

    private object? Find(string name) => Node.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    public void Report(Rule rule, string? argument, params string[] values) => report(placed.Problem(rule, argument, values));

    /// <summary>Reports a size that is not between 1 and the largest; returns whether it is.</summary>
    public bool CheckSize(string argument, int size)
    {
        if (size is >= 1 and <= MaxLength) return true;
        Report(Rules.BadSize, argument, Node.Name, argument, size.ToString(CultureInfo.InvariantCulture),
            MaxLength.ToString(CultureInfo.InvariantCulture));
        return false;
    }

    /// <summary>Reports a shape or weight with too many values; returns whether it is small enough.</summary>
    public bool CheckLength(string? argument, params int[] sizes)
    {
        decimal length = sizes.Aggregate(1m, (product, size) => product > MaxLength ? product : product * size);
        if (length <= MaxLength) return true;
        Report(Rules.TooLarge, argument, Node.Name,
            string.Join("×", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture))),
            MaxLength.ToString(CultureInfo.InvariantCulture));
        return false;
    }

    /// <summary>Reports a choice that is none of those given; returns whether it is one.</summary>
    public bool CheckChoice(string argument, string value, IEnumerable<string> choices)
    {
        if (choices.Contains(value)) return true;
        Report(Rules.BadChoice, argument, Node.Name, argument, value, string.Join(", ", choices));
        return false;
    }

    /// <summary>Reports the numbers that are written and out of their range. What is left to its default is in it.</summary>
    public void CheckNumbers(IEnumerable<KindArgument> arguments)
    {
        foreach (KindArgument<double> argument in arguments.OfType<KindArgument<double>>())
            if (Written(argument) is { } value && !argument.Range!.Contains(value))
                ReportNumber(argument.Rule, argument.Name, value, argument.Range.MustFor(value));
    }

    public void ReportNumber(Rule rule, string argument, double value, string must) =>
        Report(rule, argument, Node.Name, argument, value.ToString("R", CultureInfo.InvariantCulture), must);
}
