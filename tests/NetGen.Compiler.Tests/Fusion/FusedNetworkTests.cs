using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>A backward pass computes the gradients that are asked for and no others, whatever is frozen.</summary>
public class FusedNetworkTests
{
    [Fact]
    public void Backward_from_the_output_runs_what_is_asked_for()
    {
        FusedNetwork programs = Fused(Input(16), Dense(32, "Tanh"), Dense(16));
        Assert.Equal(
            [
                "ForParameters: BiasGradient → db2", "ForParameters: WeightGradient → dW2", "InputGradient + ActivationGradient → dz1",
                "ForParameters: BiasGradient → db1", "ForParameters: WeightGradient → dW1", "ForInput: InputGradient → dx",
            ],
            GroupText.Lines(programs.BackwardFrom));
    }

    [Fact]
    public void A_first_layer_that_is_frozen_is_left_out_of_backward()
    {
        FusedNetwork programs = Fused(Input(4), Dense(3, "ReLU", ("Frozen", true)), Dense(2), Node("MeanSquaredError"));
        Assert.Equal(["BiasGradient → db2", "WeightGradient → dW2"], GroupText.Lines(programs.Backward));
        Assert.Equal(
            [
                "Assign → dy", "ForParameters: BiasGradient → db2", "ForParameters: WeightGradient → dW2",
                "ForInput: InputGradient + ActivationGradient → dz1", "ForInput: InputGradient → dx",
            ],
            GroupText.Lines(programs.BackwardFrom));
    }

    [Fact]
    public void A_last_layer_that_is_frozen_passes_gradients_on_and_computes_none_of_its_own()
    {
        FusedNetwork programs = Fused(Input(4), Dense(3, "ReLU"), Dense(2, "Identity", ("Frozen", true)), Node("MeanSquaredError"));
        Assert.Equal(["InputGradient + ActivationGradient → dz1", "BiasGradient → db1", "WeightGradient → dW1"],
            GroupText.Lines(programs.Backward));
    }

    [Fact]
    public void With_all_layers_frozen_backward_has_nothing_to_do()
    {
        FusedNetwork programs = Fused(Input(16), Dense(16, "ReLU", ("Frozen", true)), Node("MeanSquaredError"));
        Assert.Empty(programs.Backward!.Steps);
        Assert.Equal(["Assign → dy", "ForInput: ActivationGradient → dz1", "ForInput: InputGradient → dx"],
            GroupText.Lines(programs.BackwardFrom));
    }

    [Fact]
    public void Without_a_loss_there_is_no_backward_from_it()
    {
        FusedNetwork programs = Fused(Input(4), Dense(3));
        Assert.Null(programs.Loss);
        Assert.Null(programs.Backward);
        Assert.Equal(["Forward", "BackwardFrom"], programs.OnTape.Select(program => program.Name));
    }

    /// <summary>
    /// The caller's gradient of y becomes that of z, where the loss would have put its own, and the backward pass is the same.
    /// </summary>
    [Fact]
    public void Backward_from_the_output_joins_backward_from_the_loss()
    {
        FusedNetwork programs = Fused(Input(16), Dense(16, "ReLU"), Dense(3, "Sigmoid"), Node("BinaryCrossEntropy"));
        Assert.Equal(["CopyRows → dy_given_rows", "ActivationGradient + Assign → dz2"], GroupText.Lines(programs.InjectOutputGradients));
        Assert.Equal(["InputGradient + ActivationGradient → dz1"], GroupText.Lines(programs.BackwardPerSample));
        Assert.Equal(["InputGradient → dx"], GroupText.Lines(programs.BackwardToInput));
        Assert.Equal(["Forward", "Loss", "BackwardFrom"], programs.OnTape.Select(program => program.Name));
    }

    [Fact]
    public void Inference_leaves_dropout_out()
    {
        FusedNetwork programs = Fused(Input(4), Dense(3), Node("Dropout"));
        Assert.DoesNotContain(programs.Inference.Forward.Ops, op => op is Compiler.Ops.Dropout or Compiler.Ops.DropoutMask);
        Assert.Contains(programs.Training.Forward.Ops, op => op is Compiler.Ops.Dropout);
    }

    [Fact]
    public void The_gradient_of_the_input_passes_a_network_that_only_reshapes()
    {
        FusedNetwork programs = Fused(Input(4, 4), Node("Flatten"));
        Assert.Equal(["CopyRows → y"], GroupText.Lines(programs.Predict));
        Assert.Equal(ValueKind.OutputGradient, programs.InputGradient!.Kind);
        Assert.Empty(programs.BackwardFrom.Steps);
    }
}
