namespace NetGen.Conformance;

/// <summary>
/// In generated networks: a step that is not taken leaves running statistics, too, as they were; targets that are no probabilities are
/// refused in every door; how large the loss of a probability of 0
/// gets, in each form, is what docs/defaults.md says.
/// </summary>
public sealed class DivergenceTests
{
    private static void Says(Action action, string part) => Assert.Contains(part, Assert.Throws<ArgumentException>(action).Message);

    [Theory]
    [InlineData(float.NaN, 0.1f)]
    [InlineData(float.PositiveInfinity, 0.1f)]
    [InlineData(0.1f, float.NaN)]
    [InlineData(0.1f, 1e25f)]
    public void A_step_that_is_not_taken_leaves_running_statistics_alone(float input, float target)
    {
        BatchNormalized network = new(seed: 1), other = new(seed: 1);
        float[] x = Samples.Draw(40 * 9, 1), t = Samples.Draw(40 * 3, 2), illX = [.. x], illT = [.. t];
        (illX[77], illT[33]) = (input, target);
        Adam mine = new(), its = new();
        for (int step = 0; step < 4; step++)
        {
            if (step is 0 or 2) Assert.False(float.IsFinite(network.TrainStep(illX, illT, mine)));
            Assert.Equal(other.TrainStep(x, t, its), network.TrainStep(x, t, mine));
            Bits.Same(Samples.Block(other.Parameters), Samples.Block(network.Parameters), $"step {step}: parameters and statistics");
        }
        Assert.Equal((4L, 2L), (mine.Steps, mine.SkippedSteps));
    }

    /// <summary>
    /// Nothing reads the gradients of this network's weights before a step, as their kernels add up their squares: an overflow in one of
    /// them is seen all the same, wherever it is and whichever thread stores it.
    /// </summary>
    [Theory]
    [InlineData(1, 1, 0), InlineData(1, 8, 7), InlineData(1, 8, 15), InlineData(300, 0, 0), InlineData(300, 4, 15), InlineData(1500, 8, 3)]
    public void An_overflow_in_a_weight_s_gradient_alone_is_seen(int samples, int input, int unit)
    {
        foreach (int threads in (int[])[1, 2, 3])
        {
            var network = new Golden9(seed: 1);
            foreach (Parameter parameter in network.Parameters) parameter.CopyFrom(new float[parameter.Length]);
            network.Dense1.Weight[input, unit] = 1e-37f;
            network.Dense2.Weight[unit, 0] = 10;
            float[] x = new float[samples * 9], before = Samples.Flat(network.Parameters);
            int[] t = new int[samples];
            Array.Fill(t, 2);
            for (int i = 0; i < samples; i++) x[i * 9 + input] = 2e38f;
            foreach (Optimizer optimizer in (Optimizer[])[new SGD(1e-30), new Adam()])
            {
                Assert.True(float.IsFinite(network.TrainStep(x, t, optimizer, threads: threads)));
                Assert.Equal((0L, 1L), (optimizer.Steps, optimizer.SkippedSteps));
                Bits.Same(before, Samples.Flat(network.Parameters), "parameters");
            }
            network.TrainStep(x, t, new SGD(1e-30) { FiniteChecks = false }, threads: threads);
            Assert.Equal(1, Samples.Flat(network.Parameters).Count(value => !float.IsFinite(value)));
        }
    }

    [Fact]
    public void A_forward_pass_of_training_never_leaves_statistics_that_are_none()
    {
        var network = new BatchNormalized(seed: 1);
        float[] x = Samples.Draw(40 * 9, 1), mean = network.BatchNorm1.RunningMean.ToArray();
        x[9 * 7 + 4] = float.NaN;
        network.Forward(network.CreateTape(40), x);
        float[] moved = network.BatchNorm1.RunningMean.ToArray();
        for (int j = 0; j < 9; j++) Assert.Equal(j != 4, mean[j] != moved[j]);
        Assert.DoesNotContain(Samples.Flat(network.Parameters), value => !float.IsFinite(value));
    }

    [Fact]
    public void Fit_of_a_network_with_statistics_ends_in_finite_ones()
    {
        var network = new BatchNormalized(seed: 1);
        float[] x = Samples.Draw(400 * 9, 1), t = Samples.Draw(400 * 3, 2);
        Assert.Throws<DivergenceException>(() => network.Fit(BatchNormalized.Data(x, t), new SGD(1e30), epochs: 50));
        Assert.DoesNotContain(Samples.Block(network.Parameters), value => !float.IsFinite(value));
        network.Save(Stream.Null);
    }

    [Theory]
    [InlineData(1.25f, "1.25")]
    [InlineData(-1f, "-1")]
    [InlineData(float.NaN, "NaN")]
    public void Targets_that_are_no_probabilities_are_refused_in_every_door(float value, string text)
    {
        const string Rest = "targets of this loss are probabilities, from 0 to 1";
        var network = new Classifier(seed: 1);
        float[] before = Samples.Flat(network.Parameters), x = Samples.Draw(600 * 10, 1), t = new float[600];
        t[523] = value;
        string expected = $"t[523] is {text}; {Rest}";
        Says(() => network.TrainStep(x, t, new Adam()), expected);
        Says(() => network.TrainStep(x, t, new Adam(), threads: 2), expected);
        INetwork<Classifier> slots = network;
        BatchSlot[] inputs = [new(x)], targets = [new(t)];
        Says(() => slots.TrainStep(new Batch(600, inputs, targets), new Adam()), expected);
        Says(() => slots.Evaluate(new Batch(600, inputs, targets)), expected);
        Tape<Classifier> tape = network.CreateTape(600);
        network.Forward(tape, x);
        Says(() => network.Loss(tape, t), expected);
        Bits.Same(before, Samples.Flat(network.Parameters), "parameters");
        Says(() => Classifier.Data(x, t), float.IsNaN(value) ? "t[523] is NaN: value 0 of row 523" : expected);
    }

    /// <summary>Which losses ask for probabilities: those that have no lower bound without, or take their logarithm.</summary>
    [Fact]
    public void The_losses_that_ask_for_probabilities_say_so()
    {
        Assert.True(Classifier.Info.TargetsAreProbabilities && Classifier.Info.Outputs[0].TargetsAreProbabilities);
        NetworkInfo[] asking = [SigmoidCrossEntropyOf10.Info, BinaryCrossEntropyOf10.Info, KLDivergenceOf10.Info,
            SoftmaxKLDivergenceOf10.Info];
        NetworkInfo[] others = [SoftmaxCrossEntropyOf10.Info, CrossEntropyOf10.Info, MeanSquaredErrorOf10.Info, HingeOf10.Info];
        Assert.All(asking, info => Assert.True(info.TargetsAreProbabilities));
        Assert.All(others, info => Assert.False(info.TargetsAreProbabilities));
        Assert.Equal([true, false], WideAndDeep.Info.Outputs.Select(output => output.TargetsAreProbabilities));
        Assert.False(WideAndDeep.Info.TargetsAreProbabilities);
        Says(() => Refused(new SigmoidCrossEntropyOf10(1), -0.5f), "t[7] is -0.5");
        Says(() => Refused(new SoftmaxKLDivergenceOf10(1), 2), "t[7] is 2");
        Says(() => Refused(new KLDivergenceOf10(1), -1), "t[7] is -1");
        Refused(new SoftmaxCrossEntropyOf10(1), -1);      // a policy gradient's weights may have any sign

        static void Refused<T>(T network, float value) where T : class, INetwork<T>
        {
            BatchSlot[] x = [new(new float[10])], t = [new(Enumerable.Range(0, 10).Select(i => i == 7 ? value : 0).ToArray())];
            network.Evaluate(new Batch(1, x, t));
        }
    }

    [Fact]
    public void A_target_of_one_of_several_outputs_is_named_after_it()
    {
        var network = new WideAndDeep(seed: 1);
        int samples = 20;
        float[] wide = new float[samples * WideAndDeep.Info.Inputs[0].Length],
            deep = new float[samples * WideAndDeep.Info.Inputs[1].Length];
        float[] click = new float[samples], price = new float[samples];
        click[19] = 2;
        price[3] = -7;      // any number
        Says(() => network.TrainStep(wide, deep, click, price, new Adam()), "clickTarget[19] is 2;");
        Says(() => WideAndDeep.Data(wide, deep, click, price), "clickTarget[19] is 2;");
        Tape<WideAndDeep> tape = network.CreateTape(samples);
        network.Forward(tape, wide, deep);
        Says(() => network.Loss(tape, click, price), "clickTarget[19] is 2;");
    }

    /// <summary>
    /// Joined with the sigmoid or softmax above it a loss is that of the logits, exact for any; of probabilities it takes logarithms not
    /// below −100, as PyTorch's BCELoss.
    /// </summary>
    [Fact]
    public void The_loss_of_a_probability_of_zero_is_1000_from_logits_and_100_from_probabilities()
    {
        var network = new Classifier(seed: 1);
        foreach (Parameter parameter in network.Parameters) parameter.CopyFrom(new float[parameter.Length]);
        network.Dense3.Bias[0] = -1000;
        Assert.Equal(0, network.Predict(new float[10]));
        Assert.Equal(1000, Loss(network, new float[10], [1]));
        Assert.Equal(1000, Loss(new SigmoidCrossEntropyOf1(1), [-1000], [1]));
        Assert.Equal(100, Loss(new BinaryCrossEntropyOf1(1), [-1000], [1]));
        Assert.Equal(100, Losses.BinaryCrossEntropy([0], [1], new float[1]));
        Assert.Equal(1000, Losses.SigmoidCrossEntropy([-1000], [1], new float[1]));

        float[] logits = [1000, 0, 0, 0, 0, 0, 0, 0, 0, 0], second = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal(1000, Loss(new SoftmaxCrossEntropyOf10(1), logits, second));
        Assert.Equal(1000, Loss(new SoftmaxKLDivergenceOf10(1), logits, second));
        Assert.Equal(100, Loss(new CrossEntropyOf10(1), logits, second));
        Assert.Equal(100, Loss(new KLDivergenceOfProbabilitiesOf10(1), logits, second));
        Assert.Equal(1000, Loss(new KLDivergenceOf10(1), logits, second));

        static float Loss<T>(T network, float[] x, float[] t) where T : class, INetwork<T>
        {
            BatchSlot[] inputs = [new(x)], targets = [new(t)];
            return network.Evaluate(new Batch(1, inputs, targets));
        }
    }
}
