namespace NetGen.Conformance;

/// <summary>Two networks that learn from each other through the gradient of an input.</summary>
public sealed class AdversarialTests
{
    private const int Batch = 16;

    [Fact]
    public void A_generator_learns_to_please_a_discriminator_that_stays_still()
    {
        Generator generator = new(seed: 1);
        Discriminator discriminator = new(seed: 2);
        Tape<Generator> gTape = generator.CreateTape(Batch);
        Tape<Discriminator> dTape = discriminator.CreateTape(Batch);
        var adam = new Adam(1e-2);
        float[] noise = Samples.Draw(Batch * 12, 3), ones = Enumerable.Repeat(1f, Batch * 2).ToArray();
        float[] ds = new float[Batch * 2], df = new float[Batch * 3], before = Samples.Flat(discriminator.Parameters);
        float first = 0, last = 0;
        for (int step = 0; step < 60; step++)
        {
            ReadOnlySpan<float> fake = generator.Forward(gTape, noise);
            last = Losses.BinaryCrossEntropy(discriminator.Forward(dTape, fake), ones, ds);
            if (step == 0) first = last;
            discriminator.BackwardToInput(dTape, ds, df);
            generator.Backward(gTape, df);
            adam.Step(generator, gTape);
        }
        Assert.True(last < 0.8f * first, $"loss {first} → {last}");
        Assert.True(dTape.IsClear);
        Bits.Same(before, Samples.Flat(discriminator.Parameters), "the discriminator");
    }

    [Fact]
    public void Gradients_through_two_networks_are_those_of_central_differences()
    {
        Generator generator = new(seed: 1);
        Discriminator discriminator = new(seed: 2);
        Tape<Generator> gTape = generator.CreateTape(1);
        Tape<Discriminator> dTape = discriminator.CreateTape(1);
        float[] noise = Samples.Draw(12, 3), dy = [1, -0.5f], df = new float[3], dNoise = new float[12];
        discriminator.Forward(dTape, generator.Forward(gTape, noise));
        discriminator.BackwardToInput(dTape, dy, df);
        generator.BackwardToInput(gTape, df, dNoise, parameters: true);

        const float h = 1e-2f;
        for (int i = 0; i < 12; i++)
        {
            double difference = (Value(i, h) - Value(i, -h)) / (2 * h);
            Assert.True(Math.Abs(difference - dNoise[i]) < 2e-3 * Math.Max(0.05, Math.Abs(difference)),
                $"[{i}]: {dNoise[i]}, difference {difference}");
        }

        double Value(int i, float step)
        {
            float[] moved = [.. noise], fake = new float[3], y = new float[2];
            moved[i] += step;
            generator.Predict(moved, fake);
            discriminator.Predict(fake, y);
            return dy[0] * (double)y[0] + dy[1] * (double)y[1];
        }
    }

    [Fact]
    public void A_step_on_two_batches_is_one_on_their_sum()
    {
        Discriminator one = new(seed: 2), other = new(seed: 2);
        Tape<Discriminator> tape = one.CreateTape(Batch), second = other.CreateTape(Batch);
        float[] real = Samples.Draw(Batch * 3, 1), fake = Samples.Draw(Batch * 3, 2);
        float[] ones = Enumerable.Repeat(1f, Batch * 2).ToArray(), zeros = new float[Batch * 2];
        foreach (var (x, t) in ((float[], float[])[])[(real, ones), (fake, zeros)])
        {
            one.Forward(tape, x);
            one.Loss(tape, t);
            one.Backward(tape);
        }
        new SGD(0.1).Step(one, tape);
        Assert.True(tape.IsClear);

        var sum = new float[Discriminator.ParameterCount];
        foreach (var (x, t) in ((float[], float[])[])[(real, ones), (fake, zeros)])
        {
            other.Forward(second, x);
            other.Loss(second, t);
            other.Backward(second);
            float[] term = Samples.Flat(second.Gradients);
            for (int i = 0; i < sum.Length; i++) sum[i] += term[i];
            second.Clear();
        }
        float[] expected = Samples.Flat(other.Parameters).Zip(sum, (p, g) => MathF.FusedMultiplyAdd(-0.1f, g, p)).ToArray();
        Tolerance.Rule.Close(expected.Select(value => (double)value).ToArray(), Samples.Flat(one.Parameters), "parameters");
    }
}
