using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>
/// y = [a, b, …] along the last axis. For vectors the parts lie one after the other; otherwise they alternate, a stretch of each for every
/// position.
/// </summary>
public sealed class Concat(IReadOnlyList<Value> parts, Shape shape, ValueName outputName) : RowOp(parts, outputName, shape)
{
    /// <summary>How often the parts alternate: positions of the axes before the last.</summary>
    private int Repeats => Output.Length / Output.Shape[Output.Shape.Rank - 1];

    public override IReadOnlyList<Formula> Formulas => [$"{Output}[m] = [{Formula.List(Inputs.Select(part => (Formula)$"{part}[m]"))}]"];

    public override void Lower(RowKernel row)
    {
        foreach ((Value part, int length, int offset) in Parts(Inputs, Repeats))
            Copy(row, Repeats, length, (part, 0, length), (Output, offset, Output.Length / Repeats));
    }

    /// <summary>Each part with its length at a position, and where it begins there.</summary>
    private static IEnumerable<(Value Part, int Length, int Offset)> Parts(IReadOnlyList<Value> parts, int repeats)
    {
        int offset = 0;
        foreach (Value part in parts)
        {
            yield return (part, part.Length / repeats, offset);
            offset += part.Length / repeats;
        }
    }

    /// <summary>Copies stretches; whole vectors while there are any, so that nothing outside the stretch is touched.</summary>
    internal static void Copy(RowKernel row, int repeats, int length, (Value Value, int Offset, int Stride) from,
        (Value Value, int Offset, int Stride) to) =>
        row.Kernel.Loop("i", 0, repeats, 1, i =>
        {
            Index source = i * from.Stride + from.Offset, target = i * to.Stride + to.Offset;
            int whole = length / row.Kernel.Lanes * row.Kernel.Lanes;
            row.Kernel.Loop("j", 0, whole, row.Kernel.Lanes, j => row.Store(to.Value, target + j, row.Load(from.Value, source + j)));
            row.Kernel.Loop("j", whole, length, 1, j => row.Store(to.Value, target + j, row.Scalar(from.Value, source + j)));
        });

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        foreach ((Value part, int length, int offset) in Parts(Inputs, Repeats))
            if (wanted(part)) yield return (part, graph.Add(new ConcatGradient(dy, part, Repeats, length, offset), Layer));
    }

    public override void Evaluate(Evaluation on)
    {
        int repeats = Repeats, width = Output.Length / repeats;
        var y = new double[on.Samples * Output.Length];
        foreach ((Value part, int length, int offset) in Parts(Inputs, repeats))
            for (int i = 0; i < on.Samples * repeats; i++)
                Array.Copy(on[part], i * length, y, i * width + offset, length);
        on[Output] = y;
    }
}

/// <summary>The stretch of dy that belongs to one part.</summary>
public sealed class ConcatGradient(Value dy, Value part, int repeats, int length, int offset) : RowOp([dy], "d" + part.Name, part.Shape)
{
    public override IReadOnlyList<Formula> Formulas => repeats == 1
        ? [$"{Output}[m,j] = {Inputs[0]}[m,j + {offset}]"]
        : [$"{Output}[m,i,j] = {Inputs[0]}[m,i,j + {offset}]"];

    public override void Lower(RowKernel row) =>
        Concat.Copy(row, repeats, length, (Inputs[0], offset, Inputs[0].Length / repeats), (Output, 0, length));

    public override void Evaluate(Evaluation on)
    {
        int width = Inputs[0].Length / repeats;
        var dx = new double[on.Samples * Output.Length];
        for (int i = 0; i < on.Samples * repeats; i++) Array.Copy(on[Inputs[0]], i * width + offset, dx, i * length, length);
        on[Output] = dx;
    }
}
