using System.Globalization;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Passes;

/// <summary>
/// Every product of the network, forward and backward, is one form: C[row, column] = start + Σ over terms of A[row, term]·B[term, column],
/// with vectors along the columns and terms in order, so that every target sums alike.
/// </summary>
public sealed class LowerProduct
{
    private readonly KernelBuilder kernel;
    private readonly TargetIsa target;
    private readonly Group group;
    private readonly Form form;

    /// <summary>
    /// Where sums wait for functions of the library to be applied to them, in a loop behind the tiles; null where all is done in registers.
    /// </summary>
    private readonly Value? waiting;

    private LowerProduct(KernelBuilder kernel, TargetIsa target, Group group, Form form)
    {
        this.kernel = kernel;
        this.target = target;
        this.group = group;
        this.form = form;
        if (Lower.HasFunctions(group, target.Lanes)) waiting = group.Stored[0];
    }

    /// <summary>What the three products differ in.</summary>
    /// <param name="RowName">The counter of rows in formulas: m, or k for a weight's gradient.</param>
    /// <param name="Rows">How many: samples, or a number.</param>
    /// <param name="Terms">Likewise.</param>
    /// <param name="ARow">Floats from one row of A to the next.</param>
    /// <param name="ATerm">Floats from one term of A to the next.</param>
    private sealed record Form(
        string RowName, string ColumnName, string TermName, Index Rows, Index Terms, int Columns, int Split,
        Value A, int ARow, int ATerm, Place BPlace, string BName, Matrix B, Matrix? C);

    public static void Run(KernelBuilder kernel, TargetIsa target, Group group, Var samples)
    {
        Form form = group.Root switch
        {
            MatMul op => new Form("m", "j", "k", samples, op.X.Length, op.Output.Length, Schedule.Split(op.X.Length, op.Output.Length),
                op.X, Layouts.RowStride(op.X), 1, new Place(op.Weight.Name), op.Weight.Name, Layouts.Matrix(op.Weight), null),
            InputGradient op => new Form("m", "k", "j", samples, op.Dz.Length, op.Output.Length, 1,
                op.Dz, Layouts.RowStride(op.Dz), 1, new Place(Lower.TransposedName(op.Weight)), op.Weight.Name, Layouts.Transposed(op.Weight), null),
            WeightGradient op => new Form("k", "j", "m", op.X.Length, samples, op.Dz.Length, 1,
                op.X, 1, Layouts.RowStride(op.X), new Place(op.Dz.Name), op.Dz.Name, new Matrix(0, Layouts.RowStride(op.Dz)), Layouts.Matrix(op.Weight)),
            _ => throw new CompilerBugException($"{group.Root.GetType().Name} is no product"),
        };
        new LowerProduct(kernel, target, group, form).Write();
    }

    private void Write()
    {
        IReadOnlyList<Tile> tiles = Schedule.RowTiles(target, form.Split);
        Tile tile = tiles[0];
        if (form.Rows.Terms.Count == 0)
        {
            // A known number of rows: whole tiles, a chunk of them at a time for all columns, and one tile of just the rows that are left.
            int rows = form.Rows.Constant, left = rows % tile.Rows;
            kernel.Chunks(form.RowName, rows - left, Schedule.GradientRows / tile.Rows * tile.Rows, (from, to) => Columns(tile.Columns, from, to, tile.Rows));
            if (left > 0) Columns(tile.Columns, rows - left, rows, left);
            return;
        }
        Index tiled = 0;
        if (tile.Rows > 1)
        {
            var end = new Var(kernel.Unique(form.RowName + "_tiled"));
            kernel.Add(new LetMultiple(end, 0, form.Rows, tile.Rows));
            Columns(tile.Columns, 0, end, tile.Rows);
            tiled = end;
        }
        Columns(tiles[tiles.Count - 1].Columns, tiled, form.Rows, 1);
    }

    /// <summary>All columns, a tile's width at a time; the last ones, whose vectors reach into the padding, apart.</summary>
    private void Columns(int width, Index firstRow, Index lastRow, int rows)
    {
        const int panel = CallerRows.Alignment;
        string name = form.ColumnName;
        if (width >= panel)
        {
            int whole = form.Columns / width * width, rest = CallerRows.Pad(form.Columns) - whole;
            kernel.Loop(name, 0, whole, width, j => Rows(j, 0, width, width, firstRow, lastRow, rows));
            if (rest > 0) kernel.Add(new Scope(kernel.Inside(() => Rows(whole, 0, rest, form.Columns - whole, firstRow, lastRow, rows))));
            return;
        }
        int panels = form.Columns / panel * panel;
        kernel.Loop(name, 0, panels, panel, j =>
            kernel.Loop("c", 0, panel, width, c => Rows(j, c, width, width, firstRow, lastRow, rows)));
        int inPanel = (form.Columns - panels) / width * width, last = form.Columns - panels - inPanel;
        kernel.Loop("c", 0, inPanel, width, c => Rows(panels, c, width, width, firstRow, lastRow, rows));
        if (last > 0) kernel.Add(new Scope(kernel.Inside(() => Rows(panels, inPanel, last, last, firstRow, lastRow, rows))));
    }

    private void Rows(Index panel, Index inside, int width, int valid, Index firstRow, Index lastRow, int rows)
    {
        int vectors = width / target.Lanes;
        var bias = new Expression[vectors];
        for (int c = 0; c < vectors && group.Bias is not null; c++)
        {
            string name = group.Bias.Bias.Name;
            bias[c] = kernel.Let($"{name}_{Number(c)}", new Load(new Place(name), panel + inside + c * target.Lanes));
        }
        var b = new Place(kernel.Unique($"{form.BName}_{form.ColumnName}"));
        kernel.Add(new LetPlace(b, form.BPlace, form.B.At(0, panel, inside, 0)));
        kernel.Loop(form.RowName, firstRow, lastRow, rows, row => TileOf(row, rows, panel, inside, vectors, valid, bias, b));
        if (waiting is null) return;

        kernel.Loop(form.RowName, firstRow, lastRow, 1, row => kernel.Loop("v", 0, vectors * target.Lanes, target.Lanes, v =>
        {
            Index column = panel + inside + v;
            Local sum = kernel.Let("sum", new Load(new Place(waiting.Name), row * Layouts.RowStride(waiting) + column));
            Lower.Epilogue(kernel, group, Done, sum, row, column, alreadyStored: group.Root.Output == waiting || group.Bias?.Output == waiting);
        }));
    }

    /// <summary>The operation whose result the sums are.</summary>
    private Op Done => (Op?)group.Bias ?? group.Root;

    private void TileOf(Index row, int rows, Index panel, Index inside, int vectors, int valid, Expression[] bias, Place b)
    {
        var a = new Place(kernel.Unique($"{form.A.Name}_{form.RowName}"));
        kernel.Add(new LetPlace(a, new Place(form.A.Name), row * form.ARow));

        var sums = new Local[rows, vectors, form.Split];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < vectors; c++)
                for (int s = 0; s < form.Split; s++)
                {
                    Expression start = s > 0 ? Vector(0)
                        : form.C is { } matrix ? new Choose("accumulate", new Load(Output, matrix.At(row + r, panel, inside, c * target.Lanes)), Vector(0))
                        : bias[c] ?? Vector(0);
                    sums[r, c, s] = kernel.Let(form.Split == 1 ? $"acc{Number(r)}_{Number(c)}" : $"acc{Number(r)}_{Number(c)}_{"pqrs"[s]}", start);
                }

        Terms(rows, vectors, sums, a, b);

        for (int r = 0; r < rows; r++)
            for (int c = 0; c < vectors; c++)
                Finish(row + r, panel, inside, c * target.Lanes, valid, Tree(sums, r, c));
    }

    /// <summary>The loop over the terms: partial s takes k ≡ s.</summary>
    private void Terms(int rows, int vectors, Local[,,] sums, Place a, Place b)
    {
        int split = form.Split;
        Index whole = split == 1 ? form.Terms : form.Terms.Constant / split * split;
        kernel.Loop(form.TermName, 0, whole, split, k =>
        {
            for (int s = 0; s < split; s++) Term(k + s, s);
        });
        for (int s = 0; s < form.Terms.Constant % split && form.Terms.Terms.Count == 0; s++)
        {
            int partial = s;
            kernel.Add(new Scope(kernel.Inside(() => Term(whole + partial, partial))));
        }

        void Term(Index k, int s)
        {
            var vector = new Local[vectors];
            for (int c = 0; c < vectors; c++)
                vector[c] = kernel.Let($"{form.BName}_{Number(c)}", new Load(b, form.B.At(k, 0, 0, c * target.Lanes)));
            for (int r = 0; r < rows; r++)
            {
                Local scalar = kernel.Let($"{form.A.Name}_{Number(r)}", new Broadcast(a, k * form.ATerm + r * form.ARow));
                for (int c = 0; c < vectors; c++) kernel.Add(new Set(sums[r, c, s], Fma(scalar, vector[c], sums[r, c, s])));
            }
        }
    }

    private Expression Tree(Local[,,] sums, int r, int c) => form.Split switch
    {
        1 => sums[r, c, 0],
        2 => sums[r, c, 0] + sums[r, c, 1],
        _ => sums[r, c, 0] + sums[r, c, 2] + (sums[r, c, 1] + sums[r, c, 3]),
    };

    private Place Output => new(group.Root.Output.Name);

    /// <summary>What follows the sum, in registers, and the stores.</summary>
    private void Finish(Index row, Index panel, Index inside, int column, int valid, Expression sum)
    {
        if (form.C is { } matrix)
        {
            // Padding of gradients stays +0, whatever the padding of their factors holds.
            int lanes = valid - column;
            if (lanes < target.Lanes) sum = KeepFirst(sum, Vector(0), Math.Max(lanes, 0));
            kernel.Add(new Store(Output, matrix.At(row, panel, inside, column), sum));
            return;
        }
        if (waiting is null) Lower.Epilogue(kernel, group, Done, sum, row, panel + inside + column);
        else kernel.Add(new Store(new Place(waiting.Name), row * Layouts.RowStride(waiting) + (panel + inside + column), sum));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
