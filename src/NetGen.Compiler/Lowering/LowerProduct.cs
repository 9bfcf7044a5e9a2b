using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// Divides the rows and columns of a product among kernels: the target's tile, narrower ones for the columns that are left, single rows for
/// the rest.
/// </summary>
public static class LowerProduct
{
    public static IReadOnlyList<KernelCall> Run(FusionGroup group, TargetIsa target, GroupSignature formal)
    {
        // Functions of the library need registers for their constants, which the JIT would keep through the loops of the tiles.
        if (Lower.HasFunctions(group, target.Lanes)) return LowerUnfusedEpilogue.After(Run, group, target, formal);
        ProductForm form = ProductForm.Of(group.Root.Product!);
        Declare(group, formal, form);

        Tile whole = target.Tiles[form.Split];
        var calls = new List<KernelCall>();
        if (form.Rows is { } rows)
        {
            // A known number of rows, counted from their end, so that the text is the same for many numbers: chunks of the first tile's go
            // through all columns together.
            var rest = new List<KernelCall>();
            Var counter = new("k"), all = new("rows");
            foreach ((Tile rowTile, int from, int count) in Schedule.GradientRowsBy(target, rows))
            {
                Index first = (Index)all + (from - rows), end = first + count;
                if (from == 0) (first, end) = (0, (Index)all + (count - rows));
                int chunk = Schedule.GradientRows / rowTile.Rows * rowTile.Rows;
                var chunked = new AlignDown(new Var(FormattableString.Invariant($"rowsBy{chunk}")), 0, end, chunk);
                bool isFirst = from == 0 && rowTile.Rows > 1 && count >= chunk;
                foreach ((ColumnSegment, Tile) part in Segments(target, form, rowTile))
                {
                    if (isFirst)
                        calls.Add(Call(part, counter, chunk) with { Counts = [chunked], Loop = new CallLoop(counter, chunked.Var, chunk) });
                    if (isFirst)
                        rest.Add(Call(part, chunked.Var, end + (Index)chunked.Var * -1) with
                            { Counts = [chunked], Guard = (chunked.Var, end) });
                    else rest.Add(Call(part, first, from == 0 ? end : count));
                }
            }
            return [.. calls, .. rest];
        }

        Var samples = formal.Samples;
        var single = new Tile(1, target.SingleRowColumns[form.Split]);
        if (whole.Rows == 1) return [.. Segments(target, form, single).Select(part => Call(part, 0, samples))];
        var tiled = new Var(FormattableString.Invariant($"samplesBy{whole.Rows}"));
        var tiles = new AlignDown(tiled, 0, samples, whole.Rows);
        foreach ((ColumnSegment, Tile) part in Segments(target, form, whole))
            calls.Add(Call(part, 0, tiled) with { Counts = [tiles], Guard = (0, tiled) });
        foreach ((ColumnSegment, Tile) part in Segments(target, form, single))
            calls.Add(Call(part, tiled, (Index)samples + (Index)tiled * -1) with { Counts = [tiles], Guard = (tiled, samples) });
        return calls;

        KernelCall Call((ColumnSegment, Tile) part, Index firstRow, Index rows) =>
            ProductLoopNest.Call(group, target, formal, form, part, firstRow, rows);
    }

    /// <summary>The parameters of the group's method, used by this target's kernels or not.</summary>
    private static void Declare(FusionGroup group, GroupSignature formal, ProductForm form)
    {
        if (form.IsOverSamples)
        {
            formal.Row(form.Product.A.Value);
            formal.Row(form.Product.B.Value);
            formal.Count("rows", form.Rows!.Value);
        }
        else
        {
            formal.Row(form.A);
            formal.Ref(form.B);
            formal.Count(form.BName + "Stride", form.Matrix.Panel);
            if (form.HasPanels) formal.Count(form.BName + "Panel", ProductForm.PanelStep(form.Matrix));
            formal.Count("terms", form.Terms!.Value);
            if (group.Bias is not null) formal.Ref(group.Bias);
        }
        foreach (Value value in group.Reads.Where(value => group.Epilogue.Any(op => op.Inputs.Contains(value)))
            .Concat(form.C is null ? group.Stored : []))
            if (value.IsOnePerColumn) formal.Ref(value);
            else formal.Row(value);
        if (form.C is { } matrix)
        {
            formal.Ref(group.Root.Output);
            formal.Count(form.CName + "Stride", matrix.Panel);
            formal.Count(form.CName + "Panel", ProductForm.PanelStep(matrix));
        }
        formal.Count("columns", form.Columns);
        _ = formal.Samples;
        if (form.C is null) return;
        formal.Squares();
        formal.Accumulate();
        formal.Part();
    }

    /// <summary>
    /// All columns, as many at a time as the tile is wide, and with a narrower one those that are left. Vectors of nothing but padding are
    /// left out.
    /// </summary>
    private static IEnumerable<(ColumnSegment, Tile)> Segments(TargetIsa target, ProductForm form, Tile tile)
    {
        int step = Math.Max(tile.Columns, ProductForm.Panel), whole = form.Columns / step * step;
        if (form.MayOverlap && whole > 0 && form.Columns > whole)
        {
            // The last tile goes back to where it has all of its columns, or on into the padding: a kernel of fewer would take as long.
            int padded = CallerRows.Pad(form.Columns);
            if (step == ProductForm.Panel) whole = padded;
            yield return (new ColumnSegment(0, whole, tile.Columns), tile);
            if (padded > whole) yield return (new ColumnSegment(padded - tile.Columns, tile.Columns, tile.Columns), tile);
            yield break;
        }
        if (whole > 0) yield return (new ColumnSegment(0, whole, tile.Columns), tile);
        for (; form.Columns - whole >= tile.Columns; whole += tile.Columns)
            yield return (new ColumnSegment(whole, tile.Columns, tile.Columns), tile);
        int left = form.Columns - whole;
        if (left > 0)
            yield return (new ColumnSegment(whole, left, left), tile with
                { Columns = (left + target.Lanes - 1) / target.Lanes * target.Lanes });
    }
}
