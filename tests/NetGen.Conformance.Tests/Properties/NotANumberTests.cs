namespace NetGen.Conformance;

/// <summary>Where NaN and infinities go.</summary>
public sealed class NotANumberTests
{
    [Theory]
    [MemberData(nameof(NetworkCase.All), MemberType = typeof(NetworkCase))]
    public void A_NaN_comes_out_and_touches_no_other_sample(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        const int samples = 33;
        int length = network.InputLength, outputs = network.OutputLength, losses = network.Losses.Count;
        var clean = new Inputs(network, samples, seed: 12);
        var soiled = new Inputs(network, samples, seed: 12);
        int[] ill = [0, 7, 32];
        foreach (int m in ill) soiled.X.AsSpan(m * length, length).Fill(float.NaN);
        clean.Training = soiled.Training = !network.Plan.NeedsFullBatch;    // statistics of a batch are of all its samples
        foreach (Isa isa in TargetKernels.Runnable)
        {
            KernelRun expected = KernelRun.Of(network, isa, clean), actual = KernelRun.Of(network, isa, soiled);
            for (int m = 0; m < samples; m++)
            {
                if (!ill.Contains(m))
                {
                    string what = $"{name} on {isa}, sample {m}";
                    Bits.Same(expected.Predicted.AsSpan(m * outputs, outputs), actual.Predicted.AsSpan(m * outputs, outputs),
                        what + ": Predict");
                    Bits.Same(expected.Output.AsSpan(m * outputs, outputs), actual.Output.AsSpan(m * outputs, outputs), what + ": Forward");
                    Bits.Same(expected.Dx.AsSpan(m * length, length), actual.Dx.AsSpan(m * length, length), what + ": dx");
                    Bits.Same(expected.Losses.AsSpan(m * losses, losses), actual.Losses.AsSpan(m * losses, losses), what + ": losses");
                    continue;
                }
                Assert.All(actual.Predicted[(m * outputs)..((m + 1) * outputs)],
                    value => Assert.True(float.IsNaN(value), $"{name} on {isa}: {value} of Predict"));
                Assert.All(actual.Losses[(m * losses)..((m + 1) * losses)],
                    value => Assert.True(float.IsNaN(value), $"{name} on {isa}: loss {value}"));
            }
        }
    }

    [Fact]
    public void A_loss_that_is_not_a_number_is_returned_as_one()
    {
        var network = new Classifier(seed: 1);
        var x = new float[20];
        x[3] = float.NaN;
        Assert.True(float.IsNaN(network.TrainStep(x, [0, 1], new SGD(0.1))));
    }

    [Theory]
    [InlineData(88.8f)]
    [InlineData(-104f)]
    [InlineData(1e30f)]
    [InlineData(-1e30f)]
    [InlineData(float.MaxValue)]
    public void A_joined_loss_of_huge_logits_stays_finite(float value)
    {
        // Golden9 without its biases: logits grow with x alone. The discriminator's loss works on probabilities, which its limits keep
        // finite.
        var network = new Golden9(seed: 1);
        foreach (Parameter parameter in network.Parameters)
            parameter.CopyFrom(Enumerable.Repeat(parameter.Shape[0] == 9 ? 1f / 9 : 1f / 16, parameter.Length).ToArray());
        for (int i = 0; i < 16; i++) network.Dense2.Weight[i, 2] = 0;
        float[] x = Enumerable.Repeat(value, 9).ToArray();
        Tape<Golden9> tape = network.CreateTape(1);
        network.Forward(tape, x);
        Assert.True(float.IsFinite(network.Loss(tape, [2])), "loss");
        var judge = new Discriminator(seed: 1);
        Tape<Discriminator> other = judge.CreateTape(1);
        judge.Forward(other, [value, value, -value]);
        Assert.True(float.IsFinite(judge.Loss(other, [1, 0])), "binary loss");
        judge.Backward(other);
        Assert.All(Samples.Flat(other.Gradients).Take(24), gradient => Assert.False(float.IsNaN(gradient)));
    }
}
