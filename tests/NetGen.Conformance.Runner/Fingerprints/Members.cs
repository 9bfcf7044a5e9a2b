
namespace NetGen.Conformance.Fingerprints;

/// <summary>The generated members of a network that no interface has, by name; null where it has none of the kind.</summary>
internal static class Members<T> where T : class, INetwork<T>
{
    public delegate void PredictMember(T network, ReadOnlySpan<float> x, Span<float> y, int threads);
    public delegate ReadOnlySpan<float> ForwardMember(T network, Tape<T> tape, ReadOnlySpan<float> x, bool training);
    public delegate void BackwardMember(T network, Tape<T> tape, ReadOnlySpan<float> dy);
    public delegate void BackwardFromLossMember(T network, Tape<T> tape);
    public delegate void BackwardToInputMember(T network, Tape<T> tape, ReadOnlySpan<float> dy, Span<float> dx, bool parameters);
    public delegate float LossMember<TTarget>(T network, Tape<T> tape, ReadOnlySpan<TTarget> t, ReadOnlySpan<float> sampleWeights);
    public delegate float TrainMember<TTarget>(T network, ReadOnlySpan<float> x, ReadOnlySpan<TTarget> t, Optimizer optimizer,
        ReadOnlySpan<float> sampleWeights, int threads);

    public static readonly PredictMember? Predict = Find<PredictMember>("Predict", typeof(ReadOnlySpan<float>), typeof(Span<float>),
        typeof(int));
    public static readonly ForwardMember? Forward = Find<ForwardMember>("Forward", typeof(Tape<T>), typeof(ReadOnlySpan<float>),
        typeof(bool));
    public static readonly BackwardMember? Backward = Find<BackwardMember>("Backward", typeof(Tape<T>), typeof(ReadOnlySpan<float>));
    public static readonly BackwardFromLossMember? BackwardFromLoss = Find<BackwardFromLossMember>("Backward", typeof(Tape<T>));
    public static readonly BackwardToInputMember? BackwardToInput =
        Find<BackwardToInputMember>("BackwardToInput", typeof(Tape<T>), typeof(ReadOnlySpan<float>), typeof(Span<float>), typeof(bool));
    public static readonly LossMember<float>? LossOfValues = Find<LossMember<float>>("Loss", typeof(Tape<T>), typeof(ReadOnlySpan<float>),
        typeof(ReadOnlySpan<float>));
    public static readonly LossMember<int>? LossOfIndices = Find<LossMember<int>>("Loss", typeof(Tape<T>), typeof(ReadOnlySpan<int>),
        typeof(ReadOnlySpan<float>));
    public static readonly TrainMember<float>? TrainOnValues = Train<float>();
    public static readonly TrainMember<int>? TrainOnIndices = Train<int>();

    private static TrainMember<TTarget>? Train<TTarget>() => Find<TrainMember<TTarget>>(
        "TrainStep", typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<TTarget>), typeof(Optimizer), typeof(ReadOnlySpan<float>),
        typeof(int));

    private static TDelegate? Find<TDelegate>(string name, params Type[] parameters) where TDelegate : Delegate =>
        typeof(T).GetMethod(name, parameters) is { } method
            ? (TDelegate?)Delegate.CreateDelegate(typeof(TDelegate), method, throwOnBindFailure: false) : null;
}
