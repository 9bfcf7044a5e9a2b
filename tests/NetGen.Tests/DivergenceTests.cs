using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>
/// Numbers that are none never pass in silence: data sets refuse them, steps are not taken with them whichever door they come through,
/// <c>Fit</c> says where it happened, and files are not written
/// with them. Each check is turned off by one property.
/// </summary>
public class DivergenceTests
{
    private const float NaN = float.NaN, Infinity = float.PositiveInfinity;

    private static readonly float[] X = Samples.Values(100 * 3), T = Samples.Rule(X);

    private readonly LinearNetwork network = new(seed: 1);
    private readonly JoinedNetwork joined = new();

    private static Dataset<LinearNetwork> Data(float[] x, float[]? t = null, float[]? weights = null) => new(x, t ?? T, weights);

    private static int[] Bits(ParameterSet parameters) =>
        [.. parameters.SelectMany(parameter => parameter.ToArray()).Select(BitConverter.SingleToInt32Bits)];

    private static void Says(Action action, params string[] parts)
    {
        string message = Assert.ThrowsAny<ArgumentException>(action).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }

    // A step

    [Theory]
    [InlineData(NaN)]
    [InlineData(Infinity)]
    [InlineData(3e38f)]     // finite, but its square is not
    public void A_step_whose_loss_is_not_finite_is_not_taken_and_leaves_no_trace(float value)
    {
        LinearNetwork other = new(seed: 1);
        Adam mine = new(0.1), its = new(0.1);
        float[] ill = [.. X];
        ill[100] = value;
        for (int step = 0; step < 4; step++)
        {
            if (step != 1) Assert.Equal(other.TrainStep(X, T, its), network.TrainStep(X, T, mine));
            else Assert.False(float.IsFinite(network.TrainStep(ill, T, mine)));
            Assert.Equal(Bits(other.Parameters), Bits(network.Parameters));
        }
        Assert.Equal((3L, 1L), (mine.Steps, mine.SkippedSteps));
    }

    [Fact]
    public void A_target_that_is_none_is_caught_by_the_step()
    {
        int[] before = Bits(network.Parameters);
        float[] t = [.. T];
        t[^1] = NaN;
        var sgd = new SGD(0.1);
        Assert.True(float.IsNaN(network.TrainStep(X, t, sgd)));
        Assert.Equal(before, Bits(network.Parameters));
        Assert.Equal(1, sgd.SkippedSteps);
    }

    /// <summary>(y − t)² overflows where 2·(y − t) does not: the gradient alone would not show it.</summary>
    [Fact]
    public void A_loss_that_overflows_stops_a_step_of_finite_gradients_on_a_tape_too()
    {
        int[] before = Bits(network.Parameters);
        float[] t = [.. T];
        t[0] = 1e25f;
        var sgd = new SGD(1e-30);
        Assert.Equal(Infinity, network.TrainStep(X, t, sgd));
        Tape<LinearNetwork> tape = network.CreateTape(100);
        network.Forward(tape, X);
        Assert.Equal(Infinity, network.Loss(tape, t));
        network.Backward(tape);
        Assert.All(tape.Gradients.SelectMany(gradient => gradient.ToArray()), gradient => Assert.True(float.IsFinite(gradient)));
        sgd.Step(network, tape);
        Assert.Equal(before, Bits(network.Parameters));
        Assert.Equal((0L, 2L), (sgd.Steps, sgd.SkippedSteps));

        // Cleared, the tape has forgotten it.
        network.Forward(tape, X);
        network.Loss(tape, T);
        network.Backward(tape);
        sgd.Step(network, tape);
        Assert.Equal((1L, 2L), (sgd.Steps, sgd.SkippedSteps));
    }

    [Fact]
    public void A_loss_no_one_went_back_from_does_not_count()
    {
        float[] t = [.. T], dy = new float[200];
        t[0] = NaN;
        Tape<LinearNetwork> tape = network.CreateTape(100);
        network.Forward(tape, X);
        network.Loss(tape, t);
        network.Backward(tape, dy);
        var sgd = new SGD(0.1);
        sgd.Step(network, tape);
        Assert.Equal((1L, 0L), (sgd.Steps, sgd.SkippedSteps));
    }

    [Fact]
    public void Gradients_of_ones_own_that_are_none_stop_the_step_and_are_cleared()
    {
        int[] before = Bits(network.Parameters);
        Tape<LinearNetwork> tape = network.CreateTape(100);
        var adam = new Adam();
        float[] dy = new float[200], dx = new float[300];
        dy[77] = NaN;
        network.Forward(tape, X);
        network.Backward(tape, dy);
        adam.Step(network, tape);
        network.Forward(tape, X);
        network.BackwardToInput(tape, dy, dx, parameters: true);
        adam.Step(network, tape);
        network.Forward(tape, X);
        network.Backward(tape, new float[200]);
        tape.Gradients["Dense1.Bias"][1] = Infinity;
        adam.Step(network, tape);
        Assert.Equal(before, Bits(network.Parameters));
        Assert.Equal((0L, 3L), (adam.Steps, adam.SkippedSteps));
        Assert.True(tape.IsClear);
        Assert.All(tape.Gradients.SelectMany(gradient => gradient.ToArray()), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void A_parameter_that_is_none_already_stops_every_step()
    {
        network.Dense1.Weight[2, 1] = NaN;
        int[] before = Bits(network.Parameters);
        var sgd = new SGD(0.1);
        network.TrainStep(X, T, sgd);
        Tape<LinearNetwork> tape = network.CreateTape(100);
        network.Forward(tape, X);
        network.Backward(tape, new float[200]);     // gradients of zero
        sgd.Step(network, tape);
        Assert.Equal(before, Bits(network.Parameters));
        Assert.Equal((0L, 2L), (sgd.Steps, sgd.SkippedSteps));
    }

    [Fact]
    public void A_step_on_several_inputs_and_outputs_is_not_taken_either()
    {
        float[] a = Samples.Values(20), b = Samples.Values(10), v = Samples.Values(10);
        var u = new int[10];
        int[] before = Bits(joined.Parameters);
        var adam = new Adam();
        b[9] = NaN;
        Assert.True(float.IsNaN(joined.TrainStep(a, b, u, v, adam).Total));
        b[9] = 0;
        v[3] = Infinity;
        Assert.True(!float.IsFinite(joined.TrainStep(a, b, u, v, adam).V));
        Tape<JoinedNetwork> tape = joined.CreateTape(10);
        joined.Forward(tape, a, b);
        joined.Loss(tape, u, v);
        joined.Backward(tape);
        adam.Step(joined, tape);
        Assert.Equal(before, Bits(joined.Parameters));
        Assert.Equal((0L, 3L), (adam.Steps, adam.SkippedSteps));
    }

    [Fact]
    public void Without_checks_steps_are_taken_as_they_come()
    {
        float[] t = [.. T];
        t[0] = NaN;
        var sgd = new SGD(0.1) { FiniteChecks = false };
        network.TrainStep(X, t, sgd);
        Assert.True(float.IsNaN(network.Dense1.Bias[0]));
        Assert.Equal((1L, 0L), (sgd.Steps, sgd.SkippedSteps));
    }

    [Fact]
    public void Steps_that_are_not_taken_allocate_nothing()
    {
        float[] t = [.. T];
        t[0] = NaN;
        var adam = new Adam();
        Assert.Equal(0, Allocations.OfSteadyState(() =>
        {
            network.TrainStep(X, t, adam);
            network.TrainStep(X, T, adam);
        }));
    }

    // Fit

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_says_where_it_diverged_and_keeps_the_last_finite_parameters(int threads)
    {
        LinearNetwork other = new(seed: 1);
        float[] x = [.. X];
        Dataset<LinearNetwork> data = Data(x);
        other.Fit(Data(X), new SGD(0.1), epochs: 1, batchSize: 10, shuffle: false);
        for (int first = 0; first < 40; first += 10) other.TrainStep(X.AsSpan(first * 3, 30), T.AsSpan(first * 2, 20), new SGD(0.1));

        var sgd = new SGD(0.1);
        var reports = new List<EpochReport>();
        var error = Assert.Throws<DivergenceException>(() =>
            network.Fit(data, sgd, epochs: 5, batchSize: 10, shuffle: false, threads: threads, report: report =>
            {
                reports.Add(report);
                x[43 * 3] = NaN;        // the memory is the caller's: it can change after it was checked
            }));
        Assert.Single(reports);
        Assert.Equal((2, 5), (error.Epoch, error.Step));
        Assert.True(float.IsNaN(error.Loss) && double.IsNaN(error.GradientNorm));
        Assert.Contains("epoch 2, step 5: the loss is NaN", error.Message);
        Assert.Contains("smaller learning rate (it is 0.1)", error.Message);
        Assert.Contains("SGD.FiniteChecks = false", error.Message);
        Assert.Equal((14L, 1L), (sgd.Steps, sgd.SkippedSteps));
        Assert.Equal(Bits(other.Parameters), Bits(network.Parameters));
        Assert.IsAssignableFrom<ArithmeticException>(error);
    }

    [Fact]
    public void A_learning_rate_that_is_much_too_large_ends_in_an_exception_and_finite_parameters()
    {
        Optimizer[] all =
        [
            new SGD(1e6), new SGD(1e30, 0.9), SGD.Keras(1e37), new Adam(1e38), new RMSprop(1e30), new Adagrad(1e38), new Adadelta(1e38),
                new Lion(1e38),
        ];
        foreach (Optimizer optimizer in all)
        {
            LinearNetwork one = new(seed: 1);
            var error = Assert.Throws<DivergenceException>(() => one.Fit(Data(X), optimizer, epochs: 100));
            Assert.True(error.Epoch >= 1 && error.Step >= 1);
            Assert.Null(one.Parameters.NonFinite());
            Assert.All(optimizer.States, state => Assert.All(state.ToArray(), value => Assert.True(float.IsFinite(value))));
            one.Save(Stream.Null);
        }
    }

    [Fact]
    public void Fit_names_a_parameter_that_was_none_before()
    {
        network.Dense1.Weight[2, 1] = Infinity;
        string message = Assert.Throws<DivergenceException>(() => network.Fit(Data(X), new Adam())).Message;
        Assert.Contains("epoch 1, step 1", message);
        Assert.Contains("Dense1.Weight[2, 1] is Infinity already before the step", message);
    }

    [Fact]
    public void Fit_without_checks_goes_on()
    {
        History history = network.Fit(Data(X), new SGD(1e20) { FiniteChecks = false }, epochs: 20);
        Assert.Equal(20, history.Epochs.Count);
        Assert.True(double.IsNaN(history.Last.Loss));
    }

    [Fact]
    public void An_optimizer_that_skipped_steps_before_may_fit()
    {
        var adam = new Adam(0.05);
        network.TrainStep([NaN, 0, 0], [0, 0], adam);
        Assert.Equal(1, adam.SkippedSteps);
        network.Fit(Data(X), adam, epochs: 2);
        Assert.Equal((8L, 1L), (adam.Steps, adam.SkippedSteps));
    }

    // Files

    [Theory]
    [InlineData(NaN, "NaN")]
    [InlineData(Infinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Parameters_that_are_none_are_not_saved_and_the_file_stays(float value, string text)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.safetensors");
        network.Save(path);
        byte[] before = File.ReadAllBytes(path);
        network.Dense1.Weight[1, 0] = value;
        string message = Assert.Throws<InvalidOperationException>(() => network.Save(path)).Message;
        Assert.Contains($"Dense1.Weight[1, 0] is {text}", message);
        Assert.Contains("Parameters.FiniteChecks = false", message);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
        using var stream = new MemoryStream();
        Assert.Throws<InvalidOperationException>(() => network.Save(stream));
        Assert.Equal(0, stream.Length);

        network.Parameters.FiniteChecks = false;
        network.Save(path);
        Assert.Equal(Bits(network.Parameters), Bits(LinearNetwork.Load(path).Parameters));
    }

    [Fact]
    public void Vectors_are_named_by_one_index()
    {
        network.Dense1.Bias[1] = NaN;
        Assert.Equal("Dense1.Bias[1] is NaN", network.Parameters.NonFinite());
    }

    // Data. The switch is the process's: these tests, in one class, do not run alongside each other.

    [Theory]
    [InlineData(NaN, "NaN")]
    [InlineData(Infinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Data_refuses_values_that_are_none_naming_row_and_value(float value, string text)
    {
        foreach (int i in new[] { 0, 1, 15, 16, 17, 150, 298, 299 })
        {
            float[] x = [.. X];
            x[i] = value;
            Says(() => Data(x), $"x[{i}] is {text}: value {i % 3} of row {i / 3}", "Dataset.FiniteChecks = false");
        }
        foreach (int i in new[] { 0, 7, 199 })
        {
            float[] t = [.. T];
            t[i] = value;
            Says(() => Data(X, t), $"t[{i}] is {text}: value {i % 2} of row {i / 2}");
        }
        foreach (int i in new[] { 0, 50, 99 })
        {
            var weights = new float[100];
            weights[i] = value;
            Says(() => Data(X, T, weights), $"sampleWeights[{i}] is {text}");
        }
        float[] a = new float[20], b = new float[10], v = new float[10];
        b[4] = value;
        Says(() => JoinedNetwork.Data(a, b, new int[10], v), $"b[4] is {text}: value 0 of row 4");
        (b[4], v[9]) = (0, value);
        Says(() => JoinedNetwork.Data(a, b, new int[10], v), $"vTarget[9] is {text}: value 0 of row 9");
        (v[9], a[3]) = (0, value);
        Says(() => JoinedNetwork.Data(a, b, new int[10], v), $"a[3] is {text}: value 1 of row 1");
    }

    [Fact]
    public void Data_takes_holes_where_it_is_told_to()
    {
        float[] x = [.. X];
        x[5] = NaN;
        Assert.True(Dataset.FiniteChecks);
        try
        {
            Dataset.FiniteChecks = false;
            Assert.Equal(100, Data(x).Count);
            Says(() => Data(x, T, [.. Enumerable.Repeat(-1f, 100)]), "sampleWeights[0] is -1");
        }
        finally
        {
            Dataset.FiniteChecks = true;
        }
        Says(() => Data(x), "x[5] is NaN");
    }

    [Fact]
    public void The_largest_and_smallest_numbers_are_numbers() =>
        Assert.Equal(1, new Dataset<LinearNetwork>(
            new[] { float.MaxValue, float.MinValue, float.Epsilon }, new[] { -0f, 1 }, new[] { float.MaxValue }).Count);

    // Sample weights

    [Theory]
    [InlineData(-1f, "-1")]
    [InlineData(-1e-30f, "-1E-30")]
    [InlineData(NaN, "NaN")]
    [InlineData(Infinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Weights_that_are_negative_or_none_are_refused_in_every_door(float value, string text)
    {
        int[] before = Bits(network.Parameters), joinedBefore = Bits(joined.Parameters);
        foreach (int i in new[] { 0, 5, 36, 99 })
        {
            float[] weights = [.. Enumerable.Repeat(1f, 100)];
            weights[i] = value;
            string expected = $"sampleWeights[{i}] is {text}; a sample weight is a finite number, 0 or above";
            Says(() => Data(X, T, weights), expected);
            Says(() => network.TrainStep(X, T, new Adam(), weights), expected);
            Says(() => network.TrainStep(X, T, new Adam(), weights, threads: 2), expected);
            Tape<LinearNetwork> tape = network.CreateTape(100);
            network.Forward(tape, X);
            Says(() => network.Loss(tape, T, weights), expected);
            INetwork<LinearNetwork> slots = network;
            BatchSlot[] x = [new(X)], t = [new(T)];
            Says(() => slots.TrainStep(new Batch(100, x, t, weights), new Adam()), expected);
            Says(() => slots.Evaluate(new Batch(100, x, t, weights)), expected);

            float[] a = new float[200], b = new float[100];
            var u = new int[100];
            Says(() => JoinedNetwork.Data(a, b, u, b, weights), expected);
            Says(() => joined.TrainStep(a, b, u, b, new Adam(), weights), expected);
            Tape<JoinedNetwork> other = joined.CreateTape(100);
            joined.Forward(other, a, b);
            Says(() => joined.Loss(other, u, b, weights), expected);
        }
        Assert.Equal(before, Bits(network.Parameters));
        Assert.Equal(joinedBefore, Bits(joined.Parameters));
    }

    [Fact]
    public void Weights_of_zero_of_either_sign_are_weights() =>
        Assert.Equal(0, network.TrainStep(X.AsSpan(0, 6), T.AsSpan(0, 4), new SGD(), [0f, -0f]));

    // Losses as functions

    [Theory]
    [InlineData(1.5f, "1.5")]
    [InlineData(-0.25f, "-0.25")]
    [InlineData(1.0000001f, "1.0000001")]
    [InlineData(NaN, "NaN")]
    [InlineData(Infinity, "Infinity")]
    public void Losses_of_probabilities_refuse_targets_that_are_none(float value, string text)
    {
        float[] y = [.. Enumerable.Repeat(0.5f, 40)], d = new float[40];
        foreach (int i in new[] { 0, 15, 16, 39 })
        {
            var t = new float[40];
            t[i] = value;
            string expected = $"t[{i}] is {text}; targets of this loss are probabilities, from 0 to 1";
            Says(() => Losses.BinaryCrossEntropy(y, t, d), expected);
            Says(() => Losses.SigmoidCrossEntropy(y, t, d), expected);
            Says(() => Losses.KLDivergence(y, t, 4, d), expected);
        }
        Assert.All(d, gradient => Assert.Equal(0, gradient));
        Assert.True(float.IsFinite(Losses.BinaryCrossEntropy(y, [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? -0f : 1f)], d)));
    }
}
