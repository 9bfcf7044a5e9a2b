namespace NetGen.Conformance;

/// <summary>Samples whose class index is the declared one do not count: a batch with them is the batch without them.</summary>
public sealed class IgnoreIndexTests
{
    private const int Ignored = -100, Classes = 5;

    private static readonly float[] X = Inputs.Draw(new Random(3), 6 * 7, -1, 1);
    private static readonly int[] T = [Ignored, 1, Ignored, 4, 0, Ignored];
    private static readonly int[] Counted = [1, 3, 4];

    [Fact]
    public void A_batch_with_ignored_samples_trains_like_the_batch_without_them()
    {
        var all = new Ignoring(seed: 4);
        var some = new Ignoring(seed: 4);
        for (int step = 0; step < 3; step++)
        {
            float loss = all.TrainStep(X, T, new SGD(0.5)), expected = some.TrainStep(Rows(X), Some(T), new SGD(0.5));
            Assert.Equal(expected, loss, 1e-6);
        }
        Assert.Equal(some.Dense1.Weight.ToArray().Select(value => (double)value), all.Dense1.Weight.ToArray().Select(value => (double)value), Close);
        Assert.NotEqual(new Ignoring(seed: 4).Dense1.Weight.ToArray(), all.Dense1.Weight.ToArray());
    }

    [Fact]
    public void Weights_of_samples_that_count_are_divided_by_their_number()
    {
        var network = new Ignoring(seed: 4);
        float[] weights = [9, 2, 9, 0.5f, 1, 9];
        Tape<Ignoring> tape = network.CreateTape(6), fewer = network.CreateTape(3);
        network.Forward(tape, X);
        network.Forward(fewer, Rows(X));
        Assert.Equal(network.Loss(fewer, Some(T), [2, 0.5f, 1]), network.Loss(tape, T, weights), 1e-6);
        network.Backward(tape);
        network.Backward(fewer);
        Assert.Equal(Gradients(fewer), Gradients(tape), Close);
    }

    [Fact]
    public void Where_no_sample_counts_loss_and_gradients_are_zero_whatever_the_prediction_is()
    {
        var network = new Ignoring(seed: 4);
        Tape<Ignoring> tape = network.CreateTape(2);
        float[] x = new float[14];
        x[3] = float.PositiveInfinity;      // softmax of infinities: not a number
        network.Forward(tape, x);
        Assert.Equal(0, network.Loss(tape, [Ignored, Ignored]));
        network.Backward(tape);
        Assert.All(tape.Gradients["Dense1.Bias"].ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Ignored_samples_are_no_right_and_no_wrong_answers()
    {
        var network = new Ignoring(seed: 4);
        Evaluation all = network.Evaluate(Ignoring.Data(X, T)), some = network.Evaluate(Ignoring.Data(Rows(X), Some(T)));
        Assert.Equal(some.Accuracy, all.Accuracy);
        Assert.Equal(some.Loss, all.Loss, 1e-6);
    }

    [Fact]
    public void Other_indices_that_are_no_class_are_refused()
    {
        var network = new Ignoring(seed: 4);
        Assert.Contains("-100 is ignored", Assert.Throws<ArgumentException>(() => network.TrainStep(X, [0, 1, Classes, 0, 0, 0], new SGD(0.5))).Message);
        Assert.Throws<ArgumentException>(() => Ignoring.Data(X, new[] { 0, 1, -1, 0, 0, 0 }));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-6;

    private static float[] Rows(float[] x) => [.. Counted.SelectMany(m => x[(7 * m)..(7 * m + 7)])];

    private static int[] Some(int[] t) => [.. Counted.Select(m => t[m])];

    private static IEnumerable<double> Gradients(Tape<Ignoring> tape) =>
        tape.Gradients["Dense1.Weight"].ToArray().Concat(tape.Gradients["Dense1.Bias"].ToArray()).Select(value => (double)value);
}
