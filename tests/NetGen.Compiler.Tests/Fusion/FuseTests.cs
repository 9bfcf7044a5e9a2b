using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>What becomes one kernel, and which values leave the registers.</summary>
public class FuseTests
{
    [Fact]
    public void Bias_and_activation_join_the_product() =>
        Assert.Equal(
            ["MatMul + AddBias + ReLU → h1", "MatMul + AddBias → y"],
            GroupText.Lines(Fused(Input(4), Dense(3, "ReLU"), Dense(2)).Predict));

    [Fact]
    public void Without_a_bias_the_activation_joins() =>
        Assert.Equal(["MatMul + Tanh → y"], GroupText.Lines(Fused(Input(4), Dense(3, "Tanh", ("Bias", false))).Predict));

    [Fact]
    public void A_softmax_needs_whole_rows_and_is_alone() =>
        Assert.Equal(["MatMul + AddBias → z1", "Softmax → y"], GroupText.Lines(Fused(Input(4), Dense(3, "Softmax")).Predict));

    [Fact]
    public void Forward_stores_what_backward_reads()
    {
        // ReLU's derivative reads its result, GELU's its argument.
        Assert.Equal(["MatMul + AddBias + ReLU → h1", "MatMul + AddBias → y"],
            GroupText.Lines(Fused(Input(4), Dense(3, "ReLU"), Dense(2)).Forward));
        Assert.Equal(["MatMul + AddBias + GELU → z1, h1", "MatMul + AddBias → y"],
            GroupText.Lines(Fused(Input(4), Dense(3, "GELU"), Dense(2)).Forward));
    }

    [Fact]
    public void Dropout_joins_the_product_once_its_mask_is_there()
    {
        FusedNetwork programs = Fused(Input(4), Dense(3, "ReLU"), Node("Dropout"), Dense(2), Node("MeanSquaredError"));
        Assert.Equal(["DropoutMask → mask1", "MatMul + AddBias + ReLU + Dropout → h1, h2", "MatMul + AddBias → y"],
            GroupText.Lines(programs.Forward));
        Assert.Equal(["MatMul + AddBias + ReLU → h1", "MatMul + AddBias → y"], GroupText.Lines(programs.Predict));
        Assert.Equal(
            ["InputGradient + DropoutGradient + ActivationGradient → dz1", "BiasGradient → db2", "WeightGradient → dW2",
                "BiasGradient → db1", "WeightGradient → dW1"],
            GroupText.Lines(programs.Backward));
        Assert.Equal(["InputGradient + DropoutGradient + ActivationGradient → dz1"], GroupText.Lines(programs.BackwardPerSample));
        Assert.Equal(["BiasGradient → db2", "WeightGradient → dW2", "BiasGradient → db1", "WeightGradient → dW1"],
            GroupText.Lines(programs.AccumulateParameterGradients));
    }

    [Fact]
    public void A_loss_stores_its_value_and_its_gradient()
    {
        FusedNetwork programs = Fused(Input(4), Dense(3, "Softmax"), Node("CrossEntropy"));
        Assert.Equal(["MatMul + AddBias → z1", "ForOutputs: Softmax → y"], GroupText.Lines(programs.Forward));
        Assert.Equal(["SoftmaxCrossEntropy → loss, dz1"], GroupText.Lines(programs.Loss));
        Assert.Equal(["BiasGradient → db1", "WeightGradient → dW1"], GroupText.Lines(programs.Backward));
    }

    [Fact]
    public void Targets_that_vectors_cannot_be_loaded_from_are_copied_first()
    {
        Assert.Equal(["CopyRows → t_rows", "MeanSquaredError → loss, dy"],
            GroupText.Lines(Fused(Input(4), Dense(3), Node("MeanSquaredError")).Loss));
        Assert.Equal(["MeanSquaredError → loss, dy"], GroupText.Lines(Fused(Input(4), Dense(16), Node("MeanSquaredError")).Loss));
    }

    /// <summary>A value with two users is stored, and only one of them can work on it in registers.</summary>
    [Fact]
    public void A_value_with_several_users_is_stored()
    {
        var x = new Value("x", new Shape(4), ValueKind.Computed);
        var w1 = new Value("W1", new Shape(4, 4), ValueKind.Parameter);
        var w2 = new Value("W2", new Shape(4, 4), ValueKind.Parameter);
        var graph = new Graph();
        Value s = graph.Add(new MatMul(x, w1, "s1"));
        Value h = graph.Add(new Compiler.Ops.Activations.Tanh(s, "h1"));
        Value side = graph.Add(new MatMul(h, w2, "s2"));
        Value y = graph.Add(new Add(side, h, "y"));
        Assert.Equal(["MatMul + Tanh → h1", "MatMul + Add → y"], Lines(Fuse.Run(graph.Ops, value => value == y)));
        Assert.Equal(["MatMul + Tanh → s1, h1", "MatMul + Add → s2, y"], Lines(Fuse.Run(graph.Ops, _ => true)));
    }

    [Fact]
    public void What_two_operations_do_to_a_value_is_left_to_them()
    {
        var x = new Value("x", new Shape(4), ValueKind.Computed);
        var graph = new Graph();
        Value s = graph.Add(new MatMul(x, new Value("W1", new Shape(4, 4), ValueKind.Parameter), "s1"));
        Value a = graph.Add(new Compiler.Ops.Activations.Tanh(s, "a")), b = graph.Add(new Compiler.Ops.Activations.Sigmoid(s, "b"));
        graph.Add(new Add(a, b, "y"));
        Assert.Equal(["MatMul → s1", "Tanh → a", "Sigmoid + Add → y"], Lines(Fuse.Run(graph.Ops, _ => false)));
    }

    private static string[] Lines(IReadOnlyList<FusionGroup> groups) =>
        GroupText.Lines(new FusedProgram("Test", groups.Select(group => new FusedStep(group)).ToList()));
}
