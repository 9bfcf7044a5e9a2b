namespace NetGen.Conformance;

/// <summary>Forward, Loss and Backward on a tape: what they add up to, and what TrainStep makes of the same.</summary>
public sealed class TapeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(1300)]
    public void A_step_by_tape_is_TrainStep_to_the_bit(int samples)
    {
        (float[] x, float[] t) = Samples.Learnable(samples, seed: samples);
        float[] weights = Samples.Draw(samples, 3, 0, 2);
        Classifier one = new(seed: 1), other = new(seed: 1);
        Adam first = new(1e-2), second = new(1e-2);
        Tape<Classifier> tape = other.CreateTape(samples);
        for (int step = 0; step < 3; step++)
        {
            float loss = one.TrainStep(x, t, first, weights);
            other.Forward(tape, x);
            Assert.Equal(loss, other.Loss(tape, t, weights));
            other.Backward(tape);
            second.Step(other, tape);
            Bits.Same(Samples.Flat(one.Parameters), Samples.Flat(other.Parameters), $"parameters after step {step}");
        }
    }

    [Fact]
    public void A_tape_for_one_large_sample_takes_the_memory_of_one_and_gives_the_same_bits()
    {
        var network = new Large(seed: 1);
        float[] x = Samples.Draw(Large.Info.InputLength, 1);
        Assert.Equal(1, NetworkCase.Of(typeof(Large)).Memory.TapeRows);
        Tape<Large> one = network.CreateTape(1), many = network.CreateTape(16);
        foreach (Tape<Large> tape in new[] { one, many })
        {
            network.Forward(tape, x);
            network.Loss(tape, [2]);
            network.Backward(tape);
        }
        Bits.Same(Samples.Flat(one.Gradients), Samples.Flat(many.Gradients), "gradients");
    }

    [Fact]
    public void A_step_by_tape_is_TrainStep_to_the_bit_with_dropout_too()
    {
        float[] x = Samples.Draw(40 * 21, 1), t = Distributions(40);
        Dropped one = new(seed: 4), other = new(seed: 4);
        SGD first = new(0.1), second = new(0.1);
        Tape<Dropped> tape = other.CreateTape(64);
        for (int step = 0; step < 3; step++)
        {
            one.TrainStep(x, t, first);
            other.Forward(tape, x);
            other.Loss(tape, t);
            other.Backward(tape);
            second.Step(other, tape);
            Bits.Same(Samples.Flat(one.Parameters), Samples.Flat(other.Parameters), $"parameters after step {step}");
        }
    }

    [Fact]
    public void Gradients_of_more_than_512_samples_are_those_of_blocks_of_512_added_in_order()
    {
        const int samples = 1100;
        var network = new Golden17(seed: 2);
        float[] x = Samples.Draw(samples * 17, 1), dy = Samples.Draw(samples * 9, 2);
        Tape<Golden17> whole = network.CreateTape(samples), part = network.CreateTape(512);
        network.Forward(whole, x);
        network.Backward(whole, dy);
        float[] sum = new float[Golden17.ParameterCount];
        for (int first = 0; first < samples; first += 512)
        {
            int count = Math.Min(512, samples - first);
            network.Forward(part, x.AsSpan(first * 17, count * 17));
            network.Backward(part, dy.AsSpan(first * 9, count * 9));
            float[] term = Samples.Flat(part.Gradients);
            for (int i = 0; i < sum.Length; i++) sum[i] = first == 0 ? term[i] : sum[i] + term[i];
            part.Clear();
        }
        Bits.Same(sum, Samples.Flat(whole.Gradients), "gradients");
    }

    [Fact]
    public void Gradients_of_2000_samples_agree_with_double_precision()
    {
        NetworkCase network = NetworkCase.Of(typeof(Golden12));
        var inputs = new Inputs(network, 2000, seed: 9);
        var reference = new Reference(network, inputs);
        var generated = new Golden12(seed: 0);
        for (int p = 0; p < generated.Parameters.Count; p++)
            generated.Parameters[p].CopyFrom(NetworkCase.Dense(network.Plan.Parameters[p], inputs.Parameters));
        Tape<Golden12> tape = generated.CreateTape(2000);
        generated.Forward(tape, inputs.X);
        generated.Loss(tape, inputs.T, inputs.Weights);
        generated.Backward(tape);
        foreach (Parameter parameter in tape.Gradients)
            Tolerance.Rule.Close(reference.FromLoss[parameter.Name], parameter.ToArray(), parameter.Name);
    }

    [Fact]
    public void Backward_twice_adds_up_and_Clear_starts_again()
    {
        var network = new Golden7(seed: 3);
        float[] x = Samples.Draw(10 * 7, 1), dy = Samples.Draw(10 * 3, 2);
        Tape<Golden7> tape = network.CreateTape(10);
        Assert.True(tape.IsClear);
        network.Forward(tape, x);
        network.Backward(tape, dy);
        float[] once = Samples.Flat(tape.Gradients);
        Assert.False(tape.IsClear);
        Assert.Contains(once, value => value != 0);
        network.Forward(tape, x);
        network.Backward(tape, dy);
        Bits.Same(once.Select(value => value + value).ToArray(), Samples.Flat(tape.Gradients), "after the second pass");
        tape.Clear();
        Assert.All(Samples.Flat(tape.Gradients), value => Assert.Equal(0, value));
        network.Forward(tape, x);
        network.Backward(tape, dy);
        Bits.Same(once, Samples.Flat(tape.Gradients), "after clearing");
    }

    [Fact]
    public void The_gradient_of_the_input_leaves_those_of_the_parameters_alone_unless_asked()
    {
        var network = new ActivationStack(seed: 3);
        float[] x = Samples.Draw(6 * 63, 1), dy = Samples.Draw(6 * 6, 2), dx = new float[x.Length], both = new float[x.Length];
        Tape<ActivationStack> tape = network.CreateTape(6), second = network.CreateTape(6);
        network.Forward(tape, x);
        network.BackwardToInput(tape, dy, dx);
        Assert.True(tape.IsClear);
        Assert.All(Samples.Flat(tape.Gradients), value => Assert.Equal(0, value));
        network.Forward(second, x);
        network.BackwardToInput(second, dy, both, parameters: true);
        Bits.Same(dx, both, "dx");
        network.Forward(tape, x);
        network.Backward(tape, dy);
        Bits.Same(Samples.Flat(tape.Gradients), Samples.Flat(second.Gradients), "gradients");
        Assert.Contains(dx, value => value != 0);
    }

    [Fact]
    public void The_tape_keeps_a_copy_of_its_input_and_gives_the_outputs_of_Predict()
    {
        var network = new PartlyFrozen(seed: 3);
        float[] x = Samples.Draw(5 * 11, 1), dy = Samples.Draw(5 * 2, 2), y = new float[10];
        Tape<PartlyFrozen> tape = network.CreateTape(8), other = network.CreateTape(5);
        network.Predict(x, y);
        Bits.Same(y, network.Forward(tape, x), "outputs");
        network.Forward(other, x);
        Array.Fill(x, float.NaN);
        network.Backward(tape, dy);
        network.Backward(other, dy);
        Assert.DoesNotContain(Samples.Flat(tape.Gradients), float.IsNaN);
        Bits.Same(Samples.Flat(tape.Gradients), Samples.Flat(other.Gradients), "gradients on tapes of other capacities");
    }

    [Fact]
    public void A_sample_that_counts_nothing_leaves_no_trace_and_one_that_counts_twice_is_there_twice()
    {
        (float[] x, float[] t) = Samples.Learnable(3, seed: 8);
        var network = new Classifier(seed: 1);
        Tape<Classifier> tape = network.CreateTape(4);
        network.Forward(tape, x);
        float weighted = network.Loss(tape, t, [1, 0, 2]);
        network.Backward(tape);
        float[] gradients = Samples.Flat(tape.Gradients);
        tape.Clear();

        float[] twice = [.. x[..10], .. x[20..], .. x[20..]];
        network.Forward(tape, twice);
        float repeated = network.Loss(tape, [t[0], t[2], t[2]]);
        network.Backward(tape);
        Tolerance.Rule.Close([repeated], [weighted], "loss");
        Tolerance.Rule.Close(Samples.Flat(tape.Gradients).Select(value => (double)value).ToArray(), gradients, "gradients");
    }

    [Fact]
    public void The_factor_of_a_loss_is_in_its_value_and_its_gradients()
    {
        NetworkCase network = NetworkCase.Of(typeof(PartlyFrozen));
        Assert.Equal(0.25, network.Plan.LossWeight);
        var inputs = new Inputs(network, 9, seed: 2) { Weights = Enumerable.Repeat(1f, 9).ToArray() };
        var reference = new Reference(network, inputs);
        var generated = new PartlyFrozen(seed: 0);
        for (int p = 0; p < generated.Parameters.Count; p++)
            generated.Parameters[p].CopyFrom(NetworkCase.Dense(network.Plan.Parameters[p], inputs.Parameters));
        Tape<PartlyFrozen> tape = generated.CreateTape(9);
        generated.Forward(tape, inputs.X);
        float loss = generated.Loss(tape, inputs.T);
        generated.Backward(tape);
        Tolerance.Rule.Close([0.25 * reference.Losses.Average()], [loss], "loss");
        foreach (Parameter parameter in tape.Gradients.Where(parameter => parameter.Trainable))
            Tolerance.Rule.Close(reference.FromLoss[parameter.Name], parameter.ToArray(), parameter.Name);
    }

    private static float[] Distributions(int samples)
    {
        float[] t = Samples.Draw(samples * 5, 2, 0.1, 1);
        for (int first = 0; first < t.Length; first += 5)
        {
            float sum = t.AsSpan(first, 5).ToArray().Sum();
            for (int j = first; j < first + 5; j++) t[j] /= sum;
        }
        return t;
    }
}
