using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen.Runtime;

/// <summary>
/// Philox 4×32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011):
/// a random word is a pure function of its place, (seed, stream, step, sample, unit), so that it depends neither on the order of calls nor
/// on threads or vector widths. The key is the seed; the counter holds unit ÷ 4, the sample, the step and the stream.
/// </summary>
public static class Philox
{
    /// <summary>
    /// Streams are below this number; the last one is <see cref="Shuffle"/>'s, the upper half of the others the initializers'.
    /// </summary>
    public const int StreamLimit = 1 << 16;

    internal const int ShuffleStream = StreamLimit - 1;
    internal const int InitializerStreams = StreamLimit / 2;

    internal const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>
    /// Ten rounds over the counter (<paramref name="c0"/> … <paramref name="c3"/>) with the key (<paramref name="k0"/>,
    /// <paramref name="k1"/>).
    /// </summary>
    /// <returns>Four independent words.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint W0, uint W1, uint W2, uint W3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        unchecked
        {
            for (int round = 0; round < 10; round++)
            {
                ulong p0 = (ulong)Multiplier0 * c0, p1 = (ulong)Multiplier1 * c2;
                (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
                k0 += Weyl0;
                k1 += Weyl1;
            }

            return (c0, c1, c2, c3);
        }
    }

    /// <summary>The four words of units 4·<paramref name="quad"/> … 4·<paramref name="quad"/> + 3.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="stream">Which use of random numbers: 0 … <see cref="StreamLimit"/> − 1.</param>
    /// <param name="step">How often the stream has been used before, modulo 2⁴⁸.</param>
    /// <param name="sample">The sample, modulo 2³².</param>
    /// <param name="quad">The unit divided by four, modulo 2³².</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint W0, uint W1, uint W2, uint W3) Words(ulong seed, int stream, ulong step, ulong sample, uint quad) =>
        unchecked(Block(
        quad, (uint)sample, (uint)step, (uint)stream | ((uint)(step >> 32) << 16), (uint)seed, (uint)(seed >> 32)));

    /// <summary>One word: 32 uniform bits.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="stream">Which use of random numbers: 0 … <see cref="StreamLimit"/> − 1.</param>
    /// <param name="step">How often the stream has been used before, modulo 2⁴⁸.</param>
    /// <param name="sample">The sample, modulo 2³².</param>
    /// <param name="unit">The place within the sample; not negative.</param>
    public static uint Word(ulong seed, int stream, ulong step, ulong sample, int unit)
    {
        (uint w0, uint w1, uint w2, uint w3) = Words(seed, stream, step, sample, (uint)unit >> 2);
        return (unit & 3) switch { 0 => w0, 1 => w1, 2 => w2, _ => w3 };
    }

    /// <summary>A word as a float in [0, 1): its upper 24 bits · 2⁻²⁴, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(uint word) => (word >> 8) * (1f / (1 << 24));

    /// <summary>A float in [0, 1), uniform on the multiples of 2⁻²⁴.</summary>
    /// <inheritdoc cref="Word" path="/param"/>
    public static float Uniform(ulong seed, int stream, ulong step, ulong sample, int unit) =>
        Uniform(Word(seed, stream, step, sample, unit));

    /// <summary>
    /// A float of the standard normal distribution, within ±5.77, by Box and Muller: √(−2·ln(1 − u))·cos 2πv for even units and ·sin 2πv
    /// for odd ones, (u, v) being the two uniform numbers of the pair of units.
    /// </summary>
    /// <inheritdoc cref="Word" path="/param"/>
    public static float Normal(ulong seed, int stream, ulong step, ulong sample, int unit)
    {
        (uint w0, uint w1, uint w2, uint w3) = Words(seed, stream, step, sample, (uint)unit >> 2);
        (float cosine, float sine) = (unit & 2) == 0 ? Normals(w0, w1) : Normals(w2, w3);
        return (unit & 1) == 0 ? cosine : sine;
    }

    /// <summary>Two independent standard normal floats of two words.</summary>
    internal static (float Cosine, float Sine) Normals(uint first, uint second)
    {
        float radius = MathF.Sqrt(-2f * VectorMath.Log(1f - Uniform(first)));
        float angle = 6.2831853f * Uniform(second);
        return (radius * VectorMath.Cos(angle), radius * VectorMath.Sin(angle));
    }

    /// <summary>
    /// Permutes <paramref name="items"/> in place: the exchange of Fisher and Yates, from the end, where item i changes places with item
    /// ⌊w·(i + 1)·2⁻⁶⁴⌋ for a word w of 64 bits. The same seed, epoch and length always give the same permutation.
    /// </summary>
    public static void Shuffle(Span<int> items, ulong seed, ulong epoch)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            (uint w0, uint w1, _, _) = Words(seed, ShuffleStream, epoch, 0, (uint)i);
            int j = (int)Math.BigMul(((ulong)w0 << 32) | w1, (ulong)i + 1, out _);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
