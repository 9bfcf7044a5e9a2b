using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>Fused multiply-add of floats for processors without the instruction, exact in every case.</summary>
internal static class FmaEmulation
{
    /// <summary>
    /// a·b + c rounded once. The product of two floats is exact in double, so s = a·b + c has one rounding to 53 bits; rounding s again to
    /// float goes wrong only where s looks like a tie between two floats (or where the float is subnormal and keeps fewer bits). There s is
    /// made odd in the direction of the error it lost, which TwoSum finds exactly; a number with an odd last bit among 53 is never taken
    /// for a tie.
    /// </summary>
    internal static float Fma(float a, float b, float c)
    {
        double product = (double)a * b;
        double sum = product + c;
        ulong bits = BitConverter.DoubleToUInt64Bits(sum);
        double magnitude = BitConverter.UInt64BitsToDouble(bits & 0x7FFF_FFFF_FFFF_FFFF);
        if ((bits & 0x1FFF_FFFF) == 0x1000_0000 || (magnitude > 0 && magnitude < 1.17549435082228750797e-38))
        {
            double back = sum - product;
            double error = (product - (sum - back)) + (c - back);
            if (error != 0 && double.IsFinite(error) && (bits & 1) == 0)
            {
                // One step toward the error gives the odd neighbor.
                bits = (error > 0) == (sum > 0) ? bits + 1 : bits - 1;
                sum = BitConverter.UInt64BitsToDouble(bits);
            }
        }

        return (float)sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Vector128<float> Fma(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.Create(
        Fma(a.GetElement(0), b.GetElement(0), c.GetElement(0)),
        Fma(a.GetElement(1), b.GetElement(1), c.GetElement(1)),
        Fma(a.GetElement(2), b.GetElement(2), c.GetElement(2)),
        Fma(a.GetElement(3), b.GetElement(3), c.GetElement(3)));
}
