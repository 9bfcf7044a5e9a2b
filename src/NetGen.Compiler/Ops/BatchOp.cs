using NetGen.Compiler.Graphs;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Ops;

/// <summary>
/// An operation over all samples of a call at once, by the library, with results that are one for all samples. Rows are read as far as their padding,
/// which results have as zeros.
/// </summary>
public abstract class BatchOp(IReadOnlyList<Value> inputs, string outputName, Shape outputShape) : Op(inputs, outputName, outputShape, ValueKind.Statistics), ILibraryCall
{
    public abstract string Call(string element);

    protected static string Rows(Value rows) => FormattableString.Invariant($"ref {rows.Name}, samples, {Layouts.RowStride(rows)}, {rows.Length}");

    protected static string Reference(Value? value, string element) =>
        value is null ? $"ref global::System.Runtime.CompilerServices.Unsafe.NullRef<{element}>()" : "ref " + value.Name;

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) => [];
}
