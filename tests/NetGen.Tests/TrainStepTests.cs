using System.Runtime.InteropServices;
using NetGen.Runtime;
using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>
/// A training step changes parameters as the formula says, without allocation, or refuses its arguments before it changes anything.
/// </summary>
public class TrainStepTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(45)]
    [InlineData(600)]
    public void A_step_of_gradient_descent_is_what_the_formula_says(int samples)
    {
        var network = new LinearNetwork(seed: 1);
        float[] x = Samples.Values(samples * 3), t = Samples.Rule(x), w = Samples.Weights(samples, seed: 9);
        double[,] weight = new double[3, 2], gradient = new double[3, 2];
        double loss = 0;
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < 2; j++) weight[k, j] = network.Dense1.Weight[k, j];
        for (int i = 0; i < samples; i++)
            for (int j = 0; j < 2; j++)
            {
                double y = network.Dense1.Bias[j];
                for (int k = 0; k < 3; k++) y += x[3 * i + k] * weight[k, j];
                double difference = y - t[2 * i + j];
                loss += w[i] * difference * difference / 2 / samples;
                for (int k = 0; k < 3; k++) gradient[k, j] += w[i] * difference * x[3 * i + k] / samples;
            }

        Assert.Equal(loss, network.TrainStep(x, t, new SGD(0.5), w), 1e-5);
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < 2; j++) Assert.Equal(weight[k, j] - 0.5 * gradient[k, j], network.Dense1.Weight[k, j], 1e-5);
    }

    [Fact]
    public void Weights_of_one_are_no_weights()
    {
        float[] x = Samples.Values(70 * 3), t = Samples.Rule(x), ones = new float[70];
        ones.AsSpan().Fill(1);
        LinearNetwork with = new(seed: 1), without = new(seed: 1);
        Assert.Equal(without.TrainStep(x, t, new SGD(0.1)), with.TrainStep(x, t, new SGD(0.1), ones));
        Assert.Equal(without.Dense1.Weight.ToArray(), with.Dense1.Weight.ToArray());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(600)]
    public void It_allocates_nothing_after_the_first(int samples)
    {
        var network = new LinearNetwork(seed: 1);
        float[] x = Samples.Values(samples * 3), t = Samples.Rule(x);
        var optimizer = new Adam(0.01);
        Assert.Equal(0, Allocations.OfSteadyState(() => network.TrainStep(x, t, optimizer)));
    }

    [Fact]
    public void A_frozen_parameter_stays()
    {
        var core = new NetworkCore<Linear<float>>(
            LinearNetwork.Describe("Frozen", TargetType.Values, 2, "mean squared error", AccuracyKind.None, frozenBias: true), 1);
        core.Initialize();
        float[] bias = core.Parameters["Dense1.Bias"].ToArray(), weight = core.Parameters["Dense1.Weight"].ToArray();
        core.TrainStep([1, 2, 3], new float[] { 4, 5 }, new SGD(0.1));
        Assert.Equal(bias, core.Parameters["Dense1.Bias"].ToArray());
        Assert.NotEqual(weight, core.Parameters["Dense1.Weight"].ToArray());
    }

    [Fact]
    public void The_weight_of_the_loss_scales_loss_and_gradients()
    {
        NetworkCore<Linear<float>> Core(double weight)
        {
            var core = new NetworkCore<Linear<float>>(
                LinearNetwork.Describe("Weighted", TargetType.Values, 2, "mean squared error", AccuracyKind.None, lossWeight: weight), 1);
            core.Initialize();
            return core;
        }

        NetworkCore<Linear<float>> plain = Core(1), half = Core(0.5);
        float[] x = Samples.Values(30 * 3), t = Samples.Rule(x);
        Assert.Equal(plain.TrainStep(x, t, new SGD(0.25), default) / 2, half.TrainStep(x, t, new SGD(0.5), default));
        Assert.Equal(plain.Parameters[0].ToArray(), half.Parameters[0].ToArray());
        Assert.True(GradientChecker<Linear<double>>.Run(half, seed: 0).Passed);
    }

    [Fact]
    public void An_index_that_is_no_class_is_refused_before_anything_happens()
    {
        var network = new LinearClassifier(seed: 1);
        float[] before = network.Parameters[0].ToArray();
        Assert.Contains("t[1] is 2; class indices go from 0 to 1",
            Assert.Throws<ArgumentException>(() => network.TrainStep(new float[6], [0, 2], new SGD(0.1))).Message);
        Assert.Throws<ArgumentException>(() => network.TrainStep(new float[6], [-1, 0], new SGD(0.1)));
        Assert.Equal(before, network.Parameters[0].ToArray());
    }

    [Fact]
    public void Lengths_are_checked_with_both_in_the_message()
    {
        var network = new LinearNetwork(seed: 1);
        var optimizer = new SGD(0.1);
        Assert.Contains("n ≥ 1", Assert.Throws<ArgumentException>(() => network.TrainStep([], [], optimizer)).Message);
        Assert.Contains("2·2 = 4",
            Assert.Throws<ArgumentException>(() => network.TrainStep(new float[6], new float[5], optimizer)).Message);
        Assert.Contains("one weight per sample",
            Assert.Throws<ArgumentException>(() => network.TrainStep(new float[6], new float[4], optimizer, [1])).Message);
        Assert.Throws<ArgumentNullException>(() => network.TrainStep(new float[6], new float[4], null!));
    }

    [Fact]
    public void A_thread_that_flushes_subnormal_numbers_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "The control word is set by a function of Linux on x86-64.");
        Exception? refusal = null;
        var thread = new Thread(() =>
        {
            // glibc's fenv_t: 28 bytes of the x87 unit, then MXCSR. Bit 15 flushes results to zero, bit 6 takes operands as zero.
            Span<int> environment = stackalloc int[8];
            GetEnvironment(ref environment[0]);

            // The runtime may start threads while it makes code ready; they inherit the control word, and other tests run on them. So all
            // is ready before.
            var network = new LinearNetwork(seed: 1);
            var sgd = new SGD(0.1);
            network.TrainStep([1, 2, 3], [1, 2], sgd);
            int saved = environment[7];
            environment[7] |= 0x8040;
            SetEnvironment(ref environment[0]);
            try
            {
                network.TrainStep([1, 2, 3], [1, 2], sgd);
            }
            catch (InvalidOperationException exception)
            {
                refusal = exception;
            }
            environment[7] = saved;
            SetEnvironment(ref environment[0]);
        });
        thread.Start();
        thread.Join();
        Assert.Contains("flush-to-zero", refusal?.Message);
    }

    [DllImport("libm.so.6", EntryPoint = "fegetenv")]
    private static extern int GetEnvironment(ref int environment);

    [DllImport("libm.so.6", EntryPoint = "fesetenv")]
    private static extern int SetEnvironment(ref int environment);
}
