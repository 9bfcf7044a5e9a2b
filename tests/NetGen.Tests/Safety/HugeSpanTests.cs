using System.Runtime.CompilerServices;
using NetGen.Runtime;
using NetGen.Testing;
using NetGen.Tests.Fakes;

namespace NetGen.Tests.Safety;

/// <summary>
/// Spans as long as spans get: every count, length and product of them near the largest int is computed without wrapping. The memory is
/// addresses alone: kernels of this test look at where they are
/// sent, and touch nothing.
/// </summary>
public sealed unsafe class HugeSpanTests
{
    private const int Block = 1 << 20;

    [Theory]
    [InlineData(int.MaxValue, 1), InlineData(int.MaxValue - Block + 2, 1), InlineData(int.MaxValue, 3), InlineData(int.MaxValue, 0),
        InlineData(int.MaxValue - 1, int.MaxValue)]
    public void Predict_of_as_many_samples_as_there_are_ints_visits_each_once(int samples, int threads)
    {
        if (sizeof(nint) < 8) Assert.Skip("There are no 16 GB of addresses.");
        GuardedPages x, y;
        try
        {
            x = new GuardedPages((nuint)samples * sizeof(float), reserveOnly: true);
            y = new GuardedPages((nuint)samples * sizeof(float), reserveOnly: true);
        }
        catch (OutOfMemoryException exception)
        {
            Assert.Skip(exception.Message);
            return;
        }
        using (x)
        using (y)
        {
            var visit = new Visit((nint)x.First, (nint)y.First, samples);
            Walk.Current = visit;
            var network = new NetworkCore<Walk>(Description, seed: 1);
            network.Predict(new ReadOnlySpan<float>(x.First, samples), new Span<float>(y.First, samples), threads);
            Assert.Equal(samples, visit.Samples);
            Assert.Equal(0, visit.Wrong);
            Assert.InRange(visit.Calls, samples / Block, 2 * (samples / Block) + 2);
        }
    }

    /// <summary>Four million blocks each, so only where all is wanted.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public void TrainStep_and_Evaluate_of_as_many_samples_as_there_are_ints_visit_each_once(bool train)
    {
        SlowTests.OrSkip("Minutes");
        int samples = int.MaxValue;
        using var x = new GuardedPages((nuint)samples * sizeof(float), reserveOnly: true);
        using var t = new GuardedPages((nuint)samples * sizeof(float), reserveOnly: true);
        var visit = new Visit((nint)x.First, (nint)x.First, samples);
        Walk.Current = visit;
        var network = new NetworkCore<Walk>(Description, seed: 1);
        ReadOnlySpan<float> inputs = new(x.First, samples), targets = new(t.First, samples);
        Assert.Equal(0, train ? network.TrainStep(inputs, targets, new SGD(0.1), default) : network.Evaluate(inputs, targets, default));
        Assert.Equal(samples, visit.Samples);
        Assert.Equal(0, visit.Wrong);
    }

    /// <summary>Lengths that fit no batch are refused, however near the end they lie.</summary>
    [Fact]
    public void Lengths_near_the_largest_int_are_compared_without_wrapping()
    {
        Assert.Throws<ArgumentException>(() => Arguments.Match(int.MinValue, 2, "y", 1 << 30, "x"));
        Assert.Throws<ArgumentException>(() => Arguments.Match(0, 4, "y", 1 << 30, "x"));
        Assert.Throws<ArgumentException>(() => Arguments.Samples(int.MaxValue, 2, "x"));
        Assert.Equal(int.MaxValue, Arguments.Samples(int.MaxValue, 1, "x"));
    }

    private static NetworkDescription Description => new(
        new NetworkInfo
        {
            Name = "Walk", InputLength = 1, OutputLength = 1, TargetLength = 1, TargetType = TargetType.Values, ParameterCount = 0,
            Architecture = "", IsOptimized = true,
            Layers = [new LayerInfo("Walk", "Walk", "", "1", 0, 1L << 40)],
        },
        new NetworkLayout
        {
            ParameterBlock = 16, PredictBlock = Block, PredictArena = 16, TrainBlock = 512, TapePerSample = 16, TapeFixed = 0,
            Inputs = [new TapeRegion(0, 1)],
            Outputs = [new OutputRegions(new TapeRegion(1, 1)) { Scale = new TapeRegion(2, 1), Loss = new TapeRegion(3, 1) }],
        },
        []);

    private sealed class Visit(nint x, nint y, long samples)
    {
        internal long Samples, Calls, Wrong;

        internal void At(nint atX, nint atY, long count)
        {
            long first = (atX - x) / sizeof(float);
            if (first < 0 || first + count > samples || atY - y != atX - x || count is < 1 or > Block) Interlocked.Increment(ref Wrong);
            Interlocked.Add(ref Samples, count);
            if (Interlocked.Increment(ref Calls) > 1 << 23) throw new InvalidOperationException("It goes on for ever.");
        }
    }

    private readonly struct Walk : INetworkKernels<float>
    {
        internal static Visit? Current;

        public static void Predict(in Call<float> call) =>
            Current!.At(Rows(ref call.Input(0), call), Rows(ref call.Output(0), call), (long)call.Samples);

        public static void Forward(in Call<float> call) =>
            Current!.At(Rows(ref call.Input(0), call), Rows(ref call.Input(0), call), (long)call.Samples);

        public static void Loss(in Call<float> call) { }
        public static void BackwardPerSample(in Call<float> call) { }
        public static void AccumulateParameterGradients(in Call<float> call) { }
        public static void TransposeWeights(in Call<float> call) { }
        public static void BackwardFrom(in Call<float> call) { }

        private static nint Rows(ref float start, in Call<float> call) =>
            (nint)Unsafe.AsPointer(ref start) + (nint)call.FirstSample * sizeof(float);
    }
}
