using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Numerics;

/// <summary>Looks for values that are infinite or not a number, or out of bounds.</summary>
internal static class Finite
{
    private const int Exponent = 0x7F80_0000;

    /// <summary>Where the first value is that is not finite; −1 where all are.</summary>
    internal static int IndexOfOther(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values);
        int i = 0;
        for (var exponent = new Vector<int>(Exponent); i + Vector<int>.Count <= bits.Length; i += Vector<int>.Count)
        {
            if (Vector.EqualsAny(new Vector<int>(bits[i..]) & exponent, exponent)) break;
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i])) return i;
        }

        return -1;
    }

    /// <summary>Where the first value is that is not from 0 to <paramref name="most"/>; −1 where all are.</summary>
    internal static int IndexOutside(ReadOnlySpan<float> values, float most)
    {
        int i = 0;
        for (var last = new Vector<float>(most); i + Vector<float>.Count <= values.Length; i += Vector<float>.Count)
        {
            var value = new Vector<float>(values[i..]);
            if (!Vector.GreaterThanOrEqualAll(value, Vector<float>.Zero) || !Vector.LessThanOrEqualAll(value, last))
                break;
        }

        for (; i < values.Length; i++)
        {
            if (!(values[i] >= 0 && values[i] <= most)) return i;
        }

        return -1;
    }
}
