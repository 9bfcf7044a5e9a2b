using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Graphs;

/// <summary>An operation that works on each element by itself: it can end a product while its result is in registers.</summary>
public abstract class Elementwise : Op
{
    protected Elementwise(IReadOnlyList<Value> inputs, ValueName outputName) : base(inputs, outputName, inputs[0].Shape) { }

    protected Elementwise(IReadOnlyList<Value> inputs, Value output) : base(inputs, output) { }

    public sealed override Elementwise ByElement => this;

    /// <summary>A name of its own: VectorOp has one for a vector.</summary>
    public sealed override string KernelName => "Apply" + FollowingName;

    /// <summary>What the names of kernels say of it that it follows in.</summary>
    public virtual string FollowingName => GetType().Name;

    /// <summary>The operation on vectors.</summary>
    public abstract Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs);

    /// <summary>The operation as a reader writes it, for the comment above a kernel: <c>relu(x)</c>.</summary>
    public abstract Formula Format(IReadOnlyList<Formula> inputs);
}
