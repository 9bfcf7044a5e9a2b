using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>The caller's dense rows, copied to rows padded to 16 floats, so that vectors may be loaded from them to the end.</summary>
public sealed class CopyRows(Value rows, ValueName outputName) : Op([rows], outputName, rows.Shape)
{
    public override LibraryCall Call => Of(Inputs[0], Output);

    public override IReadOnlyList<Formula> Formulas => [$"{Output}[m,j] = {Inputs[0]}[m,j], rows padded to 16 floats"];

    /// <summary>The copy of a value's rows to those of another.</summary>
    internal static LibraryCall Of(Value from, Value to) => new(LibraryFunction.CopyRows,
        [new ValueArgument(from), new StrideArgument(from), new ValueArgument(to), new StrideArgument(to), from.Length,
            CallArgument.Samples]);

    /// <summary>The layer that a copy of an input's or output's rows is shown as: <c>Target</c>, <c>ClickTarget</c>.</summary>
    public static string LayerOf(Value port, string only, string kind = "") =>
        port.Name.Text == port.Name.Role ? only : Naming.Pascal(port.Name.Text) + kind;

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) =>
        [(Inputs[0], dy)];

    public override void Evaluate(Evaluation on) => on[Output] = on[Inputs[0]];
}
