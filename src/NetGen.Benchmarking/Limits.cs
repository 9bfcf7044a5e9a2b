using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Benchmarking;

/// <summary>
/// What the machine can do, measured alongside what is compared with it: multiply-adds between registers, reading memory, and a step of
/// Adam. Each loop works on the vectors of one instruction set; AVX2's are spelled with its classes, which compilation ahead of time takes
/// as they are.
/// </summary>
internal static class Limits
{
    private static float sink;

    /// <summary>Multiply-adds of one piece of work of <see cref="Fma"/>, times two.</summary>
    public static double FlopsOfFma(Isa isa) => 2.0 * Steps * (isa == Isa.Avx512 ? 16 * 16 : isa == Isa.Avx2 ? 12 * 8 : 16 * 4);

    private const int Steps = 256;

    /// <summary>Independent multiply-adds that stay in registers: as many as keep every unit busy.</summary>
    public static Action? Fma(Isa isa) => isa switch
    {
        Isa.Avx512 => Fma512,
        Isa.Avx2 => Fma256,
        Isa.Neon => Fma128,
        _ => null,                                  // the portable target emulates it
    };

    /// <summary>Reads every parameter once and adds it up: what one sample costs where the weights come from a cache.</summary>
    public static Action Read(Isa isa, long floats)
    {
        Memory<float> weights = Aligned(floats / 128 * 128);
        return isa switch
        {
            Isa.Avx512 => () => Read512(weights.Span),
            Isa.Avx2 => () => Read256(weights.Span),
            _ => () => Read128(weights.Span),
        };
    }

    /// <summary>
    /// A step of Adam over so many parameters and nothing else: gradients and two moments read, parameters and moments written, a square
    /// root and a division each.
    /// </summary>
    public static Action Adam(Isa isa, long floats)
    {
        floats = (floats + 15) / 16 * 16;
        Memory<float> p = Aligned(floats), g = Aligned(floats), m = Aligned(floats), v = Aligned(floats);
        return isa switch
        {
            Isa.Avx512 => () => Adam512(p.Span, g.Span, m.Span, v.Span),
            Isa.Avx2 => () => Adam256(p.Span, g.Span, m.Span, v.Span),
            _ => () => Adam128(p.Span, g.Span, m.Span, v.Span),
        };
    }

    private static Memory<float> Aligned(long floats)
    {
        float[] block = GC.AllocateArray<float>(checked((int)floats + 16), pinned: true);
        block.AsSpan().Fill(1e-3f);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(block, 0);
        return block.AsMemory((int)((64 - address % 64) % 64 / sizeof(float)), (int)floats);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fma512()
    {
        Vector512<float> a = Vector512.Create(1.000001f), b = Vector512.Create(1e-9f);
        Vector512<float> s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a, s8 = a, s9 = a, s10 = a, s11 = a, s12 = a, s13 = a,
            s14 = a, s15 = a;
        for (int i = 0; i < Steps; i++)
        {
            s0 = Avx512F.FusedMultiplyAdd(a, b, s0);
            s1 = Avx512F.FusedMultiplyAdd(a, b, s1); s2 = Avx512F.FusedMultiplyAdd(a, b, s2); s3 = Avx512F.FusedMultiplyAdd(a, b, s3);
            s4 = Avx512F.FusedMultiplyAdd(a, b, s4);
            s5 = Avx512F.FusedMultiplyAdd(a, b, s5); s6 = Avx512F.FusedMultiplyAdd(a, b, s6); s7 = Avx512F.FusedMultiplyAdd(a, b, s7);
            s8 = Avx512F.FusedMultiplyAdd(a, b, s8); s9 = Avx512F.FusedMultiplyAdd(a, b, s9);
            s10 = Avx512F.FusedMultiplyAdd(a, b, s10); s11 = Avx512F.FusedMultiplyAdd(a, b, s11);
            s12 = Avx512F.FusedMultiplyAdd(a, b, s12); s13 = Avx512F.FusedMultiplyAdd(a, b, s13);
            s14 = Avx512F.FusedMultiplyAdd(a, b, s14); s15 = Avx512F.FusedMultiplyAdd(a, b, s15);
        }
        sink = (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11 + s12 + s13 + s14 + s15).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fma256()
    {
        Vector256<float> a = Vector256.Create(1.000001f), b = Vector256.Create(1e-9f);
        Vector256<float> s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a, s8 = a, s9 = a, s10 = a, s11 = a;
        for (int i = 0; i < Steps; i++)
        {
            s0 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s0); s1 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s1);
            s2 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s2); s3 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s3);
            s4 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s4); s5 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s5);
            s6 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s6); s7 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s7);
            s8 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s8); s9 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s9);
            s10 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s10); s11 = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, s11);
        }
        sink = (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fma128()
    {
        Vector128<float> a = Vector128.Create(1.000001f), b = Vector128.Create(1e-9f);
        Vector128<float> s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a, s8 = a, s9 = a, s10 = a, s11 = a, s12 = a, s13 = a,
            s14 = a, s15 = a;
        for (int i = 0; i < Steps; i++)
        {
            s0 = AdvSimd.FusedMultiplyAdd(s0, a, b);
            s1 = AdvSimd.FusedMultiplyAdd(s1, a, b); s2 = AdvSimd.FusedMultiplyAdd(s2, a, b); s3 = AdvSimd.FusedMultiplyAdd(s3, a, b);
            s4 = AdvSimd.FusedMultiplyAdd(s4, a, b);
            s5 = AdvSimd.FusedMultiplyAdd(s5, a, b); s6 = AdvSimd.FusedMultiplyAdd(s6, a, b); s7 = AdvSimd.FusedMultiplyAdd(s7, a, b);
            s8 = AdvSimd.FusedMultiplyAdd(s8, a, b); s9 = AdvSimd.FusedMultiplyAdd(s9, a, b);
            s10 = AdvSimd.FusedMultiplyAdd(s10, a, b); s11 = AdvSimd.FusedMultiplyAdd(s11, a, b);
            s12 = AdvSimd.FusedMultiplyAdd(s12, a, b); s13 = AdvSimd.FusedMultiplyAdd(s13, a, b);
            s14 = AdvSimd.FusedMultiplyAdd(s14, a, b); s15 = AdvSimd.FusedMultiplyAdd(s15, a, b);
        }
        sink = (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11 + s12 + s13 + s14 + s15).ToScalar();
    }

    // Four streams at once, as processors fetch ahead, of two loads each: the length is a multiple of 128 floats.

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read512(ReadOnlySpan<float> values)
    {
        nuint quarter = (nuint)values.Length / 4;
        ref float v0 = ref MemoryMarshal.GetReference(values), v1 = ref Unsafe.Add(ref v0, quarter), v2 = ref Unsafe.Add(ref v1, quarter),
            v3 = ref Unsafe.Add(ref v2, quarter);
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (nuint i = 0; i < quarter; i += 32)
        {
            s0 += Vector512.LoadUnsafe(ref v0, i); s1 += Vector512.LoadUnsafe(ref v0, i + 16);
            s2 += Vector512.LoadUnsafe(ref v1, i); s3 += Vector512.LoadUnsafe(ref v1, i + 16);
            s4 += Vector512.LoadUnsafe(ref v2, i); s5 += Vector512.LoadUnsafe(ref v2, i + 16);
            s6 += Vector512.LoadUnsafe(ref v3, i); s7 += Vector512.LoadUnsafe(ref v3, i + 16);
        }
        sink = (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read256(ReadOnlySpan<float> values)
    {
        nuint quarter = (nuint)values.Length / 4;
        ref float v0 = ref MemoryMarshal.GetReference(values), v1 = ref Unsafe.Add(ref v0, quarter), v2 = ref Unsafe.Add(ref v1, quarter),
            v3 = ref Unsafe.Add(ref v2, quarter);
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (nuint i = 0; i < quarter; i += 16)
        {
            s0 = Avx.Add(s0, Vector256.LoadUnsafe(ref v0, i)); s1 = Avx.Add(s1, Vector256.LoadUnsafe(ref v0, i + 8));
            s2 = Avx.Add(s2, Vector256.LoadUnsafe(ref v1, i)); s3 = Avx.Add(s3, Vector256.LoadUnsafe(ref v1, i + 8));
            s4 = Avx.Add(s4, Vector256.LoadUnsafe(ref v2, i)); s5 = Avx.Add(s5, Vector256.LoadUnsafe(ref v2, i + 8));
            s6 = Avx.Add(s6, Vector256.LoadUnsafe(ref v3, i)); s7 = Avx.Add(s7, Vector256.LoadUnsafe(ref v3, i + 8));
        }
        sink = (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Read128(ReadOnlySpan<float> values)
    {
        nuint quarter = (nuint)values.Length / 4;
        ref float v0 = ref MemoryMarshal.GetReference(values), v1 = ref Unsafe.Add(ref v0, quarter), v2 = ref Unsafe.Add(ref v1, quarter),
            v3 = ref Unsafe.Add(ref v2, quarter);
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (nuint i = 0; i < quarter; i += 8)
        {
            s0 += Vector128.LoadUnsafe(ref v0, i);
            s1 += Vector128.LoadUnsafe(ref v0, i + 4); s2 += Vector128.LoadUnsafe(ref v1, i); s3 += Vector128.LoadUnsafe(ref v1, i + 4);
            s4 += Vector128.LoadUnsafe(ref v2, i);
            s5 += Vector128.LoadUnsafe(ref v2, i + 4); s6 += Vector128.LoadUnsafe(ref v3, i); s7 += Vector128.LoadUnsafe(ref v3, i + 4);
        }
        sink = (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adam512(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
    {
        ref float p = ref MemoryMarshal.GetReference(parameters), g = ref MemoryMarshal.GetReference(gradients),
            m = ref MemoryMarshal.GetReference(first), v = ref MemoryMarshal.GetReference(second);
        Vector512<float> a = Vector512.Create(0.1f), b = Vector512.Create(0.001f), rate = Vector512.Create(-1e-9f),
            epsilon = Vector512.Create(1e-8f);
        for (nuint i = 0; i < (nuint)parameters.Length; i += 16)
        {
            Vector512<float> gradient = Vector512.LoadUnsafe(ref g, i), mean = Vector512.LoadUnsafe(ref m, i),
                square = Vector512.LoadUnsafe(ref v, i);
            mean = Avx512F.FusedMultiplyAdd(Avx512F.Subtract(gradient, mean), a, mean);
            square = Avx512F.FusedMultiplyAdd(Avx512F.Subtract(Avx512F.Multiply(gradient, gradient), square), b, square);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            Avx512F.Add(Vector512.LoadUnsafe(ref p, i),
                Avx512F.Divide(Avx512F.Multiply(rate, mean), Avx512F.Add(Avx512F.Sqrt(square), epsilon))).StoreUnsafe(ref p, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adam256(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
    {
        ref float p = ref MemoryMarshal.GetReference(parameters), g = ref MemoryMarshal.GetReference(gradients),
            m = ref MemoryMarshal.GetReference(first), v = ref MemoryMarshal.GetReference(second);
        Vector256<float> a = Vector256.Create(0.1f), b = Vector256.Create(0.001f), rate = Vector256.Create(-1e-9f),
            epsilon = Vector256.Create(1e-8f);
        for (nuint i = 0; i < (nuint)parameters.Length; i += 8)
        {
            Vector256<float> gradient = Vector256.LoadUnsafe(ref g, i), mean = Vector256.LoadUnsafe(ref m, i),
                square = Vector256.LoadUnsafe(ref v, i);
            mean = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(Avx.Subtract(gradient, mean), a, mean);
            square = System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(Avx.Subtract(Avx.Multiply(gradient, gradient), square), b, square);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            Avx.Add(Vector256.LoadUnsafe(ref p, i), Avx.Divide(Avx.Multiply(rate, mean), Avx.Add(Avx.Sqrt(square), epsilon)))
                .StoreUnsafe(ref p, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adam128(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second)
    {
        ref float p = ref MemoryMarshal.GetReference(parameters), g = ref MemoryMarshal.GetReference(gradients),
            m = ref MemoryMarshal.GetReference(first), v = ref MemoryMarshal.GetReference(second);
        Vector128<float> a = Vector128.Create(0.1f), b = Vector128.Create(0.001f), rate = Vector128.Create(-1e-9f),
            epsilon = Vector128.Create(1e-8f);
        for (nuint i = 0; i < (nuint)parameters.Length; i += 4)
        {
            Vector128<float> gradient = Vector128.LoadUnsafe(ref g, i), mean = Vector128.LoadUnsafe(ref m, i),
                square = Vector128.LoadUnsafe(ref v, i);
            mean = Vector128.FusedMultiplyAdd(Vector128.Subtract(gradient, mean), a, mean);
            square = Vector128.FusedMultiplyAdd(Vector128.Subtract(Vector128.Multiply(gradient, gradient), square), b, square);
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref v, i);
            Vector128.Add(Vector128.LoadUnsafe(ref p, i),
                Vector128.Divide(Vector128.Multiply(rate, mean), Vector128.Add(Vector128.Sqrt(square), epsilon))).StoreUnsafe(ref p, i);
        }
    }

    /// <summary>Keeps the loops alive.</summary>
    public static float Sink => sink;
}
