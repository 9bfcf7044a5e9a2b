using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen.Conformance;

/// <summary>
/// <c>speeds</c>: nanoseconds per element of the elementary functions, in the width of the instruction set that runs, alongside loops over <see cref="MathF"/>. Rounds
/// of both take turns, and medians are printed, so that whatever else the machine does falls on both. Functions are in the loops themselves, as in kernels.
/// </summary>
internal static class Speeds
{
    private const int Count = 4096, Rounds = 201, Inner = 8;

    public static int Run()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"function",-10} {"NetGen ns",10} {"MathF ns",10} {"ratio",7}   alongside ({IsaSelector.Current})"));
        Print<Exp>("MathF.Exp(x)", -8);
        Print<Expm1>("MathF.Exp(x) − 1", -8);
        Print<Log>("MathF.Log(x)", 0.001f);
        Print<Log1p>("MathF.Log(1 + x)", -0.99f);
        Print<Tanh>("MathF.Tanh(x)", -8);
        Print<Sigmoid>("1 / (1 + MathF.Exp(−x))", -8);
        Print<Erf>("MathF.Exp(x)", -4);
        Print<NormalCdf>("MathF.Exp(x)", -8);
        Print<NormalPdf>("MathF.Exp(−x²/2) · c", -8);
        Print<Sin>("MathF.Sin(x)", -8);
        Print<Cos>("MathF.Cos(x)", -8);
        return 0;
    }

    private static void Print<F>(string alongside, float from) where F : struct, IFunction
    {
        float[] x = Fingerprints.Draw.Floats(Count, 1, from, 8), y = new float[Count];
        Action own = IsaSelector.Current switch
        {
            Isa.Avx512 => () => Wide512<F>(x, y),
            Isa.Avx2 => () => Wide256<F>(x, y),
            Isa.Neon => () => Wide128<F>(x, y),
            _ => () => One<F>(x, y),
        };
        Action theirs = () => Alongside<F>(x, y);
        double[] first = new double[Rounds], second = new double[Rounds];
        for (int i = 0; i < 50; i++) { own(); theirs(); }
        for (int round = 0; round < Rounds; round++)
        {
            first[round] = Time(own);
            second[round] = Time(theirs);
        }
        Array.Sort(first);
        Array.Sort(second);
        double a = first[Rounds / 2], b = second[Rounds / 2];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{typeof(F).Name,-10} {a,10:F2} {b,10:F2} {b / a,7:F1}   {alongside}"));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide512<F>(float[] x, float[] y) where F : struct, IFunction
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x), to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Count; i += 16) F.Of(Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide256<F>(float[] x, float[] y) where F : struct, IFunction
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x), to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Count; i += 8) F.Of(Vector256.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide128<F>(float[] x, float[] y) where F : struct, IFunction
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x), to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Count; i += 4) F.Of(Vector128.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<F>(float[] x, float[] y) where F : struct, IFunction
    {
        for (int i = 0; i < y.Length; i++) y[i] = F.Of(x[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Alongside<F>(float[] x, float[] y) where F : struct, IFunction
    {
        for (int i = 0; i < y.Length; i++) y[i] = F.MathF(x[i]);
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Inner; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Inner * Count);
    }

    /// <summary>A function in every width, and what is next to it.</summary>
    private interface IFunction
    {
        static abstract Vector512<float> Of(Vector512<float> x);
        static abstract Vector256<float> Of(Vector256<float> x);
        static abstract Vector128<float> Of(Vector128<float> x);
        static abstract float Of(float x);
        static abstract float MathF(float x);
    }

    private readonly struct Exp : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Exp(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Exp(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Exp(x);
        public static float Of(float x) => VectorMath.Exp(x);
        public static float MathF(float x) => System.MathF.Exp(x);
    }

    private readonly struct Expm1 : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Expm1(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Expm1(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Expm1(x);
        public static float Of(float x) => VectorMath.Expm1(x);
        public static float MathF(float x) => System.MathF.Exp(x) - 1;
    }

    private readonly struct Log : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Log(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Log(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Log(x);
        public static float Of(float x) => VectorMath.Log(x);
        public static float MathF(float x) => System.MathF.Log(x);
    }

    private readonly struct Log1p : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Log1p(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Log1p(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Log1p(x);
        public static float Of(float x) => VectorMath.Log1p(x);
        public static float MathF(float x) => System.MathF.Log(1 + x);
    }

    private readonly struct Tanh : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Tanh(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Tanh(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Tanh(x);
        public static float Of(float x) => VectorMath.Tanh(x);
        public static float MathF(float x) => System.MathF.Tanh(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Sigmoid(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Sigmoid(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Sigmoid(x);
        public static float Of(float x) => VectorMath.Sigmoid(x);
        public static float MathF(float x) => 1 / (1 + System.MathF.Exp(-x));
    }

    private readonly struct Erf : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Erf(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Erf(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Erf(x);
        public static float Of(float x) => VectorMath.Erf(x);
        public static float MathF(float x) => System.MathF.Exp(x);
    }

    private readonly struct NormalCdf : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.NormalCdf(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.NormalCdf(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.NormalCdf(x);
        public static float Of(float x) => VectorMath.NormalCdf(x);
        public static float MathF(float x) => System.MathF.Exp(x);
    }

    private readonly struct NormalPdf : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.NormalPdf(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.NormalPdf(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.NormalPdf(x);
        public static float Of(float x) => VectorMath.NormalPdf(x);
        public static float MathF(float x) => System.MathF.Exp(-0.5f * x * x) * 0.3989423f;
    }

    private readonly struct Sin : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Sin(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Sin(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Sin(x);
        public static float Of(float x) => VectorMath.Sin(x);
        public static float MathF(float x) => System.MathF.Sin(x);
    }

    private readonly struct Cos : IFunction
    {
        public static Vector512<float> Of(Vector512<float> x) => VectorMath.Cos(x);
        public static Vector256<float> Of(Vector256<float> x) => VectorMath.Cos(x);
        public static Vector128<float> Of(Vector128<float> x) => VectorMath.Cos(x);
        public static float Of(float x) => VectorMath.Cos(x);
        public static float MathF(float x) => System.MathF.Cos(x);
    }
}
