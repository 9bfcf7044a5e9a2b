namespace NetGen.Conformance;

/// <summary>What Forward returns is the tape's own memory. Given back as a gradient, as targets or as weights it means what a copy of it
/// means.</summary>
public sealed class OwnMemoryTests
{
    private const int Count = 37;

    private delegate void Use<TNetwork>(TNetwork network, Tape<TNetwork> tape, ReadOnlySpan<float> y)
        where TNetwork : class, INetwork<TNetwork>;

    [Fact]
    public void The_output_as_a_gradient_gives_the_bits_of_its_copy()
    {
        AsGradient<Golden12>();
        AsGradient<Golden17>();
        AsGradient<Golden20>();
        AsGradient<Classifier>();
        AsGradient<BatchNormalized>();
        AsGradient<Regularized>();
    }

    [Fact]
    public void The_output_as_targets_and_weights_gives_the_bits_of_its_copy()
    {
        AsTargets<Golden12>();
        AsTargets<Golden17>();
        AsTargets<BatchNormalized>();
        AsTargets<Regularized>();

        // Its outputs are probabilities, which may be weights.
        Same<Classifier>((network, tape, y) =>
        {
            network.Loss(tape, y, y[..Count]);
            network.Backward(tape);
        });
    }

    private static void AsGradient<TNetwork>() where TNetwork : class, ITaped<TNetwork>
    {
        Same<TNetwork>((network, tape, y) => network.Backward(tape, y));
        Same<TNetwork>(
            (network, tape, y) => network.BackwardToInput(tape, y, new float[Count * TNetwork.Info.InputLength], parameters: true));
    }

    private static void AsTargets<TNetwork>() where TNetwork : class, ILearner<TNetwork, float> => Same<TNetwork>((network, tape, y) =>
    {
        network.Loss(tape, y, default);
        network.Backward(tape);
    });

    private static void Same<TNetwork>(Use<TNetwork> use) where TNetwork : class, ITaped<TNetwork>
    {
        float[] x = Samples.Draw(Count * TNetwork.Info.InputLength, 1);
        TNetwork network = TNetwork.Create(1), other = TNetwork.Create(1);
        Tape<TNetwork> tape = network.CreateTape(Count), otherTape = other.CreateTape(Count);
        use(network, tape, network.Forward(tape, x, training: true));
        use(other, otherTape, other.Forward(otherTape, x, training: true).ToArray());
        Bits.Same(Samples.Flat(otherTape.Gradients), Samples.Flat(tape.Gradients), typeof(TNetwork).Name);
    }
}
