using System.ComponentModel;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// What a caller hands over, one span for each input, output, target or gradient; at most 16. The library writes to those that it is to
/// fill.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Slots
{
    internal const int Most = 16;

    private readonly ReadOnlySpan<float> s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15;

    /// <summary>Slots in the order of the network's.</summary>
    public Slots(
        ReadOnlySpan<float> s0 = default, ReadOnlySpan<float> s1 = default, ReadOnlySpan<float> s2 = default,
        ReadOnlySpan<float> s3 = default,
        ReadOnlySpan<float> s4 = default, ReadOnlySpan<float> s5 = default, ReadOnlySpan<float> s6 = default,
        ReadOnlySpan<float> s7 = default,
        ReadOnlySpan<float> s8 = default, ReadOnlySpan<float> s9 = default, ReadOnlySpan<float> s10 = default,
        ReadOnlySpan<float> s11 = default,
        ReadOnlySpan<float> s12 = default, ReadOnlySpan<float> s13 = default, ReadOnlySpan<float> s14 = default,
        ReadOnlySpan<float> s15 = default)
    {
        this.s0 = s0; this.s1 = s1; this.s2 = s2; this.s3 = s3;
        this.s4 = s4; this.s5 = s5; this.s6 = s6; this.s7 = s7;
        this.s8 = s8; this.s9 = s9; this.s10 = s10; this.s11 = s11;
        this.s12 = s12; this.s13 = s13; this.s14 = s14; this.s15 = s15;
    }

    /// <summary>The only slot: without the default values of the others, which would be written twice.</summary>
    public Slots(ReadOnlySpan<float> only) => s0 = only;

    /// <summary>The span of a slot.</summary>
    internal ReadOnlySpan<float> this[int slot] => slot switch
    {
        0 => s0, 1 => s1, 2 => s2, 3 => s3,
        4 => s4, 5 => s5, 6 => s6, 7 => s7,
        8 => s8, 9 => s9, 10 => s10, 11 => s11,
        12 => s12, 13 => s13, 14 => s14, 15 => s15,
        _ => throw new ArgumentOutOfRangeException(nameof(slot)),
    };

    /// <summary>Class indices as they go into a slot: their bits.</summary>
    public static ReadOnlySpan<float> Indices(ReadOnlySpan<int> indices) => MemoryMarshal.Cast<int, float>(indices);
}
