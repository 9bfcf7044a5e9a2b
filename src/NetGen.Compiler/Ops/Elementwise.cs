using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>An operation that works on each element by itself: it can end a product while its result is in registers.</summary>
public abstract class Elementwise : Op
{
    protected Elementwise(IReadOnlyList<Value> inputs, string outputName) : base(inputs, outputName, inputs[0].Shape) { }

    protected Elementwise(IReadOnlyList<Value> inputs, Value output) : base(inputs, output) { }

    /// <summary>The operation on vectors.</summary>
    public abstract Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs);

    /// <summary>The operation as a reader writes it, for the comment above a kernel: <c>relu(x)</c>.</summary>
    public abstract string Format(IReadOnlyList<string> inputs);
}
