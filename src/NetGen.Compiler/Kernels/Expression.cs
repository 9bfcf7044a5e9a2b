namespace NetGen.Compiler.Kernels;

/// <summary>A value of a kernel: a vector of the target's width, a scalar, or a mask.</summary>
public abstract record Expression(Kind Kind)
{
    public static Expression operator +(Expression a, Expression b) => Of(VectorOp.Add, a, b);
    public static Expression operator -(Expression a, Expression b) => Of(VectorOp.Sub, a, b);
    public static Expression operator *(Expression a, Expression b) => Of(VectorOp.Mul, a, b);
    public static Expression operator /(Expression a, Expression b) => Of(VectorOp.Div, a, b);
    public static Expression operator -(Expression a) => Of(VectorOp.Neg, a);

    /// <summary>The operation on arguments of one kind, giving that kind; a mask among them does not count.</summary>
    public static Expression Of(VectorOp op, params Expression[] arguments) =>
        new Intrinsic(op, arguments[arguments.Length - 1].Kind, arguments);

    /// <summary>a·b + c, rounded once.</summary>
    public static Expression Fma(Expression a, Expression b, Expression c) => Of(VectorOp.Fma, a, b, c);
    public static Expression Max(Expression a, Expression b) => Of(VectorOp.Max, a, b);
    public static Expression Min(Expression a, Expression b) => Of(VectorOp.Min, a, b);
    public static Expression Greater(Expression a, Expression b) => new Intrinsic(VectorOp.Greater, Kind.Mask, [a, b]);
    public static Expression GreaterOrEqual(Expression a, Expression b) => new Intrinsic(VectorOp.GreaterOrEqual, Kind.Mask, [a, b]);
    public static Expression Select(Expression mask, Expression a, Expression b) => Of(VectorOp.Select, mask, a, b);
    public static Expression MaskTail(Expression a, Expression others, int count) =>
        new Intrinsic(VectorOp.MaskTail, Kind.Vector, [a, others], count);
    public static Expression BroadcastLane(Expression four, int element) =>
        new Intrinsic(VectorOp.BroadcastLane, Kind.Vector, [four], element);
    public static Expression Splat(Expression scalar) => new Intrinsic(VectorOp.Splat, Kind.Vector, [scalar]);
    public static Expression Vector(double value) => new Constant(value, Kind.Vector);
    public static Expression Scalar(double value) => new Constant(value, Kind.Scalar);
}

public sealed record Local(string Name, Kind Kind) : Expression(Kind);

/// <summary>A number known at compile time, in every lane.</summary>
public sealed record Constant(double Value, Kind Kind) : Expression(Kind);

/// <summary>A vector from consecutive elements.</summary>
public sealed record Load(Ref Ref, Index Index) : Expression(Kind.Vector);

/// <summary>One element, as a scalar.</summary>
public sealed record LoadScalar(Ref Ref, Index Index) : Expression(Kind.Scalar);

/// <summary>One element in every lane.</summary>
public sealed record Broadcast(Ref Ref, Index Index) : Expression(Kind.Vector);

/// <summary>
/// Four elements, again and again, for <see cref="VectorOp.BroadcastLane"/>: one load where four of <see cref="Broadcast"/> would be.
/// </summary>
public sealed record LoadBroadcast128(Ref Ref, Index Index) : Expression(Kind.Vector);

public sealed record Intrinsic(VectorOp Op, Kind Kind, IReadOnlyList<Expression> Arguments, int Immediate = 0) : Expression(Kind)
{
    public bool Equals(Intrinsic? other) =>
        other is not null && Op == other.Op && Kind == other.Kind && Immediate == other.Immediate
            && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => ((int)Op * 31 + (int)Kind) * 31 + Immediate;
}

/// <summary>
/// ReduceAdd or ReduceMax of consecutive elements: element i in lane i mod 64 (mod 16 below 64 elements), lanes folded by halves. The
/// library does it, in the same way for every width.
/// </summary>
public sealed record RowFold(VectorOp Op, Ref Ref, Index Index, int Length) : Expression(Kind.Scalar);

/// <summary>One of two values by a flag of the caller's.</summary>
public sealed record SelectByFlag(string Flag, Expression Then, Expression Otherwise) : Expression(Then.Kind);
