using System.Runtime.CompilerServices;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// Changes parameters along their gradients. An optimizer is a plain object: its hyperparameters may be set between steps, its state
/// (moments, momentum) belongs to the first network it steps. <c>new Adam()</c> has PyTorch's rule and defaults, <c>Adam.Keras()</c>
/// Keras's. The same parameters and gradients give the same bits on every processor. A step does not allocate, except the first, which
/// makes the state. Moments below 2⁻¹²⁶ in magnitude become +0, so that subnormal numbers never slow a step down. One thread at a time: a
/// second one gets an
/// <see cref="InvalidOperationException"/>.
/// Every argument of a constructor is a property too, and means the same: <c>new SGD(0.1, momentum: 0.9)</c> is <c>new SGD { LearningRate =
/// 0.1, Momentum = 0.9 }</c>, in any
/// order. What may change only before the first step says so. A step that cannot end in finite numbers is not taken: <see
/// cref="FiniteChecks"/>.
/// </summary>
public abstract partial class Optimizer
{
    private double learningRate;
    private double weightDecay;
    private double? clipNorm;
    private double? clipValue;
    private object? owner;
    private int length;
    private readonly List<Memory<float>> states = [];
    private readonly LaneSum squares = new();
    private UpdateJob? job;
    private Exclusive use;

    private protected Optimizer(double learningRate, double weightDecay, bool decoupled = false)
    {
        LearningRate = learningRate;
        WeightDecay = weightDecay;
        DecoupledDecay = decoupled;
    }

    /// <summary>The step size, ≥ 0. May be set between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not finite in single precision.</exception>
    public double LearningRate
    {
        get => learningRate;
        set => learningRate = NotNegative(value);
    }

    /// <summary>
    /// Weight decay λ ≥ 0, of all parameters equally; a layer's <c>Decay</c> and <c>BiasDecay</c> multiply it for its own (0 spares them).
    /// <see cref="DecoupledDecay"/> says how it works.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not finite in single precision.</exception>
    public double WeightDecay
    {
        get => weightDecay;
        set => weightDecay = NotNegative(value);
    }

    /// <summary>
    /// Whether decay shrinks the parameters by themselves, p ← p·(1 − lr·λ) before the step, instead of joining the gradient as λ·p (an L2
    /// penalty of λ/2·‖p‖²). As in PyTorch false unless the rule says otherwise (<see cref="AdamW"/>, <see cref="Lion"/>); Keras decouples
    /// it in every optimizer.
    /// </summary>
    public bool DecoupledDecay { get; set; }

    /// <summary>
    /// Where set, gradients are scaled down together so that their joint Euclidean norm over all trainable parameters is at most this:
    /// g ← g·min(1, ClipNorm ÷ (‖g‖ + 10⁻⁶)), as PyTorch's <c>clip_grad_norm_</c> (Keras: <c>global_clipnorm</c>, without the 10⁻⁶). With a
    /// norm that is not finite no step is
    /// taken; without <see cref="FiniteChecks"/> gradients become zero or NaN, as there.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above zero, or not finite in single precision.</exception>
    public double? ClipNorm
    {
        get => clipNorm;
        set => clipNorm = value is { } v ? Positive(v) : null;
    }

    /// <summary>
    /// Where set, each gradient is clamped to ±this, as PyTorch's <c>clip_grad_value_</c> and Keras's <c>clipvalue</c>; before
    /// <see cref="ClipNorm"/> where both are set. Gradients that are infinite or not a number are no matter of clipping: no step is taken
    /// with them (without
    /// <see cref="FiniteChecks"/> infinite ones are clamped, and NaN stays NaN).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above zero, or not finite in single precision.</exception>
    public double? ClipValue
    {
        get => clipValue;
        set => clipValue = value is { } v ? Positive(v) : null;
    }

    /// <summary>How many steps have been taken; those that were not (<see cref="SkippedSteps"/>) do not count.</summary>
    public long Steps => At.Steps;

    /// <summary>The vectors steps run with; any gives the same bits.</summary>
    internal SimdWidth Width { get; set; } = SimdLoop.Widest;

    /// <summary>
    /// One step of a network. In this order: gradients of penalties are added, gradients are clipped (values, then norm), the rule with its
    /// weight decay changes the parameters, and norms of units are cut down to their <c>MaxNorm</c>.
    /// </summary>
    /// <param name="owner">The network. The first one binds the optimizer's state to itself.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="gradients">The gradient block, of the same layout; penalties and clipping change it in place.</param>
    /// <param name="loss">The loss the gradients are of.</param>
    /// <param name="threads">The most threads that change parameters; each does so by itself, so that the number changes nothing.</param>
    /// <param name="squares">
    /// Sums of the squares of all gradients but <see cref="ParameterSet.WithoutSquares"/>, which then are not read for it; none where there
    /// are no sums.
    /// </param>
    /// <returns>Whether the step was taken; else parameters and state are what they were.</returns>
    /// <exception cref="InvalidOperationException">The state belongs to another network, or hyperparameters do not go together.</exception>
    internal bool Step(
        object owner, ParameterSet parameters, Span<float> gradients, float loss = 0, int threads = 1,
        ReadOnlySpan<float> squares = default)
    {
        if (!use.TryEnter())
            throw new InvalidOperationException(
                $"Another thread is in a step of this {GetType().Name}. An optimizer takes one step at a time; create one per network.");
        using var turn = new Exclusive.Turn(ref use);
        ReadOnlySpan<TrainableRange> trainable = parameters.TrainableRanges, read = squares.IsEmpty ? trainable : parameters.WithoutSquares;
        if (!Step(owner, parameters.Block.Span, gradients, trainable, read, squares, loss, threads, parameters.Version == version))
            return false;

        foreach (ParameterInfo constrained in parameters.Constrained)
            Regularizer.LimitNorms(constrained, parameters.Block.Span, Width);

        parameters.Changed();
        version = parameters.Version;
        return true;
    }

    /// <summary>The same, but for constraints, on blocks, of whose gradients nothing is known.</summary>
    internal bool Step(
        object owner, Span<float> parameters, Span<float> gradients, ReadOnlySpan<TrainableRange> trainable, float loss = 0,
        int threads = 1, bool ownParameters = false) =>
            Step(owner, parameters, gradients, trainable, trainable, [], loss, threads, ownParameters);

    /// <summary>The same, but for constraints, on blocks.</summary>
    /// <param name="owner">The network. The first one binds the optimizer's state to itself.</param>
    /// <param name="parameters">Its whole parameter block.</param>
    /// <param name="gradients">The gradient block, of the same layout; penalties and clipping change it in place.</param>
    /// <param name="trainable">What learns: ranges of the block in order, not overlapping. Nothing else is read or written.</param>
    /// <param name="read">The ranges whose gradients are read to know how large they are.</param>
    /// <param name="squares">Sums of the squares of the others'.</param>
    /// <param name="loss">The loss the gradients are of.</param>
    /// <param name="threads">The most threads that change parameters.</param>
    /// <param name="ownParameters">Whether the parameters are as the last step left them.</param>
    /// <returns>Whether the step was taken; else parameters and state are what they were.</returns>
    /// <exception cref="InvalidOperationException">The state belongs to another network, or hyperparameters do not go together.</exception>
    private bool Step(
        object owner, Span<float> parameters, Span<float> gradients, ReadOnlySpan<TrainableRange> trainable,
        ReadOnlySpan<TrainableRange> read, ReadOnlySpan<float> squares, float loss, int threads, bool ownParameters)
    {
        if (gradients.Length != parameters.Length)
        {
            throw new ArgumentException(
                $"A gradient block of {gradients.Length} floats does not fit a parameter block of {parameters.Length}.", nameof(gradients));
        }

        RequireConsistent();
        if (this.owner is null)
        {
            this.owner = owner;
            length = parameters.Length;
        }
        else if (!ReferenceEquals(this.owner, owner) || length != parameters.Length)
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} holds the training state of another network. Create one optimizer "
                + $"per network: new {GetType().Name}(…).");
        }

        if (FiniteChecks && !float.IsFinite(loss)) return Skip(Hindrance.Loss, loss, gradients, trainable);

        foreach (TrainableRange range in trainable)
            Regularizer.AddGradients(range, parameters, gradients, Width);

        bool isCalm = FiniteChecks && AreCalmSquares(squares) && IsCalm(gradients, read);
        if (FiniteChecks && !isCalm && !IsFinite(gradients, trainable))
            return Skip(Hindrance.Gradient, loss, gradients, trainable);

        ClipValues(gradients, trainable);
        if (FiniteChecks && !isCalm && !double.IsFinite(Norm(gradients, trainable)))
            return Skip(Hindrance.Gradient, loss, gradients, trainable);

        ClipNorms(gradients, trainable);
        if (!isAllocated)
        {
            states.Clear();    // of a first step that was not taken
            Allocate(parameters.Length);
            isAllocated = true;
        }

        Progress before = At;
        At.Steps++;
        Advance();
        bool isHarmless = isCalm && IsHarmless(parameters, trainable, ownParameters);
        if (FiniteChecks && !isHarmless && !Rehearse(parameters, gradients, trainable))
        {
            At = before;
            return Skip(Hindrance.Update, loss, gradients, trainable);
        }

        bool stays = FiniteChecks;
        foreach (TrainableRange range in trainable)
        {
            if (range.Length > 0)
            {
                (float joins, float shrink) = Decay(range);
                Span<float> values = parameters.Slice(range.Start, range.Length), slopes = gradients.Slice(range.Start, range.Length);
                stays &= threads > 1 && range.Length >= 2 * UpdateJob.Piece
                    ? (job ??= new UpdateJob(this)).Run(range.Start, values, slopes, joins, shrink, threads)
                    : Update(range.Start, values, slopes, joins, shrink);
            }
        }

        this.isCalm = stays && (isHarmless || wasRehearsedCalm);
        return true;
    }

    /// <summary>Requires that hyperparameters go together, which each by itself cannot know: they may be set in any order.</summary>
    private protected virtual void RequireConsistent()
    {
    }

    /// <summary>Makes the state for a block of this many floats, each array by <see cref="NewState"/>.</summary>
    private protected abstract void Allocate(int length);

    /// <summary>What changes once a step, all of it in <see cref="At"/> or made again from there: β^t and the like.</summary>
    private protected virtual void Advance()
    {
    }

    /// <summary>Applies the rule to one range of the block, which is not empty.</summary>
    /// <param name="start">Where the range begins, for the state.</param>
    /// <param name="parameters">The range.</param>
    /// <param name="gradients">Its gradients.</param>
    /// <param name="decay">The share of a parameter that joins its gradient.</param>
    /// <param name="shrink">What each parameter is multiplied by in the step; 1 where decay is not decoupled.</param>
    /// <returns>Whether all it watches, the parameters above all, is below <see cref="Calm"/> in magnitude.</returns>
    private protected abstract bool Update(int start, Span<float> parameters, Span<float> gradients, float decay, float shrink);

    /// <summary>
    /// State arrays are 64-byte aligned, like the block they belong to, when that begins a pinned array of the same alignment.
    /// </summary>
    private protected Memory<float> NewState(int length)
    {
        float[] array = GC.AllocateArray<float>(length + 16, pinned: true);
        nuint address;
        unsafe
        {
            address = (nuint)Unsafe.AsPointer(ref array[0]);
        }

        Memory<float> state = array.AsMemory((int)((64 - address % 64) % 64 / sizeof(float)), length);
        states.Add(state);
        return state;
    }

    /// <summary>
    /// How decay works on a range: the share of a parameter that joins its gradient, and what each parameter is multiplied by.
    /// </summary>
    private (float Joins, float Shrink) Decay(TrainableRange range)
    {
        double decay = weightDecay * range.Decay;
        return DecoupledDecay ? (0f, (float)(1 - learningRate * decay)) : ((float)decay, 1f);
    }

    private void ClipValues(Span<float> gradients, ReadOnlySpan<TrainableRange> trainable)
    {
        if (clipValue is { } limit)
        {
            foreach ((int start, int length) in trainable)
            {
                if (length > 0)
                    SimdLoop.Run(new Clamp(ref gradients.Slice(start, length)[0], (float)limit), (nuint)length, Width);
            }
        }
    }

    /// <summary>The joint Euclidean norm, its squares added up in single precision.</summary>
    private double Norm(ReadOnlySpan<float> gradients, ReadOnlySpan<TrainableRange> trainable)
    {
        long total = 0;
        foreach (TrainableRange range in trainable)
            total += range.Length;

        squares.Start(total);
        foreach ((int start, int length) in trainable)
            squares.AddSquares(gradients.Slice(start, length));

        return Math.Sqrt((double)squares.Total());
    }

    private void ClipNorms(Span<float> gradients, ReadOnlySpan<TrainableRange> trainable)
    {
        if (clipNorm is { } norm)
        {
            double factor = norm / (Norm(gradients, trainable) + 1e-6);
            if (!(factor >= 1))
            {
                foreach ((int start, int length) in trainable)
                {
                    if (length > 0)
                        SimdLoop.Run(new Scale(ref gradients.Slice(start, length)[0], (float)factor), (nuint)length, Width);
                }
            }
        }
    }

    /// <summary>a where |a| ≥ 2⁻¹²⁶ or a is NaN, else +0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static V Flush<S, V>(V a)
        where S : struct, ISimd<V>
        where V : struct => S.Select(S.Less(S.And(a, S.Bits(0x7FFF_FFFF)), S.Bits(0x0080_0000)), S.Bits(0), a);

    private readonly ref struct Clamp(ref float values, float limit) : IElementwise
    {
        private readonly ref float values = ref values;
        private readonly float limit = limit;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<S, V>(nuint offset)
            where S : struct, ISimd<V>
            where V : struct => S.Store(S.Min(S.Splat(limit), S.Max(S.Splat(-limit), S.Load(ref values, offset))), ref values, offset);
    }

    private readonly ref struct Scale(ref float values, float factor) : IElementwise
    {
        private readonly ref float values = ref values;
        private readonly float factor = factor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Do<S, V>(nuint offset)
            where S : struct, ISimd<V>
            where V : struct => S.Store(S.Mul(S.Load(ref values, offset), S.Splat(factor)), ref values, offset);
    }
}
