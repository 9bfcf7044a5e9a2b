using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Networks;

/// <summary>
/// A network and the backward passes through it: from the losses, and from gradients of the outputs that the caller gives. What each entry
/// point needs of them is a query.
/// </summary>
/// <param name="Inference">As Predict computes it.</param>
/// <param name="Training">As it is trained.</param>
/// <param name="FromLoss">Gradients from the losses.</param>
/// <param name="FromOutput">Gradients from those of the outputs; where <paramref name="IsShared"/>, only as far as the gradients that
/// losses compute.</param>
/// <param name="IsShared">Whether every output has one loss: the backward pass from there is then the same, wherever its gradient comes
/// from.</param>
/// <param name="OutputGradients">The gradients of the outputs as the caller gives them.</param>
/// <param name="InputGradients">The gradient of each input as computed; null where none leads there.</param>
public sealed record JointGraph(
    NetworkGraph Inference, NetworkGraph Training, Graph FromLoss, Graph FromOutput, bool IsShared,
    IReadOnlyList<Value> OutputGradients, IReadOnlyList<Value?> InputGradients)
{
    /// <summary>The operations of a forward pass that trains.</summary>
    public IReadOnlyList<Op> Forward { get; } = Training.Forward.BackwardSlice(Training.Outputs);

    /// <summary>Says whether both backward passes are legal, each behind the forward pass.</summary>
    public void Verify()
    {
        GraphVerifier.Verify(FromOutput, Forward);
        GraphVerifier.Verify(FromLoss, [.. Forward, .. Training.Losses.Select(part => part.Loss)]);
    }

    /// <summary>The graph that holds the gradients of parameters and inputs from the outputs' gradients.</summary>
    private Graph WholeWayBack => IsShared ? FromLoss : FromOutput;

    /// <summary>What gradients of parameters need of the backward pass.</summary>
    public HashSet<Op> ForParameters =>
        [.. WholeWayBack.BackwardSlice(WholeWayBack.Ops.Select(op => op.Output).Where(value => value.Kind == ValueKind.ParameterGradient))];

    /// <summary>What gradients of inputs need of the backward pass.</summary>
    public HashSet<Op> ForInput => [.. WholeWayBack.BackwardSlice(InputGradients.OfType<Value>())];

    /// <summary>
    /// What losses and the backward passes from them need of the forward pass; outputs are computed alongside it only where someone looks
    /// at them.
    /// </summary>
    public HashSet<Op> ForTraining => Training.Losses.Count == 0
        ? [.. Forward]
        : [.. Training.Forward.BackwardSlice(Training.Losses.SelectMany(part => part.Ops.Concat([part.Loss])).Concat(FromLoss.Ops)
            .SelectMany(op => op.Inputs))];

    /// <summary>What other entry points read of the forward pass.</summary>
    public HashSet<Value> ReadAfterForward =>
        [.. FromOutput.Ops.Concat(FromLoss.Ops).Concat(Training.Losses.Select(part => part.Loss)).SelectMany(op => op.Inputs),
            .. Training.Outputs];
}
