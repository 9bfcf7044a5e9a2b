namespace NetGen.Conformance;

/// <summary>Many threads, one network.</summary>
public sealed class ConcurrencyTests
{
    [Fact]
    public void Sixty_four_threads_predict_the_same_bits_as_one()
    {
        const int threads = 64, samples = 200;
        var network = new Golden17(seed: 1);
        float[] x = Samples.Draw(samples * 17, 1), expected = new float[samples * 9];
        network.Predict(x, expected);
        var results = new float[threads][];
        using var together = new Barrier(threads);
        Thread[] all = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            var y = new float[samples * 9];
            together.SignalAndWait();
            for (int round = 0; round < 20; round++)
            {
                // One by one, in pieces, or all at once.
                int size = ((thread + round) % 3) switch { 0 => 1, 1 => 7 + thread, _ => samples };
                for (int first = 0; first < samples; first += size)
                {
                    int count = Math.Min(size, samples - first);
                    network.Predict(x.AsSpan(first * 17, count * 17), y.AsSpan(first * 9, count * 9), threads: 1 + thread % 2);
                }
            }
            results[thread] = y;
        })).ToArray();
        foreach (Thread thread in all) thread.Start();
        foreach (Thread thread in all) thread.Join();
        for (int thread = 0; thread < threads; thread++) Bits.Same(expected, results[thread], $"thread {thread}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Any_number_of_threads_predicts_the_same_bits(int threads)
    {
        const int samples = 5000;
        var network = new Classifier(seed: 1);
        float[] x = Samples.Draw(samples * 10, 1), one = new float[samples], many = new float[samples];
        network.Predict(x, one);
        network.Predict(x, many, threads);
        Bits.Same(one, many, $"{threads} threads");
    }

    /// <summary>
    /// Steps of batches that threads divide unevenly, and a last batch of few samples; all cores where the work is worth it, too.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Any_number_of_threads_learns_the_same_bits(int threads)
    {
        const int samples = 1000;
        float[] x = Samples.Draw(samples * 10, 1), t = [.. Samples.Draw(samples, 2, 0, 1).Select(value => value > 0.5f ? 1f : 0f)];
        Classifier one = new(seed: 1), many = new(seed: 1);
        one.Fit(Classifier.Data(x, t), new Adam(1e-2), epochs: 3, batchSize: 300);
        many.Fit(Classifier.Data(x, t), new Adam(1e-2), epochs: 3, batchSize: 300, threads: threads);
        Assert.Equal(Saved(one), Saved(many));

        static byte[] Saved(Classifier network)
        {
            using var file = new MemoryStream();
            network.Save(file);
            return file.ToArray();
        }
    }
}
