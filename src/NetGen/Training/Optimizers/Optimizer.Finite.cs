using System.Runtime.CompilerServices;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen;

// A step is taken whole or not at all, and no one wants to pay for that. Kernels add up the squares of the gradients they store; those of
// which no one does are read before the step. That the step itself cannot overflow is mostly
// known beforehand: where gradients, parameters and hyperparameters are of moderate size, no rule leaves the finite numbers (IsHarmless
// says why). Only else the step is rehearsed,
// piece by piece on memory that is put back.
public abstract partial class Optimizer
{
    /// <summary>2⁴⁰: gradients, parameters and state below it are calm.</summary>
    private const float Calm = 1L << 40;

    /// <summary>2⁸⁴: where sums of squares stay below it each value is below 2⁴².</summary>
    private const float CalmSquares = (float)(1L << 42) * (1L << 42);

    private const double MaxRate = 1 << 20, MaxDecay = 16, SmallestEpsilon = 1.0 / (1L << 56);

    /// <summary>Floats of a piece of a rehearsal.</summary>
    private const int RehearsedPiece = 1024;

    private int version = -1;
    private bool isCalm = true, wasRehearsedCalm, isAllocated;
    private float[] kept = [];

    /// <summary>Why a step was not taken.</summary>
    internal enum Hindrance
    {
        /// <summary>The loss is not finite.</summary>
        Loss,

        /// <summary>The norm of the gradients is not.</summary>
        Gradient,

        /// <summary>A parameter, or the optimizer's state, would not be after the step.</summary>
        Update,
    }

    /// <summary>A step that was not taken.</summary>
    internal readonly record struct SkippedStep(Hindrance Hindrance, float Loss, double GradientNorm);

    /// <summary>All that goes on from step to step alongside the state's arrays: kept, it can be put back.</summary>
    private protected struct Progress
    {
        public long Steps;
        public double Power1, Power2, Power, Product;
    }

    /// <summary>How far training has come.</summary>
    private protected Progress At = new() { Power1 = 1, Power2 = 1, Power = 1, Product = 1 };

    /// <summary>
    /// Whether a step is taken only where all is finite: the loss, the joint norm of the gradients (before <see cref="ClipNorm"/>, in
    /// single precision), and the parameters and the state after it. A step
    /// that is not taken leaves parameters, running statistics and state as they were; <see cref="SkippedSteps"/> counts it,
    /// <c>TrainStep</c> returns its loss, and <c>Fit</c> throws
    /// <see cref="DivergenceException"/>. True by default; false takes every step, and lets infinities and NaN pass.
    /// </summary>
    public bool FiniteChecks { get; set; } = true;

    /// <summary>How many steps were not taken because something was not finite: see <see cref="FiniteChecks"/>.</summary>
    public long SkippedSteps { get; private set; }

    /// <summary>The last of them.</summary>
    internal SkippedStep LastSkipped { get; private set; }

    /// <summary>The state's arrays, each of the length of the parameter block; none before the first step.</summary>
    internal IReadOnlyList<Memory<float>> States => states;

    /// <summary>
    /// Whether the rule's own factors are of moderate size once <see cref="Advance"/> has made them: what multiplies a step at most 2²⁰,
    /// what is added to a root at least 2⁻⁵⁶.
    /// </summary>
    private protected abstract bool IsModerate { get; }

    private protected static bool IsModerateRate(double rate) => Math.Abs(rate) <= MaxRate;

    private protected static bool IsModerateEpsilon(double epsilon) => epsilon >= SmallestEpsilon;

    /// <summary>The update's loop, with what it watches.</summary>
    private protected bool Run<T>(T rule, int length)
        where T : struct, IWatchedElementwise, allows ref struct => SimdLoop.Watch(rule, (nuint)length, Calm, Width);

    /// <summary>The larger of |value| and <paramref name="watched"/>; a NaN is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V Watch<S, V>(V value, V watched)
        where S : struct, ISimd<V>
        where V : struct => S.Max(S.And(value, S.Bits(0x7FFF_FFFF)), watched);

    /// <summary>Stores parameters, and watches them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V Moved<S, V>(V value, ref float parameters, nuint offset, V watched)
        where S : struct, ISimd<V>
        where V : struct
    {
        S.Store(value, ref parameters, offset);
        return Watch<S, V>(value, watched);
    }

    /// <summary>For what the state is made for: it may change before the first step only.</summary>
    private protected void RequireNoStep(string change)
    {
        if (Steps > 0)
            throw new InvalidOperationException($"{change} after the first step. Create a new {GetType().Name}.");

        isAllocated = false;
    }

    private bool Skip(Hindrance hindrance, float loss, ReadOnlySpan<float> gradients, ReadOnlySpan<TrainableRange> trainable)
    {
        SkippedSteps++;
        LastSkipped = new SkippedStep(hindrance, loss, Norm(gradients, trainable));
        return false;
    }

    /// <summary>
    /// Whether no rule can leave the finite numbers in this step, given calm gradients. Gradients and parameters are below 2⁴² (the scan's
    /// bound), so that with a decay of at most 2⁴ the
    /// gradient a rule sees is below 2⁴⁷ and its square below 2⁹⁴. Means (m, v, u of Adamax) stay below what enters them. In 2³² steps sums
    /// of squares reach 2¹²⁶, sums of gradients 2⁷⁹; the
    /// states whose growth has no such bound (RMSprop's momentum, Adadelta's u) are watched as parameters are. A step is then below
    /// 2⁴⁷·2⁵⁶·2²⁰ = 2¹²³, by the largest gradient, the smallest ε and
    /// the largest rate. This holds as long as every step was such a one, or a rehearsal found parameters and state calm.
    /// </summary>
    private bool IsHarmless(ReadOnlySpan<float> parameters, ReadOnlySpan<TrainableRange> trainable, bool ownParameters)
    {
        if (!isCalm || Steps >= 1L << 32 || learningRate > MaxRate || !IsModerate) return false;

        foreach (TrainableRange range in trainable)
        {
            if (weightDecay * range.Decay > MaxDecay) return false;
        }

        return ownParameters || IsCalm(parameters, trainable);
    }

    /// <summary>Does the step piece by piece, and puts each back. Returns whether parameters and state would all be finite.</summary>
    private bool Rehearse(Span<float> parameters, Span<float> gradients, ReadOnlySpan<TrainableRange> trainable)
    {
        if (kept.Length < RehearsedPiece * (1 + states.Count)) kept = new float[RehearsedPiece * (1 + states.Count)];

        wasRehearsedCalm = true;
        foreach (TrainableRange range in trainable)
        {
            (float joins, float shrink) = Decay(range);
            for (int start = range.Start, end = range.Start + range.Length; start < end; start += RehearsedPiece)
            {
                int count = Math.Min(RehearsedPiece, end - start);
                for (int i = 0; i <= states.Count; i++)
                    Piece(i, start, count, parameters).CopyTo(kept.AsSpan(i * RehearsedPiece));

                Update(start, parameters.Slice(start, count), gradients.Slice(start, count), joins, shrink);
                bool isFinite = true;
                for (int i = 0; i <= states.Count; i++)
                {
                    Span<float> piece = Piece(i, start, count, parameters);
                    isFinite &= Finite.IndexOfOther(piece) < 0;
                    wasRehearsedCalm &= IsCalm(piece);
                    kept.AsSpan(i * RehearsedPiece, count).CopyTo(piece);
                }

                if (!isFinite) return false;
            }
        }

        return true;
    }

    /// <summary>Of the parameters, or of a state.</summary>
    private Span<float> Piece(int index, int start, int count, Span<float> parameters) =>
        (index == 0 ? parameters : states[index - 1].Span).Slice(start, count);

    private static bool AreCalmSquares(ReadOnlySpan<float> sums)
    {
        foreach (float sum in sums)
        {
            if (!(sum < CalmSquares)) return false;
        }

        return true;
    }

    private static bool IsFinite(ReadOnlySpan<float> values, ReadOnlySpan<TrainableRange> ranges)
    {
        foreach ((int start, int length) in ranges)
        {
            if (Finite.IndexOfOther(values.Slice(start, length)) >= 0) return false;
        }

        return true;
    }

    private bool IsCalm(ReadOnlySpan<float> values, ReadOnlySpan<TrainableRange> ranges)
    {
        foreach ((int start, int length) in ranges)
        {
            if (!IsCalm(values.Slice(start, length))) return false;
        }

        return true;
    }

    /// <summary>
    /// Whether all values are finite and below 2⁴²: then so are sums of their squares, whose order does not matter here. Very many values
    /// from 2³⁰ on may be taken for larger ones. The loop has four vectors at a time, since sums wait for each other, and no constant,
    /// which would be loaded as often as the values.
    /// </summary>
    private bool IsCalm(ReadOnlySpan<float> values)
    {
        int row = values.Length / 64 * 16;
        ReadOnlySpan<float> rest = values[(4 * row)..];
        return (row == 0 || SimdLoop.Watch(new FourSquares(in values[0]), (nuint)row, CalmSquares, Width))
            && (rest.IsEmpty || SimdLoop.Watch(new Squares(in rest[0]), (nuint)rest.Length, CalmSquares, Width));
    }

    /// <summary>Of four times as many values.</summary>
    private readonly ref struct FourSquares(ref readonly float values) : IWatchedElementwise
    {
        private readonly ref readonly float values = ref values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            nuint at = 4 * offset, next = (nuint)S.Count;
            V a = S.Load(in values, at), b = S.Load(in values, at + next);
            V c = S.Load(in values, at + 2 * next), d = S.Load(in values, at + 3 * next);
            V one = S.Fma(b, b, S.Mul(a, a)), other = S.Fma(d, d, S.Mul(c, c));
            return S.Add(S.Add(one, other), watched);
        }
    }

    private readonly ref struct Squares(ref readonly float values) : IWatchedElementwise
    {
        private readonly ref readonly float values = ref values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Do<S, V>(nuint offset, V watched)
            where S : struct, ISimd<V>
            where V : struct
        {
            V value = S.Load(in values, offset);
            return S.Fma(value, value, watched);
        }
    }
}
