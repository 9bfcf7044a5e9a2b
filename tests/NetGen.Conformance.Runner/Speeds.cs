using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen.Conformance;

/// <summary>
/// <c>speeds</c>: nanoseconds per element of the elementary functions, in the width of the instruction set that runs, beside loops over <see cref="MathF"/>. Rounds
/// of both take turns, and medians are printed, so that whatever else the machine does falls on both.
/// </summary>
internal static class Speeds
{
    private const int Count = 4096, Rounds = 201, Inner = 8;

    private static readonly (string Name, string Beside, float From, Func<float, float> MathF)[] Functions =
    [
        ("Exp", "MathF.Exp(x)", -8, x => MathF.Exp(x)),
        ("Expm1", "MathF.Exp(x) − 1", -8, x => MathF.Exp(x) - 1),
        ("Log", "MathF.Log(x)", 0.001f, x => MathF.Log(x)),
        ("Log1p", "MathF.Log(1 + x)", -0.99f, x => MathF.Log(1 + x)),
        ("Tanh", "MathF.Tanh(x)", -8, x => MathF.Tanh(x)),
        ("Sigmoid", "1 / (1 + MathF.Exp(−x))", -8, x => 1 / (1 + MathF.Exp(-x))),
        ("Erf", "MathF.Exp(x)", -4, x => MathF.Exp(x)),
        ("NormalCdf", "MathF.Exp(x)", -8, x => MathF.Exp(x)),
        ("NormalPdf", "MathF.Exp(−x²/2) · c", -8, x => MathF.Exp(-0.5f * x * x) * 0.3989423f),
        ("Sin", "MathF.Sin(x)", -8, x => MathF.Sin(x)),
        ("Cos", "MathF.Cos(x)", -8, x => MathF.Cos(x)),
    ];

    public static int Run()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"function",-10} {"NetGen ns",10} {"MathF ns",10} {"ratio",7}   beside ({IsaSelector.Current})"));
        foreach ((string name, string beside, float from, Func<float, float> scalar) in Functions)
        {
            float[] x = Fingerprints.Draw.Floats(Count, 1, from, 8), y = new float[Count];
            Action own = IsaSelector.Current switch
            {
                Isa.Avx512 => Loop<Vector512<float>>(name, x, y),
                Isa.Avx2 => Loop<Vector256<float>>(name, x, y),
                Isa.Neon => Loop<Vector128<float>>(name, x, y),
                _ => Loop<float>(name, x, y),
            };
            Action theirs = () => { for (int i = 0; i < x.Length; i++) y[i] = scalar(x[i]); };
            double[] first = new double[Rounds], second = new double[Rounds];
            for (int i = 0; i < 50; i++) { own(); theirs(); }
            Thread.Sleep(200);
            for (int round = 0; round < Rounds; round++)
            {
                first[round] = Time(own);
                second[round] = Time(theirs);
            }
            Array.Sort(first);
            Array.Sort(second);
            double a = first[Rounds / 2], b = second[Rounds / 2];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-10} {a,10:F2} {b,10:F2} {b / a,7:F1}   {beside}"));
        }
        return 0;
    }

    /// <summary>With the delegate of one vector, whose call is a part of what is measured, as is that of the loop beside it.</summary>
    private static Action Loop<V>(string name, float[] x, float[] y) where V : struct
    {
        var function = typeof(VectorMath).GetMethod(name, [typeof(V)])!.CreateDelegate<Func<V, V>>();
        return () =>
        {
            ReadOnlySpan<V> from = MemoryMarshal.Cast<float, V>(x.AsSpan());
            Span<V> to = MemoryMarshal.Cast<float, V>(y.AsSpan());
            for (int i = 0; i < from.Length; i++) to[i] = function(from[i]);
        };
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Inner; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Inner * Count);
    }
}
