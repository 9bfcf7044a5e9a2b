using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen.Conformance;

/// <summary>
/// <c>speeds</c>: nanoseconds per element of the elementary functions, in the width of the instruction set that runs, alongside loops over
/// <see cref="MathF"/>. Rounds of both take turns, and medians are printed, so that whatever else the machine does falls on both. Functions
/// are in the loops themselves, as in kernels.
/// </summary>
internal static class Speeds
{
    private const int Count = 4096, Rounds = 201, Inner = 8;

    public static int Run()
    {
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"{"function",-10} {"NetGen ns",10} {"MathF ns",10} {"ratio",7}   alongside ({IsaSelector.Current})"));
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
            Isa.Avx512 => () => Own<F, Simd512, Vector512<float>>(x, y),
            Isa.Avx2 => () => Own<F, Simd256, Vector256<float>>(x, y),
            Isa.Neon => () => Own<F, Simd128, Vector128<float>>(x, y),
            _ => () => Own<F, Simd1, float>(x, y),
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
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{typeof(F).Name,-10} {a,10:F2} {b,10:F2} {b / a,7:F1}   {alongside}"));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Own<F, S, V>(float[] x, float[] y)
        where F : struct, IFunction
        where S : struct, ISimd<V>
        where V : struct
    {
        ref float from = ref MemoryMarshal.GetArrayDataReference(x), to = ref MemoryMarshal.GetArrayDataReference(y);
        for (nuint i = 0; i < Count; i += (nuint)S.Count) S.Store(F.Of<S, V>(S.Load(ref from, i)), ref to, i);
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
        static abstract V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct;
        static abstract float MathF(float x);
    }

    private readonly struct Exp : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Exp(x);
        public static float MathF(float x) => System.MathF.Exp(x);
    }

    private readonly struct Expm1 : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Expm1(x);
        public static float MathF(float x) => System.MathF.Exp(x) - 1;
    }

    private readonly struct Log : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Log(x);
        public static float MathF(float x) => System.MathF.Log(x);
    }

    private readonly struct Log1p : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Log1p(x);
        public static float MathF(float x) => System.MathF.Log(1 + x);
    }

    private readonly struct Tanh : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Tanh(x);
        public static float MathF(float x) => System.MathF.Tanh(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Sigmoid(x);
        public static float MathF(float x) => 1 / (1 + System.MathF.Exp(-x));
    }

    private readonly struct Erf : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Erf(x);
        public static float MathF(float x) => System.MathF.Exp(x);
    }

    private readonly struct NormalCdf : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.NormalCdf(x);
        public static float MathF(float x) => System.MathF.Exp(x);
    }

    private readonly struct NormalPdf : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.NormalPdf(x);
        public static float MathF(float x) => System.MathF.Exp(-0.5f * x * x) * 0.3989423f;
    }

    private readonly struct Sin : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Sin(x);
        public static float MathF(float x) => System.MathF.Sin(x);
    }

    private readonly struct Cos : IFunction
    {
        public static V Of<S, V>(V x) where S : struct, ISimd<V> where V : struct => VectorOps<S, V>.Cos(x);
        public static float MathF(float x) => System.MathF.Cos(x);
    }
}
