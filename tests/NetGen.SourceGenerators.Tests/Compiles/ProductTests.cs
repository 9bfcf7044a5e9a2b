namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>Declarations and calls as the documentation shows them: they compile without a message, and learn.</summary>
public class ProductTests
{
    private const string Declarations = """
        #pragma warning disable CS1591 // samples without documentation
        using System;
        using System.IO;
        using System.Linq;
        using NetGen;
        namespace Samples;

        [Network]
        [Input(10)]
        [Dense(64, Activation.ReLU)]
        [Dense(64, Activation.ReLU)]
        [Dense(1, Activation.Sigmoid)]
        [BinaryCrossEntropy]
        public sealed partial class Classifier;

        [Block, LayerNorm, Dense(Given.Width, Activation.GELU, Times = 4), Dense(Given.Width)]  public sealed partial class FeedForward;

        [Network]
        [Input(10)]
        [Dense(16)]
        [Residual<FeedForward>]
        [Repeat<FeedForward>(2)]
        [LayerNorm, Dense(1)]
        [SigmoidCrossEntropy]
        public sealed partial class Deep;

        [Network]
        public sealed partial class WideAndDeep                     // two inputs, two outputs
        {
            [Input(100)]                                            public partial Input Wide { get; }
            [Input(32)]                                             public partial Input Deep { get; }
            [Dense(64, Activation.ReLU, From = nameof(Deep))]       public partial Dense Hidden { get; }
            [Concat(nameof(Hidden), nameof(Wide))]                  public partial Layer Joined { get; }
            [Dense(1, Activation.Sigmoid), BinaryCrossEntropy]      public partial Dense Click { get; }
            [Dense(1, From = nameof(Joined)), MeanSquaredError(Weight = 0.1)]  public partial Dense Price { get; }
        }

        [Network]
        public sealed partial class Policy
        {
            [Input(4)]                                              public partial Input State { get; }
            [Dense(16, Activation.Tanh)]                            public partial Dense Trunk { get; }
            [Dense(2), Output]                                      public partial Dense Action { get; }
            [Dense(1, From = nameof(Trunk)), Output]                public partial Dense Value { get; }
        }

        [Network, Input(2), Dense(16, Activation.ReLU), Dense(1)]
        public sealed partial class Generator;

        [Network, Input(1), Dense(16, Activation.ReLU), Dense(16, Activation.ReLU), Dense(1, Activation.Sigmoid), BinaryCrossEntropy]
        public sealed partial class Discriminator;

        static class Numbers
        {
            public static float[] Draw(int count, int seed)
            {
                var random = new Random(seed);
                return Enumerable.Range(0, count).Select(_ => (float)(2 * random.NextDouble() - 1)).ToArray();
            }
        }

        """;

    private const string Uses = """
        public static class Uses
        {
            /// <summary>Accuracy on what was held out, after a file was written and read.</summary>
            public static double Classify()
            {
                float[] x = Numbers.Draw(8000, 1), vx = Numbers.Draw(2000, 2);
                float[] t = Right(x), vt = Right(vx);
                var net = new Classifier(seed: 42);
                net.Fit(Classifier.Data(x, t), new Adam(1e-3), epochs: 40, batchSize: 32, validation: Classifier.Data(vx, vt));
                string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
                net.Save(file);
                Classifier loaded = Classifier.Load(file);
                File.Delete(file);
                int right = 0;
                for (int i = 0; i < vt.Length; i++)
                {
                    float p = loaded.Predict(vx.AsSpan(10 * i, 10));
                    if (p > 0.5f == vt[i] > 0.5f) right++;
                }
                return (double)right / vt.Length;
            }

            public static double ClassifyDeep()
            {
                float[] x = Numbers.Draw(8000, 1), vx = Numbers.Draw(2000, 2);
                var net = new Deep(seed: 3);
                net.Fit(Deep.Data(x, Right(x)), new AdamW(2e-3), epochs: 20);
                return net.Evaluate(Deep.Data(vx, Right(vx))).Accuracy!.Value;
            }

            public static string Widths()
            {
                var net = new Deep(1);
                return string.Join(" ", net.Residual1.Dense1.Weight.Shape[1], net.Repeat1[1].Dense2.Bias.Shape[0], net.Repeat1[0].LayerNorm1.Weight.Name);
            }

            /// <summary>The losses before and after training.</summary>
            public static float[] ClickAndPay()
            {
                float[] wide = Numbers.Draw(6400, 3), deep = Numbers.Draw(2048, 4);
                float[] clicks = Enumerable.Range(0, 64).Select(i => wide[100 * i] > 0 ? 1f : 0f).ToArray(), prices = Enumerable.Range(0, 64).Select(i => 3 * deep[32 * i]).ToArray();
                var net = new WideAndDeep(seed: 5);
                var adam = new Adam(1e-2);
                WideAndDeep.LossValues first = net.TrainStep(wide, deep, clickTarget: clicks, priceTarget: prices, adam), last = first;
                for (int step = 0; step < 100; step++) last = net.TrainStep(wide, deep, clicks, prices, adam);
                net.Fit(WideAndDeep.Data(wide, deep, clicks, prices), adam, epochs: 5);
                float[] click = new float[64], price = new float[64];
                net.Predict(wide, deep, click, price);
                Tape<WideAndDeep> tape = net.CreateTape(64);
                WideAndDeep.Outputs y = net.Forward(tape, wide, deep, training: false);
                if (!y.Click.SequenceEqual(click) || !y.Price.SequenceEqual(price)) throw new InvalidOperationException("Forward and Predict differ.");
                return [first.Total, first.Click, first.Price, last.Total, last.Click, last.Price];
            }

            /// <summary>A policy gradient: in state s the action that pays is 0 where s₀ is positive. Returns how often it is taken at the end.</summary>
            public static double Reinforce()
            {
                const int n = 64;
                var policy = new Policy(seed: 6);
                var adam = new Adam(1e-2);
                Tape<Policy> tape = policy.CreateTape(n);
                var random = new Random(7);
                double paid = 0;
                float[] dy = new float[2 * n], dv = new float[n];
                for (int step = 0; step < 150; step++)
                {
                    float[] states = Numbers.Draw(4 * n, 100 + step);
                    Policy.Outputs y = policy.Forward(tape, states);
                    paid = 0;
                    for (int i = 0; i < n; i++)
                    {
                        double p = 1 / (1 + Math.Exp(y.Action[2 * i + 1] - y.Action[2 * i]));       // of action 0
                        int action = random.NextDouble() < p ? 0 : 1;
                        float reward = (action == 0) == (states[4 * i] > 0) ? 1 : 0, advantage = reward - y.Value[i];
                        paid += reward / n;
                        dy[2 * i] = (float)(p - (1 - action)) * advantage / n;
                        dy[2 * i + 1] = -dy[2 * i];
                        dv[i] = -advantage / n;
                    }
                    policy.Backward(tape, dy, dv);
                    adam.Step(policy, tape);
                }
                return paid;
            }

            /// <summary>Two networks against each other; returns the mean of what is made, where the real ones have mean 3.</summary>
            public static double Imitate()
            {
                const int n = 64;
                var g = new Generator(seed: 8);
                var d = new Discriminator(seed: 9);
                Adam gAdam = new(2e-3, beta1: 0.5), dAdam = new(2e-3, beta1: 0.5);
                Tape<Generator> gTape = g.CreateTape(n);
                Tape<Discriminator> dTape = d.CreateTape(n);
                float[] ones = Enumerable.Repeat(1f, n).ToArray(), zeros = new float[n], ds = new float[n], df = new float[n];
                double mean = 0;
                for (int step = 0; step < 1500; step++)
                {
                    float[] real = Numbers.Draw(n, 1000 + step).Select(u => 3 + u).ToArray();
                    ReadOnlySpan<float> fake = g.Forward(gTape, Numbers.Draw(2 * n, 5000 + step));
                    d.Forward(dTape, real); d.Loss(dTape, ones); d.Backward(dTape);
                    d.Forward(dTape, fake); d.Loss(dTape, zeros); d.Backward(dTape); dAdam.Step(d, dTape);
                    Losses.BinaryCrossEntropy(d.Forward(dTape, fake), ones, ds); d.BackwardToInput(dTape, ds, df); g.Backward(gTape, df); gAdam.Step(g, gTape);
                    if (step >= 1000)
                        foreach (float value in fake) mean += value / (500.0 * n);
                }
                return mean;
            }

            private static float[] Right(float[] x) =>
                Enumerable.Range(0, x.Length / 10).Select(i => x[10 * i] + x[10 * i + 1] > x[10 * i + 2] * x[10 * i + 2] ? 1f : 0f).ToArray();
        }

        static class Surface
        {
            static void All(Classifier net, float[] x, float[] y, float[] t, float[] w, Stream stream, byte[] bytes)
            {
                const int lengths = Classifier.InputLength + Classifier.OutputLength + Classifier.TargetLength + Classifier.ParameterCount;
                NetworkInfo info = Classifier.Info;
                string summary = Classifier.Summary;
                Isa isa = Classifier.Isa;
                Classifier other = Classifier.Create(1), second = Classifier.Load(stream), third = Classifier.Load(bytes);
                net.Save(stream);
                net.Predict(x, y, threads: 2);
                net.Reserve(threads: 2, samples: 64);
                float loss = net.TrainStep(x, t, new SGD(0.1), sampleWeights: w, threads: 2);
                Tape<Classifier> tape = net.CreateTape(capacity: 32);
                ReadOnlySpan<float> output = net.Forward(tape, x, training: true);
                loss += net.Loss(tape, t, sampleWeights: w);
                net.Backward(tape);
                net.Backward(tape, y);
                net.BackwardToInput(tape, y, x, parameters: false);
                Dataset<Classifier> data = Classifier.Data(x, t, sampleWeights: w);
                ParameterSet parameters = net.Parameters;
                net.Dense1.Weight[0, 1] = 2;
                net.Dense2.Bias.CopyFrom(y);
                _ = (lengths, info, summary, isa, other, second, third, output.Length, data, parameters, loss);
            }

            static T Train<T>(Dataset<T> data) where T : class, INetwork<T>
            {
                T net = T.Create(1);
                net.Fit(data, new Adam());
                return net;
            }

            static Classifier Trained(float[] x, float[] t) => Train(Classifier.Data(x, t));
        }
        """;

    private static readonly Lazy<Generated> Generated = new(() => Generate.Run(Declarations + Uses));

    [Fact]
    public void Declarations_and_calls_as_they_are_shown_compile_without_a_message() => Generated.Value.AssertClean();

    [Fact]
    public void Networks_as_they_are_shown_learn()
    {
        using LoadedNetworks networks = LoadedNetworks.Load(Generated.Value);
        double classified = networks.Call<double>("Samples.Uses", "Classify"), deep = networks.Call<double>("Samples.Uses", "ClassifyDeep");
        Assert.True(classified > 0.93, $"Classifier: {classified}");
        Assert.True(deep > 0.9, $"Deep: {deep}");
        Assert.Equal("64 16 Repeat1.0.LayerNorm1.Weight", networks.Call<string>("Samples.Uses", "Widths"));
        Assert.Equal(4929, networks.Type("Samples.Classifier").GetField("ParameterCount")!.GetRawConstantValue());

        float[] losses = networks.Call<float[]>("Samples.Uses", "ClickAndPay");
        Assert.Equal(losses[0], losses[1] + losses[2], 1e-5);
        Assert.True(losses[4] < losses[1] / 10 && losses[5] < losses[2] / 10, string.Join(" ", losses));

        double paid = networks.Call<double>("Samples.Uses", "Reinforce"), mean = networks.Call<double>("Samples.Uses", "Imitate");
        Assert.True(paid > 0.85, $"paid {paid}");
        Assert.InRange(mean, 2.5, 3.5);
    }
}
