using NetGen.Compiler.Graphs;
using NetGen.Compiler.Passes;

namespace NetGen.Compiler.Ops;

/// <summary>The caller's dense rows, copied to rows padded to 16 floats, so that vectors may be loaded from them to the end.</summary>
public sealed class CopyRows(Value rows, string outputName) : Op([rows], outputName, rows.Shape), ILibraryCall
{
    public string Call(string element) => Text(Inputs[0], Output.Name, Layouts.RowStride(Output));

    /// <summary>The copy of a value's rows to others of that distance.</summary>
    internal static string Text(Value from, string to, int toRow) => FormattableString.Invariant(
        $"global::NetGen.Runtime.Rows.Copy(ref {from.Name}, {Layouts.RowStride(from)}, ref {to}, {toRow}, {from.Length}, samples);");

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) => [(Inputs[0], dy)];

    public override void Evaluate(Evaluation on) => on[Output] = on[Inputs[0]];
}
