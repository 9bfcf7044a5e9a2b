using System.Reflection;
using System.Runtime.Intrinsics;
using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Operations of vectors, as kernels use them, give in each lane the bits that C# gives for one number, on every instruction set: NaN,
/// infinities, both zeros and subnormals among the arguments.
/// </summary>
public class OperationsTests
{
    private static readonly float[] Special =
        [0f, -0f, 1f, -1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, float.MaxValue, 1e-40f,
            88.5f, -104f, 0.3f];

    /// <summary>What C# means by each; functions of the library have tests of their own, of one number and of vectors.</summary>
    private static readonly Dictionary<string, Func<float, float, float, float>> Expected = new()
    {
        ["Add"] = (a, b, _) => a + b,
        ["Sub"] = (a, b, _) => a - b,
        ["Mul"] = (a, b, _) => a * b,
        ["Div"] = (a, b, _) => a / b,
        ["Neg"] = (a, _, _) => -a,
        ["Fma"] = MathF.FusedMultiplyAdd,
        ["Abs"] = (a, _, _) => MathF.Abs(a),
        ["Sqrt"] = (a, _, _) => MathF.Sqrt(a),
        ["Max"] = (a, b, _) => a > b ? a : b,
        ["Min"] = (a, b, _) => a < b ? a : b,
        ["Greater"] = (a, b, _) => Mask(a > b),
        ["GreaterOrEqual"] = (a, b, _) => Mask(a >= b),
    };

    public static TheoryData<Type> Classes => [typeof(NumberOps), typeof(Avx512Ops), typeof(Avx2Ops), typeof(NeonOps)];

    private static float Mask(bool holds) => BitConverter.Int32BitsToSingle(holds ? -1 : 0);

    [Theory]
    [MemberData(nameof(Classes))]
    public void Every_lane_has_the_bits_of_one_number(Type operations)
    {
        if (operations == typeof(Avx2Ops) && !Simd256.IsSupported) Assert.Skip("This processor has no AVX2.");
        int tested = 0;
        Type declaring = operations == typeof(NumberOps) ? operations : operations.BaseType!;
        foreach (MethodInfo method in declaring.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            if (!Expected.TryGetValue(method.Name, out Func<float, float, float, float>? expected)) continue;
            tested++;
            Type vector = method.GetParameters()[0].ParameterType;
            int count = method.GetParameters().Length, lanes = vector == typeof(float) ? 1
                : (int)vector.GetProperty("Count")!.GetValue(null)!;
            for (int at = 0; at < 14 * 14 * 14; at += lanes)
            {
                float[][] arguments = [.. Enumerable.Range(0, 3)
                    .Select(argument => Enumerable.Range(at, lanes).Select(i => Special[i / Power(argument) % 14]).ToArray())];
                float[] found = Lanes(method.Invoke(null, [.. arguments.Take(count).Select(values => Vector(vector, values))])!);
                for (int lane = 0; lane < lanes; lane++)
                {
                    (float a, float b, float c) = (arguments[0][lane], arguments[1][lane], arguments[2][lane]);
                    float one = expected(a, b, c);
                    bool isMask = method.Name.StartsWith("Greater", StringComparison.Ordinal);
                    bool same = float.IsNaN(one) && !isMask ? float.IsNaN(found[lane])
                        : BitConverter.SingleToInt32Bits(one) == BitConverter.SingleToInt32Bits(found[lane]);
                    Assert.True(same, $"{operations.Name}.{method.Name}({a:R}, {b:R}, {c:R}) is {found[lane]:R}, not {one:R}");
                }
            }
        }
        Assert.InRange(tested, 7, Expected.Count);

        static int Power(int argument) => argument == 0 ? 1 : argument == 1 ? 14 : 14 * 14;
    }

    [Fact]
    public void Vectors_are_read_spread_and_written_lane_by_lane()
    {
        float[] values = [.. Enumerable.Range(1, 16).Select(i => (float)i)];
        var written = new float[17];
        Avx512Ops.Store(ref written[0], 1, Avx512Ops.Load(ref values[0], 0));
        Assert.Equal([0f, .. values], written);
        Assert.Equal(Vector512.Create(2f), Avx512Ops.Broadcast(ref values[0], 1));
        Assert.Equal(Vector512.Create(3f), Avx512Ops.BroadcastLane(Avx512Ops.LoadBroadcast128(ref values[0], 0), 2));
        Assert.Equal(Vector512.Create([1f, 2, 3, .. new float[13]]),
            Avx512Ops.MaskTail(Avx512Ops.Load(ref values[0], 0), Avx512Ops.Zero, 3));
        Assert.Equal(136f, Avx512Ops.ReduceAdd(Avx512Ops.Load(ref values[0], 0)));
        NeonOps.Store(ref written[0], 0, NeonOps.Load(ref values[0], 4));
        Assert.Equal([5f, 6, 7, 8], written[..4]);
        Assert.Equal(Vector128.Create(5f, 6, 0, 0), NeonOps.MaskTail(NeonOps.Load(ref values[0], 4), NeonOps.Zero, 2));
        Assert.Equal(8f, NeonOps.ReduceMax(NeonOps.Load(ref values[0], 4)));
        if (!Simd256.IsSupported) return;
        Avx2Ops.Store(ref written[0], 0, Avx2Ops.Load(ref values[0], 8));
        Assert.Equal([9f, 10, 11, 12, 13, 14, 15, 16], written[..8]);
        Assert.Equal(Vector256.Create(2f), Avx2Ops.Broadcast(ref values[0], 1));
        Assert.Equal(Vector256.Create(4f), Avx2Ops.BroadcastLane(Avx2Ops.LoadBroadcast128(ref values[0], 0), 3));
        Assert.Equal(Vector256.Create(1f, 2, 3, 4, 5, 0, 0, 0), Avx2Ops.MaskTail(Avx2Ops.Load(ref values[0], 0), Avx2Ops.Zero, 5));
        Assert.Equal(36f, Avx2Ops.ReduceAdd(Avx2Ops.Load(ref values[0], 0)));
    }

    private static object Vector(Type type, float[] values) =>
        type == typeof(float) ? values[0]
        : type == typeof(Vector128<float>) ? Vector128.Create(values)
        : type == typeof(Vector256<float>) ? Vector256.Create(values)
        : Vector512.Create(values);

    private static float[] Lanes(object result) => result switch
    {
        bool holds => [Mask(holds)],
        float number => [number],
        Vector128<float> vector => [.. Enumerable.Range(0, 4).Select(i => vector[i])],
        Vector256<float> vector => [.. Enumerable.Range(0, 8).Select(i => vector[i])],
        _ => [.. Enumerable.Range(0, 16).Select(i => ((Vector512<float>)result)[i])],
    };
}
