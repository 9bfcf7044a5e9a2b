using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>
/// An operation over all samples of a call at once, by the library, with results that are one for all samples. Rows are read as far as
/// their padding, which results have as zeros.
/// </summary>
public abstract class BatchOp(IReadOnlyList<Value> inputs, ValueName outputName, Shape outputShape)
    : Op(inputs, outputName, outputShape, ValueKind.Statistics)
{
    public abstract override LibraryCall Call { get; }

    /// <summary>The names of the library's methods say as much.</summary>
    public override IReadOnlyList<Formula> Formulas => [];

    public override bool SpansSamples => true;

    /// <summary>Rows, how many, their distance and their length.</summary>
    protected static IEnumerable<LibraryArgument> Rows(Value rows) =>
        [new ValueArgument(rows), CallArgument.Samples, new StrideArgument(rows), rows.Length];

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) => [];
}
