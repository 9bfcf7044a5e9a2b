using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Graphs;

/// <summary>A tensor of the graph. Its shape is that of one sample; parameters have no sample dimension.</summary>
public sealed class Value(ValueName name, Shape shape, ValueKind kind, Op? producer = null)
{
    /// <summary>
    /// Its name in formulas and in generated code: <c>h1</c>, <c>W2</c>, <c>dz2</c>. A graph whose results have it already gives it a
    /// number, and outputs get theirs when the graph is complete: nothing looks values up by name.
    /// </summary>
    public ValueName Name { get; internal set; } = name;

    public Shape Shape { get; } = shape;
    public ValueKind Kind { get; } = kind;
    public Op? Producer { get; } = producer;

    /// <summary>
    /// Whether computed rows lie one after the other without padding: rows of one or two floats that nothing reads but the caller.
    /// </summary>
    public bool IsContiguous { get; internal set; }

    /// <summary>Whether it is one vector for all samples.</summary>
    public bool IsOnePerColumn => Kind is ValueKind.Parameter or ValueKind.Statistics;

    public int Length => Shape.Length;

    public override string ToString() => $"{Name}: {Shape}";
}
