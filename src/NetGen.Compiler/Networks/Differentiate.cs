using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Networks;

/// <summary>Adds the backward passes to a network.</summary>
public static class Differentiate
{
    public static JointGraph Run(ShapeInference shapes, NetworkGraph inference, NetworkGraph training)
    {
        var trainable = training.Parameters.Where(parameter => parameter.Trainable).Select(parameter => parameter.Value).ToList();
        IReadOnlyList<Op> forward = training.Forward.BackwardSlice(training.Outputs);

        // The caller's gradients of the outputs.
        var fromOutput = new Graph(training.Losses.Select(part => part.Loss.PredictionGradient.Name.Text));
        var names = new PortNames(shapes);
        List<Value> outputGradients =
            [.. training.Outputs.Select(
                (output, i) => new Value(names.Given(shapes.Outputs[i].Name), output.Shape, ValueKind.OutputGradient))];

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
            // From a loss's prediction on, the backward pass is the same, whether its gradient comes from the loss or, through the last
            // activation, from the caller.
            gradients = Autodiff.Reverse(fromLoss, forward, lossSeeds, [.. training.Inputs, .. trainable]);
            foreach (LossOfOutput part in training.Losses)
            {
                Value output = training.Outputs[part.Output], prediction = part.Loss.Prediction, gradient = outputGradients[part.Output];
                if (output != prediction)
                {
                    gradient = RowsOf(part.Output);
                    HashSet<Op> before = [.. training.Forward.BackwardSlice([prediction])];
                    List<Op> between = training.Forward.BackwardSlice([output]).Where(op => !before.Contains(op)).ToList();
                    gradient = Autodiff.Reverse(fromOutput, between, new Dictionary<Value, Value> { [output] = gradient },
                        [prediction])[prediction];
                }
                fromOutput.Add(new Assign(gradient, part.Loss.PredictionGradient), output.Producer!.Layer);
            }
        }
        else
        {
            gradients = Autodiff.Reverse(fromOutput, forward,
                training.Outputs.Select((output, i) => (output, dy: RowsOf(i))).ToDictionary(seed => seed.output, seed => seed.dy),
                [.. training.Inputs, .. trainable]);
            Autodiff.Reverse(fromLoss, forward, lossSeeds, trainable);
        }
        List<Value?> inputGradients = [.. training.Inputs.Select(input => gradients.TryGetValue(input, out Value? dx) ? dx : null)];
        return new JointGraph(inference, training, fromLoss, fromOutput, isShared, outputGradients, inputGradients);
    }
}
