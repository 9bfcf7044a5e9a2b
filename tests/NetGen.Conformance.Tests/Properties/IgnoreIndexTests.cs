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
        Assert.Equal(some.Dense1.Weight.ToArray().Select(value => (double)value),
            all.Dense1.Weight.ToArray().Select(value => (double)value), Close);
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
    public void Batches_count_by_the_samples_they_are_the_mean_of()
    {
        var network = new Ignoring(seed: 4);
        int[] t = [Ignored, 1, Ignored, Ignored, 0, 4];
        int[] counted = [1, 4, 5];
        Evaluation some = network.Evaluate(Ignoring.Data(Rows(X, counted), counted.Select(m => t[m]).ToArray()));
        for (int size = 1; size <= 6; size++)
        {
            Evaluation all = network.Evaluate(Ignoring.Data(X, t), size);
            Assert.Equal(some.Loss, all.Loss, 1e-6);
            Assert.Equal(some.Accuracy, all.Accuracy);
        }
        History history = network.Fit(Ignoring.Data(X, t), new SGD(0), batchSize: 4);
        Assert.Equal(some.Loss, history.Epochs[0].Loss, 1e-6);
        Assert.Equal(0, network.Evaluate(Ignoring.Data(X, Enumerable.Repeat(Ignored, 6).ToArray()), 4).Loss);
    }

    /// <summary>Of two heads one leaves samples out, the other does not: gradients against those of the losses as functions.</summary>
    [Fact]
    public void One_head_leaves_samples_out_and_the_other_has_them_all()
    {
        var network = new IgnoringHeads(seed: 5);
        float[] x = Inputs.Draw(new Random(6), 6 * 5, -1, 1), values = Inputs.Draw(new Random(7), 6 * 2, -1, 1);
        int[] kinds = [-1, 2, -1, 0, 1, -1];
        Tape<IgnoringHeads> tape = network.CreateTape(6), reference = network.CreateTape(6);
        network.Forward(tape, x);
        IgnoringHeads.LossValues loss = network.Loss(tape, kinds, values);
        network.Backward(tape);

        float[] kindGradient = new float[18], valuesGradient = new float[12];
        IgnoringHeads.Outputs y = network.Forward(reference, x);
        float kind = Losses.SoftmaxCrossEntropy(y.Kind, kinds, kindGradient, ignoreIndex: -1),
            value = Losses.MeanSquaredError(y.Values, values, valuesGradient);
        network.Backward(reference, [.. kindGradient.Select(slope => 0.5f * slope)], valuesGradient);
        Assert.Equal(0.5 * kind, loss.Kind, 1e-6);
        Assert.Equal(value, loss.Values, 1e-6);
        Assert.Equal(0.5 * kind + value, loss.Total, 1e-6);
        Assert.Equal(Samples.Flat(reference.Gradients).Select(slope => (double)slope),
            Samples.Flat(tape.Gradients).Select(slope => (double)slope), Close);
        Assert.Equal(loss.Total, network.TrainStep(x, kinds, values, new SGD(0.1)).Total, 1e-6);
        Assert.Contains("-1 is ignored",
            Assert.Throws<ArgumentException>(() => network.TrainStep(x, [0, 1, 3, 0, 0, 0], values, new SGD(0.1))).Message);
    }

    [Fact]
    public void Other_indices_that_are_no_class_are_refused()
    {
        var network = new Ignoring(seed: 4);
        Assert.Contains("-100 is ignored",
            Assert.Throws<ArgumentException>(() => network.TrainStep(X, [0, 1, Classes, 0, 0, 0], new SGD(0.5))).Message);
        Assert.Throws<ArgumentException>(() => Ignoring.Data(X, new[] { 0, 1, -1, 0, 0, 0 }));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-6;

    private static float[] Rows(float[] x, int[]? rows = null) => [.. (rows ?? Counted).SelectMany(m => x[(7 * m)..(7 * m + 7)])];

    private static int[] Some(int[] t) => [.. Counted.Select(m => t[m])];

    private static IEnumerable<double> Gradients(Tape<Ignoring> tape) =>
        tape.Gradients["Dense1.Weight"].ToArray().Concat(tape.Gradients["Dense1.Bias"].ToArray()).Select(value => (double)value);
}
