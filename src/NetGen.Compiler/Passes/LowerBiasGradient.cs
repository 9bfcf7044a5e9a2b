using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Passes;

/// <summary>db[j] = Σₘ dz[m, j]: a few vectors of columns at a time, samples in order.</summary>
public static class LowerBiasGradient
{
    /// <summary>Vectors side by side: enough sums to hide the latency of an addition.</summary>
    private const int Vectors = 4;

    public static IReadOnlyList<KernelCall> Run(Group group, TargetIsa target)
    {
        int length = group.Root.Output.Length, width = Vectors * target.Lanes, whole = length / width * width;
        var calls = new List<KernelCall>();
        if (whole > 0) calls.Add(Call(group, target, 0, whole, width));
        if (length > whole) calls.Add(Call(group, target, whole, length - whole, length - whole));
        return calls;
    }

    /// <param name="valid">Columns of the last turn.</param>
    private static KernelCall Call(Group group, TargetIsa target, int first, int count, int valid)
    {
        var op = (BiasGradient)group.Root;
        var kernel = new KernelBuilder(target.Lanes);
        var signature = new Signature(kernel);
        int vectors = (valid + target.Lanes - 1) / target.Lanes, width = vectors * target.Lanes;
        Place dz = signature.Place("dz", op.Dz.Name, first);
        Var row = signature.Count("dzRow", Layouts.RowStride(op.Dz));
        Place db = signature.Place("db", op.Output.Name, first);
        Var? columns = count > valid ? signature.Count("columns", count) : null;
        Var samples = signature.Count("samples", new Var("samples"));
        signature.Flag("accumulate", op.AddsTo is null ? "accumulate" : "true");
        if (columns is null) Columns(0);
        else kernel.Loop("j", 0, columns, width, Columns);
        string name = FormattableString.Invariant($"BiasGradient{width}");
        return new KernelCall(new Kernel(name, Describe.Shared(group, signature.Names), signature.Parameters, kernel.Statements), signature.Arguments, Describe.Call(group));

        void Columns(Index j)
        {
            var sums = new Local[vectors];
            for (int v = 0; v < vectors; v++)
                sums[v] = kernel.Let(FormattableString.Invariant($"sum{v}"), new Choose("accumulate", new Load(db, j + v * target.Lanes), Expression.Vector(0)));
            var dzRow = new Place(kernel.Unique("dz_m"));
            kernel.Add(new LetPlace(dzRow, dz, j));
            kernel.Loop("m", 0, samples, 1, _ =>
            {
                for (int v = 0; v < vectors; v++) kernel.Add(new Set(sums[v], sums[v] + new Load(dzRow, v * target.Lanes)));
                kernel.Add(new Advance(dzRow, row));
            });
            for (int v = 0; v < vectors; v++)
            {
                // Padding of gradients stays +0, whatever that of dz holds.
                int lanes = valid - v * target.Lanes;
                kernel.Add(new Store(db, j + v * target.Lanes, lanes < target.Lanes ? Expression.KeepFirst(sums[v], Expression.Vector(0), lanes) : sums[v]));
            }
        }
    }
}
