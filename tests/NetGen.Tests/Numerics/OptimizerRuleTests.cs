namespace NetGen.Tests.Numerics;

/// <summary>Twenty steps against PyTorch's documented rules, written out here in double.</summary>
public class OptimizerRuleTests
{
    private const int Length = 37, StepCount = 20;

    [Theory]
    [InlineData(0.0, 0.0, 0.0, false)]
    [InlineData(0.0, 0.0, 0.1, false)]
    [InlineData(0.9, 0.0, 0.0, false)]
    [InlineData(0.9, 0.3, 0.01, false)]
    [InlineData(0.9, 0.0, 0.01, true)]
    public void SGD_follows_its_rule(double momentum, double dampening, double decay, bool nesterov)
    {
        double[] b = new double[Length];
        Compare(new SGD(0.05, momentum, dampening, decay, nesterov), (t, p, g) =>
        {
            for (int i = 0; i < Length; i++)
            {
                double d = g[i] + decay * p[i];
                if (momentum != 0)
                {
                    b[i] = t == 1 ? d : momentum * b[i] + (1 - dampening) * d;
                    d = nesterov ? d + momentum * b[i] : b[i];
                }

                p[i] -= 0.05 * d;
            }
        });
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Adam_follows_its_rule(double decay)
    {
        double[] m = new double[Length], v = new double[Length];
        Compare(new Adam(0.01, weightDecay: decay), (t, p, g) =>
        {
            for (int i = 0; i < Length; i++)
            {
                Moments(t, ref p[i], g[i] + decay * p[i], ref m[i], ref v[i], 0.01, 0.9, 0.999, 1e-8);
            }
        });
    }

    [Fact]
    public void AdamW_follows_its_rule()
    {
        double[] m = new double[Length], v = new double[Length];
        Compare(new AdamW(0.01, 0.8, 0.99, 1e-6, 0.2), (t, p, g) =>
        {
            for (int i = 0; i < Length; i++)
            {
                p[i] *= 1 - 0.01 * 0.2;
                Moments(t, ref p[i], g[i], ref m[i], ref v[i], 0.01, 0.8, 0.99, 1e-6);
            }
        });
    }

    [Theory]
    [InlineData(0.0, false, 0.0)]
    [InlineData(0.9, false, 0.05)]
    [InlineData(0.0, true, 0.0)]
    [InlineData(0.9, true, 0.05)]
    public void RMSprop_follows_its_rule(double momentum, bool centered, double decay)
    {
        double[] v = new double[Length], a = new double[Length], b = new double[Length];
        Compare(new RMSprop(0.01, 0.95, 1e-6, decay, momentum, centered), (_, p, g) =>
        {
            for (int i = 0; i < Length; i++)
            {
                double d = g[i] + decay * p[i];
                v[i] = 0.95 * v[i] + 0.05 * d * d;
                double root = Math.Sqrt(v[i]);
                if (centered)
                {
                    a[i] = 0.95 * a[i] + 0.05 * d;
                    root = Math.Sqrt(v[i] - a[i] * a[i]);
                }

                b[i] = momentum * b[i] + d / (root + 1e-6);
                p[i] -= 0.01 * b[i];
            }
        });
    }

    [Fact]
    public void Defaults_are_those_of_PyTorch()
    {
        var sgd = new SGD();
        Assert.Equal((1e-3, 0.0, 0.0, 0.0, false), (sgd.LearningRate, sgd.Momentum, sgd.Dampening, sgd.WeightDecay, sgd.Nesterov));
        var adam = new Adam();
        Assert.Equal((1e-3, 0.9, 0.999, 1e-8, 0.0), (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay));
        Assert.Equal((1e-3, 1e-8, 0.01), (new AdamW().LearningRate, new AdamW().Epsilon, new AdamW().WeightDecay));
        var rms = new RMSprop();
        Assert.Equal((0.01, 0.99, 1e-8, 0.0, 0.0, false), (rms.LearningRate, rms.Alpha, rms.Epsilon, rms.WeightDecay, rms.Momentum, rms.Centered));
        Assert.Null(adam.ClipNorm);
        Assert.Null(adam.ClipValue);
    }

    private static void Moments(int t, ref double p, double g, ref double m, ref double v, double rate, double beta1, double beta2, double epsilon)
    {
        m = beta1 * m + (1 - beta1) * g;
        v = beta2 * v + (1 - beta2) * g * g;
        p -= rate / (1 - Math.Pow(beta1, t)) * m / (Math.Sqrt(v) / Math.Sqrt(1 - Math.Pow(beta2, t)) + epsilon);
    }

    private static void Compare(Optimizer optimizer, Action<int, double[], double[]> rule)
    {
        var random = new Random(4);
        float[] parameters = [.. Enumerable.Range(0, Length).Select(_ => (float)(random.NextDouble() * 2 - 1))];
        double[] expected = [.. parameters.Select(x => (double)x)];
        object owner = new();
        for (int t = 1; t <= StepCount; t++)
        {
            float[] gradients = [.. Enumerable.Range(0, Length).Select(_ => (float)(random.NextDouble() * 2 - 1))];
            rule(t, expected, [.. gradients.Select(x => (double)x)]);
            optimizer.Step(owner, parameters, gradients, [(0, Length)]);
            for (int i = 0; i < Length; i++)
            {
                Assert.InRange(Math.Abs(parameters[i] - expected[i]), 0, 3e-6);
            }
        }
    }
}
