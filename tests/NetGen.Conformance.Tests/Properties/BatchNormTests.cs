using System.Text.Json;
using NetGen.Compiler;

namespace NetGen.Conformance;

/// <summary>Normalisation over the batch through the generated members: against PyTorch, and what running statistics do.</summary>
[Collection("one at a time")]
public sealed class BatchNormTests
{
    [Fact]
    public void Values_gradients_and_running_statistics_are_those_of_PyTorch()
    {
        NetworkCase network = NetworkCase.Of("BatchNormOf20");
        foreach (JsonElement golden in Golden.Read("batch-norm.json").GetProperty("cases").EnumerateArray())
        {
            int samples = golden.Integers("shape")[0];
            var inputs = new Inputs(network, samples, seed: 0) { X = golden.Floats("x"), Dy = golden.Floats("dy"), Training = golden.GetProperty("training").GetBoolean() };
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

                var after = new Guarded(inputs.Parameters);
                var tape = new Guarded(16 * network.Plan.TapePerSample + network.Plan.TapeFixed, float.NaN);
                network.Kernels(isa).Forward(ref after.Start, ref new Guarded(inputs.X).Start, ref tape.Start, 16, 0, (nuint)samples, 0, 0, 0, inputs.Training);
                foreach (ParameterPlan parameter in network.Plan.Parameters)
                {
                    (string set, float[] block) = parameter.IsLearnt ? ("gradients", run.FromOutput) : ("after", after.Span.ToArray());
                    Tolerance.Rule.Close(golden.GetProperty(set).Doubles(NameInFile(parameter)), NetworkCase.Dense(parameter, block), $"{what}: {set} of {parameter.Role}");
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
    public void TrainStep_allocates_nothing_once_the_tape_has_grown()
    {
        var network = new BatchNormalized(seed: 1);
        var adam = new Adam();
        float[] x = Samples.Draw(1100 * 9, 1), t = Samples.Draw(1100 * 3, 2);
        for (int i = 0; i < 3; i++) network.TrainStep(x, t, adam);
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.TrainStep(x, t, adam);
        network.TrainStep(x.AsSpan(0, 40 * 9), t.AsSpan(0, 40 * 3), adam);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
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
        Assert.Equal(["batchNorm1.running_mean", "batchNorm1.running_var"], network.Parameters.Where(parameter => !parameter.Trainable).Take(2).Select(parameter => parameter.FileName));
        Assert.Equal(BatchNormalized.ParameterCount, network.Parameters.Where(parameter => parameter.Trainable).Sum(parameter => parameter.Length));
    }

    private static float[] Predict(BatchNormalized network, float[] x)
    {
        var y = new float[x.Length / 3];
        network.Predict(x, y);
        return y;
    }
}
