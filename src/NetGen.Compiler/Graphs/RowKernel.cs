using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Graphs;

/// <summary>One row being written: loops over its columns, and reductions whose order is a property of the length alone.</summary>
public sealed class RowKernel(KernelBuilder kernel, Func<Value, Ref> buffer, Func<Value, Index> start)
{
    public KernelBuilder Kernel { get; } = kernel;

    private int Lanes => Kernel.Lanes;

    public Expression Load(Value value, Index column) => new Load(buffer(value), start(value) + column);

    public Expression Scalar(Value value, Index column) => new LoadScalar(buffer(value), start(value) + column);

    public void Store(Value value, Index column, Expression expression) =>
        Kernel.Add(new Store(buffer(value), start(value) + column, expression));

    /// <summary>A class index of the sample, as a position.</summary>
    public Var ClassIndex(Value targets)
    {
        var index = new Var(Kernel.Unique("t"));
        Kernel.Add(new LetIndex(index, buffer(targets), start(targets)));
        return index;
    }

    /// <summary>The body for each vector of columns. Vectors may run into the row's padding, which no one reads.</summary>
    public void ForEach(int length, Action<Index> body) =>
        Kernel.Loop("j", 0, (length + Lanes - 1) / Lanes * Lanes, Lanes, body);

    /// <summary>
    /// Whether a reduction is a call of the library over a row in memory: from 64 elements on, where it has 64 lanes; on targets of one
    /// lane as soon as
    /// 16 lanes in locals would have to be gone through more than once. The bits are the same either way.
    /// </summary>
    private bool IsLong(int length) => length >= 64 || (Lanes == 1 && length > 16);

    /// <summary>The sum of a row in memory.</summary>
    public Expression Sum(string name, Value row) => Reduce(name, row, VectorOp.Add, VectorOp.ReduceAdd, 0);

    /// <summary>The largest of a row in memory.</summary>
    public Expression Maximum(string name, Value row) => Reduce(name, row, VectorOp.Max, VectorOp.ReduceMax, double.NegativeInfinity);

    /// <summary>
    /// The sum of terms computed on the way. Those of a long row wait in <paramref name="scratch"/>, a row that is free until then.
    /// </summary>
    public Expression Sum(string name, Value scratch, Func<Index, Expression> term)
    {
        if (!IsLong(scratch.Length)) return Reduce(name, scratch.Length, term, VectorOp.Add, VectorOp.ReduceAdd, 0);
        ForEach(scratch.Length, j => Store(scratch, j, term(j)));
        return Sum(name, scratch);
    }

    private Expression Reduce(string name, Value row, VectorOp combine, VectorOp fold, double neutral) => !IsLong(row.Length)
        ? Reduce(name, row.Length, j => Load(row, j), combine, fold, neutral)
        : Kernel.Let(name, new RowFold(fold, buffer(row), start(row), row.Length));

    /// <summary>16 lanes (lane = i mod 16), whatever the target's width; then folded by halves, x[i] with x[i + half].</summary>
    private Expression Reduce(string name, int length, Func<Index, Expression> term, VectorOp combine, VectorOp fold, double neutral)
    {
        const int lanes = 16;
        if (length == 1 && Lanes == 1)
        {
            // The other lanes hold nothing, and leave it to the one that does: but for max(nothing, NaN), which is nothing.
            Expression nothing = Expression.Vector(neutral), only = Expression.Of(combine, nothing, term(0));
            return Kernel.Let(name,
                new Intrinsic(fold, Kind.Scalar, [combine == VectorOp.Max ? Expression.Of(combine, only, nothing) : only]));
        }
        var sums = Enumerable.Range(0, lanes / Lanes)
            .Select(g => Kernel.Let(FormattableString.Invariant($"{name}{g}"), Expression.Vector(neutral))).ToArray();

        int whole = length / lanes * lanes;
        Kernel.Loop("j", 0, whole, lanes, j =>
        {
            for (int g = 0; g < sums.Length; g++)
                Kernel.Add(new AssignLocal(sums[g], Expression.Of(combine, sums[g], term(j + g * Lanes))));
        });
        for (int g = 0; g * Lanes < length - whole; g++)
        {
            int valid = Math.Min(Lanes, length - whole - g * Lanes);
            Expression last = term(whole + g * Lanes);
            if (valid < Lanes) last = Expression.MaskTail(last, Expression.Vector(neutral), valid);
            Kernel.Add(new AssignLocal(sums[g], Expression.Of(combine, sums[g], last)));
        }

        Expression[] folded = sums;
        while (folded.Length > 1)
        {
            int half = folded.Length / 2;
            folded = folded.Take(half)
                .Select((sum, g) => (Expression)Kernel.Let(FormattableString.Invariant($"{name}{half}_{g}"),
                    Expression.Of(combine, sum, folded[g + half])))
                .ToArray();
        }
        return Kernel.Let(name, new Intrinsic(fold, Kind.Scalar, [folded[0]]));
    }
}
