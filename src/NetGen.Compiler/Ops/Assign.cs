using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>
/// to[j] = from[j]: the caller's gradient takes the place of the one a loss computes, so that one backward pass serves both.
/// </summary>
public sealed class Assign(Value from, Value to) : Elementwise([from], to)
{
    /// <summary>Where nothing is computed before: a copy of rows, those of the caller among them.</summary>
    public override LibraryCall Call => CopyRows.Of(Inputs[0], Output);

    public override Expression Lower(KernelBuilder kernel, IReadOnlyList<Expression> inputs) => inputs[0];

    public override Formula Format(IReadOnlyList<Formula> inputs) => inputs[0];

    public override void Evaluate(Evaluation on) => on[Output] = on[Inputs[0]];
}
