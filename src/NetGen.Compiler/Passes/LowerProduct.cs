using System.Globalization;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Passes;

/// <summary>
/// Every product of the network, forward and backward, is one form: C[row, column] = start + Σ over terms of A[row, term]·B[term, column],
/// with vectors along the columns and terms in order, so that every target sums alike. Sizes and distances are parameters of the kernel:
/// what it is compiled for is the tile, the number of partial sums and what follows the sum, so that layers that agree in these share it.
/// </summary>
public sealed class LowerProduct
{
    private const int Panel = CallerRows.Alignment;

    private readonly Group group;
    private readonly TargetIsa target;
    private readonly GroupSignature formal;
    private readonly Form form;
    private readonly Segment segment;
    private readonly Tile tile;
    private readonly KernelBuilder kernel;
    private readonly Signature signature;
    private readonly int vectors;

    /// <summary>Whether the terms are written out, so that the kernel is for their number alone.</summary>
    private readonly bool unrolled;

    /// <summary>Terms in a turn of the loop.</summary>
    private readonly int turn;

    /// <summary>Whether terms of A are loaded four at a time: a single row's kernel loads a vector for each multiplication, and has no loads to spare.</summary>
    private readonly bool fours;

    /// <summary>Where sums are stored as they are, for a kernel of its own to go on with; null where all is done in registers.</summary>
    private readonly Value? waiting;

    private LowerProduct(Group group, TargetIsa target, GroupSignature formal, Form form, Segment segment, Tile tile)
    {
        this.group = group;
        this.target = target;
        this.formal = formal;
        this.form = form;
        this.segment = segment;
        this.tile = tile;
        kernel = new KernelBuilder(target.Lanes);
        signature = new Signature(kernel);
        vectors = Math.Max(1, tile.Columns / target.Lanes);
        turn = form.Split;
        if (tile.Rows == 1 && !target.IsScalar && group.Root is MatMul { Unroll: var unroll } && form.Terms is { } known)
        {
            turn = Schedule.TermsATurn(unroll, known, form.Split, vectors);
            unrolled = turn == known;
            if (target.LoadFourBody is not null && unroll == Unroll.Auto && !unrolled && known % 4 == 0) turn = Math.Max(turn, 4);
            fours = target.LoadFourBody is not null && turn % 4 == 0;
        }
        if (!group.Stored.Contains(Done.Output) && group.Epilogue.Count == 0 && form.C is null) waiting = group.Stored[0];
    }

    /// <summary>What the three products differ in.</summary>
    /// <param name="RowName">The counter of rows in formulas: m, or k for a weight's gradient.</param>
    /// <param name="Rows">How many; null for all samples of the call.</param>
    /// <param name="Terms">Likewise.</param>
    /// <param name="A">Its rows are samples: those of the product, or its terms.</param>
    /// <param name="B">The value of the matrix of the terms; samples have rows all of their columns side by side.</param>
    /// <param name="Matrix">Its layout.</param>
    /// <param name="BName">In formulas.</param>
    /// <param name="C">The layout of the result where it is a matrix of its own, a weight's gradient.</param>
    private sealed record Form(
        string RowName, string ColumnName, string TermName, int? Rows, int? Terms, int Columns, int Split, Value A, string AName, Value B, string BName, Matrix Matrix, Matrix? C)
    {
        /// <summary>Whether the terms are samples.</summary>
        public bool IsOverSamples => Terms is null;

        /// <summary>Whether columns may be computed a second time: in forward passes a single sample's time would show it, and a sum that goes on would be added twice.</summary>
        public bool Again => TermName == "j";
    }

    /// <summary>Columns a kernel goes through with one width of tile: from First on, Count of them, of which the last tile's may reach into the padding.</summary>
    private readonly record struct Segment(int First, int Count, int Valid);

    public static IReadOnlyList<KernelCall> Run(Group group, TargetIsa target, GroupSignature formal)
    {
        // Functions of the library need registers for their constants, which the JIT would keep through the loops of the tiles.
        if (Lower.HasFunctions(group, target.Lanes)) return LowerFunctions.After(Run, group, target, formal);
        Form form = group.Root switch
        {
            MatMul op => new Form("m", "j", "k", null, op.X.Length, op.Output.Length, Schedule.Split(op.X.Length, op.Output.Length),
                op.X, "x", op.Weight, "W", Layouts.Matrix(op.Weight), null),
            InputGradient op => new Form("m", "k", "j", null, op.Dz.Length, op.Output.Length, 1, op.Dz, "dz", op.Weight, "W", Layouts.Transposed(op.Weight), null),
            // A narrow weight's gradient lies as its columns do: the same product with its factors exchanged.
            WeightGradient op when Layouts.IsNarrow(op.Weight) => new Form("k", "j", "m", op.Dz.Length, null, op.X.Length, 1,
                op.Dz, "x", op.X, "dz", new Matrix(0, Layouts.RowStride(op.X)), Layouts.Transposed(op.Weight)),
            WeightGradient op => new Form("k", "j", "m", op.X.Length, null, op.Dz.Length, 1,
                op.X, "x", op.Dz, "dz", new Matrix(0, Layouts.RowStride(op.Dz)), Layouts.Matrix(op.Weight)),
            _ => throw new CompilerBugException($"{group.Root.GetType().Name} is no product"),
        };
        Declare(group, formal, form);

        Tile whole = target.Tiles[form.Split];
        var calls = new List<KernelCall>();
        if (form.Rows is { } rows)
        {
            // A known number of rows, counted from their end, so that the text is the same for many numbers: chunks of the first tile's go through all columns together.
            var rest = new List<KernelCall>();
            Var counter = new("k"), all = new("rows");
            foreach ((Tile rowTile, int from, int count) in Schedule.GradientRowsBy(target, rows))
            {
                Index first = (Index)all + (from - rows), end = first + count;
                if (from == 0) (first, end) = (0, (Index)all + (count - rows));
                int chunk = Schedule.GradientRows / rowTile.Rows * rowTile.Rows;
                var chunked = new LetMultiple(new Var(FormattableString.Invariant($"rowsBy{chunk}")), 0, end, chunk);
                bool isFirst = from == 0 && rowTile.Rows > 1 && count >= chunk;
                foreach ((Segment segment, Tile tile) in Segments(target, form, rowTile))
                {
                    LowerProduct Product() => new(group, target, formal, form, segment, tile);
                    if (isFirst) calls.Add(Product().Call(counter, chunk) with { Counts = [chunked], Loop = new CallLoop(counter, chunked.Var, chunk) });
                    if (isFirst) rest.Add(Product().Call(chunked.Var, end + (Index)chunked.Var * -1) with { Counts = [chunked], Guard = (chunked.Var, end) });
                    else rest.Add(Product().Call(first, from == 0 ? end : count));
                }
            }
            return [.. calls, .. rest];
        }

        Var samples = formal.Samples;
        if (whole.Rows > 1)
        {
            var tiled = new Var(FormattableString.Invariant($"samplesBy{whole.Rows}"));
            var count = new LetMultiple(tiled, 0, samples, whole.Rows);
            foreach ((Segment segment, Tile tile) in Segments(target, form, whole))
                calls.Add(new LowerProduct(group, target, formal, form, segment, tile).Call(0, tiled) with { Counts = [count], Guard = (0, tiled) });
            foreach ((Segment segment, Tile tile) in Segments(target, form, new Tile(1, target.SingleRowColumns[form.Split])))
                calls.Add(new LowerProduct(group, target, formal, form, segment, tile).Call(tiled, (Index)samples + (Index)tiled * -1) with { Counts = [count], Guard = (tiled, samples) });
            return calls;
        }
        foreach ((Segment segment, Tile tile) in Segments(target, form, new Tile(1, target.SingleRowColumns[form.Split])))
            calls.Add(new LowerProduct(group, target, formal, form, segment, tile).Call(0, samples));
        return calls;
    }

    /// <summary>The parameters of the group's method, used by this target's kernels or not.</summary>
    private static void Declare(Group group, GroupSignature formal, Form form)
    {
        if (group.Root is WeightGradient gradient)
        {
            formal.Row(gradient.X);
            formal.Row(gradient.Dz);
            formal.Count("rows", form.Rows!.Value);
        }
        else
        {
            formal.Row(form.A);
            formal.Place(form.B, group.Root is InputGradient op ? Lower.TransposedName(op.Weight) : null);
            formal.Count("WRow", form.Matrix.Panel);
            if (HasPanels(form)) formal.Count("WPanel", PanelStep(form.Matrix));
            formal.Count("terms", form.Terms!.Value);
            if (group.Bias is not null) formal.Place(group.Bias.Bias);
        }
        foreach (Value value in group.Reads.Where(value => group.Epilogue.Any(op => op.Inputs.Contains(value))).Concat(form.C is null ? group.Stored : []))
            if (Lower.IsOnePerColumn(value)) formal.Place(value);
            else formal.Row(value);
        if (form.C is { } matrix)
        {
            formal.Place(group.Root.Output);
            formal.Count("dWRow", matrix.Panel);
            formal.Count("dWPanel", PanelStep(matrix));
        }
        formal.Count("columns", form.Columns);
        _ = formal.Samples;
        if (form.C is null) return;
        formal.Accumulate();
        formal.Part();
    }

    /// <summary>Whether the matrix may stand in panels. Sums are split only where there are few columns, and these stand side by side.</summary>
    private static bool HasPanels(Form form) => form.Split == 1 && form.Columns > Panel;

    /// <summary>Floats from 16 columns to the next 16.</summary>
    private static int PanelStep(Matrix matrix) => matrix.Panel > Panel ? Panel : matrix.Rows * Panel;

    /// <summary>Floats from column 0 to a column, of a matrix whose panels' distance has that name.</summary>
    private static Index ColumnAt(Matrix matrix, string panelStep, int column) =>
        matrix.Panel > Panel ? column : (Index)new Var(panelStep) * (column / Panel) + column % Panel;

    /// <summary>All columns, as many at a time as the tile is wide, and with a narrower one those that are left. Vectors of nothing but padding are left out.</summary>
    private static IEnumerable<(Segment, Tile)> Segments(TargetIsa target, Form form, Tile tile)
    {
        int step = Math.Max(tile.Columns, Panel), whole = form.Columns / step * step;
        if (form.Again && whole > 0 && form.Columns > whole)
        {
            // The last tile goes back to where it has all of its columns, or on into the padding: a kernel of fewer would take as long.
            int padded = CallerRows.Pad(form.Columns);
            if (step == Panel) whole = padded;
            yield return (new Segment(0, whole, tile.Columns), tile);
            if (padded > whole) yield return (new Segment(padded - tile.Columns, tile.Columns, tile.Columns), tile);
            yield break;
        }
        if (whole > 0) yield return (new Segment(0, whole, tile.Columns), tile);
        for (; form.Columns - whole >= tile.Columns; whole += tile.Columns) yield return (new Segment(whole, tile.Columns, tile.Columns), tile);
        int left = form.Columns - whole;
        if (left > 0) yield return (new Segment(whole, left, left), tile with { Columns = (left + target.Lanes - 1) / target.Lanes * target.Lanes });
    }

    /// <summary>The kernel, and its call for rows from <paramref name="firstRow"/> on.</summary>
    private KernelCall Call(Index firstRow, Index rows)
    {
        // What the group hands over: A, B, bias, what the epilogue reads, results; each with its distances.
        bool oneSegment = segment.Count < tile.Columns || tile.Columns < Panel && segment.Count == tile.Columns || segment.Valid % target.Lanes != 0 || segment.Valid < tile.Columns;
        Var formalARow = formal.Row(form.A);
        Place a = signature.Place(form.AName, formal.Place(form.A), form.A.Name, form.IsOverSamples ? firstRow : firstRow * formalARow);
        Index aDistance = signature.Count(form.AName + "Row", formalARow), aRow = form.IsOverSamples ? 1 : aDistance, aTerm = form.IsOverSamples ? aDistance : 1;
        Place b = signature.Place(form.BName, formal.Place(form.B), form.B.Name, form.IsOverSamples ? segment.First : ColumnAt(form.Matrix, "WPanel", segment.First));
        Index bTerm = unrolled ? form.Matrix.Panel : signature.Count(form.BName + "Row", form.IsOverSamples ? formal.Row(form.B) : new Var("WRow"));
        bool panels = tile.Columns > Panel || !oneSegment;
        Index bPanel = !panels || form.IsOverSamples || !HasPanels(form) ? Panel : unrolled ? PanelStep(form.Matrix) : signature.Count(form.BName + "Panel", new Var("WPanel"));
        int left = form.Terms is { } known ? known % turn : 0;
        Index terms = unrolled ? form.Terms!.Value - left
            : form.IsOverSamples ? signature.Count("samples", formal.Samples)
            : signature.Count("terms", (Index)new Var("terms") + -left);
        Place? bias = group.Bias is null ? null : signature.Place("b", formal.Place(group.Bias.Bias), group.Bias.Bias.Name, segment.First);
        var rowValues = new Dictionary<Value, (Place Place, Index Row)>();
        var columnValues = new Dictionary<Value, Place>();
        foreach (Value value in group.Reads)
        {
            if (!group.Epilogue.Any(op => op.Inputs.Contains(value))) continue;
            if (Lower.IsOnePerColumn(value)) columnValues.Add(value, signature.Place(Lower.FormalName(value), formal.Place(value), value.Name, value.Length == 1 ? 0 : segment.First));
            else rowValues.Add(value, Rows(value, Lower.FormalName(value)));
        }
        Place? c = null;
        Index cRow = 0, cPanel = Panel;
        if (form.C is { } matrix)
        {
            c = signature.Place("dW", formal.Place(group.Root.Output), group.Root.Output.Name, firstRow * new Var("dWRow") + ColumnAt(matrix, "dWPanel", segment.First));
            cRow = signature.Count("dWRow", new Var("dWRow"));
            if (panels) cPanel = signature.Count("dWPanel", new Var("dWPanel"));
        }
        else
            foreach (Value value in group.Stored)
                rowValues.Add(value, Rows(value, formal.Place(value).Name));
        Var? columns = oneSegment ? null : signature.Count("columns", segment.Count == form.Columns ? new Var("columns") : segment.Count);
        Var rowCount = signature.Count(form.RowName == "m" ? "samples" : "rows", rows);
        if (form.C is not null) signature.Flag("accumulate");

        Write(a, aRow, aTerm, b, bTerm, bPanel, terms, left, bias, rowValues, columnValues, c, cRow, cPanel, columns, rowCount);

        if (waiting is not null) signature.Names[Done.Output.Name] = signature.Names[waiting.Name];
        if (group.Root is WeightGradient gradient) (signature.Names[gradient.X.Name], signature.Names[gradient.Dz.Name]) = (a.Name, b.Name);
        string name = Lower.KernelName(group) + FormattableString.Invariant($"{tile.Rows}x{tile.Columns}") + (form.Split > 1 ? "x" + Number(form.Split) : "") + (turn == form.Split ? "" : (unrolled ? "k" : "by") + Number(turn));
        return new KernelCall(new Kernel(name, Describe.Shared(group, tile, vectors, form.Split, signature.Names), signature.Parameters, kernel.Statements), signature.Arguments);

        (Place, Index) Rows(Value value, string name)
        {
            Var row = formal.Row(value);
            Place place = signature.Place(name, formal.Place(value), value.Name, firstRow * row + segment.First);
            return (place, signature.Count(place.Name + "Row", row));
        }
    }

    private void Write(
        Place a, Index aRow, Index aTerm, Place b, Index bTerm, Index bPanel, Index terms, int left, Place? bias,
        Dictionary<Value, (Place Place, Index Row)> rowValues, Dictionary<Value, Place> columnValues, Place? c, Index cRow, Index cPanel, Var? columns, Var rows)
    {
        // Rows of A from the first of a tile: ready for the loop over the terms.
        var aRows = new Index[tile.Rows];
        for (int r = 0; r < tile.Rows; r++) aRows[r] = aRow * r;
        if (tile.Rows > 2 && aRow.Terms.Count > 0)
            kernel.Line(() =>
            {
                for (int r = 2; r < tile.Rows; r++)
                {
                    var named = new Var(kernel.Unique(FormattableString.Invariant($"{form.AName}Row{r}")));
                    kernel.Add(new LetCount(named, aRow * r));
                    aRows[r] = named;
                }
            });

        int width = tile.Columns, step = Math.Max(width, Panel), panelsAStep = step / Panel;
        if (columns is null)
        {
            Columns(0, b, c);
            return;
        }
        var bStep = new Place(kernel.Unique(form.BName + "_" + form.ColumnName));
        Place? cStep = c is null ? null : new Place(kernel.Unique(c.Name + "_" + form.ColumnName));
        kernel.Line(() =>
        {
            kernel.Add(new LetPlace(bStep, b, 0));
            if (cStep is not null) kernel.Add(new LetPlace(cStep, c!, 0));
        });
        kernel.Loop(form.ColumnName, 0, columns, step, j =>
        {
            if (width >= Panel) Columns(j, bStep, cStep);
            else
                kernel.Loop("c", 0, Panel, width, inside =>
                {
                    var bInside = new Place(kernel.Unique(form.BName + "_c"));
                    Place? cInside = cStep is null ? null : new Place(kernel.Unique(cStep.Name + "_c"));
                    kernel.Line(() =>
                    {
                        kernel.Add(new LetPlace(bInside, bStep, inside));
                        if (cInside is not null) kernel.Add(new LetPlace(cInside, cStep!, inside));
                    });
                    Columns(j + inside, bInside, cInside);
                });
            kernel.Line(() =>
            {
                kernel.Add(new Advance(bStep, bPanel * panelsAStep));
                if (cStep is not null) kernel.Add(new Advance(cStep, cPanel * panelsAStep));
            });
        });

        void Columns(Index column, Place bColumn, Place? cColumn)
        {
            var start = new Expression[vectors];
            if (bias is not null)
                kernel.Line(() =>
                {
                    for (int v = 0; v < vectors; v++) start[v] = kernel.Let($"{bias.Name}_{Number(v)}", new Load(bias, column + v * target.Lanes));
                });

            var aRowPlace = new Place(kernel.Unique($"{form.AName}_{form.RowName}"));
            Place? cRowPlace = cColumn is null ? null : new Place(kernel.Unique($"dW_{form.RowName}"));
            var rowPlaces = new Dictionary<Value, Place>();
            kernel.Line(() =>
            {
                kernel.Add(new LetPlace(aRowPlace, a, 0));
                if (cRowPlace is not null) kernel.Add(new LetPlace(cRowPlace, cColumn!, 0));
                foreach (KeyValuePair<Value, (Place Place, Index Row)> value in rowValues)
                {
                    var place = new Place(kernel.Unique($"{value.Value.Place.Name}_{form.RowName}"));
                    kernel.Add(new LetPlace(place, value.Value.Place, column));
                    rowPlaces.Add(value.Key, place);
                }
            });

            kernel.Loop(form.RowName, 0, rows, tile.Rows, _ =>
            {
                Local[,,] sums = Sums(start, cRowPlace);
                Terms(sums, aRowPlace, bColumn);
                for (int row = 0; row < tile.Rows; row++)
                {
                    int r = row;
                    kernel.Line(() =>
                    {
                        for (int v = 0; v < vectors; v++) Finish(r, v, Tree(sums, r, v));
                    });
                }
                kernel.Line(() =>
                {
                    kernel.Add(new Advance(aRowPlace, aRow * tile.Rows));
                    if (cRowPlace is not null) kernel.Add(new Advance(cRowPlace, cRow * tile.Rows));
                    foreach (KeyValuePair<Value, Place> place in rowPlaces) kernel.Add(new Advance(place.Value, rowValues[place.Key].Row * tile.Rows));
                });
            });

            Local[,,] Sums(Expression[] bias, Place? matrix)
            {
                var sums = new Local[tile.Rows, vectors, form.Split];
                for (int row = 0; row < tile.Rows; row++)
                {
                    int r = row;
                    kernel.Line(() =>
                    {
                        for (int v = 0; v < vectors; v++)
                            for (int s = 0; s < form.Split; s++)
                            {
                                Expression first = s > 0 ? Vector(0)
                                    : matrix is not null ? new Choose("accumulate", new Load(matrix, CAt(r, v)), Vector(0))
                                    : bias[v] ?? Vector(0);
                                sums[r, v, s] = kernel.Let(form.Split == 1 ? $"acc{Number(r)}_{Number(v)}" : $"acc{Number(r)}_{Number(v)}_{"pqrs"[s]}", first);
                            }
                    });
                }
                return sums;
            }

            Index CAt(int r, int v) => cRow * r + At(cPanel, v);

            // What follows the sum, in registers, and the stores.
            void Finish(int r, int v, Expression sum)
            {
                if (cRowPlace is not null)
                {
                    // Padding of gradients stays +0, whatever the padding of their factors holds.
                    int lanes = segment.Valid - v * target.Lanes;
                    if (lanes < target.Lanes) sum = KeepFirst(sum, Vector(0), lanes);
                    kernel.Add(new Store(cRowPlace, CAt(r, v), sum));
                }
                else if (waiting is not null) Store(rowPlaces, waiting, r, v * target.Lanes, sum);
                else
                    Lower.Epilogue(kernel, group, Done, sum, value => Read(rowPlaces, value, r, column, v * target.Lanes),
                        (value, result) => Store(rowPlaces, value, r, v * target.Lanes, result));
            }
        }

        Expression Read(Dictionary<Value, Place> places, Value value, int row, Index column, Index inside) =>
            columnValues.TryGetValue(value, out Place? place) ? value.Length == 1 && form.Columns > 1 ? new Broadcast(place, 0) : new Load(place, column + inside)
            : new Load(places[value], rowValues[value].Row * row + inside);

        void Store(Dictionary<Value, Place> places, Value value, int row, Index inside, Expression result) =>
            kernel.Add(new Store(places[value], rowValues[value].Row * row + inside, result));

        // The loop over the terms: partial s takes k ≡ s.
        void Terms(Local[,,] sums, Place aFrom, Place bFrom)
        {
            Expression? four = null;
            Place x = new(kernel.Unique($"{form.AName}_{form.TermName}")), w = new(kernel.Unique($"{form.BName}_{form.TermName}"));
            kernel.Line(() =>
            {
                kernel.Add(new LetPlace(x, aFrom, 0));
                kernel.Add(new LetPlace(w, bFrom, 0));
            });
            if (unrolled)
            {
                for (int k = 0; k < form.Terms; k++) Term(k, Four(k), bTerm * k, () => { });
                return;
            }
            kernel.Loop(form.TermName, 0, terms, turn, _ =>
            {
                for (int k = 0; k < turn; k++)
                {
                    bool last = k == turn - 1;
                    Term(k, Four(k), 0, () =>
                    {
                        kernel.Add(new Advance(w, bTerm));
                        if (last) kernel.Add(new Advance(x, aTerm * turn));
                    });
                }
            });
            for (int k = 0; k < left; k++) kernel.Add(new Scope(kernel.Inside(() => Term(k, null, 0, () => kernel.Add(new Advance(w, bTerm))))));

            // The four elements that term k is one of.
            Expression? Four(int k)
            {
                if (fours && k % 4 == 0) four = kernel.Let($"{form.AName}_four", new LoadFour(x, aTerm * k));
                return four;
            }

            void Term(int k, Expression? from, Index bAt, Action then)
            {
                int s = k % form.Split;
                Index aAt = aTerm * k;
                var vector = new Local[vectors];
                if (tile.Rows > 1)
                    kernel.Line(() =>
                    {
                        for (int v = 0; v < vectors; v++) vector[v] = kernel.Let($"{form.BName}_{Number(v)}", new Load(w, bAt + At(bPanel, v)));
                    });
                for (int row = 0; row < tile.Rows; row++)
                {
                    int r = row;
                    kernel.Line(() =>
                    {
                        Local scalar = kernel.Let($"{form.AName}_{Number(r)}", from is null ? new Broadcast(x, aRows[r] + aAt) : Spread(from, k % 4));
                        // A vector that serves one sum only is loaded right where it is needed, and takes no register.
                        for (int v = 0; v < vectors; v++)
                            kernel.Add(new Set(sums[r, v, s], Fma(scalar, tile.Rows > 1 ? vector[v] : new Load(w, bAt + At(bPanel, v)), sums[r, v, s])));
                        if (tile.Rows == 1) then();
                    });
                }
                if (tile.Rows > 1) kernel.Line(then);
            }
        }

        // Where a tile's vector stands: panels of 16 columns may be apart.
        Index At(Index panel, int v) => panel * (v * target.Lanes / Panel) + v * target.Lanes % Panel;
    }

    /// <summary>The operation whose result the sums are.</summary>
    private Op Done => (Op?)group.Bias ?? group.Root;

    private Expression Tree(Local[,,] sums, int r, int v) => form.Split switch
    {
        1 => sums[r, v, 0],
        2 => sums[r, v, 0] + sums[r, v, 1],
        _ => sums[r, v, 0] + sums[r, v, 2] + (sums[r, v, 1] + sums[r, v, 3]),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
