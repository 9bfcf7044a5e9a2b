using System.Globalization;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// The loops of one product kernel: tiles of columns, then tiles of rows, then the terms,
///     for j in columns by Tile.Columns: for m in rows by Tile.Rows: for k in terms by UnrollFactor:
///         acc[r, v, k mod Split] += A[m + r, k] · B[k, j + v·lanes].
/// Vectors lie along the columns and terms come in order, the same on every target. Sizes and distances are parameters of the kernel: what
/// it is compiled for is the tile, the number of accumulators for each result, and the epilogue.
/// </summary>
internal sealed record ProductLoopNest(FusionGroup FusionGroup, TargetIsa Target, ProductForm Form, Tile Tile)
{
    private const int Panel = ProductForm.Panel;

    public required MatrixOperand A { get; init; }

    public required MatrixOperand B { get; init; }

    /// <summary>The result where it is a matrix of its own, a weight's gradient; null where it has a row for each sample.</summary>
    public MatrixOperand? C { get; init; }

    public Ref? Bias { get; init; }

    /// <summary>Where the squares of what is stored are added up; null where C is.</summary>
    public Ref? Squares { get; init; }

    public required IReadOnlyDictionary<Value, RowOperand> ByRow { get; init; }

    /// <summary>What the epilogue reads once for each column, or once for all.</summary>
    public required IReadOnlyDictionary<Value, Ref> ByColumn { get; init; }

    /// <summary>The columns of the call; null where they are one tile.</summary>
    public Var? Columns { get; init; }

    public required Var Rows { get; init; }

    /// <summary>The terms that the loop goes through.</summary>
    public required Index Terms { get; init; }

    /// <summary>How many terms there are behind the loop.</summary>
    public required int LastTerms { get; init; }

    /// <summary>Terms in a turn of the loop.</summary>
    public required int UnrollFactor { get; init; }

    /// <summary>Whether all terms are written out, so that the kernel is for their number alone.</summary>
    public required bool IsUnrolled { get; init; }

    /// <summary>
    /// Whether terms of A are loaded four at a time: a single row loads a vector for each multiplication, and has no loads to spare.
    /// </summary>
    public required bool LoadsBroadcast128 { get; init; }

    /// <summary>Columns of the tile that are no padding.</summary>
    public required int UnpaddedColumns { get; init; }

    /// <summary>Where sums are stored as they are, for a kernel of its own to go on with; null where all is done in registers.</summary>
    public Value? PreActivation { get; init; }

    /// <summary>Vectors in a row of the tile.</summary>
    public int Vectors => Math.Max(1, Tile.Columns / Target.Lanes);

    /// <summary>Accumulators for each result.</summary>
    public int Accumulators => Form.Split;

    /// <summary>
    /// All that the kernel's body depends on besides name, comment and parameters, as statements, which compare by what they say.
    /// </summary>
    public IReadOnlyList<Statement> Traits
    {
        get
        {
            var traits = new KernelBuilder(Target.Lanes);
            Index[] numbers =
            [
                A.Row, A.Column, B.Row, B.Column, C?.Row ?? 0, C?.Column ?? 0, Terms, LastTerms, UnrollFactor, IsUnrolled ? 1
                    : 0, LoadsBroadcast128 ? 1 : 0,
                C is null ? 0 : UnpaddedColumns,
            ];
            foreach (Index number in numbers) traits.Add(new LetCount(new Var(""), number));
            if (C is null && PreActivation is null)
                Lower.Epilogue(traits, FusionGroup, new Local("sum", Kind.Vector), value => Read(value, row => ByRow[row].Ref, 0, 0, 0),
                    (value, result) => traits.Add(new Store(ByRow[value].Ref, 0, result)));
            return traits.Statements;
        }
    }

    /// <summary>An operand of the epilogue at a result.</summary>
    /// <param name="place">The first row of the tile of a value by row.</param>
    /// <param name="row">Of the tile.</param>
    /// <param name="column">The first of the tile.</param>
    /// <param name="inside">From there on.</param>
    public Expression Read(Value value, Func<Value, Ref> place, int row, Index column, Index inside)
    {
        if (!ByColumn.TryGetValue(value, out Ref? ofColumns)) return new Load(place(value), ByRow[value].Row * row + inside);
        return value.Length == 1 && Form.Columns > 1 ? new Broadcast(ofColumns, 0) : new Load(ofColumns, column + inside);
    }

    /// <summary>Makes the kernel of some columns, and its call for rows from <paramref name="firstRow"/> on.</summary>
    public static KernelCall Call(
        FusionGroup group, TargetIsa target, GroupSignature formal, ProductForm form, (ColumnSegment Segment, Tile Tile) part,
        Index firstRow, Index rows)
    {
        var kernel = new KernelBuilder(target.Lanes);
        var signature = new Signature(kernel);
        ProductLoopNest nest = Of(group, target, formal, form, part, signature, firstRow, rows);
        Tile tile = nest.Tile;
        string split = form.Split > 1 ? "x" + Number(form.Split) : "";
        string unroll = nest.UnrollFactor == form.Split ? "" : (nest.IsUnrolled ? "k" : "by") + Number(nest.UnrollFactor);
        var traits = new Kernel(
            group.Name + Number(tile.Rows) + "x" + Number(tile.Columns) + split + unroll,
            Describe.Shared(group, tile, nest.Vectors, form.Split, signature.Names), signature.Parameters, nest.Traits);
        return new KernelCall(formal.KnownKernels.Of(target, traits, () => new ProductKernel(nest, kernel).Write()), signature.Arguments);
    }

    /// <summary>
    /// Decides the loops, and lists the parameters: A, B, bias, what the epilogue reads, results; each with its distances.
    /// </summary>
    private static ProductLoopNest Of(
        FusionGroup group, TargetIsa target, GroupSignature formal, ProductForm form, (ColumnSegment Segment, Tile Tile) part,
        Signature signature, Index firstRow, Index rows)
    {
        (ColumnSegment segment, Tile tile) = part;
        (int unrollFactor, bool isUnrolled, bool loadsFour) = Unrolling(target, form, tile);
        int lastTerms = form.Terms is { } known ? known % unrollFactor : 0;
        bool isOneTile = segment.Count < tile.Columns || tile.Columns < Panel && segment.Count == tile.Columns
            || segment.Valid % target.Lanes != 0 || segment.Valid < tile.Columns;
        bool hasPanels = tile.Columns > Panel || !isOneTile;

        Var formalAStride = formal.Row(form.A);
        Ref a = signature.Ref(form.AName, formal.Ref(form.A), form.A, form.IsOverSamples ? firstRow : firstRow * formalAStride);
        Index aStride = signature.Count(form.AName + "Stride", formalAStride);
        Ref b = signature.Ref(form.BName, formal.Ref(form.B), form.B,
            form.IsOverSamples ? segment.First : ProductForm.ColumnAt(form.Matrix, form.BName + "Panel", segment.First));
        Index bStride = isUnrolled
            ? form.Matrix.Panel
            : signature.Count(form.BName + "Stride", form.IsOverSamples ? formal.Row(form.B) : new Var(form.BName + "Stride"));
        Index bPanel = !hasPanels || form.IsOverSamples || !form.HasPanels ? Panel
            : isUnrolled ? ProductForm.PanelStep(form.Matrix)
            : signature.Count(form.BName + "Panel", new Var(form.BName + "Panel"));
        Index terms = isUnrolled ? form.Terms!.Value - lastTerms
            : form.IsOverSamples ? signature.Count("samples", formal.Samples)
            : signature.Count("terms", (Index)new Var("terms") + -lastTerms);
        Ref? bias = group.Bias is null ? null : signature.Ref("b", formal.Ref(group.Bias), group.Bias, segment.First);

        var byRow = new Dictionary<Value, RowOperand>();
        var byColumn = new Dictionary<Value, Ref>();
        foreach (Value value in group.Reads)
        {
            if (!group.Epilogue.Any(op => op.Inputs.Contains(value))) continue;
            if (value.IsOnePerColumn)
                byColumn.Add(value, signature.Ref(value.Name.Role, formal.Ref(value), value, value.Length == 1 ? 0 : segment.First));
            else AddRows(value, value.Name.Role);
        }
        MatrixOperand? c = null;
        Ref? squares = null;
        if (form.C is { } matrix)
        {
            Ref place = signature.Ref(form.CName, formal.Ref(group.Root.Output), group.Root.Output,
                firstRow * new Var(form.CName + "Stride") + ProductForm.ColumnAt(matrix, form.CName + "Panel", segment.First));
            Index cStride = signature.Count(form.CName + "Stride", new Var(form.CName + "Stride"));
            c = new MatrixOperand(place, cStride, hasPanels ? signature.Count(form.CName + "Panel", new Var(form.CName + "Panel")) : Panel);
            squares = signature.Ref("squares", formal.Squares(), null, 0);
        }
        else
            foreach (Value value in group.Stored) AddRows(value, formal.Ref(value).Name);
        Var? columns = isOneTile ? null : signature.Count("columns", segment.Count == form.Columns ? new Var("columns") : segment.Count);
        Var rowCount = signature.Count(form.RowName == "m" ? "samples" : "rows", rows);
        if (c is not null) signature.Flag("accumulate");

        Value? preActivation = c is null && group.Epilogue.Count == 0 && !group.Stored.Contains(group.Summed.Output)
            ? group.Stored[0] : null;
        if (preActivation is not null) signature.Names[group.Summed.Output] = signature.Names[preActivation];
        (signature.Names[form.Product.A.Value], signature.Names[form.Product.B.Value]) = (a.Name, b.Name);
        return new ProductLoopNest(group, target, form, tile)
        {
            A = form.IsOverSamples ? new MatrixOperand(a, 1, aStride) : new MatrixOperand(a, aStride, 1),
            B = new MatrixOperand(b, bStride, bPanel),
            C = c,
            Bias = bias,
            Squares = squares,
            ByRow = byRow,
            ByColumn = byColumn,
            Columns = columns,
            Rows = rowCount,
            Terms = terms,
            LastTerms = lastTerms,
            UnrollFactor = unrollFactor,
            IsUnrolled = isUnrolled,
            LoadsBroadcast128 = loadsFour,
            UnpaddedColumns = segment.Valid,
            PreActivation = preActivation,
        };

        void AddRows(Value value, string name)
        {
            Var row = formal.Row(value);
            Ref place = signature.Ref(name, formal.Ref(value), value, firstRow * row + segment.First);
            byRow.Add(value, new RowOperand(place, signature.Count(place.Name + "Stride", row)));
        }
    }

    private static (int UnrollFactor, bool IsUnrolled, bool LoadsBroadcast128) Unrolling(TargetIsa target, ProductForm form, Tile tile)
    {
        if (tile.Rows > 1 || target.IsScalar || form.Product.Unroll is not { } unroll || form.Terms is not { } terms)
            return (form.Split, false, false);
        int factor = Schedule.UnrollFactor(unroll, terms, form.Split, Math.Max(1, tile.Columns / target.Lanes));
        bool isUnrolled = factor == terms;
        if (target.LoadsBroadcast128 && unroll == Unroll.Auto && !isUnrolled && terms % 4 == 0) factor = Math.Max(factor, 4);
        return (factor, isUnrolled, target.LoadsBroadcast128 && factor % 4 == 0);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
