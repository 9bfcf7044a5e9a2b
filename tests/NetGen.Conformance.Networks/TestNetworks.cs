namespace NetGen.Conformance;

/// <summary>
/// The generated members that <see cref="INetwork{TSelf}"/> does not have, so that one test can run over many networks. Generated code
/// implements it.
/// </summary>
public interface ITaped<TSelf> : INetwork<TSelf> where TSelf : class, INetwork<TSelf>
{
    void Predict(ReadOnlySpan<float> x, Span<float> y, int threads);
    void Reserve(int threads, int samples);
    ReadOnlySpan<float> Forward(Tape<TSelf> tape, ReadOnlySpan<float> x, bool training);
    void Backward(Tape<TSelf> tape, ReadOnlySpan<float> dy);
    void BackwardToInput(Tape<TSelf> tape, ReadOnlySpan<float> dy, Span<float> dx, bool parameters);
}

/// <summary>The generated members of a network with a loss.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for class indices.</typeparam>
public interface ILearner<TSelf, TTarget> : ITaped<TSelf> where TSelf : class, INetwork<TSelf> where TTarget : unmanaged
{
    float TrainStep(ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights, int threads);
    float Loss(Tape<TSelf> tape, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights);
    void Backward(Tape<TSelf> tape);
}
