using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using NetGen.Numerics;

namespace NetGen.Runtime;

/// <summary>The random numbers of noise layers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public static class GaussianNoise
{
    /// <summary>
    /// Fills <paramref name="rows"/> rows with normal random numbers of mean 0; with −0 when not training, for x + (−0) is x. Floats of a
    /// row past
    /// <paramref name="units"/> become +0. Two words of <see cref="Philox"/> at (seed, stream, step, firstSample + row) make two numbers
    /// (G. Box, M. Muller, "A note on the generation of random normal deviates", 1958): √(−2 ln u)·cos 2πv and √(−2 ln u)·sin 2πv with u in
    /// (0, 1] and v in [0, 1), multiples of 2⁻²⁴.
    /// </summary>
    /// <param name="noise">The first row.</param>
    /// <param name="rows">Rows to fill.</param>
    /// <param name="stride">Floats from row to row, at least <paramref name="units"/>.</param>
    /// <param name="units">Values of a row.</param>
    /// <param name="deviation">The standard deviation.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="step">The number of the training step.</param>
    /// <param name="firstSample">The sample of the first row.</param>
    /// <param name="stream">The layer.</param>
    /// <param name="training">Whether there is noise at all.</param>
    public static void Fill(ref float noise, nuint rows, nuint stride, int units, double deviation, ulong seed, ulong step,
        ulong firstSample, int stream, bool training)
    {
        float scale = (float)deviation;
        Span<float> four = stackalloc float[4];
        for (nuint row = 0; row < rows; row++)
        {
            Span<float> values = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.Add(ref noise, row * stride),
                (int)stride);
            if (!training) values[..units].Fill(-0f);
            else
                for (int unit = 0; unit < units; unit += 4)
                {
                    Normals(four, seed, step, firstSample + row, stream, unit);
                    for (int i = 0; i < 4 && unit + i < units; i++) values[unit + i] = scale * four[i];
                }
            values[units..].Clear();
        }
    }

    /// <summary>The same numbers, times the deviation in double precision.</summary>
    /// <inheritdoc cref="Fill(ref float, nuint, nuint, int, double, ulong, ulong, ulong, int, bool)" path="/param"/>
    public static void Fill(ref double noise, nuint rows, nuint stride, int units, double deviation, ulong seed, ulong step,
        ulong firstSample, int stream, bool training)
    {
        Span<float> four = stackalloc float[4];
        for (nuint row = 0; row < rows; row++)
        {
            Span<double> values = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.Add(ref noise, row * stride),
                (int)stride);
            if (!training) values[..units].Fill(-0.0);
            else
                for (int unit = 0; unit < units; unit += 4)
                {
                    Normals(four, seed, step, firstSample + row, stream, unit);
                    for (int i = 0; i < 4 && unit + i < units; i++) values[unit + i] = deviation * four[i];
                }
            values[units..].Clear();
        }
    }

    private static void Normals(Span<float> four, ulong seed, ulong step, ulong sample, int stream, int unit)
    {
        (uint w0, uint w1, uint w2, uint w3) = Philox.Words(seed, stream, step, sample, (uint)unit >> 2);
        (four[0], four[1]) = Pair(w0, w1);
        (four[2], four[3]) = Pair(w2, w3);
    }

    private static (float, float) Pair(uint first, uint second)
    {
        const float unit = 1f / (1 << 24), turn = 6.28318531f;
        float radius = MathF.Sqrt(-2 * VectorMath.Log(((first >> 8) + 1) * unit)), angle = turn * ((second >> 8) * unit);
        return (radius * VectorMath.Cos(angle), radius * VectorMath.Sin(angle));
    }
}
