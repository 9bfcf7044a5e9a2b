namespace NetGen;

public abstract partial class Optimizer
{
    /// <summary>Changes the parameters of <paramref name="network"/> by the gradients that have added up on <paramref name="tape"/>, and clears those.</summary>
    /// <param name="network">The network the tape belongs to.</param>
    /// <param name="tape">A tape with at least one Backward since its gradients were cleared.</param>
    /// <exception cref="ArgumentException">The tape belongs to another network.</exception>
    /// <exception cref="InvalidOperationException">The tape has no gradients, or this optimiser belongs to another network.</exception>
    public void Step<TNetwork>(TNetwork network, Tape<TNetwork> tape) where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tape);
        ParameterSet parameters = network.Parameters;
        if (tape.Network.Parameters != parameters)
            throw new ArgumentException($"The tape belongs to another {TNetwork.Info.Name}. Use one that CreateTape of this network made.", nameof(tape));
        if (tape.IsClear)
            throw new InvalidOperationException("The tape has no gradients: call Backward before Step. (Each Step uses the gradients and clears them.)");
        Step(tape.Network, parameters.Block.Span, tape.Gradients.Block.Span, parameters.TrainableRanges);
        parameters.Changed();
        tape.Clear();
    }
}
