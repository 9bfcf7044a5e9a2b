using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Graphs;

/// <summary>What a value is, which decides where it lives.</summary>
public enum ValueKind
{
    /// <summary>
    /// Inputs, target values, target class indices, gradients of outputs given by the caller: dense rows of the caller, of indices a copy.
    /// </summary>
    Input, Target, TargetIndices, OutputGradient,

    /// <summary>One float a sample: what its loss weighs in the mean.</summary>
    Scale,

    /// <summary>A learned parameter, or its gradient: one for all samples.</summary>
    Parameter, ParameterGradient,

    /// <summary>Computed once for all samples of a call.</summary>
    Statistics,

    /// <summary>Anything an operation computes for each sample.</summary>
    Computed,
}

/// <summary>What a value is called in its network, <c>dz2</c>, and in kernels, which know no layer: <c>dz</c>.</summary>
public readonly record struct ValueName(string Text, string Role)
{
    public static implicit operator ValueName(string text) => new(text, text);

    public static ValueName operator +(string before, ValueName name) => new(before + name.Text, before + name.Role);

    public static ValueName operator +(ValueName name, string behind) => new(name.Text + behind, name.Role + behind);

    /// <summary>The name of another value of its role.</summary>
    public ValueName Numbered(int number) => this with { Text = FormattableString.Invariant($"{Text}_{number}") };

    public override string ToString() => Text;
}

/// <summary>A tensor of the graph. Its shape is that of one sample; parameters have no sample dimension.</summary>
public sealed class Value(ValueName name, Shape shape, ValueKind kind, Op? producer = null)
{
    /// <summary>
    /// Its name in formulas and in generated code: <c>h1</c>, <c>W2</c>, <c>dz2</c>. A graph whose results have it already gives it a number,
    /// and outputs get theirs when the graph is complete: nothing looks values up by name.
    /// </summary>
    public ValueName Name { get; internal set; } = name;

    public Shape Shape { get; } = shape;
    public ValueKind Kind { get; } = kind;
    public Op? Producer { get; } = producer;

    /// <summary>Whether computed rows lie one after the other without padding: rows of one or two floats that nothing reads but the caller.</summary>
    public bool IsPacked { get; internal set; }

    /// <summary>Whether it is one vector for all samples.</summary>
    public bool IsOnePerColumn => Kind is ValueKind.Parameter or ValueKind.Statistics;

    public int Length => Shape.Length;

    public override string ToString() => $"{Name}: {Shape}";
}
