using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Statistics of a batch, column by column: sums over the samples in order, in partial sums of at most 512, with one operation an element,
/// so that bits don't depend on the vectors' width. Rows and results are padded to 16 values; padding of results becomes +0, that of
/// parameters is left alone.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public static class BatchStatistics
{
    private const int SumBlock = 512, Padding = 16;

    /// <summary>
    /// The mean and variance of a batch, or the running ones, and what follows from them. While training the running ones move, but for
    /// those that would not be finite.
    /// </summary>
    /// <param name="x">The first row.</param>
    /// <param name="samples">Rows.</param>
    /// <param name="stride">Values from row to row.</param>
    /// <param name="length">Values of a row.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="momentum">The batch's share in the running statistics.</param>
    /// <param name="unbiased">Whether the running variance takes the batch's divided by samples − 1.</param>
    /// <param name="training">Whether statistics are the batch's.</param>
    /// <param name="runningMean">A parameter.</param>
    /// <param name="runningVariance">A parameter.</param>
    /// <param name="gamma">A parameter, or a null reference.</param>
    /// <param name="beta">A parameter, or a null reference.</param>
    /// <param name="scale">Receives γ/√(v + ε).</param>
    /// <param name="shift">Receives β − μ·scale.</param>
    /// <param name="mean">Receives μ.</param>
    /// <param name="rstd">Receives 1/√(v + ε).</param>
    /// <param name="share">Receives 1/samples; 0 of running statistics.</param>
    /// <param name="part">Which part of the columns is done: threads divide them, in vectors of 16.</param>
    /// <param name="parts">How many parts there are.</param>
    public static void Moments<T>(
        ref T x, nuint samples, nuint stride, int length, double epsilon, double momentum, bool unbiased, bool training, ref T runningMean,
        ref T runningVariance,
        ref T gamma, ref T beta, ref T scale, ref T shift, ref T mean, ref T rstd, ref T share, nuint part, nuint parts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T count = T.CreateTruncating(samples);
        bool isLast = part == parts - 1;
        if (isLast) share = training ? T.One / count : T.Zero;
        (int from, int to) = Columns(length, part, parts);
        if (training)
        {
            // The variance waits in the place of the root.
            Measure(ref x, samples, stride, from, to, count, ref mean, ref rstd);
            T newer = T.CreateTruncating(momentum), older = T.CreateTruncating(1 - momentum);
            T correction = unbiased && samples > 1 ? count / (count - T.One) : T.One;
            for (int j = from; j < to; j++)
            {
                ref T m = ref Unsafe.Add(ref runningMean, j), v = ref Unsafe.Add(ref runningVariance, j);
                T nextMean = older * m + newer * Unsafe.Add(ref mean, j);
                T nextVariance = older * v + newer * (Unsafe.Add(ref rstd, j) * correction);
                if (T.IsFinite(nextMean) && T.IsFinite(nextVariance)) (m, v) = (nextMean, nextVariance);    // a NaN would stay for ever
            }
        }
        else
            for (int j = from; j < to; j++)
            {
                Unsafe.Add(ref mean, j) = Unsafe.Add(ref runningMean, j);
                Unsafe.Add(ref rstd, j) = Unsafe.Add(ref runningVariance, j);
            }
        Fold(from, to, epsilon, ref mean, ref rstd, ref rstd, ref gamma, ref beta, ref scale, ref shift);
        if (!isLast) return;
        Clear(ref mean, length);
        Clear(ref rstd, length);
        Clear(ref scale, length);
        Clear(ref shift, length);
    }

    /// <summary>Scale and shift from running statistics: the bits of <see cref="Moments"/> without training.</summary>
    /// <inheritdoc cref="Moments" path="/param"/>
    public static void Fold<T>(int length, double epsilon, ref T runningMean, ref T runningVariance, ref T gamma, ref T beta,
        ref T scale, ref T shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fold(0, length, epsilon, ref runningMean, ref runningVariance, ref Unsafe.NullRef<T>(), ref gamma, ref beta, ref scale, ref shift);
        Clear(ref scale, length);
        Clear(ref shift, length);
    }

    /// <summary>mean[j] = share · Σₘ x[m, j]; 0 where there is no share, whatever x is.</summary>
    /// <inheritdoc cref="Moments" path="/param"/>
    public static void Mean<T>(ref T x, nuint samples, nuint stride, int length, ref T share, ref T mean, nuint part, nuint parts)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int from, int to) = Columns(length, part, parts);
        if (share == T.Zero)
            for (int j = from; j < to; j++) Unsafe.Add(ref mean, j) = T.Zero;
        else
            for (int j = from; j < to; j += Vector<T>.Count)
                (Sum(ref Unsafe.Add(ref x, j), samples, stride) * share).StoreUnsafe(ref mean, (nuint)j);
        if (part == parts - 1) Clear(ref mean, length);
    }

    /// <summary>The columns of a part; the last one's may end within a vector, whose padding is then cleared.</summary>
    private static (int From, int To) Columns(int length, nuint part, nuint parts)
    {
        nuint vectors = ((nuint)length + Padding - 1) / Padding;
        return ((int)(vectors * part / parts * Padding), Math.Min(length, (int)(vectors * (part + 1) / parts * Padding)));
    }

    // rstd receives 1/√(v + ε), and may be where the variance is, or a null reference.
    private static void Fold<T>(
        int from, int to, double epsilon, ref T mean, ref T variance, ref T rstd, ref T gamma, ref T beta, ref T scale, ref T shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var add = new Vector<T>(T.CreateTruncating(epsilon));
        for (int j = from; j < to; j += Vector<T>.Count)
        {
            Vector<T> root = Vector<T>.One / Vector.SquareRoot(Load(ref variance, j) + add);
            Vector<T> factor = Unsafe.IsNullRef(ref gamma) ? root : Load(ref gamma, j) * root, product = Load(ref mean, j) * factor;
            if (!Unsafe.IsNullRef(ref rstd)) root.StoreUnsafe(ref rstd, (nuint)j);
            factor.StoreUnsafe(ref scale, (nuint)j);
            ((Unsafe.IsNullRef(ref beta) ? Vector<T>.Zero : Load(ref beta, j)) - product).StoreUnsafe(ref shift, (nuint)j);
        }
    }

    private static Vector<T> Load<T>(ref T row, int j) where T : unmanaged => Vector.LoadUnsafe(ref row, (nuint)j);

    private static void Measure<T>(
        ref T x, nuint samples, nuint stride, int from, int to, T count, ref T mean, ref T variance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var divisor = new Vector<T>(count);
        for (int j = from; j < to; j += Vector<T>.Count)
        {
            ref T column = ref Unsafe.Add(ref x, j);
            Vector<T> mu = Sum(ref column, samples, stride) / divisor, total = Vector<T>.Zero;
            for (nuint first = 0; first < samples; first += SumBlock)
            {
                Vector<T> part = Vector<T>.Zero;
                for (nuint m = first, end = Math.Min(samples, first + SumBlock); m < end; m++)
                {
                    Vector<T> difference = Vector.LoadUnsafe(ref column, m * stride) - mu;
                    part += difference * difference;
                }
                total += part;
            }
            mu.StoreUnsafe(ref mean, (nuint)j);
            (total / divisor).StoreUnsafe(ref variance, (nuint)j);
        }
    }

    private static Vector<T> Sum<T>(ref T column, nuint samples, nuint stride) where T : unmanaged
    {
        Vector<T> total = Vector<T>.Zero;
        for (nuint first = 0; first < samples; first += SumBlock)
        {
            Vector<T> part = Vector<T>.Zero;
            for (nuint m = first, end = Math.Min(samples, first + SumBlock); m < end; m++)
                part += Vector.LoadUnsafe(ref column, m * stride);
            total += part;
        }
        return total;
    }

    private static void Clear<T>(ref T row, int length) where T : unmanaged
    {
        for (int j = length; j % Padding != 0; j++) Unsafe.Add(ref row, j) = default;
    }
}
