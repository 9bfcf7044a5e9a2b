using System.Globalization;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// y[m, j] = Σₖ x[m, k]·W[k, j] + b[j] for one or two columns j, which lie one after the other: vectors along k. Term k is added in lane k
/// mod 16, and the lanes are folded by halves, in the same way on every target; the bias comes last.
/// </summary>
public static class LowerDot
{
    private const int SumLanes = CallerRows.Alignment;

    /// <summary>Lanes gone through at once where a lane is a sum of its own: sixteen would not stay in registers.</summary>
    private const int MaxScalars = 8;

    public static IReadOnlyList<KernelCall> Run(FusionGroup group, TargetIsa target, GroupSignature formal)
    {
        // Sums are single floats; what follows them takes vectors of columns.
        if (group.Epilogue.Count > 0) return LowerUnfusedEpilogue.After(Run, group, target, formal);
        MatrixProduct product = group.Root.Product!;
        formal.Row(product.A.Value);
        formal.Ref(product.B.Value);
        formal.Count("terms", product.A.Value.Length);
        if (group.Bias is not null) formal.Ref(group.Bias);
        formal.Row(group.Stored[0]);
        formal.Count("outputs", group.Root.Output.Length);
        Var samples = formal.Samples;
        if (target.DotRows == 1) return [Call(group, target, formal, 1, 0, samples)];
        var tiled = new Var(FormattableString.Invariant($"samplesBy{target.DotRows}"));
        var count = new AlignDown(tiled, 0, samples, target.DotRows);
        return
        [
            Call(group, target, formal, target.DotRows, 0, tiled) with { Counts = [count], Guard = (0, tiled) },
            Call(group, target, formal, 1, tiled, (Index)samples + (Index)tiled * -1) with { Counts = [count], Guard = (tiled, samples) },
        ];
    }

    private static KernelCall Call(FusionGroup group, TargetIsa target, GroupSignature formal, int rows, Index firstRow, Index count)
    {
        (Value ofX, Value ofW) = (group.Root.Product!.A.Value, group.Root.Product.B.Value);
        Value result = group.Stored[0];
        var kernel = new KernelBuilder(target.Lanes);
        var signature = new Signature(kernel);
        Var formalXStride = formal.Row(ofX), formalYStride = formal.Row(result);
        Ref x = signature.Ref("x", formal.Ref(ofX), ofX, firstRow * formalXStride);
        Index xStride = signature.Count("xStride", formalXStride);
        Ref w = signature.Ref("W", formal.Ref(ofW), ofW, 0);
        Var terms = signature.Count("terms", new Var("terms"));
        Ref? bias = group.Bias is null ? null : signature.Ref("b", formal.Ref(group.Bias), group.Bias, 0);
        Ref y = signature.Ref("y", formal.Ref(result), result, firstRow * formalYStride);
        Index yStride = signature.Count("yStride", formalYStride);
        Var outputs = signature.Count("outputs", new Var("outputs")), samples = signature.Count("samples", count);
        signature.Names[group.Summed.Output] = y.Name;

        int atOnce = target.IsScalar ? MaxScalars : SumLanes, vectors = atOnce / target.Lanes;
        var wColumn = new Ref(kernel.Unique("W_j"));
        kernel.Add(new LetRef(wColumn, w, 0));
        kernel.Loop("j", 0, outputs, 1, j =>
        {
            Ref xTile = new(kernel.Unique("x_m")), yTile = new(kernel.Unique("y_m"));
            kernel.SameLine(() =>
            {
                kernel.Add(new LetRef(xTile, x, 0));
                kernel.Add(new LetRef(yTile, y, j));
            });
            kernel.Loop("m", 0, samples, rows, _ =>
            {
                var lanes = new List<Local>[rows];
                for (int r = 0; r < rows; r++) lanes[r] = [];
                for (int first = 0; first < SumLanes; first += atOnce) Sum(first);
                for (int r = 0; r < rows; r++)
                {
                    Expression sum = Fold(lanes[r], r);
                    kernel.Add(new Store(yTile, yStride * r,
                        bias is null ? sum : Expression.Of(VectorOp.Add, sum, new LoadScalar(bias, j))));
                }
                kernel.SameLine(() =>
                {
                    kernel.Add(new AddOffset(xTile, xStride * rows));
                    kernel.Add(new AddOffset(yTile, yStride * rows));
                });

                // Lanes from first on, of all rows.
                void Sum(int first)
                {
                    var sums = new Local[rows, vectors];
                    for (int row = 0; row < rows; row++)
                    {
                        int r = row;
                        kernel.SameLine(() =>
                        {
                            for (int v = 0; v < vectors; v++)
                                lanes[r].Add(sums[r, v] = kernel.Let($"acc{Number(r)}_{Number((first + v * target.Lanes) / target.Lanes)}",
                                    Expression.Vector(0)));
                        });
                    }
                    Ref xTerm = new(kernel.Unique("x_k")), wTerm = new(kernel.Unique("W_k"));
                    kernel.SameLine(() =>
                    {
                        kernel.Add(new LetRef(xTerm, xTile, first));
                        kernel.Add(new LetRef(wTerm, wColumn, first));
                    });
                    kernel.Loop("k", 0, terms, SumLanes, _ =>
                    {
                        for (int vector = 0; vector < vectors; vector++)
                        {
                            int v = vector;
                            kernel.SameLine(() =>
                            {
                                Local weights = kernel.Let($"W_{Number(v)}", new Load(wTerm, v * target.Lanes));
                                for (int r = 0; r < rows; r++)
                                    kernel.Add(new AssignLocal(sums[r, v],
                                        Expression.Fma(new Load(xTerm, xStride * r + v * target.Lanes), weights, sums[r, v])));
                            });
                        }
                        kernel.SameLine(() =>
                        {
                            kernel.Add(new AddOffset(xTerm, SumLanes));
                            kernel.Add(new AddOffset(wTerm, SumLanes));
                        });
                    });
                }
            });
            kernel.Add(new AddOffset(wColumn, terms));
        });

        string name = group.Name + "Dot" + Number(rows);
        string order = (rows == 1 ? "1 sample" : Number(rows) + " samples")
            + " at a time; term k in lane k mod 16, lanes folded 16 → 8 → 4 → 2 → 1, the same on every target";
        return new KernelCall(
            new Kernel(name, [.. Describe.Shared(group, signature.Names), order], signature.Parameters, kernel.Statements),
            signature.Arguments);

        Expression Fold(IReadOnlyList<Expression> lanes, int row)
        {
            while (lanes.Count > 1)
            {
                int half = lanes.Count / 2;
                IReadOnlyList<Expression> whole = lanes;
                var folded = new List<Expression>();
                kernel.SameLine(() =>
                {
                    for (int v = 0; v < half; v++)
                        folded.Add(kernel.Let($"sum{Number(row)}_{Number(half)}_{Number(v)}",
                            Expression.Of(VectorOp.Add, whole[v], whole[v + half])));
                });
                lanes = folded;
            }
            return new Intrinsic(VectorOp.ReduceAdd, Kind.Scalar, [lanes[0]]);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
