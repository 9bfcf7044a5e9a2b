using NetGen.Numerics;

namespace NetGen.Tests.Numerics;

/// <summary>
/// A step of any optimizer has the same bits for every width of vectors, leaves padding and frozen parameters alone, and does not
/// allocate.
/// </summary>
public class OptimizerTests
{
    private static readonly Func<Optimizer>[] Makers =
    [
        () => new SGD(0.1),
        () => new SGD(0.1, 0.9, weightDecay: 0.01, nesterov: true),
        () => new SGD(0.1, 0.9, 0.5),
        () => new Adam(0.01, weightDecay: 0.01),
        () => new AdamW(0.01),
        () => new RMSprop(0.01),
        () => new RMSprop(0.01, momentum: 0.9, centered: true, weightDecay: 0.01),
        () => new Adagrad(0.1, 0.01, 0.01, 0.1),
        () => new Adadelta(weightDecay: 0.01),
        () => new Adamax(weightDecay: 0.01),
        () => new NAdam(weightDecay: 0.01),
        () => new RAdam(weightDecay: 0.01),
        () => new Lion(weightDecay: 0.01),
        () => SGD.Keras(0.1, 0.9, true, 0.01),
        () => Adam.Keras(weightDecay: 0.01),
        () => AdamW.Keras(),
        () => RMSprop.Keras(momentum: 0.9, centered: true),
        () => Adagrad.Keras(),
        () => Adadelta.Keras(1, weightDecay: 0.01),
        () => Adamax.Keras(weightDecay: 0.01),
        () => NAdam.Keras(),
        () => Lion.Keras(weightDecay: 0.1),
    ];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Makers.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_width_gives_the_same_bits(int index)
    {
        int[]? reference = null;
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            Optimizer optimizer = Makers[index]();
            optimizer.Width = width;
            optimizer.ClipNorm = 2;
            optimizer.ClipValue = 0.9;
            int[] bits = Run(optimizer, 50);
            reference ??= bits;
            Assert.Equal(reference, bits);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Padding_stays_positive_zero_and_frozen_ranges_stay_as_they_are(int index)
    {
        Optimizer optimizer = Makers[index]();
        float[] parameters = new float[64], gradients = new float[64];
        for (int t = 0; t < 10; t++)
        {
            for (int i = 0; i < 64; i++)
            {
                // 0 … 9 learn, 10 … 15 are padding, 16 … 31 are frozen.
                bool padding = i is >= 10 and < 16;
                parameters[i] = t == 0 && !padding ? 1 + i : parameters[i];
                gradients[i] = padding ? 0 : MathF.Sin(i + t);
            }

            optimizer.Step(this, parameters, gradients, [(0, 16), (32, 32)]);
        }

        Assert.All(parameters[10..16], x => Assert.Equal(0, BitConverter.SingleToInt32Bits(x)));
        Assert.Equal(Enumerable.Range(17, 16).Select(i => (float)i), parameters[16..32]);
        Assert.All(Enumerable.Range(32, 32), i => Assert.NotEqual(1f + i, parameters[i]));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Steps_after_the_first_do_not_allocate(int index)
    {
        Optimizer optimizer = Makers[index]();
        optimizer.ClipNorm = 1;
        optimizer.ClipValue = 1;
        float[] parameters = new float[100], gradients = [.. Enumerable.Repeat(0.5f, 100)];
        Runtime.TrainableRange[] trainable = [(0, 100)];
        object owner = new();
        Assert.Equal(0, Allocations.OfSteadyState(() => optimizer.Step(owner, parameters, gradients, trainable), warmUp: 3));
    }

    [Fact]
    public void A_second_network_is_refused_with_advice()
    {
        var adam = new Adam();
        adam.Step("first", new float[4], new float[4], [(0, 4)]);
        var error = Assert.Throws<InvalidOperationException>(() => adam.Step("second", new float[4], new float[4], [(0, 4)]));
        Assert.Contains("one optimizer per network", error.Message);
        Assert.Contains("new Adam", error.Message);
        Assert.Equal(1, adam.Steps);
        Assert.Throws<ArgumentException>(() => new Adam().Step("first", new float[4], new float[5], [(0, 4)]));
    }

    [Fact]
    public void The_learning_rate_may_change_between_steps()
    {
        var sgd = new SGD(0.5);
        float[] p = [1f];
        sgd.Step(this, p, [1f], [(0, 1)]);
        Assert.Equal(0.5f, p[0]);
        sgd.LearningRate = 0.25;
        sgd.Step(this, p, [1f], [(0, 1)]);
        Assert.Equal(0.25f, p[0]);
    }

    [Fact]
    public void Moments_below_the_smallest_normal_number_become_zero()
    {
        // One gradient, then none: m shrinks by 0.9 and v by 0.999 a step. With subnormal state p would move for longer.
        var adam = new Adam(1e30, epsilon: 1e-30);
        float[] p = [0f];
        adam.Step(this, p, [1e-37f], [(0, 1)]);
        float last = p[0];
        int moved = 0;
        for (int t = 2; t < 200; t++)
        {
            adam.Step(this, p, [0f], [(0, 1)]);
            moved += p[0] != last ? 1 : 0;
            last = p[0];
        }

        // m starts at 1e-38, just below 2⁻¹²⁶ = 1.1755e-38: it is gone at once.
        Assert.Equal(0, moved);
        Assert.Equal(0f, p[0]);
    }

    [Fact]
    public void The_joint_norm_is_clipped_as_PyTorch_does()
    {
        // ‖g‖ = 5 over two ranges; the gap between them does not count.
        float[] gradients = [3, 0, 100, 4];
        var sgd = new SGD(1) { ClipNorm = 1 };
        sgd.Step(this, new float[4], gradients, [(0, 2), (3, 1)]);
        float factor = (float)(1 / (5 + 1e-6));
        Assert.Equal([3 * factor, 0, 100, 4 * factor], gradients);

        gradients = [0.3f, 0.4f];
        new SGD(1) { ClipNorm = 1 }.Step(this, new float[2], gradients, [(0, 2)]);
        Assert.Equal([0.3f, 0.4f], gradients);

        gradients = [float.PositiveInfinity, 1];
        new SGD(1) { ClipNorm = 1, FiniteChecks = false }.Step(this, new float[2], gradients, [(0, 2)]);
        Assert.True(float.IsNaN(gradients[0]));
        Assert.Equal(0f, gradients[1]);
    }

    [Fact]
    public void Values_are_clipped_and_NaN_passes_where_it_is_not_checked()
    {
        float[] gradients = [-3, 0.25f, 7, float.NaN, float.NegativeInfinity];
        new SGD(1) { ClipValue = 0.5, FiniteChecks = false }.Step(this, new float[5], gradients, [(0, 5)]);
        Assert.Equal([-0.5f, 0.25f, 0.5f, float.NaN, -0.5f], gradients);
    }

    [Fact]
    public void Hyperparameters_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(1, momentum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(1e39));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(1, dampening: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: 1e-60));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RMSprop(alpha: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad(epsilon: 1e-60));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad(initialAccumulator: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta(rho: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adamax(beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NAdam(momentumDecay: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lion(beta1: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { ClipNorm = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { ClipValue = double.PositiveInfinity });
        Assert.Equal("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { LearningRate = -1 }).ParamName);
    }

    private static int[] Run(Optimizer optimizer, int steps)
    {
        const int Length = 71;
        var random = new Random(9);
        float[] parameters = [.. Enumerable.Range(0, Length).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        object owner = new();
        for (int t = 0; t < steps; t++)
        {
            float[] gradients = [.. Enumerable.Range(0, Length)
                .Select(i => (float)((random.NextDouble() * 2 - 1) * (i % 7 == 0 ? 1e-20 : 1)))];
            optimizer.Step(owner, parameters, gradients, [(0, 16), new(16, 33) { L1 = 0.01, L2 = 0.02, Decay = 0.5 }, (50, 21)]);
        }

        return [.. parameters.Select(BitConverter.SingleToInt32Bits)];
    }
}
