using NetGen.SourceGenerators.Names;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>
/// Whoever writes another library's word, or gives another library's kind of value, gets NetGen's at C#'s own error, and what comes out
/// compiles. Each row of the table of words is
/// a case; what is nothing of NetGen's is left alone.
/// </summary>
public class NameFixTests
{
    private const string Networks = """
        [Network, Input(4), Dense(1), MeanSquaredError] public sealed partial class Net;
        [Network, Input(4), Dense(3), MeanSquaredError] public sealed partial class Multi;
        [Network, Input(4), Dense(3), SoftmaxCrossEntropy] public sealed partial class Sorter;

        """;

    private const string Usings =
        "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing System.Runtime.InteropServices;\nusing NetGen;\n";

    private static string Method(string statement) => $$"""
        static class Program
        {
            static void Run(Net net, Multi multi, Sorter sorter, Adam adam, Tape<Net> tape, float[] x, float[] t, float[] y, double[] xd, double[] td, List<float> xl, List<float> tl, List<double> xld, int[] xi, byte[] tb, float[][] xj, float[,] xm, IEnumerable<float> xe, string path)
            {
                {{statement}}
            }
        }
        """;

    private static string Layer(string layer) =>
        $"[Network, Input(4), {layer}, Dense(2), MeanSquaredError]\npublic sealed partial class Own;";

    /// <summary>All cases at once: a file and a namespace for each, compiled together.</summary>
    private static void Become(Func<string, string> program, params (string Wrong, string Right)[] cases)
    {
        string Case(string text, int number) => $"{Usings}namespace Case{number};\n{program(text)}";
        string[] wrong = [.. cases.Select((one, number) => Case(one.Wrong, number)), Usings + Networks],
            right = [.. cases.Select((one, number) => Case(one.Right, number)), Usings + Networks];
        (IReadOnlyList<string> errors, IReadOnlyList<string> texts) = NameFixes.Apply(wrong);
        Assert.Equal(string.Join("\n\n", right), string.Join("\n\n", texts));
        Assert.Empty(errors);
    }

    [Fact]
    public void A_layer_becomes_NetGen_s() => Become(Layer,
        ("Linear(4, 3)", "Dense(3)"),
        ("Linear(3)", "Dense(3)"),
        ("nn.Linear(4, 3)", "Dense(3)"),
        ("torch.nn.Linear(4, 3, bias: false)", "Dense(3, Bias = false)"),
        ("Linear(4, 3, false)", "Dense(3, Bias = false)"),
        ("Linear(in_features: 4, out_features: 3)", "Dense(3)"),
        ("LinearAttribute(4, 3)", "Dense(3)"),
        ("Dense(4, 3)", "Dense(3)"),
        ("dense(3)", "Dense(3)"),
        ("keras.layers.Dense(3, activation: \"relu\")", "Dense(3, Activation.ReLU)"),
        ("Dense(3, \"relu\")", "Dense(3, Activation.ReLU)"),
        ("Dense(3, activation: \"linear\")", "Dense(3, Activation.Identity)"),
        ("Dense(3, Relu)", "Dense(3, Activation.ReLU)"),
        ("Dense(3, ReLU)", "Dense(3, Activation.ReLU)"),
        ("Dense(3, Activation.Relu)", "Dense(3, Activation.ReLU)"),
        ("Dense(3, Activation.LeakyRelu)", "Dense(3, Activation.LeakyReLU)"),
        ("Dense(3, Activation.Swish)", "Dense(3, Activation.SiLU)"),
        ("Dense(3, Activation.Sigmod)", "Dense(3, Activation.Sigmoid)"),
        ("Dense(3, NetGen.Activation.None)", "Dense(3, Activation.Identity)"),
        ("Dense(units: 3, use_bias: false)", "Dense(3, Bias = false)"),
        ("Dense(units = 3)", "Dense(3)"),
        ("Dense(3, kernel_initializer: \"he_normal\", bias_initializer: \"zeros\")",
            "Dense(3, Initializer = Initializer.HeNormal, BiasInitializer = Initializer.Zeros)"),
        ("Dense(3, Initializer = Initializer.XavierUniform)", "Dense(3, Initializer = Initializer.GlorotUniform)"),
        ("Dense(3, trainable: false)", "Dense(3, Frozen = true)"),
        ("Dense(3, Biass = false)", "Dense(3, Bias = false)"),
        ("Relu", "ReLU"),
        ("relu()", "ReLU"),
        ("nn.ReLU(inplace: true)", "ReLU"),
        ("Activation(\"relu\")", "ReLU"),
        ("Activation.ReLU", "ReLU"),
        ("LeakyRelu(0.2)", "LeakyReLU(0.2)"),
        ("LeakyReLU(negative_slope: 0.2)", "LeakyReLU(0.2)"),
        ("LeakyReLU(alpha: 0.2)", "LeakyReLU(0.2)"),
        ("Softmax(dim: 1)", "Softmax"),
        ("Softmax(1)", "Softmax"),
        ("BatchNorm1d(4)", "BatchNorm"),
        ("BatchNorm(4)", "BatchNorm"),
        ("BatchNormalization(epsilon: 1e-3, momentum: 0.1)", "BatchNorm(Epsilon = 1e-3, Momentum = 0.1)"),
        ("BatchNorm(eps: 1e-5)", "BatchNorm(Epsilon = 1e-5)"),
        ("BatchNorm(eps = 1e-5)", "BatchNorm(Epsilon = 1e-5)"),
        ("LayerNorm(4, elementwise_affine: false)", "LayerNorm(Affine = false)"),
        ("LayerNormalization(axis: 1)", "LayerNorm"),
        ("Dropout(p: 0.5)", "Dropout(0.5)"),
        ("Dropout(P = 0.5)", "Dropout(0.5)"),
        ("Dropout(Rate = 0.5)", "Dropout(0.5)"),
        ("Droput(0.5)", "Dropout(0.5)"),
        ("GaussianNoise(stddev: 0.1)", "GaussianNoise(0.1)"),
        ("Flatten(1)", "Flatten"),
        ("Dens(3)", "Dense(3)"),
        ("Dense(3) /* three */, Drop_out(0.1)", "Dense(3) /* three */, Dropout(0.1)"));

    [Fact]
    public void A_loss_becomes_NetGen_s() =>
        Become(loss => $"[Network]\n[Input(4)]\n[Dense(3)]\n[{loss}]\npublic sealed partial class Own;",
        ("MSELoss", "MeanSquaredError"),
        ("nn.MSELoss(reduction: \"mean\")", "MeanSquaredError"),
        ("L1Loss", "MeanAbsoluteError"),
        ("CrossEntropyLoss(ignore_index: -1, label_smoothing: 0.1)", "SoftmaxCrossEntropy(IgnoreIndex = -1, LabelSmoothing = 0.1)"),
        ("BCEWithLogitsLoss", "SigmoidCrossEntropy"),
        ("SparseCategoricalCrossentropy(from_logits: true)", "SoftmaxCrossEntropy"),
        ("CategoricalCrossentropy(from_logits: true)", "SoftmaxCrossEntropy(Targets.Distributions)"),
        ("BinaryCrossentropy(from_logits: true)", "SigmoidCrossEntropy"),
        ("SoftmaxCrossEntropy(Targets.OneHot)", "SoftmaxCrossEntropy(Targets.Distributions)"),
        ("HuberLoss(delta: 2)", "Huber(2)"),
        ("MeanSquaredErorr", "MeanSquaredError"));

    [Fact]
    public void A_member_becomes_NetGen_s() => Become(member => $$"""
        [Network]
        public sealed partial class Own
        {
            [Input(3)] public partial Input X { get; }
            {{member}}
            [Dense(1), MeanSquaredError] public partial Dense Y { get; }
        }
        """,
        ("[Linear(4, 3)] public partial Linear Hidden { get; }", "[Dense(3)] public partial Dense Hidden { get; }"),
        ("[BatchNorm1d(3)] public partial BatchNorm1d Hidden { get; }", "[BatchNorm] public partial BatchNorm Hidden { get; }"),
        ("[Relu] public partial Relu Hidden { get; }", "[ReLU] public partial Layer Hidden { get; }"));

    [Fact]
    public void An_optimizer_becomes_NetGen_s() => Become(Method,
        ("var a = new Adam(lr: 0.1);", "var a = new Adam(learningRate: 0.1);"),
        ("var a = new Adam(learning_rate: 0.1, eps: 1e-7);", "var a = new Adam(learningRate: 0.1, epsilon: 1e-7);"),
        ("var a = new Adam(0.1, betas: (0.9, 0.99));", "var a = new Adam(0.1, beta1: 0.9, beta2: 0.99);"),
        ("var a = new Adam { Lr = 0.1 };", "var a = new Adam { LearningRate = 0.1 };"),
        ("var a = new Adam(lr: 0.1) { clipnorm = 1 };", "var a = new Adam(learningRate: 0.1) { ClipNorm = 1 };"),
        ("var a = new Adam(0.1, clipnorm: 1, clip_value: 2);", "var a = new Adam(0.1) { ClipNorm = 1, ClipValue = 2 };"),
        ("adam.lr = 0.1;", "adam.LearningRate = 0.1;"),
        ("var a = new Adam(net.Parameters, 0.1);", "var a = new Adam(0.1);"),
        ("var a = new Adam(net.parameters(), lr: 0.1);", "var a = new Adam(learningRate: 0.1);"),
        ("var a = torch.optim.Adam(net.parameters(), lr: 0.1);", "var a = new Adam(learningRate: 0.1);"),
        ("var a = new optim.Adam(0.1);", "var a = new Adam(0.1);"),
        ("var a = tf.keras.optimizers.RMSprop(rho: 0.9);", "var a = new RMSprop(alpha: 0.9);"),
        ("var a = Adam(0.1);", "var a = new Adam(0.1);"),
        ("var a = new Sgd(0.1, momentum: 0.9);", "var a = new SGD(0.1, momentum: 0.9);"),
        ("Sgd a = new Sgd(0.1);", "SGD a = new SGD(0.1);"),
        ("var a = new StochasticGradientDescent(0.1, decay: 0.01);", "var a = new SGD(0.1, weightDecay: 0.01);"),
        ("var a = new AdamW(weight_decay: 0.1, amsgrad: false);", "var a = new AdamW(weightDecay: 0.1);"),
        ("var a = new Adagrad(lr_decay: 0.1);", "var a = new Adagrad(learningRateDecay: 0.1);"),
        ("var a = new Adadelta(rho: 0.9, epsilonn: 1e-6);", "var a = new Adadelta(rho: 0.9, epsilon: 1e-6);"));

    [Fact]
    public void Training_takes_a_data_set() => Become(Method,
        ("net.Fit(x, t, adam, epochs: 10);", "net.Fit(Net.Data(x, t), adam, epochs: 10);"),
        ("net.Fit(x, t, adam);", "net.Fit(Net.Data(x, t), adam);"),
        ("net.Fit(x, t, adam, 10, 32);", "net.Fit(Net.Data(x, t), adam, 10, 32);"),
        ("net.Fit(x, t, epochs: 10);", "net.Fit(Net.Data(x, t), new Adam(), epochs: 10);"),
        ("net.fit(x, t, epochs: 10, batch_size: 8, verbose: 1);", "net.Fit(Net.Data(x, t), new Adam(), epochs: 10, batchSize: 8);"),
        ("net.Fit(x: x, y: t, epochs: 10);", "net.Fit(Net.Data(x, t), new Adam(), epochs: 10);"),
        ("net.Fit(x, t, epochs: 10, optimizer: adam);", "net.Fit(Net.Data(x, t), epochs: 10, optimizer: adam);"),
        ("net.Fit(x, t, adam, 5, validation_data: (x, t));", "net.Fit(Net.Data(x, t), adam, 5, validation: Net.Data(x, t));"),
        ("net.Fit((x, t), adam);", "net.Fit(Net.Data(x, t), adam);"),
        ("net.Fit(new Dataset(x, t), adam);", "net.Fit(Net.Data(x, t), adam);"),
        ("net.Fit(Net.Data(x, t), \"adam\");", "net.Fit(Net.Data(x, t), new Adam());"),
        ("net.Fit(xd, td, adam, epochs: 10);",
            "net.Fit(Net.Data(Array.ConvertAll(xd, v => (float)v), Array.ConvertAll(td, v => (float)v)), adam, epochs: 10);"),
        ("net.Fit(Net.Data(x, t), adam, num_epochs: 10);", "net.Fit(Net.Data(x, t), adam, epochs: 10);"),
        ("net.Fit(Net.Data(xl, tl), adam);", "net.Fit(Net.Data(xl.ToArray(), tl.ToArray()), adam);"),
        ("sorter.Fit(x, tb, adam);", "sorter.Fit(Sorter.Data(x, Array.ConvertAll(tb, v => (int)v)), adam);"),
        ("net.Evaluate(x, t);", "net.Evaluate(Net.Data(x, t));"),
        ("net.Train(x, t, new Adam(lr: 0.1));", "net.Fit(Net.Data(x, t), new Adam(learningRate: 0.1));"));

    [Fact]
    public void Values_become_what_a_span_takes() => Become(Method,
        ("net.TrainStep(xd, t, adam);", "net.TrainStep(Array.ConvertAll(xd, v => (float)v), t, adam);"),
        ("net.TrainStep(xl, tl, adam);", "net.TrainStep(CollectionsMarshal.AsSpan(xl), CollectionsMarshal.AsSpan(tl), adam);"),
        ("net.TrainStep(xi, t, adam);", "net.TrainStep(Array.ConvertAll(xi, v => (float)v), t, adam);"),
        ("net.Predict(xd);", "net.Predict(Array.ConvertAll(xd, v => (float)v));"),
        ("net.Predict(xl);", "net.Predict(CollectionsMarshal.AsSpan(xl));"),
        ("net.Predict(xld);", "net.Predict(xld.ConvertAll(v => (float)v).ToArray());"),
        ("net.Predict(xe);", "net.Predict(xe.ToArray());"),
        ("net.Predict(xj);", "net.Predict(xj.SelectMany(row => row).ToArray());"),
        ("net.Predict(xm);", "net.Predict(xm.Cast<float>().ToArray());"),
        ("net.Predict(new double[] { 1, 2, 3, 4 }, y);", "net.Predict(Array.ConvertAll(new double[] { 1, 2, 3, 4 }, v => (float)v), y);"),
        ("net.Predict(xd.AsSpan(0, 4));", "net.Predict(Array.ConvertAll(xd.AsSpan(0, 4).ToArray(), v => (float)v));"),
        ("net.Predict(0.5f);", "net.Predict([0.5f]);"),
        ("net.Predict(0.5, 0.7, -0.1, 1);", "net.Predict([0.5f, 0.7f, -0.1f, 1]);"),
        ("sorter.TrainStep(x, t, adam);", "sorter.TrainStep(x, Array.ConvertAll(t, v => (int)v), adam);"),
        ("Sorter.Data(x, tb);", "Sorter.Data(x, Array.ConvertAll(tb, v => (int)v));"),
        ("var d = new Dataset<Net>(xd, td);",
            "var d = new Dataset<Net>(Array.ConvertAll(xd, v => (float)v), Array.ConvertAll(td, v => (float)v));"));

    [Fact]
    public void A_member_of_a_network_becomes_NetGen_s() => Become(Method,
        ("float p = net.forward(x);", "float p = net.Predict(x);"),
        ("float p = net.Forward(x);", "float p = net.Predict(x);"),
        ("float p = net(x);", "float p = net.Predict(x);"),
        ("float p = net.predict(xd);", "float p = net.Predict(Array.ConvertAll(xd, v => (float)v));"),
        ("var p = multi.Predict(x);", "var p = new float[x.Length / Multi.InputLength * Multi.OutputLength];\n"
            + "        multi.Predict(x, p);"),
        ("float[] p = net.Predict(x);", "var p = new float[x.Length / Net.InputLength * Net.OutputLength];\n        net.Predict(x, p);"),
        ("float l = net.train_on_batch(x, t, adam);", "float l = net.TrainStep(x, t, adam);"),
        ("net.SaveWeights(path);", "net.Save(path);"),
        ("net.load_weights(path);", "Net.Load(path);"),
        ("var n = Net.FromFile(path);", "var n = Net.Load(path);"),
        ("var p = net.state_dict();", "var p = net.Parameters;"),
        ("Console.WriteLine(net.summary());", "Console.WriteLine(Net.Summary);"),
        ("int k = net.InputSize;", "int k = Net.InputLength;"),
        ("int k = net.count_params();", "int k = Net.ParameterCount;"),
        ("var n = new Net();", "var n = new Net(seed: 1);"),
        ("var n = new Net(path);", "var n = Net.Load(path);"),
        ("net.Trainstep(x, t, adam);", "net.TrainStep(x, t, adam);"),
        ("net.TrainStep(x, targets: t, optim: adam);", "net.TrainStep(x, t: t, optimizer: adam);"),
        ("net.Predict(x, destination: y);", "net.Predict(x, y: y);"),
        ("tape.zero_grad();", "tape.Clear();"),
        ("var a = Activation.Relu;", "var a = Activation.ReLU;"),
        ("var l = net.Fit(Net.Data(x, t), adam).Last.ValLoss;", "var l = net.Fit(Net.Data(x, t), adam).Last.ValidationLoss;"));

    [Fact]
    public void A_block_s_layer_becomes_NetGen_s() =>
        Become(layers =>
            $"[Block, {layers}] public sealed partial class Step;\n[Network, Input(4), Residual<Step>, "
            + "Dense(1)] public sealed partial class Own;",
        ("Linear(4, 4), Relu", "Dense(4), ReLU"));

    [Fact]
    public void What_is_so_by_itself_goes() => Become(Method,
        ("adam.zero_grad();\n        net.Predict(x);", "net.Predict(x);"),
        ("net.eval();\n        net.Predict(x);", "net.Predict(x);"),
        ("net.train();\n        net.Predict(x);", "net.Predict(x);"),
        ("net.compile(adam);\n        net.Predict(x);", "net.Predict(x);"),
        ("net.zero_grad();\n        net.Predict(x);", "net.Predict(x);"));

    private static string Lossless(string layers, string statement) =>
        $"[Network]\n[Input(4)]\n{layers}public sealed partial class Bare;\n"
        + $"static class Program {{ static void Run(Bare bare, float[] x, float[] t, Adam adam) {{ {statement} }} }}";

    [Fact]
    public void What_needs_a_loss_has_one_declared()
    {
        foreach (string statement in (string[])["bare.TrainStep(x, t, adam);", "bare.Fit(Bare.Data(x, t), adam);",
            "var d = Bare.Data(x, t);", "bare.Evaluate(Bare.Data(x, t));"])
            Become(layers => Lossless(layers, statement),
                ("[Dense(3)]\n", "[Dense(3)]\n[MeanSquaredError]\n"),
                ("[Dense(3, Activation.Sigmoid)]\n", "[Dense(3, Activation.Sigmoid)]\n[BinaryCrossEntropy]\n"),
                ("[Dense(3, Activation.Tanh)]\n", "[Dense(3, Activation.Tanh)]\n[MeanSquaredError]\n"));
        Assert.Contains("Declare a loss: [SoftmaxCrossEntropy]",
            NameFixes.Titles(Usings + Lossless("[Dense(3)]\n", "bare.TrainStep(x, t, adam);")));
        Assert.Equal(["Declare a loss: [CrossEntropy]"],
            NameFixes.Titles(Usings + Lossless("[Dense(3)]\n[Softmax]\n", "bare.TrainStep(x, t, adam);")));
    }

    [Fact]
    public void A_loss_is_declared_where_the_network_is()
    {
        string[] files = [Usings
            + "static class Program { static void Run(Bare bare, float[] x, float[] t, Adam adam) => bare.TrainStep(x, t, adam); }",
            Usings + "[Network]\npublic sealed partial class Bare\n{\n    [Input(4)] public partial Input X { get; }\n"
                + "    [Dense(1)] public partial Dense Y { get; }\n}\n"];
        (IReadOnlyList<string> errors, IReadOnlyList<string> texts) = NameFixes.Apply(files);
        Assert.Empty(errors);
        Assert.Equal([files[0], files[1].Replace("[Dense(1)]", "[Dense(1)] [MeanSquaredError]")], texts);
    }

    /// <summary>Where neither implicit usings nor others are, names are written in full.</summary>
    [Fact]
    public void Without_usings_names_are_whole()
    {
        string Program(string statements) =>
            $"using NetGen;\n{Networks}static class Program {{ static void Run(Net net, double[] xd, "
            + $"System.Collections.Generic.List<float> xl, System.Collections.Generic.IEnumerable<float> xe) {{ {statements} }} }}";
        (IReadOnlyList<string> errors,
            IReadOnlyList<string> texts) = NameFixes.Apply([Program("net.Predict(xd); net.Predict(xl); net.Predict(xe);")]);
        Assert.Equal(
            Program("net.Predict(System.Array.ConvertAll(xd, v => (float)v)); "
                + "net.Predict(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(xl)); "
                + "net.Predict(System.Linq.Enumerable.ToArray(xe));"), texts[0]);
        Assert.Empty(errors);
    }

    [Fact]
    public void What_is_nothing_of_NetGen_s_is_left_alone()
    {
        string[] sources =
        [
            "class Other { public void Fitt() { } } static class P { static void Run(Other o) { o.Fit(); o.forward(); } }",
            "static class P { static object Run() => new Linear(4, 3); }",
            "[Relu] class Other { [MSELoss] int X => 1; }",
            "static class P { static void Take(System.ReadOnlySpan<float> x) { } static void Run(double[] x) => Take(x); }",
            "class Adam { public Adam(double learningRate) { } } static class P { static object Run() => new Adam(lr: 1); }",
            "enum Activation { ReLU } static class P { static object Run() => Activation.Relu; }",
            "static class P { static void Run(object x) { x.forward(); torch.manual_seed(1); } }",
            "class Sgd { } static class P { static object Run() => new Sgd(1); }",
        ];
        Assert.Empty(NameFixes.Titles([.. sources.Select((source, number) => $"namespace Elsewhere{number};\n{source}"),
            "using NetGen;\n" + Networks]));
    }

    [Fact]
    public void What_NetGen_does_not_have_gets_no_other_s_name()
    {
        string[] sources = [.. new[] { "Conv2D(3)", "LSTM(3)", "GRU(3)", "Embedding(3)", "MaxPool2D(3)", "Attention", "Foo" }
            .Select((layer, number) => $"{Usings}[Network, Input(4), {layer}, Dense(1)] public sealed partial class Net{number};")];
        Assert.Empty(NameFixes.Titles(sources));
        var messages = Expect.Messages(sources);
        Assert.DoesNotContain(messages, message => message.Id == "NG3120");
        Assert.Equal(["Conv2D", "LSTM", "GRU", "Embedding", "MaxPool2D", "Attention"],
            messages.Where(message => message.Id == "NG3121").Select(message => message.Underlined));
    }

    /// <summary>Analyzers do not run where C# has errors of its own in declarations: it is the generator that says it.</summary>
    [Fact]
    public void A_build_says_what_is_meant()
    {
        (string Layer, string Underlined, string Meant)[] cases =
        [
            ("Linear(4, 3)", "Linear", "Dense"), ("nn.Linear(4, 3)", "nn.Linear", "Dense"), ("Relu", "Relu", "ReLU"),
                ("Droput(0.1)", "Droput", "Dropout"), ("Dense(3), MSELoss", "MSELoss", "MeanSquaredError"),
        ];
        foreach ((string layer, string underlined, string meant) in cases)
        {
            string name = underlined.Split('.')[^1];
            foreach (string source in (string[])[$"[Network, Input(4), {layer}] public sealed partial class Net;",
                $"[Block, {layer}] public sealed partial class Step;"])
                Assert.Equal([("NG3120", underlined, $"NetGen has no '{name}'; did you mean [{meant}]?")],
                    Generate.Run([Usings + source], generator: Generate.WithoutKernels).Result.Diagnostics.Select(one =>
                        (one.Id, (Usings + source).Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length),
                        one.GetMessage(System.Globalization.CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>What is alongside a word of the table so that its layer compiles.</summary>
    private static string Arguments(string kind) => kind switch
    {
        "Dense" or "Reshape" or "Input" => "(4)",
        "Dropout" or "GaussianNoise" => "(0.1)",
        "Concat" or "Add" or "Multiply" => "(nameof(X), nameof(Y))",
        "Split" => "(2, 0)",
        "Slice" => "(0, 4)",
        "Residual" => "<Step>",
        "Repeat" => "<Step>(2)",
        _ => "",
    };

    private static string Declaration(string kind, string word, int number)
    {
        string name = "N" + number.ToString(System.Globalization.CultureInfo.InvariantCulture), attribute = word + Arguments(kind);
        if (Compiler.Kinds.LayerRegistry.FindLoss(kind) is not null)
            return kind is "BinaryCrossEntropy" or "KLDivergence"
                ? $"[Network, Input(4), Dense(4, Activation.Sigmoid), {attribute}] partial class {name};"
                : $"[Network, Input(4), Dense(4), {attribute}] partial class {name};";
        return kind switch
        {
            "Input" => $"[Network, {attribute}, Dense(1)] partial class {name};",
            "Frozen" =>
                $"[Network] partial class {name} {{ [Input(4)] public partial Input X {{ get; }} [Dense(4), {attribute}] "
                + $"public partial Dense Y {{ get; }} }}",
            "Concat" or "Add" or "Multiply" =>
                $"[Network] partial class {name} {{ [Input(4)] public partial Input X {{ get; }} [Dense(4)] public partial Dense Y {{ "
                + $"get; }} [{attribute}] public partial Layer Z {{ get; }} }}",
            "Split" or "Slice" => $"[Network, Input(8), {attribute}, Dense(1)] partial class {name};",
            _ => $"[Network, Input(4), {attribute}, Dense(1)] partial class {name};",
        };
    }

    /// <summary>
    /// Every word of the tables for attributes, activations, initializers and optimizers, in all the ways it is written, fixed in one go
    /// and compiled.
    /// </summary>
    [Fact]
    public void Every_row_of_the_table_is_put_right()
    {
        List<string> wrong = ["[Block, Dense(4)] sealed partial class Step;"], right = [.. wrong];
        void Add(Func<string, string> line, string word, string ours)
        {
            wrong.Add(line(word));
            right.Add(line(ours));
        }

        int count = 0;
        foreach ((string ours, string theirs) in BroughtNames.Attributes.Rows.Concat(BroughtNames.Functions.Rows.Where(row =>
            row.Ours != "HardTanh")))
            foreach (string word in theirs.Split(' '))
            {
                // What means a layer before it means a function.
                if (BroughtNames.Functions.Rows.Any(row => row.Ours == ours) && BroughtNames.Attributes.Ours(word).Count > 0) continue;
                int number = count++;
                Add(one => Declaration(ours, one, number), word, ours);
                if (word == "CategoricalCrossEntropy") right[^1] = right[^1].Replace(ours, ours + "(Targets.Distributions)");
            }
        foreach ((string ours, string theirs) in BroughtNames.Functions.Rows)
            foreach (string word in theirs.Split(' ').Where(word => word != "None" || ours == "Identity")) Add(one =>
                $"[Network, Input(4), Dense(3, Activation.{one})] partial class A{ours}{word};", word, ours);
        foreach ((string ours, string theirs) in BroughtNames.Initializers.Rows)
            foreach (string word in theirs.Split(' ')) Add(one =>
                $"[Network, Input(4), Dense(3, Initializer = Initializer.{one}, InitializerValue = 1)] partial class I{ours}{word};", word,
                ours);
        foreach ((string ours, string theirs) in BroughtNames.Optimizers.Rows)
            foreach (string word in theirs.Split(' ')) Add(one => $"static class O{ours}{word} {{ static object Of => new {one}(0.1); }}",
                word, ours);
        // Files of some lines each: a fix that is applied looks for what has changed in the whole of its file. No one calls the networks,
        // so that none has to be compiled.
        string[] Files(IEnumerable<string> lines) => [.. lines.Chunk(20).Select(file => Usings + string.Join("\n", file))];
        (IReadOnlyList<string> errors, IReadOnlyList<string> texts) = NameFixes.Apply(
            Files(wrong), generator: Generate.WithoutKernels);
        Assert.Equal(Files(right), texts);
        Assert.Empty(errors);
    }

    /// <summary>Words for arguments and members lead to names that something of NetGen's has: no row is out of date.</summary>
    [Fact]
    public void Every_row_leads_to_a_name_that_is_there()
    {
        Type[] types = [.. typeof(NetworkAttribute).Assembly.GetExportedTypes()];
        HashSet<string> names = [.. types.SelectMany(type => type.GetConstructors().SelectMany(one => one.GetParameters())
            .Concat(type.GetMethods().SelectMany(one => one.GetParameters())).Select(parameter => parameter.Name!)
            .Concat(type.GetProperties().Select(property => property.Name)).Concat(type.GetMethods().Select(method => method.Name))
                .Concat(type.GetFields().Select(field => field.Name))).Select(BroughtNames.Fold)];
        // What is generated into every network.
        names.UnionWith(new[] { "InputLength", "OutputLength", "TargetLength", "ParameterCount", "Summary", "Data", "t" }
            .Select(BroughtNames.Fold));
        HashSet<string> attributes = [.. types.Select(type => type.Name.Split('`')[0])
            .Where(name => name.EndsWith("Attribute", StringComparison.Ordinal)).Select(name => name[..^"Attribute".Length])];
        Assert.All(BroughtNames.Attributes.Rows.Concat(BroughtNames.Functions.Rows), row => Assert.Contains(row.Ours, attributes));
        Assert.All(BroughtNames.Missing, word => Assert.DoesNotContain(word, attributes.Select(BroughtNames.Fold)));
        Assert.All(BroughtNames.Missing, word => Assert.Null(SourceGenerators.Names.NameSearch.Find(
            word, attributes, BroughtNames.Attributes, BroughtNames.Functions)));
        Assert.All(BroughtNames.Optimizers.Rows, row => Assert.Contains(types, type => type.Name == row.Ours));
        foreach (NameTable table in (NameTable[])[BroughtNames.Arguments, BroughtNames.Methods, BroughtNames.Initializers,
            BroughtNames.Functions, BroughtNames.Members])
            Assert.All(table.Rows, row => Assert.Contains(BroughtNames.Fold(row.Ours), names));
        // A word that NetGen itself has for the same thing needs no row.
        Assert.All(BroughtNames.Attributes.Rows, row => Assert.DoesNotContain(BroughtNames.Fold(row.Ours), row.Theirs.Split(' ')
            .Select(BroughtNames.Fold)));
    }
}
