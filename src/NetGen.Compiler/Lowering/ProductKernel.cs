using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// Writes the kernel of a product's loop nest: columns, rows, then for each tile the accumulators, the loop over the terms, and the stores.
/// </summary>
internal sealed class ProductKernel(ProductLoopNest nest, KernelBuilder kernel)
{
    private readonly ProductForm form = nest.Form;
    private readonly Tile tile = nest.Tile;
    private readonly int lanes = nest.Target.Lanes;

    /// <summary>Rows of A from the first of a tile.</summary>
    private readonly Index[] aRows = [.. Enumerable.Range(0, nest.Tile.Rows).Select(r => nest.A.Row * r)];

    /// <summary>What moves on with the rows of the tile: the first row of A, of C, and of each value by row.</summary>
    private sealed record RowCursor(Index Column, Ref A, Ref? C, IReadOnlyDictionary<Value, Ref> Values);

    public IReadOnlyList<Statement> Write()
    {
        if (tile.Rows > 2 && nest.A.Row.Terms.Count > 0)
            kernel.SameLine(() =>
            {
                for (int r = 2; r < tile.Rows; r++)
                {
                    var named = new Var(kernel.Unique(FormattableString.Invariant($"{form.AName}Stride{r}")));
                    kernel.Add(new LetCount(named, aRows[r]));
                    aRows[r] = named;
                }
            });
        if (nest.Columns is null) RowLoop(0, nest.B.Ref, nest.C?.Ref);
        else ColumnLoop(nest.Columns);
        return kernel.Statements;
    }

    private void ColumnLoop(Var columns)
    {
        int step = Math.Max(tile.Columns, ProductForm.Panel), panels = step / ProductForm.Panel;
        (Ref b, Ref? c) = From(nest.B.Ref, nest.C?.Ref, form.ColumnName, 0);
        kernel.Loop(form.ColumnName, 0, columns, step, j =>
        {
            if (tile.Columns >= ProductForm.Panel) RowLoop(j, b, c);
            else
                kernel.Loop("c", 0, ProductForm.Panel, tile.Columns, inside =>
                {
                    (Ref bInside, Ref? cInside) = From(b, c, "c", inside);
                    RowLoop(j + inside, bInside, cInside);
                });
            kernel.SameLine(() =>
            {
                kernel.Add(new AddOffset(b, nest.B.Column * panels));
                if (c is not null) kernel.Add(new AddOffset(c, nest.C!.Column * panels));
            });
        });
    }

    private (Ref B, Ref? C) From(Ref b, Ref? c, string loop, Index at)
    {
        var bFrom = new Ref(kernel.Unique(form.BName + "_" + loop));
        Ref? cFrom = c is null ? null : new Ref(kernel.Unique((loop == "c" ? c.Name : nest.C!.Ref.Name) + "_" + loop));
        kernel.SameLine(() =>
        {
            kernel.Add(new LetRef(bFrom, b, at));
            if (cFrom is not null) kernel.Add(new LetRef(cFrom, c!, at));
        });
        return (bFrom, cFrom);
    }

    /// <summary>All rows of a tile's columns.</summary>
    private void RowLoop(Index column, Ref b, Ref? c)
    {
        var bias = new Expression[nest.Vectors];
        if (nest.Bias is { } place)
            kernel.SameLine(() =>
            {
                for (int v = 0; v < bias.Length; v++) bias[v] = kernel.Let($"{place.Name}_{v}", new Load(place, column + v * lanes));
            });
        RowCursor at = FirstRow(column, c);
        kernel.Loop(form.RowName, 0, nest.Rows, tile.Rows, _ =>
        {
            Local[,,] accumulators = InitAccumulators(bias, at);
            InnerLoop(accumulators, at.A, b);
            StoreTile(accumulators, at);
            NextRows(at);
        });
    }

    private RowCursor FirstRow(Index column, Ref? c)
    {
        var a = new Ref(kernel.Unique($"{form.AName}_{form.RowName}"));
        Ref? cRows = c is null ? null : new Ref(kernel.Unique($"{form.CName}_{form.RowName}"));
        var values = new Dictionary<Value, Ref>();
        kernel.SameLine(() =>
        {
            kernel.Add(new LetRef(a, nest.A.Ref, 0));
            if (cRows is not null) kernel.Add(new LetRef(cRows, c!, 0));
            foreach (KeyValuePair<Value, RowOperand> value in nest.ByRow)
            {
                var row = new Ref(kernel.Unique($"{value.Value.Ref.Name}_{form.RowName}"));
                kernel.Add(new LetRef(row, value.Value.Ref, column));
                values.Add(value.Key, row);
            }
        });
        return new RowCursor(column, a, cRows, values);
    }

    private void NextRows(RowCursor at) => kernel.SameLine(() =>
    {
        kernel.Add(new AddOffset(at.A, nest.A.Row * tile.Rows));
        if (at.C is not null) kernel.Add(new AddOffset(at.C, nest.C!.Row * tile.Rows));
        foreach (KeyValuePair<Value, Ref> value in at.Values) kernel.Add(new AddOffset(value.Value, nest.ByRow[value.Key].Row * tile.Rows));
    });

    /// <summary>An accumulator for each row, vector and partial sum: the first begins with the bias, or with what C holds.</summary>
    private Local[,,] InitAccumulators(Expression[] bias, RowCursor at)
    {
        var accumulators = new Local[tile.Rows, nest.Vectors, nest.Accumulators];
        ForEachRow((r, v) =>
        {
            for (int s = 0; s < nest.Accumulators; s++)
            {
                Expression first = s > 0 ? Vector(0)
                    : at.C is not null ? new SelectByFlag("accumulate", new Load(at.C, CAt(r, v)), Vector(0))
                    : bias[v] ?? Vector(0);
                accumulators[r, v, s] = kernel.Let($"acc{r}_{v}" + (nest.Accumulators == 1 ? "" : "_" + "pqrs"[s]), first);
            }
        });
        return accumulators;
    }

    /// <summary>The loop over the terms: accumulator s takes the terms k ≡ s.</summary>
    private void InnerLoop(Local[,,] accumulators, Ref aFrom, Ref bFrom)
    {
        Expression? four = null;
        Ref a = new(kernel.Unique($"{form.AName}_{form.TermName}")), b = new(kernel.Unique($"{form.BName}_{form.TermName}"));
        kernel.SameLine(() =>
        {
            kernel.Add(new LetRef(a, aFrom, 0));
            kernel.Add(new LetRef(b, bFrom, 0));
        });
        if (nest.IsUnrolled)
        {
            for (int k = 0; k < form.Terms; k++) Term(k, Four(k), nest.B.Row * k, () => { });
            return;
        }
        kernel.Loop(form.TermName, 0, nest.Terms, nest.UnrollFactor, _ =>
        {
            for (int k = 0; k < nest.UnrollFactor; k++)
            {
                bool last = k == nest.UnrollFactor - 1;
                Term(k, Four(k), 0, () =>
                {
                    kernel.Add(new AddOffset(b, nest.B.Row));
                    if (last) kernel.Add(new AddOffset(a, nest.A.Column * nest.UnrollFactor));
                });
            }
        });
        for (int k = 0; k < nest.LastTerms; k++)
            kernel.Add(new Scope(kernel.Inside(() => Term(k, null, 0, () => kernel.Add(new AddOffset(b, nest.B.Row))))));

        // The four elements that term k is one of.
        Expression? Four(int k)
        {
            if (nest.LoadsBroadcast128 && k % 4 == 0) four = kernel.Let($"{form.AName}_four", new LoadBroadcast128(a, nest.A.Column * k));
            return four;
        }

        void Term(int k, Expression? from, Index bAt, Action then)
        {
            // A vector that serves one sum only is loaded right where it is needed, and takes no register.
            Expression[] vectors = [.. Enumerable.Range(0, nest.Vectors).Select(v => (Expression)new Load(b, bAt + nest.B.At(v * lanes)))];
            if (tile.Rows > 1)
                kernel.SameLine(() =>
                {
                    for (int v = 0; v < vectors.Length; v++) vectors[v] = kernel.Let($"{form.BName}_{v}", vectors[v]);
                });
            for (int row = 0; row < tile.Rows; row++)
            {
                int r = row;
                kernel.SameLine(() =>
                {
                    Local scalar = kernel.Let($"{form.AName}_{r}",
                        from is null ? new Broadcast(a, aRows[r] + nest.A.Column * k) : BroadcastLane(from, k % 4));
                    for (int v = 0; v < vectors.Length; v++)
                    {
                        Local accumulator = accumulators[r, v, k % nest.Accumulators];
                        kernel.Add(new AssignLocal(accumulator, Fma(scalar, vectors[v], accumulator)));
                    }
                    if (tile.Rows == 1) then();
                });
            }
            if (tile.Rows > 1) kernel.SameLine(then);
        }
    }

    /// <summary>Combines the partial sums, applies the epilogue, and stores what leaves the registers.</summary>
    private void StoreTile(Local[,,] accumulators, RowCursor at)
    {
        var squares = new SumOfSquares(kernel);
        ForEachRow((r, v) =>
        {
            Expression sum = CombinePartials(accumulators, r, v);
            if (at.C is not null)
            {
                // Padding of gradients stays +0, whatever the padding of their factors holds.
                int unpadded = nest.UnpaddedColumns - v * lanes;
                if (unpadded < lanes)
                    sum = kernel.Let(FormattableString.Invariant($"{form.CName}{r}_{v}"), MaskTail(sum, Vector(0), unpadded));
                kernel.Add(new Store(at.C, CAt(r, v), sum));
                squares.Add(sum);
            }
            else if (nest.PreActivation is { } preActivation) Store(preActivation, sum);
            else
                Lower.Epilogue(kernel, nest.FusionGroup, sum,
                    value => nest.Read(value, row => at.Values[row], r, at.Column, v * lanes), Store);

            void Store(Value value, Expression result) =>
                kernel.Add(new Store(at.Values[value], nest.ByRow[value].Row * r + v * lanes, result));
        });
        if (nest.Squares is not null) squares.AddTo(nest.Squares);
    }

    private Index CAt(int r, int v) => nest.C!.Row * r + nest.C.At(v * lanes);

    /// <summary>Every vector of the tile, those of a row on a line.</summary>
    private void ForEachRow(Action<int, int> vector)
    {
        for (int row = 0; row < tile.Rows; row++)
        {
            int r = row;
            kernel.SameLine(() =>
            {
                for (int v = 0; v < nest.Vectors; v++) vector(r, v);
            });
        }
    }

    private static Expression CombinePartials(Local[,,] accumulators, int r, int v) => accumulators.GetLength(2) switch
    {
        1 => accumulators[r, v, 0],
        2 => accumulators[r, v, 0] + accumulators[r, v, 1],
        _ => accumulators[r, v, 0] + accumulators[r, v, 2] + (accumulators[r, v, 1] + accumulators[r, v, 3]),
    };
}
