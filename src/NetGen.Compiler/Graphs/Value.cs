using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Graphs;

/// <summary>What a value is, which decides where it lives.</summary>
public enum ValueKind
{
    /// <summary>The network's input, target values, target class indices, the gradient of the output given by the caller: dense rows of the caller.</summary>
    Input, Target, TargetIndices, OutputGradient,

    /// <summary>One float a sample: what its loss weighs in the mean.</summary>
    Scale,

    /// <summary>A learnt parameter, or its gradient: one for all samples.</summary>
    Parameter, ParameterGradient,

    /// <summary>Computed once for all samples of a call.</summary>
    Statistics,

    /// <summary>Anything an operation computes for each sample.</summary>
    Computed,
}

/// <summary>A tensor of the graph. Its shape is that of one sample; parameters have no sample dimension.</summary>
public sealed class Value(string name, Shape shape, ValueKind kind, Op? producer = null)
{
    /// <summary>Its name in formulas and in generated code: <c>h1</c>, <c>W2</c>, <c>dz2</c>.</summary>
    public string Name { get; set; } = name;
    public Shape Shape { get; } = shape;
    public ValueKind Kind { get; } = kind;
    public Op? Producer { get; } = producer;

    /// <summary>Whether rows of the caller's were copied to a plane on the tape, class indices as numbers among them; otherwise they are read where the caller has them.</summary>
    public bool IsPlane { get; init; }

    /// <summary>Whether computed rows stand one after the other without padding: rows of one or two floats that nothing reads but the caller.</summary>
    public bool IsPacked { get; set; }

    public int Length => Shape.Length;

    public override string ToString() => $"{Name}: {Shape}";
}
