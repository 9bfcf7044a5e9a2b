using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetGen.Numerics;

/// <summary>
/// A sum in the one order all sums along a vector have, over terms that arrive in pieces. Term i of n is added to lane i mod L, L being 64
/// for n ≥ 64 and else 16; lanes start from +0, and at the end lane i takes lane i + L/2, then i + L/4, down to one. Neither the pieces nor
/// the machine change a bit.
/// </summary>
public sealed class LaneSum
{
    private readonly float[] lanes = new float[64];
    private long expected;
    private long count;

    /// <summary>Begins a sum of <paramref name="total"/> terms.</summary>
    public void Start(long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        expected = total;
        count = 0;
        Array.Clear(lanes);
    }

    /// <summary>Adds the next terms.</summary>
    public void Add(ReadOnlySpan<float> terms)
    {
        ref float first = ref Enter(terms.Length, out nuint lane, out nuint lanes);
        Fold.Accumulate<Fold.Terms>(ref first, lane, lanes, ref MemoryMarshal.GetReference(terms), ref MemoryMarshal.GetReference(terms),
            (nuint)terms.Length);
    }

    /// <summary>Adds the squares of the next values, each by one fused multiply-add.</summary>
    public void AddSquares(ReadOnlySpan<float> values)
    {
        ref float first = ref Enter(values.Length, out nuint lane, out nuint lanes);
        Fold.Accumulate<Fold.Products>(ref first, lane, lanes, ref MemoryMarshal.GetReference(values),
            ref MemoryMarshal.GetReference(values), (nuint)values.Length);
    }

    /// <summary>Adds the magnitudes of the next values.</summary>
    public void AddMagnitudes(ReadOnlySpan<float> values)
    {
        ref float first = ref Enter(values.Length, out nuint lane, out nuint lanes);
        Fold.Accumulate<Fold.Magnitudes>(ref first, lane, lanes, ref MemoryMarshal.GetReference(values),
            ref MemoryMarshal.GetReference(values), (nuint)values.Length);
    }

    /// <summary>Adds the products of the next pairs, each by one fused multiply-add.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public void AddProducts(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Fold.SameLength(a, b);
        ref float first = ref Enter(a.Length, out nuint lane, out nuint lanes);
        Fold.Accumulate<Fold.Products>(ref first, lane, lanes, ref MemoryMarshal.GetReference(a), ref MemoryMarshal.GetReference(b),
            (nuint)a.Length);
    }

    /// <summary>The sum.</summary>
    /// <exception cref="InvalidOperationException">Fewer terms came than were announced.</exception>
    public float Total()
    {
        if (count != expected) throw new InvalidOperationException($"{count} terms of {expected} have been added.");

        Span<float> lanes = stackalloc float[64];
        this.lanes.CopyTo(lanes);
        return Fold.Lanes(lanes[..(expected >= 64 ? 64 : 16)]);
    }

    private ref float Enter(int terms, out nuint lane, out nuint lanes)
    {
        if (count + terms > expected)
            throw new InvalidOperationException($"More than the {expected} terms that were announced.");

        lanes = expected >= 64 ? 64u : 16u;
        lane = (nuint)count % lanes;
        count += terms;
        return ref this.lanes[0];
    }
}
