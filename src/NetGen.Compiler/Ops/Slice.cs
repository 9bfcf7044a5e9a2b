using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Ops;

/// <summary>
/// y[…, j] = x[…, start + j]: a stretch of the last axis. It reads single values, so the caller's rows serve as they are.
/// </summary>
public sealed class Slice(Value x, int axis, int start, int length, ValueName outputName)
    : RowOp([x], outputName, new Shape(x.Length / axis * length))
{
    /// <summary>Lengths of the last axis, of x and of y, and where y begins.</summary>
    public (int Axis, int Start, int Length) Range { get; } = (axis, start, length);

    public override IReadOnlyList<Formula> Formulas => Output.Length == Range.Length
        ? [$"{Output}[m,j] = {Inputs[0]}[m,{Range.Start}+j]"]
        : [$"{Output}[m,i,j] = {Inputs[0]}[m,i,{Range.Start}+j]"];

    public override void Lower(RowKernel row)
    {
        int groups = Output.Length / Range.Length;
        row.Kernel.Loop("i", 0, groups, 1, i => row.Kernel.Loop("j", 0, Range.Length, 1, j =>
            row.Store(Output, i * Range.Length + j, row.Scalar(Inputs[0], i * Range.Axis + Range.Start + j))));
    }

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Inputs[0])) yield return (Inputs[0], graph.Add(new SliceGradient(dy, this), Layer));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[Inputs[0]];
        on[Output] = Enumerable.Range(0, on.Samples * Output.Length)
            .Select(i => x[i / Range.Length * Range.Axis + Range.Start + i % Range.Length]).ToArray();
    }
}

/// <summary>dx[…, start + j] = dy[…, j], and 0 elsewhere.</summary>
public sealed class SliceGradient(Value dy, Slice slice) : RowOp([dy], "d" + slice.Inputs[0].Name, slice.Inputs[0].Shape)
{
    public override IReadOnlyList<Formula> Formulas =>
        [$"{Output}[m,…,{slice.Range.Start}+j] = {Inputs[0]}[m,…,j], else 0"];

    public override void Lower(RowKernel row)
    {
        (int axis, int start, int length) = slice.Range;
        row.Kernel.Loop("i", 0, Output.Length / axis, 1, i =>
        {
            Zeros(0, start);
            row.Kernel.Loop("j", 0, length, 1, j => row.Store(Output, i * axis + start + j, row.Scalar(Inputs[0], i * length + j)));
            Zeros(start + length, axis);

            void Zeros(int from, int to) => row.Kernel.Loop("j", from, to, 1, j => row.Store(Output, i * axis + j, Expression.Scalar(0)));
        });
    }

    public override void Evaluate(Evaluation on)
    {
        (int axis, int start, int length) = slice.Range;
        double[] dy = on[Inputs[0]];
        var dx = new double[dy.Length / length * axis];
        for (int i = 0; i < dy.Length; i++) dx[i / length * axis + start + i % length] = dy[i];
        on[Output] = dx;
    }
}
