using System.Runtime.InteropServices;

namespace NetGen.Conformance;

/// <summary>
/// Threads whose host has set the processor to flush subnormal numbers to zero, as audio hosts do: training refuses to run there,
/// prediction runs, and nothing of it is left for others.
/// </summary>
public sealed class FlushToZeroTests
{
    /// <summary>Bits of x86-64's MXCSR; Arm64 has one for both.</summary>
    private const int ResultsToZero = 0x8000, OperandsAreZero = 0x40, Arm64FlushToZero = 1 << 24;

    [Theory]
    [InlineData(ResultsToZero), InlineData(OperandsAreZero), InlineData(ResultsToZero | OperandsAreZero)]
    public void Training_is_refused(int mode)
    {
        var network = new Classifier(seed: 1);
        var heads = new Heads(seed: 1);
        Dataset<Classifier> data = Classifier.Data(new float[20], new float[2]);
        string[] refusals = OnThread(mode,
        [
            () => network.TrainStep(new float[20], [0, 1], new SGD(0.1)),
            () => network.Fit(data, new SGD(0.1)),
            () => heads.TrainStep(new float[5], [0], new float[17], new SGD(0.1)),
        ]);
        Assert.All(refusals, refusal => Assert.Contains("flush-to-zero", refusal));
        Assert.Equal(3, refusals.Length);
        network.TrainStep(new float[20], [0, 1], new SGD(0.1));     // here it is allowed
    }

    [Theory]
    [InlineData(ResultsToZero), InlineData(OperandsAreZero), InlineData(ResultsToZero | OperandsAreZero)]
    public void Prediction_of_ordinary_numbers_gives_the_same_bits(int mode)
    {
        var network = new Golden17(seed: 3);
        float[] x = Samples.Draw(40 * 17, 1), expected = new float[40 * 9], found = new float[40 * 9];
        network.Predict(x, expected);
        Assert.Empty(OnThread(mode, [() => network.Predict(x, found)]));
        Bits.Same(expected, found, "outputs");
    }

    /// <summary>Threads inherit the mode of the one that starts them: those that such a caller made must not work for others.</summary>
    [Fact]
    public void Threads_made_for_a_caller_that_flushes_do_not_flush_for_another()
    {
        const int samples = 20_000, threads = 9;
        var network = new Wines(seed: 1);
        foreach (Parameter parameter in network.Parameters)
            parameter.CopyFrom(Enumerable.Repeat(parameter.Shape.Length == 2 ? 1e-20f : 0, parameter.Length).ToArray());
        float[] x = Enumerable.Repeat(1e-22f, samples * 13).ToArray(), one = new float[samples * 3], flushed = new float[samples * 3],
            many = new float[samples * 3], alone = new float[3];
        network.Predict(x, one, threads: 2);
        Assert.All(one, value => Assert.True(float.IsSubnormal(value)));
        Assert.Empty(OnThread(ResultsToZero | OperandsAreZero,
            [() => network.Predict(x, flushed, threads), () => network.Predict(x.AsSpan(0, 13), alone)], ready: false));
        Assert.All(alone, value => Assert.Equal(0f, value));     // the mode was on; of the many samples others may have taken every share
        for (int round = 0; round < 20; round++)
        {
            network.Predict(x, many, threads);
            Bits.Same(one, many, $"round {round}");
        }
    }

    /// <summary>Calls everything on a thread of its own in another mode.</summary>
    /// <param name="ready">
    /// Whether to call it in the ordinary mode before: the runtime may start threads while it makes code ready, which inherit the mode, and
    /// other tests run on them.
    /// </param>
    /// <returns>What was thrown.</returns>
    private static string[] OnThread(int mode, Action[] actions, bool ready = true)
    {
        bool arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        Assert.SkipUnless(OperatingSystem.IsLinux() && (arm || RuntimeInformation.ProcessArchitecture == Architecture.X64),
            "The mode is set by a function of Linux's C library.");
        var refusals = new List<string>();
        var thread = new Thread(() =>
        {
            // glibc's fenv_t: on x86-64 28 bytes of the x87 unit, then MXCSR; on Arm64 FPCR first.
            Span<int> environment = stackalloc int[8];
            int place = arm ? 0 : 7;
            foreach (Action action in ready ? actions : []) action();
            GetEnvironment(ref environment[0]);
            int saved = environment[place];
            environment[place] |= arm ? Arm64FlushToZero : mode;
            SetEnvironment(ref environment[0]);
            foreach (Action action in actions)
            {
                try
                {
                    action();
                }
                catch (InvalidOperationException refusal)
                {
                    refusals.Add(refusal.Message);
                }
            }
            environment[place] = saved;
            SetEnvironment(ref environment[0]);
        });
        thread.Start();
        thread.Join();
        return [.. refusals];
    }

    [DllImport("libm.so.6", EntryPoint = "fegetenv")]
    private static extern int GetEnvironment(ref int environment);

    [DllImport("libm.so.6", EntryPoint = "fesetenv")]
    private static extern int SetEnvironment(ref int environment);
}
