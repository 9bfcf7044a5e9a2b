using System.Globalization;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Passes;

/// <summary>
/// One kernel of a product, with vectors along the columns and terms in order, so that every target sums alike. Sizes and distances are parameters of the kernel:
/// what it is compiled for is the tile, the number of partial sums and what follows the sum, so that layers that agree in these share it.
/// </summary>
internal sealed class ProductKernel
{
    private const int Panel = ProductForm.Panel;

    private readonly Group group;
    private readonly TargetIsa target;
    private readonly GroupSignature formal;
    private readonly ProductForm form;
    private readonly ColumnSegment segment;
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

    public ProductKernel(Group group, TargetIsa target, GroupSignature formal, ProductForm form, ColumnSegment segment, Tile tile)
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
        if (tile.Rows == 1 && !target.IsScalar && form.Product.Unroll is { } unroll && form.Terms is { } known)
        {
            turn = Schedule.TermsATurn(unroll, known, form.Split, vectors);
            unrolled = turn == known;
            if (target.LoadsFour && unroll == Unroll.Auto && !unrolled && known % 4 == 0) turn = Math.Max(turn, 4);
            fours = target.LoadsFour && turn % 4 == 0;
        }
        if (!group.Stored.Contains(group.Summed.Output) && group.Epilogue.Count == 0 && form.C is null) waiting = group.Stored[0];
    }

    /// <summary>The kernel, and its call for rows from <paramref name="firstRow"/> on.</summary>
    public KernelCall Call(Index firstRow, Index rows)
    {
        // What the group hands over: A, B, bias, what the epilogue reads, results; each with its distances.
        bool oneSegment = segment.Count < tile.Columns || tile.Columns < Panel && segment.Count == tile.Columns || segment.Valid % target.Lanes != 0 || segment.Valid < tile.Columns;
        Var formalARow = formal.Row(form.A);
        Place a = signature.Place(form.AName, formal.Place(form.A), form.A, form.IsOverSamples ? firstRow : firstRow * formalARow);
        Index aDistance = signature.Count(form.AName + "Row", formalARow), aRow = form.IsOverSamples ? 1 : aDistance, aTerm = form.IsOverSamples ? aDistance : 1;
        Place b = signature.Place(form.BName, formal.Place(form.B), form.B,
            form.IsOverSamples ? segment.First : ProductForm.ColumnAt(form.Matrix, form.BName + "Panel", segment.First));
        Index bTerm = unrolled
            ? form.Matrix.Panel
            : signature.Count(form.BName + "Row", form.IsOverSamples ? formal.Row(form.B) : new Var(form.BName + "Row"));
        bool panels = tile.Columns > Panel || !oneSegment;
        Index bPanel = !panels || form.IsOverSamples || !form.HasPanels ? Panel
            : unrolled ? ProductForm.PanelStep(form.Matrix)
            : signature.Count(form.BName + "Panel", new Var(form.BName + "Panel"));
        int left = form.Terms is { } known ? known % turn : 0;
        Index terms = unrolled ? form.Terms!.Value - left
            : form.IsOverSamples ? signature.Count("samples", formal.Samples)
            : signature.Count("terms", (Index)new Var("terms") + -left);
        Place? bias = group.Bias is null ? null : signature.Place("b", formal.Place(group.Bias), group.Bias, segment.First);
        var rowValues = new Dictionary<Value, (Place Place, Index Row)>();
        var columnValues = new Dictionary<Value, Place>();
        foreach (Value value in group.Reads)
        {
            if (!group.Epilogue.Any(op => op.Inputs.Contains(value))) continue;
            if (value.IsOnePerColumn)
                columnValues.Add(value, signature.Place(value.Name.Role, formal.Place(value), value, value.Length == 1 ? 0 : segment.First));
            else rowValues.Add(value, Rows(value, value.Name.Role));
        }
        Place? c = null;
        Place? squares = null;
        Index cRow = 0, cPanel = Panel;
        if (form.C is { } matrix)
        {
            c = signature.Place(form.CName, formal.Place(group.Root.Output), group.Root.Output,
                firstRow * new Var(form.CName + "Row") + ProductForm.ColumnAt(matrix, form.CName + "Panel", segment.First));
            cRow = signature.Count(form.CName + "Row", new Var(form.CName + "Row"));
            if (panels) cPanel = signature.Count(form.CName + "Panel", new Var(form.CName + "Panel"));
            squares = signature.Place("squares", formal.Squares(), null, 0);
        }
        else
            foreach (Value value in group.Stored)
                rowValues.Add(value, Rows(value, formal.Place(value).Name));
        Var? columns = oneSegment ? null : signature.Count("columns", segment.Count == form.Columns ? new Var("columns") : segment.Count);
        Var rowCount = signature.Count(form.RowName == "m" ? "samples" : "rows", rows);
        if (form.C is not null) signature.Flag("accumulate");

        if (waiting is not null) signature.Names[group.Summed.Output] = signature.Names[waiting];
        (signature.Names[form.Product.A.Value], signature.Names[form.Product.B.Value]) = (a.Name, b.Name);
        string name = group.Name + FormattableString.Invariant($"{tile.Rows}x{tile.Columns}") + (form.Split > 1 ? "x" + Number(form.Split) : "") + (turn == form.Split ? "" : (unrolled ? "k" : "by") + Number(turn));

        // All that the body depends on beside name, comment and parameters, as statements, which compare by what they say.
        var traits = new KernelBuilder(target.Lanes);
        int valid = c is null ? 0 : segment.Valid;
        Index[] numbers = [aRow, aTerm, bTerm, bPanel, terms, left, cRow, cPanel, turn, unrolled ? 1 : 0, fours ? 1 : 0, valid];
        foreach (Index number in numbers) traits.Add(new LetCount(new Var(""), number));
        if (c is null && waiting is null)
            Lower.Epilogue(traits, group, new Local("sum", Kind.Vector),
                value => Read(value, value => rowValues[value].Place, rowValues, columnValues, 0, 0, 0),
                (value, result) => traits.Add(new Store(rowValues[value].Place, 0, result)));
        IReadOnlyList<string> comment = Describe.Shared(group, tile, vectors, form.Split, signature.Names);
        Kernel built = formal.KnownKernels.Of(target, new Kernel(name, comment, signature.Parameters, traits.Statements), () =>
        {
            Write(a, aRow, aTerm, b, bTerm, bPanel, terms, left, bias, rowValues, columnValues, c, cRow, cPanel, squares, columns, rowCount);
            return kernel.Statements;
        });
        return new KernelCall(built, signature.Arguments);

        (Place, Index) Rows(Value value, string name)
        {
            Var row = formal.Row(value);
            Place place = signature.Place(name, formal.Place(value), value, firstRow * row + segment.First);
            return (place, signature.Count(place.Name + "Row", row));
        }
    }

    private void Write(
        Place a, Index aRow, Index aTerm, Place b, Index bTerm, Index bPanel, Index terms, int left, Place? bias,
        Dictionary<Value, (Place Place, Index Row)> rowValues, Dictionary<Value, Place> columnValues, Place? c, Index cRow, Index cPanel, Place? squares, Var? columns, Var rows)
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
            Place? cRowPlace = cColumn is null ? null : new Place(kernel.Unique($"{form.CName}_{form.RowName}"));
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
                var squared = new SumOfSquares(kernel);
                for (int row = 0; row < tile.Rows; row++)
                {
                    int r = row;
                    kernel.Line(() =>
                    {
                        for (int v = 0; v < vectors; v++) Finish(r, v, Tree(sums, r, v), squared);
                    });
                }
                if (squares is not null) squared.AddTo(squares);
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
            void Finish(int r, int v, Expression sum, SumOfSquares squared)
            {
                if (cRowPlace is not null)
                {
                    // Padding of gradients stays +0, whatever the padding of their factors holds.
                    int lanes = segment.Valid - v * target.Lanes;
                    if (lanes < target.Lanes) sum = kernel.Let(FormattableString.Invariant($"{form.CName}{r}_{v}"), KeepFirst(sum, Vector(0), lanes));
                    kernel.Add(new Store(cRowPlace, CAt(r, v), sum));
                    squared.Add(sum);
                }
                else if (waiting is not null) Store(rowPlaces, waiting, r, v * target.Lanes, sum);
                else
                    Lower.Epilogue(kernel, group, sum,
                        value => Read(value, value => rowPlaces[value], rowValues, columnValues, r, column, v * target.Lanes),
                        (value, result) => Store(rowPlaces, value, r, v * target.Lanes, result));
            }
        }

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

    private Expression Read(
        Value value, Func<Value, Place> place, Dictionary<Value, (Place Place, Index Row)> rowValues, Dictionary<Value, Place> columnValues,
        int row, Index column, Index inside)
    {
        if (!columnValues.TryGetValue(value, out Place? ofColumns)) return new Load(place(value), rowValues[value].Row * row + inside);
        return value.Length == 1 && form.Columns > 1 ? new Broadcast(ofColumns, 0) : new Load(ofColumns, column + inside);
    }

    private Expression Tree(Local[,,] sums, int r, int v) => form.Split switch
    {
        1 => sums[r, v, 0],
        2 => sums[r, v, 0] + sums[r, v, 1],
        _ => sums[r, v, 0] + sums[r, v, 2] + (sums[r, v, 1] + sums[r, v, 3]),
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
