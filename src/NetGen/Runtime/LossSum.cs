using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Numerics;

namespace NetGen.Runtime;

/// <summary>
/// A sum in the one order all targets share: term i goes to lane i mod 64 (i mod 16 for fewer than 64 terms), and the lanes are folded
/// 64→32→16→8→4→2→1 as x[i] + x[i + half]. Terms may come in pieces.
/// </summary>
internal struct LossSum
{
    private const int Wide = 64, Narrow = 16;

    private Lanes lanes;
    private int width, next;

    /// <summary>A sum of <paramref name="terms"/> terms, which must all be known to come.</summary>
    internal LossSum(int terms) : this(terms, terms) { }

    /// <summary>The same where only <paramref name="counted"/> of them count in the mean; the others are 0.</summary>
    internal LossSum(int terms, int counted) => Start(terms, counted);

    /// <summary>Begins a sum in place: it is large to copy.</summary>
    internal void Start(int terms, int counted)
    {
        Counted = counted;
        lanes = default;
        next = 0;
        width = terms >= Wide ? Wide : Narrow;
    }

    /// <summary>By how many the mean divides.</summary>
    internal int Counted { get; private set; }

    internal void Add(float term)
    {
        lanes[next] += term;
        next = (next + 1) & (width - 1);
    }

    internal float Total()
    {
        Span<float> sums = MemoryMarshal.CreateSpan(ref Unsafe.As<Lanes, float>(ref lanes), width);
        return Fold.Lanes(sums);
    }

    /// <summary>The mean of the terms that count; 0 where there are none.</summary>
    internal float Mean() => Counted == 0 ? 0 : Total() / Counted;

    [InlineArray(Wide)]
    private struct Lanes
    {
        private float first;
    }
}
