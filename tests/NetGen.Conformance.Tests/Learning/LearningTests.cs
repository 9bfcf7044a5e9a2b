using NetGen.Formats;

namespace NetGen.Conformance;

/// <summary>Networks that learn what there is to learn, and the same way twice.</summary>
public sealed class LearningTests
{
    [Fact]
    public void The_quick_start_reaches_95_percent_on_samples_it_has_not_seen()
    {
        (float[] x, float[] t) = Samples.Learnable(1000, seed: 1);
        (float[] newX, float[] newT) = Samples.Learnable(500, seed: 2);
        var network = new Classifier(seed: 42);
        Dataset<Classifier> heldOut = Classifier.Data(newX, newT);
        double before = network.Evaluate(heldOut).Accuracy!.Value;
        network.Fit(Classifier.Data(x, t), new Adam(1e-3), epochs: 100, batchSize: 32);
        double after = network.Evaluate(heldOut).Accuracy!.Value;
        Assert.True(before < 0.9, $"{before} before training");
        Assert.True(after >= 0.95, $"{after} after training");
    }

    [Fact]
    public void Wines_are_distinguished()
    {
        Csv file = Csv.Load(TestFiles.Data("tabular", "wine", "wine.csv"), header: false);
        var wines = new Table(file.ToFloats([.. file.Columns.Take(13)]), file.ToClasses("13").Indices);
        Assert.Equal(178, wines.Count);
        // Every third wine is held out.
        ILookup<bool, int> thirds = Enumerable.Range(0, wines.Count).ToLookup(row => row % 3 == 0);
        (Table seen, Table held) = Table.Standardized(wines.Rows(thirds[false]), wines.Rows(thirds[true]));
        var network = new Wines(seed: 1);
        network.Fit(Wines.Data(seen.X, seen.Classes), new Adam(1e-2), epochs: 60, batchSize: 16);
        double accuracy = network.Evaluate(Wines.Data(held.X, held.Classes)).Accuracy!.Value;
        Assert.True(accuracy >= 0.95, $"accuracy {accuracy}");
    }

    [Fact]
    public void The_same_seed_learns_the_same_bits_twice_and_another_does_not()
    {
        float[] first = Learn(seed: 6, shuffle: 1);
        Bits.Same(first, Learn(seed: 6, shuffle: 1), "parameters");
        Assert.NotEqual(first, Learn(seed: 7, shuffle: 1));
        Assert.NotEqual(first, Learn(seed: 6, shuffle: 2));
    }

    [Fact]
    public void New_parameters_follow_the_declared_initializers()
    {
        var network = new Generator(seed: 1);
        Assert.All(network.Dense1.Bias.ToArray(), value => Assert.Equal(0.5f, value));
        Assert.All(network.Dense2.Bias.ToArray(), value => Assert.Equal(1, value));
        float[] uniform = network.Dense2.Weight.ToArray();
        Assert.All(uniform, value => Assert.InRange(value, -0.1f, 0.1f));
        Assert.Contains(uniform, value => Math.Abs(value) > 0.08f);
        // Orthonormal rows: 12 of 16 values.
        for (int i = 0; i < 12; i++)
            for (int j = 0; j <= i; j++)
            {
                double dot = 0;
                for (int k = 0; k < 16; k++) dot += (double)network.Dense1.Weight[i, k] * network.Dense1.Weight[j, k];
                Assert.Equal(i == j ? 1 : 0, dot, tolerance: 1e-5);
            }
    }

    [Fact]
    public void The_presets_start_dense_layers_as_PyTorch_and_Keras_do()
    {
        var torch = new Classifier(seed: 1);
        double bound = 1 / Math.Sqrt(64);
        Assert.All(torch.Dense2.Weight.ToArray(), value => Assert.InRange(value, -bound, bound));
        Assert.Contains(torch.Dense2.Weight.ToArray(), value => Math.Abs(value) > 0.95 * bound);
        Assert.Contains(torch.Dense2.Bias.ToArray(), value => Math.Abs(value) > 0.5 * bound);
        var keras = new PartlyFrozen(seed: 1);
        bound = Math.Sqrt(6.0 / (24 + 19));
        Assert.All(keras.Dense2.Weight.ToArray(), value => Assert.InRange(value, -bound, bound));
        Assert.Contains(keras.Dense2.Weight.ToArray(), value => Math.Abs(value) > 0.9 * bound);
        Assert.All(keras.Dense2.Bias.ToArray(), value => Assert.Equal(0, value));
    }

    private static float[] Learn(ulong seed, ulong shuffle)
    {
        float[] x = Samples.Draw(100 * 21, 1),
            t = Enumerable.Range(0, 100).SelectMany(i => Enumerable.Range(0, 5).Select(j => i % 5 == j ? 1f : 0f)).ToArray();
        var network = new Dropped(seed);
        network.Fit(Dropped.Data(x, t), new AdamW(1e-2), epochs: 3, batchSize: 16, seed: shuffle);
        return Samples.Flat(network.Parameters);
    }
}
