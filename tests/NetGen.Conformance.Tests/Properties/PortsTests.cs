namespace NetGen.Conformance;

/// <summary>Networks with several inputs and outputs.</summary>
public sealed class PortsTests
{
    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.NextSingle() * 2 - 1;
        return values;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Gradients_agree_with_differences(int seed)
    {
        foreach (GradientCheck check in (GradientCheck[])[new WideAndDeep(5).CheckGradients((ulong)seed),
            new Heads(5).CheckGradients((ulong)seed), new Pair(5).CheckGradients((ulong)seed), new Twins(5).CheckGradients((ulong)seed)])
            Assert.True(check.Passed, check.ToString());
        Assert.Equal(["Wide", "Deep"], new WideAndDeep(5).CheckGradients().Entries.Select(entry => entry.Name).TakeLast(2));
    }

    /// <summary>The network's outputs and losses in double precision, by its formulas.</summary>
    private static (double Click, double Price) Reference(WideAndDeep network, ReadOnlySpan<float> wide, ReadOnlySpan<float> deep)
    {
        var joined = new double[164];
        for (int j = 0; j < 64; j++)
        {
            double z = network.Hidden.Bias[j];
            for (int k = 0; k < 32; k++) z += (double)deep[k] * network.Hidden.Weight[k, j];
            joined[j] = Math.Max(z, 0);
        }
        for (int j = 0; j < 100; j++) joined[64 + j] = wide[j];
        double click = network.Click.Bias[0], price = network.Price.Bias[0];
        for (int k = 0; k < 164; k++)
        {
            click += joined[k] * network.Click.Weight[k, 0];
            price += joined[k] * network.Price.Weight[k, 0];
        }
        return (1 / (1 + Math.Exp(-click)), price);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 1)]
    [InlineData(700, 2)]
    public void Outputs_and_losses_are_what_the_formulas_say(int samples, int threads)
    {
        var network = new WideAndDeep(seed: 3);
        float[] wide = Values(samples * 100, 1), deep = Values(samples * 32, 2), click = new float[samples], price = new float[samples];
        float[] clickTarget = [.. Values(samples, 3).Select(value => value > 0 ? 1f : 0f)], priceTarget = Values(samples, 4),
            weights = Array.ConvertAll(Values(samples, 5), MathF.Abs);
        network.Predict(wide, deep, click, price, threads);
        double clickLoss = 0, priceLoss = 0;
        for (int i = 0; i < samples; i++)
        {
            (double c, double p) = Reference(network, wide.AsSpan(i * 100, 100), deep.AsSpan(i * 32, 32));
            Assert.Equal(c, click[i], 1e-5);
            Assert.Equal(p, price[i], 1e-5);
            clickLoss -= weights[i] * (clickTarget[i] > 0 ? Math.Log(c) : Math.Log(1 - c)) / samples;
            priceLoss += 0.1 * weights[i] * (p - priceTarget[i]) * (p - priceTarget[i]) / samples;
        }
        WideAndDeep.LossValues loss = network.TrainStep(wide, deep, clickTarget, priceTarget, new SGD(0.1), weights);
        Assert.Equal(clickLoss, loss.Click, 1e-5);
        Assert.Equal(priceLoss, loss.Price, 1e-5);
        Assert.Equal(loss.Click + loss.Price, loss.Total);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(600)]
    public void Forward_Loss_Backward_and_Step_are_TrainStep_to_the_bit(int samples)
    {
        Heads network = new(seed: 2), other = new(seed: 2);
        float[] x = Values(samples * 5, 1), t = Values(samples * 17, 2), weights = Array.ConvertAll(Values(samples, 3), MathF.Abs),
            kind = new float[samples * 3], values = new float[samples * 17], policy = new float[samples * 2];
        int[] classes = [.. Values(samples, 4).Select(value => (int)((value + 1) * 1.5f))];
        Tape<Heads> tape = network.CreateTape(samples);
        Adam mine = new(0.01), its = new(0.01);
        for (int step = 0; step < 3; step++)
        {
            network.Predict(x, kind, values, policy);
            Heads.Outputs y = network.Forward(tape, x);
            Bits.Same(kind, y.Kind, "Kind");
            Bits.Same(values, y.Values, "Values");
            Bits.Same(policy, y.Policy, "Policy");
            Heads.LossValues loss = network.Loss(tape, classes, t, weights);
            network.Backward(tape);
            mine.Step(network, tape);
            Assert.Equal(other.TrainStep(x, classes, t, its, weights), loss);
        }
        foreach ((Parameter expected, Parameter actual) in other.Parameters.Zip(network.Parameters))
            Bits.Same(expected.ToArray(), actual.ToArray(), expected.Name);
    }

    [Fact]
    public void The_gradient_of_the_loss_is_that_of_its_own_gradients()
    {
        const int Samples = 9;
        var network = new Heads(seed: 2);
        float[] x = Values(Samples * 5, 1), t = Values(Samples * 17, 2), kindGradient = new float[Samples * 3],
            valuesGradient = new float[Samples * 17];
        int[] classes = [0, 1, 2, 2, 1, 0, 0, 1, 2];
        Tape<Heads> fromLoss = network.CreateTape(Samples), fromGradients = network.CreateTape(Samples);
        network.Forward(fromLoss, x);
        network.Loss(fromLoss, classes, t);
        network.Backward(fromLoss);

        Heads.Outputs y = network.Forward(fromGradients, x);
        Losses.SoftmaxCrossEntropy(y.Kind, classes, kindGradient);
        Losses.MeanSquaredError(y.Values, t, valuesGradient);
        for (int i = 0; i < kindGradient.Length; i++) kindGradient[i] *= 0.5f;
        for (int i = 0; i < valuesGradient.Length; i++) valuesGradient[i] *= 3;
        network.Backward(fromGradients, kindGradient, valuesGradient, default);
        foreach ((Parameter expected, Parameter actual) in fromLoss.Gradients.Zip(fromGradients.Gradients))
            foreach ((float e, float a) in expected.ToArray().Zip(actual.ToArray())) Assert.Equal(e, a, 1e-5f);
    }

    [Fact]
    public void Fit_and_Evaluate_learn_and_save_what_several_outputs_need()
    {
        float[] left = Values(400 * 7, 1), right = Values(400 * 7, 2), t = new float[400];
        for (int i = 0; i < 400; i++) t[i] = (left[7 * i] + 1) * right[7 * i] > (left[7 * i + 1] + 1) * right[7 * i + 1] ? 1 : 0;
        var network = new Pair(seed: 1);
        Dataset<Pair> data = Pair.Data(left, right, t);
        History history = network.Fit(data.Slice(0, 300), new Adam(0.05), epochs: 60, validation: data.Slice(300, 100));
        Assert.True(history.Last.ValidationAccuracy > 0.9, history.Last.ToString());
        Assert.Equal(history.Last.ValidationLoss, network.Evaluate(data.Slice(300, 100)).Loss);

        using var stream = new MemoryStream();
        network.Save(stream);
        stream.Position = 0;
        Pair copy = Pair.Load(stream);
        Assert.Equal(network.Predict(left.AsSpan(0, 7), right.AsSpan(0, 7)), copy.Predict(left.AsSpan(0, 7), right.AsSpan(0, 7)));
    }

    [Fact]
    public void Nothing_is_allocated_in_the_steady_state()
    {
        var network = new WideAndDeep(seed: 3);
        network.Reserve(3, 200);
        float[] wide = Values(200 * 100, 1), deep = Values(200 * 32, 2), click = new float[200], price = new float[200];
        var optimizer = new Adam(1e-3);
        Assert.Equal(0, Allocations.OfSteadyState(Use));

        void Use()
        {
            network.Predict(wide, deep, click, price);
            network.TrainStep(wide, deep, click, price, optimizer);
        }
    }
}
