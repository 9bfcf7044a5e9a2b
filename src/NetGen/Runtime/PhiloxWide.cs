using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>Four blocks of <see cref="Philox"/> at once, with AVX2: the same words.</summary>
internal static class PhiloxWide
{
    /// <summary>The sixteen words of units 4·<paramref name="quad"/> … 4·<paramref name="quad"/> + 15, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<int> Low, Vector256<int> High) Words(ulong seed, int stream, ulong step, ulong sample, uint quad)
    {
        // A counter's word in the lower half of each 64 bits; what is above is never used: the multiplication takes lower halves.
        Vector256<ulong> c0 = Vector256.Create(quad, quad + 1ul, quad + 2ul, quad + 3ul), c1 = Vector256.Create(sample),
            c2 = Vector256.Create(step);
        Vector256<ulong> c3 = Vector256.Create((ulong)((uint)stream | ((uint)(step >> 32) << 16)));
        Vector256<uint> m0 = Vector256.Create((ulong)Philox.Multiplier0).AsUInt32(),
            m1 = Vector256.Create((ulong)Philox.Multiplier1).AsUInt32();
        uint k0 = (uint)seed, k1 = (uint)(seed >> 32);
        for (int round = 0; round < 10; round++)
        {
            Vector256<ulong> p0 = Avx2.Multiply(c0.AsUInt32(), m0), p1 = Avx2.Multiply(c2.AsUInt32(), m1);
            c0 = Avx2.Xor(Avx2.Xor(Avx2.ShiftRightLogical(p1, 32), c1), Vector256.Create((ulong)k0));
            c1 = p1;
            c2 = Avx2.Xor(Avx2.Xor(Avx2.ShiftRightLogical(p0, 32), c3), Vector256.Create((ulong)k1));
            c3 = p0;
            k0 = unchecked(k0 + Philox.Weyl0);
            k1 = unchecked(k1 + Philox.Weyl1);
        }

        // Words 0, 1 and 2, 3 of each block side by side, then whole blocks.
        Vector256<ulong> first = Avx2.Blend(c0.AsUInt32(), Avx2.ShiftLeftLogical(c1, 32).AsUInt32(), 0xAA).AsUInt64();
        Vector256<ulong> second = Avx2.Blend(c2.AsUInt32(), Avx2.ShiftLeftLogical(c3, 32).AsUInt32(), 0xAA).AsUInt64();
        Vector256<int> even = Avx2.UnpackLow(first, second).AsInt32(), odd = Avx2.UnpackHigh(first, second).AsInt32();
        return (Avx2.Permute2x128(even, odd, 0x20), Avx2.Permute2x128(even, odd, 0x31));
    }
}
