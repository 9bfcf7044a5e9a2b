using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Passes;

/// <summary>
/// A network and the ways back through it: from the losses, and from gradients of the outputs that the caller gives. What each entry
/// point needs of them is a query.
/// </summary>
/// <param name="Inference">As Predict computes it.</param>
/// <param name="Training">As it is trained.</param>
/// <param name="FromLoss">Gradients from the losses.</param>
/// <param name="FromOutput">Gradients from those of the outputs; where <paramref name="IsShared"/>, only as far as the gradients that
/// losses compute.</param>
/// <param name="IsShared">Whether every output has one loss: the way back from there is then the same, wherever its gradient comes
/// from.</param>
/// <param name="OutputGradients">The gradients of the outputs as the caller gives them.</param>
/// <param name="InputGradients">The gradient of each input as computed; null where none leads there.</param>
public sealed record JointGraph(
    NetworkGraph Inference, NetworkGraph Training, Graph FromLoss, Graph FromOutput, bool IsShared,
    IReadOnlyList<Value> OutputGradients, IReadOnlyList<Value?> InputGradients)
{
    /// <summary>The operations of a forward pass that trains.</summary>
    public IReadOnlyList<Op> Forward { get; } = Training.Forward.Needed(Training.Outputs);

    /// <summary>Says whether both ways back are legal, each behind the forward pass.</summary>
    public void Verify()
    {
        GraphVerifier.Verify(FromOutput, Forward);
        GraphVerifier.Verify(FromLoss, [.. Forward, .. Training.Losses.Select(part => part.Loss)]);
    }

    /// <summary>The graph that holds the gradients of parameters and inputs from the outputs' gradients.</summary>
    private Graph WholeWayBack => IsShared ? FromLoss : FromOutput;

    /// <summary>What gradients of parameters need of the way back.</summary>
    public HashSet<Op> ForParameters => [.. WholeWayBack.Needed(WholeWayBack.Ops.Select(op => op.Output).Where(value => value.Kind == ValueKind.ParameterGradient))];

    /// <summary>What gradients of inputs need of the way back.</summary>
    public HashSet<Op> ForInput => [.. WholeWayBack.Needed(InputGradients.OfType<Value>())];

    /// <summary>
    /// What losses and the ways back from them need of the forward pass; outputs are computed beside it only where somebody looks at
    /// them.
    /// </summary>
    public HashSet<Op> ForTraining => Training.Losses.Count == 0
        ? [.. Forward]
        : [.. Training.Forward.Needed(Training.Losses.SelectMany(part => part.Ops.Concat([part.Loss])).Concat(FromLoss.Ops).SelectMany(op => op.Inputs))];

    /// <summary>What other entry points read of the forward pass.</summary>
    public HashSet<Value> ReadAfterForward =>
        [.. FromOutput.Ops.Concat(FromLoss.Ops).Concat(Training.Losses.Select(part => part.Loss)).SelectMany(op => op.Inputs), .. Training.Outputs];
}

/// <summary>Adds the ways back to a network.</summary>
public static class Differentiate
{
    public static JointGraph Run(ShapeInference shapes, NetworkGraph inference, NetworkGraph training)
    {
        var trainable = training.Parameters.Where(parameter => parameter.Trainable).Select(parameter => parameter.Value).ToList();
        IReadOnlyList<Op> forward = training.Forward.Needed(training.Outputs);

        // The caller's gradients of the outputs.
        var fromOutput = new Graph(training.Losses.Select(part => part.Loss.PredictionGradient.Name.Text));
        var names = new PortNames(shapes);
        List<Value> outputGradients =
            [.. training.Outputs.Select((output, i) => new Value(names.Given(shapes.Outputs[i].Name), output.Shape, ValueKind.OutputGradient))];

        // The same as rows that vectors may be loaded from.
        Value RowsOf(int output)
        {
            Value dy = outputGradients[output];
            string layer = CopyRows.LayerOf(training.Outputs[output], "OutputGradient", "Gradient");
            return CallerRows.NeedCopy(dy) ? fromOutput.Add(new CopyRows(dy, dy.Name + "_rows"), layer) : dy;
        }

        // From the losses.
        var fromLoss = new Graph(training.Losses.SelectMany(part => part.Loss.Outputs).Select(value => value.Name.Text));
        var lossSeeds = new Dictionary<Value, Value>();
        foreach (LossOfOutput part in training.Losses)
        {
            (Value prediction, Value gradient) = (part.Loss.Prediction, part.Loss.PredictionGradient);
            lossSeeds[prediction] = lossSeeds.TryGetValue(prediction, out Value? other)
                ? fromLoss.Add(Add.OfGradients(other, gradient), part.Loss.Layer)
                : gradient;
        }
        bool isShared = training.Outputs.Select((_, i) => i).All(i => training.Losses.Count(part => part.Output == i) == 1);
        IReadOnlyDictionary<Value, Value> gradients;
        if (isShared)
        {
            // From a loss's prediction on the way back is the same, whether its gradient comes from the loss or, through the last activation, from the caller.
            gradients = Autodiff.Reverse(fromLoss, forward, lossSeeds, [.. training.Inputs, .. trainable]);
            foreach (LossOfOutput part in training.Losses)
            {
                Value output = training.Outputs[part.Output], prediction = part.Loss.Prediction, gradient = outputGradients[part.Output];
                if (output != prediction)
                {
                    gradient = RowsOf(part.Output);
                    HashSet<Op> before = [.. training.Forward.Needed([prediction])];
                    List<Op> between = training.Forward.Needed([output]).Where(op => !before.Contains(op)).ToList();
                    gradient = Autodiff.Reverse(fromOutput, between, new Dictionary<Value, Value> { [output] = gradient }, [prediction])[prediction];
                }
                fromOutput.Add(new Assign(gradient, part.Loss.PredictionGradient), output.Producer!.Layer);
            }
        }
        else
        {
            gradients = Autodiff.Reverse(fromOutput, forward, training.Outputs.Select((output, i) => (output, dy: RowsOf(i))).ToDictionary(seed => seed.output, seed => seed.dy), [.. training.Inputs, .. trainable]);
            Autodiff.Reverse(fromLoss, forward, lossSeeds, trainable);
        }
        List<Value?> inputGradients = [.. training.Inputs.Select(input => gradients.TryGetValue(input, out Value? dx) ? dx : null)];
        return new JointGraph(inference, training, fromLoss, fromOutput, isShared, outputGradients, inputGradients);
    }
}
