using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>
/// A step that ends in finite numbers is taken, to the bit as without checks; any other leaves parameters, state and all that follows as if
/// it had not been asked for. For every rule, with whatever
/// sizes of rates, parameters and gradients, on every width and number of threads, without an allocation.
/// </summary>
public class FiniteStepTests
{
    private static readonly Func<double, Optimizer>[] Makers =
    [
        rate => new SGD(rate),
        rate => new SGD(rate, 0.9, weightDecay: 0.01, nesterov: true),
        rate => new SGD(rate, 0.99999994, 0.5),
        rate => new Adam(rate),
        rate => new Adam(rate, weightDecay: 1e5, epsilon: 1e-40),
        rate => new Adam(rate, beta1: 0.99999994, beta2: 0.99999994),
        rate => new AdamW(rate),
        rate => new RMSprop(rate),
        rate => new RMSprop(rate, momentum: 0.9, centered: true, epsilon: 1e-30),
        rate => new RMSprop(rate, alpha: 0, centered: true, weightDecay: 0.1),
        rate => new Adagrad(rate, 0.01, 0.01, 0.1),
        rate => new Adadelta(rate, weightDecay: 0.01),
        rate => new Adadelta(rate, rho: 0.99999994, epsilon: 1e-44),
        rate => new Adamax(rate, weightDecay: 0.01),
        rate => new Adamax(rate, beta2: 0, epsilon: 1e-40),
        rate => new NAdam(rate),
        rate => new RAdam(rate),
        rate => new Lion(rate, weightDecay: 0.01),
        rate => SGD.Keras(rate, 0.9, true, 1e20),
        rate => Adam.Keras(rate),
        rate => AdamW.Keras(rate),
        rate => RMSprop.Keras(rate, momentum: 0.9, centered: true),
        rate => Adagrad.Keras(rate),
        rate => Adadelta.Keras(rate),
        rate => Adamax.Keras(rate),
        rate => NAdam.Keras(rate),
        rate => Lion.Keras(rate, weightDecay: 1e38),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Makers.Length)];

    private static readonly Runtime.TrainableRange[] Trainable = [new(0, 64) { L2 = 1e-3 }, new(80, 21) { Decay = 3 }];
    private const int Length = 101;

    /// <summary>
    /// Rates, parameters and gradients of all sizes. The oracle is the same rule without checks on a copy: it decides what is finite, and
    /// what the bits are.
    /// </summary>
    [Theory]
    [MemberData(nameof(All))]
    public void A_step_is_taken_where_and_only_where_it_ends_in_finite_numbers(int index)
    {
        int rounds = SlowTests.Wanted ? 2000 : 24;
        int taken = 0, loss = 0, gradient = 0, update = 0;
        for (int round = 0; round < rounds; round++)
        {
            var random = new Random(1000 * index + round);
            // Of moderate size until something breaks in, of sizes whose squares are finite just so, and of all sizes.
            double largest = (round % 4) switch { 0 => 1, 1 => 12, 2 => 18, _ => 38 };
            double exponent = largest == 1 ? random.NextDouble() * 9 - 3 : random.NextDouble() * 76 - 37;
            double rate = round % 6 == 5 ? 3e38 : Math.Min(3e38, Math.Pow(10, exponent));
            SimdWidth width = Enum.GetValues<SimdWidth>()[random.Next(4)];
            Optimizer Create()
            {
                Optimizer optimizer = Makers[index](rate);
                optimizer.Width = width;
                if (round % 5 == 1) optimizer.ClipNorm = 2;
                if (round % 7 == 2) optimizer.ClipValue = 0.5;
                return optimizer;
            }

            Optimizer optimizer = Create();
            object owner = new();
            float[] parameters = Draw(random, largest), start = [.. parameters];
            var history = new List<float[]>();
            for (int step = 0; step < 12; step++)
            {
                float[] gradients = Draw(random, step == 7 ? 38 : largest);
                float[] none = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];
                if (step == 4) gradients[random.Next(64)] = none[random.Next(3)];
                float value = step == 9 ? float.NaN : step;
                float[] before = [.. parameters];
                float[][] state = [.. optimizer.States.Select(array => array.ToArray())];
                long steps = optimizer.Steps, skipped = optimizer.SkippedSteps;

                bool isTaken = optimizer.Step(owner, parameters, [.. gradients], Trainable, value, ownParameters: step > 0);

                // Without checks, from the start through all steps that were taken.
                Optimizer free = Create();
                free.FiniteChecks = false;
                float[] expected = [.. start];
                foreach (float[] earlier in history) free.Step(owner, expected, [.. earlier], Trainable);
                Assert.Equal(Bits(before), Bits(expected));
                free.Step(owner, expected, [.. gradients], Trainable);

                bool isFinite = float.IsFinite(value) && IsFinite(expected) && free.States.All(array => IsFinite(array.Span))
                    && NormIsFinite(optimizer, gradients, before);
                Assert.True(isFinite == isTaken, $"round {round}, step {step}: {(isTaken ? "taken" : "not taken")}");
                if (isTaken)
                {
                    taken++;
                    history.Add(gradients);
                    Assert.Equal(Bits(expected), Bits(parameters));
                    Assert.Equal((steps + 1, skipped), (optimizer.Steps, optimizer.SkippedSteps));
                    continue;
                }
                Assert.Equal(Bits(before), Bits(parameters));
                Assert.Equal((steps, skipped + 1), (optimizer.Steps, optimizer.SkippedSteps));
                if (steps > 0)
                    for (int i = 0; i < state.Length; i++) Assert.Equal(Bits(state[i]), Bits(optimizer.States[i].Span));
                switch (optimizer.LastSkipped.Hindrance)
                {
                    case Optimizer.Hindrance.Loss: loss++; break;
                    case Optimizer.Hindrance.Gradient: gradient++; break;
                    default: update++; break;
                }
            }
        }
        // All ways have been gone. (Adadelta's steps are so small at the start that no rate there is breaks them in a dozen.)
        Assert.True(
            taken > 0 && loss > 0 && gradient > 0 && (update > 0 || Makers[index](1) is Adadelta),
            $"{taken} taken; not taken: {loss} for the loss, {gradient} for gradients, {update} for the update");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Threads_take_and_leave_the_same_steps_with_the_same_bits(int index)
    {
        const int length = 33_001;
        foreach (float last in new[] { 0.5f, 1e38f, float.NaN })
        {
            int[]? expected = null;
            foreach (int threads in new[] { 1, 3 })
            {
                Optimizer optimizer = Makers[index](1e-2);
                var random = new Random(3);
                float[] parameters = new float[length];
                object owner = new();
                for (int step = 0; step < 4; step++)
                {
                    var gradients = new float[length];
                    for (int i = 0; i < length; i++) gradients[i] = random.NextSingle() - 0.5f;
                    if (step == 2) gradients[^1] = last;
                    optimizer.Step(owner, parameters, gradients, [(0, length)], threads: threads, ownParameters: true);
                }
                int[] bits = [.. Bits(parameters), (int)optimizer.Steps];
                expected ??= bits;
                Assert.Equal(expected, bits);
            }
        }
    }

    /// <summary>Wherever in a range a gradient is that is none: vectors, rows of vectors, the rest behind them.</summary>
    [Fact]
    public void No_place_is_overlooked()
    {
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
            foreach (int length in new[] { 1, 15, 16, 17, 63, 64, 65, 130, 200 })
                for (int i = 0; i < length; i++)
                    foreach (float value in new[] { float.NaN, float.NegativeInfinity, 3e38f })
                    {
                        var sgd = new SGD(10) { Width = width };
                        float[] p = new float[length], g = new float[length];
                        g[i] = value;
                        Assert.False(sgd.Step(this, p, g, [(0, length)]));
                        Assert.Equal(-1, p.AsSpan().IndexOfAnyExcept(0f));
                        g[i] = 1;
                        p[i] = value;
                        Assert.Equal(float.IsFinite(value), sgd.Step(this, p, g, [(0, length)]));
                    }
    }

    /// <summary>What nothing learns from may be anything: frozen ranges, and what lies between.</summary>
    [Fact]
    public void What_is_not_trained_is_not_looked_at()
    {
        float[] p = [1, float.NaN, 1], g = [0.5f, float.NaN, 0.5f];
        Assert.True(new SGD(1).Step(this, p, g, [(0, 1), (2, 1)]));
        Assert.Equal([0.5f, float.NaN, 0.5f], p);
    }

    /// <summary>A norm that overflows is no norm, though each gradient is finite: in single precision, as PyTorch's.</summary>
    [Fact]
    public void A_norm_that_is_not_finite_stops_a_step_unless_values_are_clipped_before()
    {
        float[] p = [1];
        Assert.False(new SGD(1e-30) { ClipNorm = 1 }.Step(this, p, [1e20f], [(0, 1)]));
        Assert.False(new SGD(1e-30).Step(this, p, [1e20f], [(0, 1)]));
        Assert.True(new SGD(1e-30).Step(this, p, [1e19f], [(0, 1)]));
        Assert.Equal(1, p[0]);
        Assert.True(new SGD(0.5) { ClipValue = 1 }.Step(this, p, [1e20f], [(0, 1)]));
        Assert.Equal(0.5f, p[0]);
        Assert.False(new SGD(0.5) { ClipValue = 1 }.Step(this, p, [float.PositiveInfinity], [(0, 1)]));
    }

    [Fact]
    public void Checks_may_be_turned_off_and_on_between_steps()
    {
        var adam = new Adam();
        float[] p = [1, 1];
        adam.FiniteChecks = false;
        Assert.True(adam.Step(this, p, [float.NaN, 1], [(0, 2)]));
        adam.FiniteChecks = true;
        Assert.False(adam.Step(this, p, [1, 1], [(0, 2)]));     // the NaN is in p and in the state
        p[0] = 1;
        Assert.False(adam.Step(this, p, [1, 1], [(0, 2)], ownParameters: false));
        Assert.Equal((1L, 2L), (adam.Steps, adam.SkippedSteps));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Steps_that_are_not_taken_and_steps_that_are_rehearsed_allocate_nothing(int index)
    {
        Optimizer optimizer = Makers[index](1e-2);
        float[] parameters = new float[100], ill = new float[100], large = new float[100];
        ill[50] = float.NaN;
        large[50] = 1e15f;
        Runtime.TrainableRange[] trainable = [(0, 100)];
        object owner = new();
        Assert.Equal(0, Allocations.OfSteadyState(() =>
        {
            optimizer.Step(owner, parameters, ill, trainable);
            optimizer.Step(owner, parameters, ill, trainable, float.NaN);
            optimizer.Step(owner, parameters, large, trainable);
        }, warmUp: 3));
    }

    private static float[] Draw(Random random, double largest) => [.. Enumerable.Range(0, Length).Select(i =>
        i is >= 64 and < 80 ? 0
            : (float)((random.Next(2) * 2 - 1) * Math.Pow(10, random.NextDouble() * (largest + 3) - 3 - (largest == 18 ? 1 : 0))))];

    /// <summary>The norm of what the rule sees before its norm is clipped, as a step without any change would leave it.</summary>
    private static bool NormIsFinite(Optimizer optimizer, float[] gradients, float[] parameters)
    {
        float[] seen = [.. gradients], still = [.. parameters];
        var descent = new SGD(0) { FiniteChecks = false, Width = optimizer.Width };
        descent.Step(seen, still, seen, Trainable);
        if (!IsFinite(seen)) return false;
        if (optimizer.ClipValue is { } limit)
            seen = Array.ConvertAll(seen, value => Math.Clamp(value, (float)-limit, (float)limit));
        var sum = new LaneSum();
        sum.Start(85);
        sum.AddSquares(seen.AsSpan(0, 64));
        sum.AddSquares(seen.AsSpan(80, 21));
        return float.IsFinite(sum.Total());
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }

    private static int[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new int[values.Length];
        for (int i = 0; i < bits.Length; i++) bits[i] = float.IsNaN(values[i]) ? -1 : BitConverter.SingleToInt32Bits(values[i]);
        return bits;
    }
}
