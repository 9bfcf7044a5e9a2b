using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>Collects the operations and parameters that layers add, and gives values the names formulas use: W1, b1, z1, h1.</summary>
/// <param name="training">Whether layers that only work in training, such as dropout, are wanted.</param>
/// <param name="parameters">Those that other graphs of the network have already.</param>
public sealed class GraphBuilder(bool training, LayerParameters parameters)
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<(string Owner, string Role), Value> known = [];
    private readonly Dictionary<Value, Value> inputRows = [];

    public Graph Graph { get; } = new();

    public bool Training => training;

    /// <summary>The letter with the next number of its own: h1, h2.</summary>
    public ValueName Numbered(string letter)
    {
        numbers.TryGetValue(letter, out int used);
        numbers[letter] = used + 1;
        return new(letter + (used + 1).ToString(CultureInfo.InvariantCulture), letter);
    }

    /// <summary>A parameter of the layer's own, or that of the layer it shares parameters with.</summary>
    public Value Parameter(
        LayerContext context, string role, string letter, Shape shape, string initializer, int fanIn, int fanOut, double value,
        bool fileTransposed = false, bool trainable = true, Regularization? regularization = null, string? statistic = null)
    {
        if (known.TryGetValue((context.Owner, role), out Value? shared)) return shared;
        var parameter = new Value(Numbered(letter), shape, ValueKind.Parameter);
        parameter = parameters.Of(new(
            parameter, context.Owner, role, shape, initializer, fanIn, fanOut, value, fileTransposed,
            trainable && !context.Value(Regularization.Frozen))
        {
            Regularization = regularization ?? Regularization.None,
            Statistic = statistic,
        });
        known.Add((context.Owner, role), parameter);
        return parameter;
    }

    /// <summary>The value with rows that vectors may be loaded from: itself, but for the caller's input.</summary>
    public Value Rows(Value x)
    {
        if (x.Kind != ValueKind.Input) return x;
        if (inputRows.TryGetValue(x, out Value? rows)) return rows;
        inputRows.Add(x, rows = Graph.Add(new Ops.CopyRows(x, x.Name + "_rows"), Ops.CopyRows.LayerOf(x, "Input")));
        return rows;
    }

    public Value Add(Op op, LayerContext context) => Graph.Add(op, context.Node.Name);
}
