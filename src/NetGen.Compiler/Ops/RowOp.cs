using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>An operation that needs a whole row at once: sums and maxima along it.</summary>
public abstract class RowOp(IReadOnlyList<Value> inputs, ValueName outputName, Shape outputShape) : Op(inputs, outputName, outputShape)
{
    public abstract override void Lower(RowKernel row);

    public abstract override IReadOnlyList<Formula> Formulas { get; }
}
