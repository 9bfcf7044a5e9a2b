using System.Text.Json;
using NetGen.Compiler.Networks;

namespace NetGen.Conformance;

/// <summary>Normalization over the batch through the generated members: against PyTorch, and what running statistics do.</summary>
[Collection("one at a time")]
public sealed class BatchNormTests
{
    [Fact]
    public unsafe void Values_gradients_and_running_statistics_are_those_of_PyTorch()
    {
        NetworkCase network = NetworkCase.Of("BatchNormOf20");
        foreach (JsonElement golden in Golden.Read("batch-norm.json").GetProperty("cases").EnumerateArray())
        {
            int samples = golden.Integers("shape")[0];
            var inputs = new Inputs(network, samples, seed: 0)
                { X = golden.Floats("x"), Dy = golden.Floats("dy"), Training = golden.GetProperty("training").GetBoolean() };
            foreach (ParameterPlan parameter in network.Plan.Parameters)
            {
                float[] values = golden.GetProperty("parameters").Floats(NameInFile(parameter));
                for (int i = 0; i < values.Length; i++) inputs.Parameters[NetworkCase.Place(parameter, i)] = values[i];
            }
            foreach (Isa isa in TargetKernels.Runnable)
            {
                string what = $"{(inputs.Training ? "training" : "evaluation")} on {isa}";
                KernelRun run = KernelRun.Of(network, isa, inputs);
                Tolerance.Rule.Close(golden.Doubles("y"), run.Output, what + ": y");
                Tolerance.Rule.Close(golden.Doubles("dx"), run.Dx, what + ": dx");

                using var after = new Guarded(inputs.Parameters);
                using var tape = new Guarded(16 * network.Memory.TapePerSample + network.Memory.TapeFixed, float.NaN);
                using var x = new GuardedRows(inputs.X, network.InputLengths, atStart: false);
                network.Kernels(isa).Forward(new Runtime.Call<float>
                {
                    ParametersAt = after.Address, MemoryAt = tape.Address, Inputs = x.Table, Capacity = 16,
                    Samples = (nuint)samples, Parts = 1,
                    Training = inputs.Training, ForOutputs = true,
                });
                foreach (ParameterPlan parameter in network.Plan.Parameters)
                {
                    (string set, float[] block) = parameter.IsLearned ? ("gradients", run.FromOutput) : ("after", after.Span.ToArray());
                    Tolerance.Rule.Close(golden.GetProperty(set).Doubles(NameInFile(parameter)), NetworkCase.Dense(parameter, block),
                        $"{what}: {set} of {parameter.Role}");
                }
            }
        }

        static string NameInFile(ParameterPlan parameter) => parameter.FileName.Split('.')[1];
    }

    [Fact]
    public void Training_moves_running_statistics_and_prediction_uses_them()
    {
        var network = new BatchNormalized(seed: 1);
        Assert.All(network.BatchNorm1.RunningMean.ToArray(), value => Assert.Equal(0, value));
        Assert.All(network.BatchNorm1.RunningVariance.ToArray(), value => Assert.Equal(1, value));
        float[] x = Samples.Draw(600 * 9, 1), t = Samples.Draw(600 * 3, 2), start = network.BatchNorm1.RunningMean.ToArray();
        float[] before = Predict(network, x);
        network.TrainStep(x, t, new SGD(0));
        Assert.NotEqual(before, Predict(network, x));
        for (int j = 0; j < 9; j++)
        {
            double mean = Enumerable.Range(0, 600).Average(m => (double)x[m * 9 + j]);
            Assert.Equal(0.1 * mean, network.BatchNorm1.RunningMean.ToArray()[j], 1e-6);
        }
        Tape<BatchNormalized> tape = network.CreateTape(600);
        Bits.Same(Predict(network, x), network.Forward(tape, x, training: false), "Forward without training");
        Assert.NotEqual(start, network.BatchNorm1.RunningMean.ToArray());
    }

    /// <summary>
    /// Threads wait for one another at each statistic, and divide all else: parameters, running statistics and losses are those of one
    /// thread, whatever the number of samples and threads.
    /// </summary>
    [Theory]
    [InlineData(2), InlineData(15), InlineData(17), InlineData(40), InlineData(300), InlineData(1100)]
    public void Any_number_of_threads_learns_the_same_bits(int samples)
    {
        float[] x = Samples.Draw(samples * 9, 1), t = Samples.Draw(samples * 3, 2), left = Samples.Draw(samples * 5, 3),
            right = Samples.Draw(samples * 5, 4);
        float[] values = Samples.Draw(samples * 2, 5);
        float[][] ends = [.. ((int[])[1, 2, 3, 7]).Select(threads =>
        {
            var network = new BatchNormalized(seed: 1);
            var twins = new Twins(seed: 1);
            Adam rule = new(0.01), other = new(0.01);
            var losses = new float[6];
            for (int step = 0; step < 3; step++)
            {
                losses[2 * step] = network.TrainStep(x, t, rule, threads: threads);
                losses[2 * step + 1] = twins.TrainStep(left, right, values, other, threads: threads);
            }
            return (float[])[.. losses, .. Samples.Block(network.Parameters), .. Samples.Block(twins.Parameters)];
        })];
        Assert.All(ends.Skip(1), end => Bits.Same(ends[0], end, $"{samples} samples"));
        Assert.DoesNotContain(ends[0], float.IsNaN);
    }

    [Fact]
    public void A_step_of_1100_samples_is_the_step_of_a_tape()
    {
        BatchNormalized one = new(seed: 1), other = new(seed: 1);
        float[] x = Samples.Draw(1100 * 9, 1), t = Samples.Draw(1100 * 3, 2);
        one.TrainStep(x, t, new SGD(0.1));
        Tape<BatchNormalized> tape = other.CreateTape(1100);
        other.Forward(tape, x);
        other.Loss(tape, t);
        other.Backward(tape);
        new SGD(0.1).Step(other, tape);
        Bits.Same(Samples.Flat(one.Parameters), Samples.Flat(other.Parameters), "parameters");
    }

    [Fact]
    public void A_batch_of_one_is_refused_in_training_alone()
    {
        var network = new BatchNormalized(seed: 1);
        float[] x = Samples.Draw(9, 1), t = Samples.Draw(3, 2);
        Assert.Contains("at least 2", Assert.Throws<ArgumentException>(() => network.TrainStep(x, t, new SGD(0.1))).Message);
        Tape<BatchNormalized> tape = network.CreateTape(1);
        Assert.Throws<ArgumentException>(() => { network.Forward(tape, x, training: true); });
        Bits.Same(Predict(network, x), network.Forward(tape, x, training: false), "one sample");
    }

    [Fact]
    public void Files_keep_running_statistics_under_PyTorchs_names()
    {
        var network = new BatchNormalized(seed: 1);
        network.TrainStep(Samples.Draw(40 * 9, 1), Samples.Draw(40 * 3, 2), new Adam());
        using var file = new MemoryStream();
        network.Save(file);
        file.Position = 0;
        BatchNormalized loaded = BatchNormalized.Load(file);
        Bits.Same(Samples.Flat(network.Parameters), Samples.Flat(loaded.Parameters), "parameters");
        Assert.Equal(["batchNorm1.running_mean", "batchNorm1.running_var"],
            network.Parameters.Where(parameter => !parameter.Trainable).Take(2).Select(parameter => parameter.FileName));
        Assert.Equal(BatchNormalized.ParameterCount,
            network.Parameters.Where(parameter => parameter.Trainable).Sum(parameter => parameter.Length));
    }

    [Fact]
    public void Under_Keras_a_batch_has_a_hundredth_in_running_statistics_each_time_the_layer_is_applied()
    {
        var network = new Twins(seed: 1);
        float[] left = Samples.Draw(6 * 5, 1), right = Samples.Draw(6 * 5, 2);
        network.Forward(network.CreateTape(6), left, right);
        for (int j = 0; j < 5; j++)
        {
            (double Mean, double Variance) l = Moments(left, j), r = Moments(right, j);
            Assert.Equal(0.99 * 0.01 * l.Mean + 0.01 * r.Mean, network.Norm.RunningMean[j], 1e-7);
            Assert.Equal(0.99 * (0.99 + 0.01 * l.Variance) + 0.01 * r.Variance, network.Norm.RunningVariance[j], 1e-6);
        }

        static (double, double) Moments(float[] x, int j)
        {
            double mean = Enumerable.Range(0, 6).Average(m => (double)x[m * 5 + j]);
            return (mean, Enumerable.Range(0, 6).Average(m => (x[m * 5 + j] - mean) * (x[m * 5 + j] - mean)));
        }
    }

    [Fact]
    public void A_normalized_column_has_mean_zero_and_variance_one_less_what_epsilon_takes()
    {
        var network = new BatchNormOf20(seed: 1);
        float[] x = Samples.Draw(50 * 20, 3);
        float[] y = network.Forward(network.CreateTape(50), x).ToArray();
        for (int j = 0; j < 20; j++)
        {
            double[] column = [.. Enumerable.Range(0, 50).Select(m => (double)y[m * 20 + j])],
                before = [.. Enumerable.Range(0, 50).Select(m => (double)x[m * 20 + j])];
            double variance = before.Average(value => Math.Pow(value - before.Average(), 2));
            Assert.Equal(0, column.Average(), 1e-6);
            Assert.Equal(variance / (variance + 1e-5), column.Average(value => value * value), 1e-5);
        }
    }

    [Theory]
    [InlineData(33, 32, 1)]
    [InlineData(34, 32, 2)]
    [InlineData(65, 32, 2)]
    [InlineData(2, 32, 1)]
    [InlineData(7, 2, 3)]
    public void Fit_leaves_no_sample_alone(int samples, int batchSize, int steps)
    {
        var network = new BatchNormalized(seed: 1);
        var adam = new Adam();
        network.Fit(BatchNormalized.Data(Samples.Draw(samples * 9, 1), Samples.Draw(samples * 3, 2)), adam, batchSize: batchSize);
        Assert.Equal(steps, adam.Steps);
        Assert.Throws<ArgumentException>(() => network.Fit(BatchNormalized.Data(Samples.Draw(9, 1), Samples.Draw(3, 2)), adam));
    }

    private static float[] Predict(BatchNormalized network, float[] x)
    {
        var y = new float[x.Length / 3];
        network.Predict(x, y);
        return y;
    }
}
