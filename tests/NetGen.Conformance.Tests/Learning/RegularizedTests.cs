namespace NetGen.Conformance;

/// <summary>
/// A generated network with penalties, bounds of norms and shares of weight decay learns what the formulas say, step by step.
/// </summary>
public sealed class RegularizedTests
{
    private const int Samples = 12, Steps = 12;

    private static readonly float[] X = Inputs.Draw(new Random(1), Samples * 9, -2, 2);
    private static readonly float[] T = Inputs.Draw(new Random(2), Samples * 3, -1, 1);

    [Fact]
    public void Steps_of_SGD_with_momentum_are_those_of_the_formulas_in_double_precision()
    {
        const double rate = 0.05, momentum = 0.9, decay = 0.1;
        var velocity = new Dictionary<string, double[]>();
        Regularized network = Compare(new SGD(rate, momentum, weightDecay: decay), (name, w, g, share) =>
        {
            bool first = velocity.TryAdd(name, new double[w.Length]);
            double[] v = velocity[name];
            for (int i = 0; i < w.Length; i++)
            {
                double slope = g[i] + decay * share * w[i];
                v[i] = first ? slope : momentum * v[i] + slope;
                w[i] -= rate * v[i];
            }
        }, Tolerance.Rule);

        // Bounds hold some units and leave others alone.
        double[] before = Norms(new Regularized(seed: 3).Dense1.Weight), after = Norms(network.Dense3.Weight);
        Assert.Contains(before, norm => norm > 0.6);
        Assert.Contains(before, norm => norm < 0.6);
        Assert.Contains(after, norm => norm > 0.49999);
        Assert.All(after, norm => Assert.True(norm < 0.500001, $"norm {norm}"));
    }

    /// <summary>Of each unit's weights.</summary>
    private static double[] Norms(Parameter weight) => Enumerable.Range(0, weight.Shape[1])
        .Select(j => Math.Sqrt(Enumerable.Range(0, weight.Shape[0]).Sum(i => Math.Pow(weight[i, j], 2)))).ToArray();

    [Fact]
    public void Steps_of_AdamW_are_those_of_the_formulas_in_double_precision()
    {
        const double rate = 1e-2, decay = 0.3;
        var moments = new Dictionary<string, (double[] M, double[] V, int[] Step)>();
        Compare(new AdamW(rate, weightDecay: decay), (name, w, g, share) =>
        {
            moments.TryAdd(name, (new double[w.Length], new double[w.Length], new int[1]));
            (double[] m, double[] v, int[] step) = moments[name];
            step[0]++;
            for (int i = 0; i < w.Length; i++)
            {
                w[i] -= rate * decay * share * w[i];
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                w[i] -= rate * (m[i] / (1 - Math.Pow(0.9, step[0]))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step[0]))) + 1e-8);
            }
        }, Tolerance.AfterAdam);
    }

    [Fact]
    public void Normalization_starts_as_it_was_told()
    {
        var network = new Regularized(seed: 3);
        Assert.All(network.LayerNorm1.Weight.ToArray(), value => Assert.Equal(1.5f, value));
        Assert.All(network.LayerNorm1.Bias.ToArray(), value => Assert.InRange(value, -0.2f, 0.2f));
        Assert.Contains(network.LayerNorm1.Bias.ToArray(), value => Math.Abs(value) > 0.1f);
    }

    private static Regularized Compare(Optimizer optimizer, Action<string, double[], double[], double> rule, Tolerance tolerance)
    {
        var network = new Regularized(seed: 3);
        var reference = new RegularizedReference(network.Parameters);
        double[] x = [.. X.Select(value => (double)value)], t = [.. T.Select(value => (double)value)];
        for (int step = 0; step < Steps; step++)
        {
            float loss = network.TrainStep(X, T, optimizer);
            tolerance.Close([reference.Step(x, t, rule)], [loss], $"loss of step {step}");
            foreach (Parameter parameter in network.Parameters)
                tolerance.Close(reference.Values[parameter.Name], parameter.ToArray(), $"{parameter.Name} after step {step}");
        }
        return network;
    }
}
