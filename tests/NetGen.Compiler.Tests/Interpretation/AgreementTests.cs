using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>
/// All programs of many networks, interpreted on every target: the same bits on all four, the double-precision reference within rounding,
/// and no access outside the rows a kernel is given.
/// </summary>
public class AgreementTests
{
    /// <summary>1…65 and a few beyond: each length meets the tails of vectors of 4, 8 and 16 and of tiles.</summary>
    private static IEnumerable<int> Lengths => Enumerable.Range(1, 65).Concat([66, 79, 80, 81, 100, 128, 130]);

    [Fact]
    public void Products_of_any_number_of_inputs()
    {
        foreach (int length in Lengths)
            Agree(samples: length % 7 + 1, choice: length, Input(length), Dense(5, Activation(length)), Dense(2), Node("MeanSquaredError"));
    }

    [Fact]
    public void Products_of_any_number_of_results()
    {
        foreach (int length in Lengths)
            Agree(samples: length % 5 + 1, choice: length, Input(3), Dense(length, Activation(length)), Dense(17),
                Node("MeanSquaredError"));
    }

    [Fact]
    public void Losses_over_any_number_of_results()
    {
        foreach (int length in Lengths)
            for (int loss = 0; loss < 9; loss += length < 18 ? 1 : 5)
                Agree(samples: 3, choice: length, [Input(4), .. Zoo.End(length, loss + length % 4)]);
    }

    [Fact]
    public void Products_split_into_partial_sums()
    {
        foreach (int inputs in new[] { 63, 64, 66, 67, 131 })
            foreach (int units in new[] { 1, 16, 17, 64, 65 })
                Agree(samples: 7, choice: units, Input(inputs), Dense(units, "Tanh"), Dense(1), Node("MeanSquaredError"));
    }

    [Fact]
    public void Any_number_of_samples()
    {
        for (int samples = 1; samples <= 32; samples++)
            Agree(samples, choice: samples, Input(9), Dense(33, "GELU"), Dense(20, "SiLU"), Dense(3), Node("SoftmaxCrossEntropy"));
    }

    [Fact]
    public void Layers_without_bias_frozen_or_of_their_own()
    {
        Agree(5, 1, Input(6), Dense(20, "ReLU", ("Bias", false)), Dense(16, "Tanh", ("Frozen", true)), Dense(3), Node("MeanSquaredError"));
        Agree(5, 1, Input(6), Dense(20, "ReLU", ("Frozen", true)), Dense(16, "Tanh"), Dense(3, "Softmax", ("Frozen", true)),
            Node("CrossEntropy"));
        Agree(5, 1, Input(6), Dense(20, "ReLU", ("Frozen", true)), Node("MeanSquaredError"));
        Agree(5, 1, Input(4, 5), Node("Flatten"), Dense(3, "LeakyReLU"));
        Agree(5, 1, Input(4, 5), Node("Flatten"));
        Agree(5, 1, Input(16), Node("Flatten"));
        Agree(5, 1, Input(16), Node("Identity"), Node("MeanSquaredError"));
        Agree(5, 1, Input(5), Node("Softmax"), Node("CrossEntropy"));
        foreach (string activation in Zoo.Activations)
        {
            Agree(5, 1, Input(7), Node(activation), Dense(4), Node(activation), Node("MeanSquaredError"));
            Agree(5, 1, Input(32), Node("Dropout"), Node(activation));
        }
    }

    [Fact]
    public void Normalizations_slopes_and_stretches_of_any_number_of_values()
    {
        foreach (int length in new[] { 2, 5, 16, 17, 63, 64, 65, 100, 130 })
        {
            Agree(4, length, Input(length), Node("LayerNorm"), Dense(3), Node("MeanSquaredError"));
            Agree(4, length, Input(6), Dense(length), Node("RMSNorm"), Node("PReLU"), Dense(3), Node("MeanSquaredError"));
            Agree(4, length, Input(6), Dense(length), Node("PReLU", ("PerFeature", true)),
                Node("LayerNorm", ("Bias", false), ("Epsilon", 0.1)), Node("MeanSquaredError"));
        }
        foreach ((int start, int count) in new[] { (0, 1), (0, 16), (3, 5), (17, 16), (1, 32), (0, 33) })
        {
            Agree(4, start, Input(33), Node("Slice", ("Start", start), ("Length", count)), Dense(3), Node("MeanSquaredError"));
            Agree(4, start, Input(6), Dense(66, "Tanh"), Node("Reshape", ("Sizes", new EquatableArray<int>([2, -1]))),
                Node("Slice", ("Start", start), ("Length", count)),
                Node("Flatten"), Dense(3), Node("MeanSquaredError"));
        }
        Agree(4, 1, Input(6), Dense(30), Node("Split", ("Parts", 3), ("Index", 1)), Node("PReLU", ("Frozen", true)),
            Node("LayerNorm", ("Affine", false)));
        Agree(4, 1, Input(6), Node("LayerNorm", ("Frozen", true)), Node("Split", ("Parts", 1), ("Index", 0)));
    }

    [Fact]
    public void Statistics_of_a_batch_are_the_same_on_every_target()
    {
        foreach (int length in new[] { 1, 16, 17, 70 })
            foreach (bool training in new[] { true, false })
            {
                PlannedNetwork network = Plan(Input(length), Node("BatchNorm"), Dense(20), Node("BatchNorm", ("Affine", false)),
                    Node("Tanh"), Dense(3), Node("MeanSquaredError"));
                var trial = new Trial(network, samples: 9);
                if (!training)
                    Compare.Bits(trial.Run<float>(Portable.Target).Predicted, trial.Run<float>(Portable.Target).Output,
                        "running statistics");
                Agree(trial, training);
            }
    }

    [Fact]
    public void Noise_is_the_same_on_every_target_and_none_outside_training()
    {
        foreach (int length in new[] { 1, 5, 16, 30 })
        {
            PlannedNetwork network = Plan(Input(length), Node("GaussianNoise", ("Deviation", 0.5)), Dense(20, "Tanh"),
                Node("GaussianNoise", ("Deviation", 0.1)), Dense(3), Node("MeanSquaredError"));
            var trial = new Trial(network, samples: 6);
            trial.X[0] = -0.0;
            Trial.Results<float> plain = trial.Run<float>(Portable.Target);
            Compare.Bits(plain.Predicted, plain.Output, "without noise");
            Assert.NotEqual(plain.Output, trial.Run<float>(Portable.Target, training: true).Output);
            Agree(trial, training: true);
        }
    }

    [Fact]
    public void Dropout_drops_the_same_units_on_every_target()
    {
        foreach (int length in new[] { 1, 5, 16, 30 })
        {
            PlannedNetwork network = Plan(Input(6), Dense(length, "ReLU"), Node("Dropout", ("Rate", 0.25)), Dense(20, "Tanh"),
                Node("Dropout"), Dense(3), Node("MeanSquaredError"));
            var trial = new Trial(network, samples: 6);
            Assert.NotEqual(trial.Run<float>(Portable.Target).Output, trial.Run<float>(Portable.Target, training: true).Output);
            Agree(trial, training: true);
        }
    }

    [Fact]
    public void Infinity_NaN_and_large_numbers_are_the_same_on_every_target()
    {
        foreach (NodeSpec[] network in new NodeSpec[][]
        {
            [Input(5), Dense(17, "ReLU"), Dense(3), Node("SoftmaxCrossEntropy")],
            [Input(5), Dense(4, "GELU"), Dense(18, "Sigmoid"), Node("BinaryCrossEntropy")],
            [Input(70), Node("SiLU"), Node("Softmax"), Node("CrossEntropy")],
            [Input(5), Node("LeakyReLU"), Node("Tanh"), Node("MeanSquaredError")],
        })
        {
            var trial = new Trial(Plan(network), samples: 8);
            double[] special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1e38, -1e38, 1e-44];
            for (int m = 0; m < special.Length; m++) trial.X[m * trial.Network.Plan.Input.Length] = special[m];
            SameBits(trial, training: false, trial.Run<float>(Portable.Target));
        }
    }

    /// <summary>A batch is as good as its samples one by one.</summary>
    [Fact]
    public void A_prediction_does_not_depend_on_the_batch()
    {
        PlannedNetwork network = Plan(Input(70), Dense(40, "GELU"), Dense(20, "Tanh"), Dense(3, "Softmax"));
        foreach (TargetIsa target in TargetIsa.All)
        {
            var trial = new Trial(network, samples: 20);
            float[] together = trial.Run<float>(target).Predicted, parameters = Numbers.Pack(network.Plan, trial.Parameters).Floats();
            var machine = new Interpreter.NetworkInterpreter<float>(network, target);
            for (int m = 0; m < trial.Samples; m++)
                Compare.Bits(together[(m * 3)..(m * 3 + 3)], machine.Predict(parameters, trial.X[(m * 70)..(m * 70 + 70)].Floats(), 1),
                    $"{target.Name}, sample {m}");
        }
    }

    /// <summary>A sum over samples in several calls is the sum in one, and what was in the padding of gradients stays +0.</summary>
    [Fact]
    public void Gradients_accumulate_to_the_bit()
    {
        PlannedNetwork network = Plan(Input(9), Dense(21, "Tanh"), Dense(3), Node("MeanSquaredError"));
        var trial = new Trial(network, samples: 16);
        foreach (TargetIsa target in TargetIsa.All)
        {
            float[] expected = trial.Run<float>(target).Gradients, parameters = Numbers.Pack(network.Plan, trial.Parameters).Floats(),
                gradients = new float[expected.Length];
            var machine = new Interpreter.NetworkInterpreter<float>(network, target);
            var tape = new Interpreter.InterpretedTape<float>(network, 16);
            machine.TransposeWeights(parameters, tape);
            foreach ((int first, int samples) in new[] { (0, 7), (7, 1), (8, 8) })
            {
                float[] x = trial.X[(first * 9)..((first + samples) * 9)].Floats();
                machine.Forward(parameters, x, tape, first, samples);
                tape.SetScales(first, trial.Scales[first..(first + samples)].Floats());
                machine.Loss(trial.Targets[(first * 3)..((first + samples) * 3)].Floats(), tape, first, samples);
                machine.Backward(parameters, x, tape, first, samples, gradients, accumulate: first > 0);
            }
            Compare.Bits(expected, gradients, target.Name);
            foreach (int padding in Numbers.Padding(network.Plan)) Assert.Equal(0, BitConverter.SingleToInt32Bits(gradients[padding]));
        }
    }

    [Fact]
    public void Only_the_gradients_asked_for_are_computed()
    {
        PlannedNetwork network = Plan(Input(9), Dense(21, "Tanh", ("Frozen", true)), Dense(3), Node("MeanSquaredError"));
        var trial = new Trial(network, samples: 4);
        Trial.Results<float> all = trial.Run<float>(Portable.Target);
        float[] parameters = Numbers.Pack(network.Plan, trial.Parameters).Floats(), x = trial.X.Floats(), dy = trial.Dy.Floats();
        var machine = new Interpreter.NetworkInterpreter<float>(network, Portable.Target);
        foreach ((bool forParameters, bool forInput) in new[] { (true, false), (false, true), (false, false) })
        {
            var tape = new Interpreter.InterpretedTape<float>(network, 16);
            float[] gradients = new float[parameters.Length], dx = new float[x.Length];
            machine.TransposeWeights(parameters, tape);
            machine.Forward(parameters, x, tape, 0, 4);
            machine.BackwardFrom(parameters, x, dy, dx, tape, 0, 4, gradients, accumulate: false, forParameters, forInput);
            Compare.Bits(forParameters ? all.GradientsFromOutput : new float[gradients.Length], gradients, "gradients");
            Compare.Bits(forInput ? all.Dx : new float[dx.Length], dx, "dx");
        }
    }

    private static string Activation(int choice) => Zoo.Activations[choice % 7];

    private static void Agree(int samples, int choice, params NodeSpec[] nodes) =>
        Agree(new Trial(Plan(nodes), samples, seed: choice + 1), training: false);

    internal static void Agree(Trial trial, bool training)
    {
        Trial.Results<float> portable = trial.Run<float>(Portable.Target, training);
        SameBits(trial, training, portable);

        Trial.Results<double> reference = trial.Reference(training ? mask => Mask(trial, mask) : null),
            checks = trial.Run<double>(Portable.Checks, training);
        foreach (((string name, double[] expected), (_, double[] twice), (_, float[] single)) in reference.All.Zip(checks.All,
            portable.All))
        {
            Compare.Close(expected, twice, Tolerance.InDouble, $"{Name(trial)}, {name} in double precision");
            Compare.Close(expected, single.Doubles(), Tolerance.Interpreted, $"{Name(trial)}, {name}");
        }
    }

    private static void SameBits(Trial trial, bool training, Trial.Results<float> portable)
    {
        foreach (TargetIsa target in TargetIsa.All.Where(target => target != Portable.Target))
            foreach (((string name, float[] expected), (_, float[] found)) in portable.All.Zip(trial.Run<float>(target, training).All))
                Compare.Bits(expected, found, $"{Name(trial)}, {name} on {target.Name}");
    }

    /// <summary>The mask as the library fills it: what is dropped is the library's affair, and tested there.</summary>
    private static double[] Mask(Trial trial, Op op) =>
        Interpreter.Masks.Fill((Compiler.Ops.RandomRows)op, trial.Samples, Trial.Seed, Trial.TrainingStep);

    private static string Name(Trial trial) =>
        string.Join(" ",
            trial.Network.Plan.Spec.Nodes.Select(
                node => $"{node.Kind}({string.Join(",", node.Arguments.Select(Value))})"));

    private static object? Value(Argument argument) =>
        argument.Value is EquatableArray<int> sizes ? string.Join("×", sizes) : argument.Value;
}
