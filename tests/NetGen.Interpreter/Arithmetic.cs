using System.Numerics;
using NetGen.Compiler.Kernels;
using NetGen.Numerics;

namespace NetGen.Interpreter;

/// <summary>
/// One lane of each operation: NetGen's own functions for floats, so that a kernel gives the bits its text would give;
/// for doubles those of gradient checks.
/// </summary>
internal static class Arithmetic<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static T Constant(double value) => T.CreateTruncating(typeof(T) == typeof(float) ? (float)value : value);

    public static Func<T, T> Unary(VectorOp op) => op switch
    {
        VectorOp.Neg => a => -a,
        VectorOp.Abs => T.Abs,
        VectorOp.Sqrt => T.Sqrt,
        VectorOp.Exp => Function(VectorMath.Exp, VectorMath.Exp),
        VectorOp.Expm1 => Function(VectorMath.Expm1, VectorMath.Expm1),
        VectorOp.Log => Function(VectorMath.Log, VectorMath.Log),
        VectorOp.Log1p => Function(VectorMath.Log1p, VectorMath.Log1p),
        VectorOp.Tanh => Function(VectorMath.Tanh, VectorMath.Tanh),
        VectorOp.Sigmoid => Function(VectorMath.Sigmoid, VectorMath.Sigmoid),
        VectorOp.NormalCdf => Function(VectorMath.NormalCdf, VectorMath.NormalCdf),
        VectorOp.NormalPdf => Function(VectorMath.NormalPdf, VectorMath.NormalPdf),
        _ => throw new NotSupportedException($"{op} of one argument"),
    };

    /// <summary>Comparisons give 1 where they hold, else 0.</summary>
    public static Func<T, T, T> Binary(VectorOp op) => op switch
    {
        VectorOp.Add => (a, b) => a + b,
        VectorOp.Sub => (a, b) => a - b,
        VectorOp.Mul => (a, b) => a * b,
        VectorOp.Div => (a, b) => a / b,
        VectorOp.Max => Max,
        VectorOp.Min => (a, b) => a < b ? a : b,
        VectorOp.Greater => (a, b) => a > b ? T.One : T.Zero,
        VectorOp.GreaterOrEqual => (a, b) => a >= b ? T.One : T.Zero,
        _ => throw new NotSupportedException($"{op} of two arguments"),
    };

    public static Func<T, T, T, T> Ternary(VectorOp op) => op switch
    {
        VectorOp.Fma when typeof(T) == typeof(float) => T.FusedMultiplyAdd,
        VectorOp.Fma => (a, b, c) => a * b + c,
        VectorOp.Select => (mask, a, b) => mask != T.Zero ? a : b,
        _ => throw new NotSupportedException($"{op} of three arguments"),
    };

    public static T Max(T a, T b) => a > b ? a : b;

    /// <summary>All lanes to one by halves: x[i] with x[i + half].</summary>
    public static T Fold(ReadOnlySpan<T> lanes, Func<T, T, T> combine)
    {
        Span<T> folded = stackalloc T[lanes.Length];
        lanes.CopyTo(folded);
        for (int half = lanes.Length / 2; half > 0; half /= 2)
            for (int i = 0; i < half; i++) folded[i] = combine(folded[i], folded[i + half]);
        return folded[0];
    }

    private static Func<T, T> Function(Func<float, float> single, Func<double, double> twice) =>
        typeof(T) == typeof(float) ? (Func<T, T>)(object)single : (Func<T, T>)(object)twice;
}
