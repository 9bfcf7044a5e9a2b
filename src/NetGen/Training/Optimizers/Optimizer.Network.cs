using NetGen.Runtime;

namespace NetGen;

public abstract partial class Optimizer
{
    /// <summary>
    /// Changes the parameters of <paramref name="network"/> by the gradients that have added up on <paramref name="tape"/>, and clears
    /// those.
    /// </summary>
    /// <remarks>
    /// In this order: gradients of the layers' penalties (L1, L2) are added, once a step however many Backwards there were; gradients are
    /// clipped (<see cref="ClipValue"/>, then <see cref="ClipNorm"/>); the rule with its weight decay changes the parameters; norms of
    /// units are cut down to their MaxNorm. Where a loss whose gradients are on the tape, the norm of the gradients or what the step would
    /// end in is not finite, the step is not taken, but counted
    /// (<see cref="SkippedSteps"/>); the gradients are cleared all the same.
    /// </remarks>
    /// <param name="network">The network the tape belongs to.</param>
    /// <param name="tape">A tape with at least one Backward since its gradients were cleared.</param>
    /// <exception cref="ArgumentException">The tape belongs to another network.</exception>
    /// <exception cref="InvalidOperationException">
    /// The tape has no gradients, this optimizer belongs to another network, or another thread is using the tape, the optimizer, or
    /// changing the network's parameters.
    /// </exception>
    public void Step<TNetwork>(TNetwork network, Tape<TNetwork> tape) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tape);
        ParameterSet parameters = network.Parameters;
        if (tape.Network.Parameters != parameters)
            throw new ArgumentException($"The tape belongs to another {TNetwork.Info.Name}. Use one that CreateTape of this network made.",
                nameof(tape));
        using Exclusive.Turn turn = tape.Enter(nameof(Step));
        if (tape.IsClear)
            throw new InvalidOperationException(
                "The tape has no gradients: call Backward before Step. (Each Step uses the gradients and clears them.)");
        using Exclusive.Turn change = parameters.Use.Change(nameof(Step));
        Step(tape.Network, parameters, tape.Gradients.Block.Span, tape.LossOfGradients);
        tape.ClearGradients();
    }
}
