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
                Moments(t, ref p[i], g[i] + decay * p[i], ref m[i], ref v[i], 0.01, 0.9, 0.999, 1e-8);
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

    [Theory]
    [InlineData(false, 0.0)]
    [InlineData(false, 0.05)]
    [InlineData(true, 0.05)]
    public void Adagrad_follows_its_rule(bool keras, double decay)
    {
        double[] sums = new double[Length];
        Array.Fill(sums, 0.1);
        Compare(keras ? Adagrad.Keras(0.05, weightDecay: decay) : new Adagrad(0.05, 0.02, decay, 0.1), (t, p, g) =>
        {
            for (int i = 0; i < Length; i++)
            {
                double d = Decay(ref p[i], g[i], 0.05, decay, keras);
                sums[i] += d * d;
                p[i] -= keras ? 0.05 * d / Math.Sqrt(sums[i] + 1e-7) : 0.05 / (1 + (t - 1) * 0.02) * d / (Math.Sqrt(sums[i]) + 1e-10);
            }
        });
    }

    [Theory]
    [InlineData(false, 0.05)]
    [InlineData(true, 0.05)]
    public void Adadelta_follows_its_rule(bool keras, double decay)
    {
        double[] v = new double[Length], u = new double[Length];
        double rho = keras ? 0.95 : 0.9, epsilon = keras ? 1e-7 : 1e-6, rate = keras ? 0.5 : 1;
        Compare(keras ? Adadelta.Keras(rate, weightDecay: decay) : new Adadelta(weightDecay: decay), (_, p, g) =>
        {
            for (int i = 0; i < Length; i++)
            {
                double d = Decay(ref p[i], g[i], rate, decay, keras);
                v[i] = rho * v[i] + (1 - rho) * d * d;
                double step = Math.Sqrt(u[i] + epsilon) / Math.Sqrt(v[i] + epsilon) * d;
                u[i] = rho * u[i] + (1 - rho) * step * step;
                p[i] -= rate * step;
            }
        });
    }

    [Theory]
    [InlineData(false, 0.05)]
    [InlineData(true, 0.05)]
    public void Adamax_follows_its_rule(bool keras, double decay)
    {
        double[] m = new double[Length], u = new double[Length];
        double epsilon = 1e-3;
        Compare(keras ? Adamax.Keras(0.01, epsilon: epsilon, weightDecay: decay)
            : new Adamax(0.01, epsilon: epsilon, weightDecay: decay), (t, p, g) =>
        {
            for (int i = 0; i < Length; i++)
            {
                double d = Decay(ref p[i], g[i], 0.01, decay, keras);
                m[i] = 0.9 * m[i] + 0.1 * d;
                u[i] = Math.Max(0.999 * u[i], Math.Abs(d) + (keras ? 0 : epsilon));
                p[i] -= 0.01 / (1 - Math.Pow(0.9, t)) * m[i] / (u[i] + (keras ? epsilon : 0));
            }
        });
    }

    [Theory]
    [InlineData(false, 0.05)]
    [InlineData(true, 0.05)]
    public void NAdam_follows_its_rule(bool keras, double decay)
    {
        double[] m = new double[Length], v = new double[Length];
        double psi = keras ? 1 : 0.3, product = 1;
        Compare(keras ? NAdam.Keras(0.01, epsilon: 1e-3, weightDecay: decay)
            : new NAdam(0.01, epsilon: 1e-3, weightDecay: decay, momentumDecay: psi), (t, p, g) =>
        {
            double now = 0.9 * (1 - 0.5 * Math.Pow(0.96, t * psi)), next = 0.9 * (1 - 0.5 * Math.Pow(0.96, (t + 1) * psi));
            product *= now;
            for (int i = 0; i < Length; i++)
            {
                double d = Decay(ref p[i], g[i], 0.01, decay, keras);
                m[i] = 0.9 * m[i] + 0.1 * d;
                v[i] = 0.999 * v[i] + 0.001 * d * d;
                double mean = (1 - now) * d / (1 - product) + next * m[i] / (1 - product * next);
                p[i] -= 0.01 * mean / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-3);
            }
        });
    }

    /// <summary>
    /// With β₂ = 0.8 ρ∞ is 9 and the rectified form sets in after some steps: both forms are seen. With 0.5 it is 3 and never does.
    /// </summary>
    [Theory]
    [InlineData(0.999, false)]
    [InlineData(0.8, false)]
    [InlineData(0.8, true)]
    [InlineData(0.5, false)]
    public void RAdam_follows_its_rule(double beta2, bool decoupled)
    {
        double[] m = new double[Length], v = new double[Length];
        double longest = 2 / (1 - beta2) - 1;
        var forms = new HashSet<bool>();
        Compare(new RAdam(0.01, beta2: beta2, epsilon: 1e-3, weightDecay: 0.05) { DecoupledDecay = decoupled }, (t, p, g) =>
        {
            double correction = 1 - Math.Pow(beta2, t), length = longest - 2 * t * Math.Pow(beta2, t) / correction;
            forms.Add(length > 5);
            for (int i = 0; i < Length; i++)
            {
                double d = Decay(ref p[i], g[i], 0.01, 0.05, decoupled);
                m[i] = 0.9 * m[i] + 0.1 * d;
                v[i] = beta2 * v[i] + (1 - beta2) * d * d;
                double mean = m[i] / (1 - Math.Pow(0.9, t));
                double r = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
                p[i] -= 0.01 * mean * (length > 5 ? r * Math.Sqrt(correction) / (Math.Sqrt(v[i]) + 1e-3) : 1);
            }
        });
        Assert.Equal(beta2 == 0.5 ? 1 : 2, forms.Count);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Lion_follows_its_rule(double decay)
    {
        double[] m = new double[Length];
        Compare(new Lion(0.01, weightDecay: decay), (_, p, g) =>
        {
            for (int i = 0; i < Length; i++)
            {
                p[i] = p[i] * (1 - 0.01 * decay) - 0.01 * Math.Sign(0.9 * m[i] + 0.1 * g[i]);
                m[i] = 0.99 * m[i] + 0.01 * g[i];
            }
        });
    }

    [Fact]
    public void Lion_stays_still_without_a_gradient_and_shows_a_NaN_that_is_not_checked()
    {
        float[] p = [1, 1];
        new Lion(0.5) { FiniteChecks = false }.Step(this, p, [0, float.NaN], [(0, 2)]);
        Assert.Equal([1, float.NaN], p);
    }

    /// <summary>Keras's momentum keeps steps: a lower learning rate reaches it by and by.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SGD_of_Keras_follows_its_rule_when_the_learning_rate_changes(bool nesterov)
    {
        double[] v = new double[Length];
        SGD sgd = SGD.Keras(0.05, 0.9, nesterov, 0.1);
        Compare(sgd, (t, p, g) =>
        {
            sgd.LearningRate = t < 10 ? 0.05 : 0.005;
            for (int i = 0; i < Length; i++)
            {
                p[i] *= 1 - sgd.LearningRate * 0.1;
                v[i] = 0.9 * v[i] - sgd.LearningRate * g[i];
                p[i] += nesterov ? 0.9 * v[i] - sgd.LearningRate * g[i] : v[i];
            }
        });
    }

    [Fact]
    public void RMSprop_of_Keras_follows_its_rule_when_the_learning_rate_changes()
    {
        double[] v = new double[Length], b = new double[Length];
        RMSprop rms = RMSprop.Keras(0.01, momentum: 0.9, epsilon: 1e-3);
        Compare(rms, (t, p, g) =>
        {
            rms.LearningRate = t < 10 ? 0.01 : 0.001;
            for (int i = 0; i < Length; i++)
            {
                v[i] = 0.9 * v[i] + 0.1 * g[i] * g[i];
                b[i] = 0.9 * b[i] + rms.LearningRate * g[i] / Math.Sqrt(v[i] + 1e-3);
                p[i] -= b[i];
            }
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4e-3)]
    [InlineData(1)]
    [InlineData(77.7)]
    [InlineData(1e6)]
    public void The_power_behind_NAdams_momentum_is_exact(double x) =>
        Assert.Equal(Math.Pow(0.96, x), NAdam.PowerOf096(x), 1e-13 * Math.Pow(0.96, x));

    /// <summary>Joins decay to the gradient, or shrinks the parameter where it is decoupled.</summary>
    private static double Decay(ref double p, double g, double rate, double decay, bool decoupled)
    {
        if (!decoupled) return g + decay * p;
        p *= 1 - rate * decay;
        return g;
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
        Assert.Equal((0.01, 0.99, 1e-8, 0.0, 0.0, false),
            (rms.LearningRate, rms.Alpha, rms.Epsilon, rms.WeightDecay, rms.Momentum, rms.Centered));
        var adagrad = new Adagrad();
        Assert.Equal((0.01, 0.0, 1e-10), (adagrad.LearningRate, adagrad.InitialAccumulator, adagrad.Epsilon));
        Assert.Equal((1.0, 0.9, 1e-6), (new Adadelta().LearningRate, new Adadelta().Rho, new Adadelta().Epsilon));
        Assert.Equal((2e-3, 1e-8), (new Adamax().LearningRate, new Adamax().Epsilon));
        Assert.Equal((2e-3, 1e-8, 4e-3), (new NAdam().LearningRate, new NAdam().Epsilon, new NAdam().MomentumDecay));
        Assert.Equal((1e-3, 1e-8), (new RAdam().LearningRate, new RAdam().Epsilon));
        Assert.Equal((1e-4, 0.9, 0.99), (new Lion().LearningRate, new Lion().Beta1, new Lion().Beta2));
        Assert.All(new Optimizer[] { sgd, adam, rms, adagrad, new Adadelta(), new Adamax(), new NAdam(), new RAdam() },
            o => Assert.False(o.DecoupledDecay));
        Assert.All(new Optimizer[] { new AdamW(), new Lion() }, o => Assert.True(o.DecoupledDecay));
        Assert.Null(adam.ClipNorm);
        Assert.Null(adam.ClipValue);
    }

    [Fact]
    public void Defaults_of_Keras_are_those_of_Keras()
    {
        Assert.Equal((0.01, 0.0), (SGD.Keras().LearningRate, SGD.Keras().Momentum));
        Assert.Equal((1e-3, 1e-7, 0.0), (Adam.Keras().LearningRate, Adam.Keras().Epsilon, Adam.Keras().WeightDecay));
        Assert.Equal((1e-3, 1e-7, 4e-3), (AdamW.Keras().LearningRate, AdamW.Keras().Epsilon, AdamW.Keras().WeightDecay));
        Assert.Equal((1e-3, 0.9, 1e-7), (RMSprop.Keras().LearningRate, RMSprop.Keras().Alpha, RMSprop.Keras().Epsilon));
        Assert.Equal((1e-3, 0.1, 1e-7), (Adagrad.Keras().LearningRate, Adagrad.Keras().InitialAccumulator, Adagrad.Keras().Epsilon));
        Assert.Equal((1e-3, 0.95, 1e-7), (Adadelta.Keras().LearningRate, Adadelta.Keras().Rho, Adadelta.Keras().Epsilon));
        Assert.Equal((1e-3, 1e-7), (Adamax.Keras().LearningRate, Adamax.Keras().Epsilon));
        Assert.Equal((1e-3, 1e-7, 1.0), (NAdam.Keras().LearningRate, NAdam.Keras().Epsilon, NAdam.Keras().MomentumDecay));
        Assert.Equal((1e-3, 0.9, 0.99), (Lion.Keras().LearningRate, Lion.Keras().Beta1, Lion.Keras().Beta2));
        Optimizer[] all = [SGD.Keras(), Adam.Keras(), AdamW.Keras(), RMSprop.Keras(), Adagrad.Keras(), Adadelta.Keras(), Adamax.Keras(),
            NAdam.Keras(), Lion.Keras()];
        Assert.All(all, optimizer => Assert.True(optimizer.DecoupledDecay));
    }

    /// <summary>A range so long that its pieces are divided, of a length that no vector divides.</summary>
    [Fact]
    public void Several_threads_change_parameters_to_the_same_bits()
    {
        const int length = 50_003;
        Func<Optimizer>[] all =
        [
            () => new SGD(0.1, momentum: 0.9, nesterov: true), () => new Adam(), () => new AdamW { ClipNorm = 1 }, () => new RMSprop(),
                () => new Adagrad(), () => new Adadelta(),
            () => new Adamax(), () => new NAdam(), () => new RAdam(), () => new Lion(),
        ];
        foreach (Func<Optimizer> create in all) Assert.Equal(Changed(create(), threads: 1), Changed(create(), threads: 3));

        static float[] Changed(Optimizer optimizer, int threads)
        {
            var random = new Random(5);
            float[] parameters = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
            object owner = new();
            for (int step = 0; step < 3; step++)
            {
                float[] gradients = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
                optimizer.Step(owner, parameters, gradients, [(0, length)], threads: threads);
            }
            return parameters;
        }
    }

    private static void Moments(int t, ref double p, double g, ref double m, ref double v, double rate, double beta1, double beta2,
        double epsilon)
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
            Tolerance.TwentySteps.Close(expected, parameters, $"after step {t}");
        }
    }
}
