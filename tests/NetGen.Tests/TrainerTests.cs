using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>Fit learns, reports every epoch, gives the same bits for the same seed, and keeps samples and targets together.</summary>
public class TrainerTests
{
    private static readonly float[] X = Samples.Values(100 * 3), ValidationX = Samples.Values(30 * 3, seed: 2);

    private static Dataset<LinearNetwork> Data(float[] x) => new(x, Samples.Rule(x));

    [Fact]
    public void Fit_learns_a_linear_rule_and_reports_every_epoch()
    {
        var network = new LinearNetwork(seed: 1);
        var reports = new List<EpochReport>();
        History history = network.Fit(Data(X), new Adam(0.05), epochs: 60, batchSize: 16, validation: Data(ValidationX),
            report: reports.Add);
        Assert.Equal(history.Epochs, reports);
        Assert.Equal(Enumerable.Range(1, 60), reports.Select(epoch => epoch.Epoch));
        Assert.All(reports, epoch => Assert.Equal(60, epoch.Epochs));
        Assert.True(history.Last.ValidationLoss < 1e-4, history.Last.ToString());
        Assert.Null(history.Last.Accuracy);
        Assert.Equal(reports.Min(epoch => epoch.ValidationLoss), history.Best.ValidationLoss);
        Assert.Equal(1, network.Dense1.Weight[0, 0], 0.02);
        Assert.Equal(-2, network.Dense1.Weight[1, 0], 0.02);
    }

    [Fact]
    public void Accuracy_is_reported_where_classes_are_chosen()
    {
        var network = new LinearClassifier(seed: 1);
        History history = network.Fit(
            new Dataset<LinearClassifier>(X, Samples.Classes(X)), new Adam(0.05), epochs: 40,
            validation: new(ValidationX, Samples.Classes(ValidationX)));
        Assert.True(history.Last.Accuracy > 0.95, history.Last.ToString());
        Assert.True(history.Last.ValidationAccuracy > 0.85, history.Last.ToString());
        Assert.InRange(history.Epochs[0].Accuracy!.Value, 0, 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_another()
    {
        float[] first = Trained(seed: 5), second = Trained(seed: 5), other = Trained(seed: 6);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);

        static float[] Trained(ulong seed)
        {
            var network = new LinearNetwork(seed: 1);
            network.Fit(Data(X), new SGD(0.1), epochs: 2, batchSize: 7, seed: seed);
            return network.Dense1.Weight.ToArray();
        }
    }

    [Fact]
    public void Without_shuffling_an_epoch_is_its_batches_in_order()
    {
        LinearNetwork fitted = new(seed: 1), stepped = new(seed: 1);
        History history = fitted.Fit(Data(X), new SGD(0.1), batchSize: 40, shuffle: false);
        float[] t = Samples.Rule(X);
        var descent = new SGD(0.1);
        double loss = 0;
        foreach ((int first, int count) in new[] { (0, 40), (40, 40), (80, 20) })
            loss += (double)stepped.TrainStep(X.AsSpan(first * 3, count * 3), t.AsSpan(first * 2, count * 2), descent) * count;
        Assert.Equal(stepped.Dense1.Weight.ToArray(), fitted.Dense1.Weight.ToArray());
        Assert.Equal(loss / 100, history.Last.Loss);
    }

    [Fact]
    public void Shuffling_brings_samples_targets_and_weights_in_one_order()
    {
        // Samples of weight 0 have wrong targets: if rows came apart, they would be learned.
        float[] t = Samples.Rule(X), weights = new float[100];
        for (int i = 0; i < 100; i++)
            if (i % 2 == 0) weights[i] = 1;
            else (t[2 * i], t[2 * i + 1]) = (1000, 1000);
        var network = new LinearNetwork(seed: 1);
        network.Fit(new Dataset<LinearNetwork>(X, t, weights), new Adam(0.05), epochs: 100, batchSize: 10);
        Assert.Equal(-2, network.Dense1.Weight[1, 0], 0.02);
    }

    [Fact]
    public void Evaluate_is_the_loss_of_all_samples_and_changes_nothing()
    {
        var network = new LinearNetwork(seed: 1);
        float[] before = network.Dense1.Weight.ToArray(), y = new float[200], t = Samples.Rule(X);
        network.Predict(X, y);
        double expected = y.Zip(t).Average(pair => Math.Pow(pair.First - pair.Second, 2));
        Evaluation evaluation = network.Evaluate(Data(X), batchSize: 33);
        Assert.Equal(expected, evaluation.Loss, 1e-5);
        Assert.Equal(100, evaluation.Samples);
        Assert.Null(evaluation.Accuracy);
        Assert.Equal(before, network.Dense1.Weight.ToArray());
    }

    [Fact]
    public void Evaluate_counts_right_answers()
    {
        var network = new LinearClassifier(seed: 1);
        network.Parameters["Dense1.Weight"].CopyFrom([0, 1, 0, -1, 0, 0]);
        network.Parameters["Dense1.Bias"].CopyFrom([0, 0]);
        int[] t = Samples.Classes(X);
        Assert.Equal(1.0, network.Evaluate(new Dataset<LinearClassifier>(X, t)).Accuracy);
        for (int i = 0; i < 25; i++) t[i] = 1 - t[i];
        Assert.Equal(0.75, network.Evaluate(new Dataset<LinearClassifier>(X, t), batchSize: 7).Accuracy);
    }

    [Fact]
    public void Canceling_stops_before_the_next_step()
    {
        var network = new LinearNetwork(seed: 1);
        using var source = new CancellationTokenSource();
        int epochs = 0;
        Assert.Throws<OperationCanceledException>(() => network.Fit(
            Data(X), new SGD(0.1), epochs: 10, cancellationToken: source.Token, report: _ =>
            {
                if (++epochs == 3) source.Cancel();
            }));
        Assert.Equal(3, epochs);
    }

    [Fact]
    public void Reports_are_a_line_each_in_the_invariant_culture()
    {
        var report = new EpochReport(3, 100, 0.5, 0.25, 0.125, 0.75, TimeSpan.FromSeconds(1.5));
        Assert.Equal("epoch   3/100   loss 0.5000   accuracy 25.00 %   validation loss 0.1250   accuracy 75.00 %   1.50 s",
            report.ToString());
        Assert.Equal("loss 0.5000   7 samples", new Evaluation(0.5, null, 7).ToString());
    }

    [Fact]
    public void Data_is_checked_when_it_is_put_together()
    {
        Assert.Contains("2·2 = 4", Assert.Throws<ArgumentException>(() => new Dataset<LinearNetwork>(new float[6], new float[5])).Message);
        Assert.Contains("n·3", Assert.Throws<ArgumentException>(() => new Dataset<LinearNetwork>(new float[7], new float[5])).Message);
        Assert.Contains("one weight per sample",
            Assert.Throws<ArgumentException>(() => new Dataset<LinearNetwork>(new float[6], new float[4], new float[3])).Message);
        Assert.Contains("t[1] is 5",
            Assert.Throws<ArgumentException>(() => new Dataset<LinearClassifier>(new float[6], new int[] { 1, 5 })).Message);
        Assert.Contains("Values, not Indices",
            Assert.Throws<ArgumentException>(() => new Dataset<LinearNetwork>(new float[6], new int[2])).Message);
        Assert.Throws<ArgumentException>(() => new Dataset<LinearNetwork>(ReadOnlyMemory<float>.Empty, ReadOnlyMemory<float>.Empty));
    }

    [Fact]
    public void A_slice_of_data_is_those_samples()
    {
        Dataset<LinearNetwork> slice = Data(X).Slice(10, 5);
        Assert.Equal(5, slice.Count);
        Assert.Equal(X[30..45], slice.Inputs[0].Values.ToArray());
        Assert.Equal(Samples.Rule(X)[20..30], slice.Targets[0].Values.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Data(X).Slice(99, 2));
    }

    [Fact]
    public void The_summary_names_layers_and_what_runs()
    {
        string summary = LinearNetwork.Info.Summary;
        Assert.Contains("Dense1", summary);
        Assert.EndsWith("runs as " + NetGen.Runtime.IsaSelector.Current, summary);
    }
}
