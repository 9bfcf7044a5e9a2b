using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>
/// Parameters, shapes and targets of a declaration follow from its layers, the preset of its defaults, and what is written in it.
/// </summary>
public class LayerTests
{
    [Fact]
    public void A_dense_layer_has_a_weight_and_a_bias()
    {
        NetworkPlan plan = Plan(Input(10), Dense(64, "ReLU")).Plan;
        Assert.Equal("64", plan.Output.ToString());
        Assert.Equal(
            [
                new ParameterPlan("Dense1", "Weight", new(10, 64), 0, 64, "PyTorchLinear", 10, 64, double.NaN, "dense1.weight",
                    FileTransposed: true, Trainable: true),
                new ParameterPlan("Dense1", "Bias", new(64), 640, 64, "PyTorchLinear", 10, 64, double.NaN, "dense1.bias",
                    FileTransposed: false, Trainable: true),
            ], plan.Parameters);
        Assert.Equal((704, 704), (plan.ParameterBlock, plan.ParameterCount));
    }

    [Fact]
    public void A_dense_layer_without_bias_has_a_weight_only() =>
        Assert.Equal("Weight", Assert.Single(Plan(Input(3), Dense(2, "ReLU", ("Bias", false))).Plan.Parameters).Role);

    [Fact]
    public void Keras_starts_weights_by_Glorot_and_biases_with_zeros()
    {
        PlannedNetwork network = NetworkCompiler.Plan(Compiler.Shapes.ShapeInference.Infer(Chain("Keras", Input(3), Dense(2))));
        Assert.Equal(["GlorotUniform", "Zeros"], network.Plan.Parameters.Select(parameter => parameter.Initializer));
    }

    [Fact]
    public void What_is_written_beats_the_preset()
    {
        NetworkPlan plan = Plan(Input(3),
            Dense(2, "ReLU", ("Initializer", "Constant"), ("InitializerValue", 0.25), ("BiasInitializer", "Ones"))).Plan;
        Assert.Equal([("Constant", 0.25), ("Ones", double.NaN)],
            plan.Parameters.Select(parameter => (parameter.Initializer, parameter.InitializerValue)));
    }

    [Fact]
    public void Penalties_and_bounds_are_of_weights_and_decay_has_a_factor_for_each()
    {
        NetworkPlan plan = Plan(Input(3),
            Dense(2, "ReLU", ("L1", 1e-3), ("L2", 1e-4), ("MaxNorm", 2.0), ("Decay", 0.5), ("BiasDecay", 0))).Plan;
        Assert.Equal([new Regularization(1e-3, 1e-4, 2, 0.5), new Regularization(Decay: 0)],
            plan.Parameters.Select(parameter => parameter.Regularization));
    }

    [Fact]
    public void A_frozen_layer_has_parameters_that_are_not_trained() =>
        Assert.Equal([false, false, true, true],
            Plan(Input(3), Dense(2, "ReLU", ("Frozen", true)), Dense(1)).Plan.Parameters.Select(parameter => parameter.Trainable));

    [Theory]
    [InlineData("PyTorch", 0.01)]
    [InlineData("Keras", 0.3)]
    public void A_leaky_ReLU_has_the_slope_of_the_preset(string defaults, double slope) =>
        Assert.Equal(slope, LeakyRelu(defaults, Node("LeakyReLU")).Derivative(-1));

    [Theory]
    [InlineData("PyTorch", 1e-5, 1.1920928955078125e-7, 1, 0.25)]
    [InlineData("Keras", 1e-3, 1e-6, 3, 0)]
    public void Normalizations_and_learned_slopes_have_the_defaults_of_the_preset(string defaults, double layerNorm, double rmsNorm,
        int slopes, double slope)
    {
        PlannedNetwork network = NetworkCompiler.Plan(
            Compiler.Shapes.ShapeInference.Infer(Chain(defaults, Input(3), Node("LayerNorm"), Node("RMSNorm"), Node("PReLU"))));
        Assert.Equal([layerNorm, rmsNorm], network.Fused.Training.Forward.Ops.OfType<Compiler.Ops.Normalize>().Select(op => op.Epsilon));
        Assert.Equal(["layerNorm1.weight", "layerNorm1.bias", "rMSNorm1.weight", "pReLU1.weight"],
            network.Plan.Parameters.Select(parameter => parameter.FileName));
        ParameterPlan a = network.Plan.Parameters[3];
        Assert.Equal((slopes, "Constant", slope), (a.Shape.Length, a.Initializer, a.InitializerValue));
    }

    [Theory]
    [InlineData("PyTorch", 1e-5, 0.1, true)]
    [InlineData("Keras", 1e-3, 0.01, false)]
    public void A_normalization_of_the_batch_has_the_defaults_of_the_preset(string defaults, double epsilon, double momentum, bool unbiased)
    {
        PlannedNetwork network = NetworkCompiler.Plan(Compiler.Shapes.ShapeInference.Infer(Chain(defaults, Input(3), Node("BatchNorm"))));
        Compiler.Ops.BatchMoments moments = network.Fused.Training.Forward.Ops.OfType<Compiler.Ops.BatchMoments>().Single();
        Assert.Equal((epsilon, momentum, unbiased), (moments.Epsilon, moments.Momentum, moments.Unbiased));
        Assert.Equal(epsilon, network.Fused.Inference.Forward.Ops.OfType<Compiler.Ops.RunningScale>().Single().Epsilon);
        Assert.Equal(
            [("Ones", "batchNorm1.weight"), ("Zeros", "batchNorm1.bias"), ("Zeros", "batchNorm1.running_mean"),
                ("Ones", "batchNorm1.running_var")],
            network.Plan.Parameters.Select(parameter => (parameter.Initializer, parameter.FileName)));
    }

    [Fact]
    public void A_normalization_of_the_batch_starts_and_decays_as_it_is_told()
    {
        NetworkPlan plan = Plan(Input(3),
            Node("BatchNorm", ("Initializer", "Constant"), ("InitializerValue", 0.5), ("BiasInitializer", "Ones"), ("Decay", 0.0),
                ("BiasDecay", 2.0))).Plan;
        Assert.Equal(
            [("Constant", 0.5, 0.0), ("Ones", double.NaN, 2.0)],
            plan.Parameters.Where(parameter => parameter.IsLearned)
            .Select(parameter => (parameter.Initializer, parameter.InitializerValue, parameter.Regularization.Decay)));
    }

    [Fact]
    public void A_slope_that_is_written_beats_the_preset() =>
        Assert.Equal(0.2, LeakyRelu("Keras", Node("LeakyReLU", ("Slope", 0.2))).Derivative(-1));

    private static Compiler.Ops.Activation LeakyRelu(string defaults, NodeSpec node)
    {
        FusedNetwork programs = NetworkCompiler.Plan(Compiler.Shapes.ShapeInference.Infer(Chain(defaults, Input(3), node))).Fused;
        return programs.Training.Forward.Ops.OfType<Compiler.Ops.Activation>().Single();
    }

    [Fact]
    public void Shapes_follow_from_layer_to_layer()
    {
        NetworkPlan plan = Plan(Input(4, 5), Node("ReLU"), Node("Dropout", ("Rate", 0.25)), Node("Flatten"), Dense(7),
            Node("Softmax")).Plan;
        Assert.Equal(["4×5", "4×5", "20", "7", "7"], plan.Layers.Select(layer => layer.Output.ToString()));
    }

    [Fact]
    public void The_summary_says_what_a_reader_wants_to_know()
    {
        NetworkPlan plan = Plan(Input(4, 5), Node("Flatten"), Dense(7, "ReLU", ("Bias", false)), Node("Dropout", ("Rate", 0.25)),
            Dense(3, "Identity", ("Frozen", true)),
            Dense(2, "Tanh"), Node("GELU"), Node("MeanSquaredError")).Plan;
        Assert.Equal(
            [
                "Flatten1 Flatten, : 20, 0 parameters, 0 FLOPs",
                "Dense1 Dense, ReLU no bias: 7, 140 parameters, 287 FLOPs",
                "Dropout1 Dropout, rate 0.25: 7, 0 parameters, 0 FLOPs",
                "Dense2 Dense, frozen: 3, 24 parameters, 42 FLOPs",
                "Dense3 Dense, Tanh: 2, 8 parameters, 14 FLOPs",
                "GELU1 GELU, : 2, 0 parameters, 2 FLOPs",
            ],
            plan.Layers.Select(
                layer => $"{layer.Name} {layer.Kind}, {layer.Details}: {layer.Output}, "
                    + $"{layer.Parameters} parameters, {layer.Flops} FLOPs"));
        Assert.Equal(["Dense", "Dense", "Dense"], plan.Layers.Select(layer => layer.Handle).OfType<string>());
        Assert.Equal("mean squared error", plan.LossName);
    }

    [Theory]
    [InlineData("MeanSquaredError", "", TargetKind.Values, 3)]
    [InlineData("SigmoidCrossEntropy", "", TargetKind.Values, 3)]
    [InlineData("SoftmaxCrossEntropy", "", TargetKind.Indices, 1)]
    [InlineData("SoftmaxCrossEntropy", "Indices", TargetKind.Indices, 1)]
    [InlineData("SoftmaxCrossEntropy", "Distributions", TargetKind.Values, 3)]
    public void A_loss_says_what_targets_are(string loss, string targets, TargetKind kind, int length)
    {
        NodeSpec node = targets.Length == 0 ? Node(loss) : Node(loss, ("Targets", targets));
        NetworkPlan plan = Plan(Input(2), Dense(3), node).Plan;
        Assert.Equal((kind, length), (plan.Target, plan.TargetLength));
    }

    [Fact]
    public void A_network_without_loss_has_no_targets()
    {
        PlannedNetwork network = Plan(Input(2), Dense(3));
        NetworkPlan plan = network.Plan;
        Assert.Equal((TargetKind.None, 0, null), (plan.Target, plan.TargetLength, plan.LossName));
        Assert.Empty(network.Memory.Losses);
    }

    [Fact]
    public void The_weight_of_a_loss_is_the_plans()
    {
        Assert.Equal(0.25, Plan(Input(2), Dense(3), Node("MeanSquaredError", ("Weight", 0.25))).Plan.LossWeight);
        Assert.Equal(1, Plan(Input(2), Dense(3), Node("MeanSquaredError")).Plan.LossWeight);
    }

    [Theory]
    [InlineData("Sigmoid", "BinaryCrossEntropy", "SigmoidCrossEntropy")]
    [InlineData("Softmax", "CrossEntropy", "SoftmaxCrossEntropy")]
    [InlineData("Softmax", "BinaryCrossEntropy", "BinaryCrossEntropy")]
    public void A_loss_of_probabilities_moves_before_its_activation(string activation, string loss, string fused)
    {
        FusedNetwork programs = Fused(Input(2), Dense(3, activation), Node(loss));
        Assert.Equal(fused, programs.Training.Loss!.GetType().Name);
        bool isFused = fused != loss;
        Assert.Equal(isFused, programs.Training.Loss.Prediction != programs.Training.Output);
    }

    [Fact]
    public void Every_kind_has_a_name_of_its_own()
    {
        var names = LayerRegistry.Layers.Select(kind => kind.Name).Concat(LayerRegistry.Losses.Select(kind => kind.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(LayerRegistry.Layers, kind => Assert.Same(kind, LayerRegistry.FindLayer(kind.Name)));
        Assert.All(LayerRegistry.Losses, kind => Assert.Same(kind, LayerRegistry.FindLoss(kind.Name)));
    }
}
