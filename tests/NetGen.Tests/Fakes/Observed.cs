using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>The code of <see cref="Linear{T}"/>, which calls a test before each part of it.</summary>
/// <typeparam name="TTest">Whose hooks they are: tests run side by side, those of one class one after the other.</typeparam>
internal readonly struct Observed<TTest> : INetworkKernels<float>
{
    internal static Action? OnPredict { get; set; }
    internal static Action? OnPrepare { get; set; }
    internal static Action? OnForward { get; set; }
    internal static Action? OnBackward { get; set; }

    private static bool ofIndices;

    internal static void Clear() => OnPredict = OnPrepare = OnForward = OnBackward = null;

    /// <summary>A network of it. Where <paramref name="indices"/> are targets it has two classes.</summary>
    internal static NetworkCore<Observed<TTest>> Network(bool indices = false, bool watchesReads = false, int? ignored = null,
        bool wholeBatch = false)
    {
        NetworkDescription plain = LinearNetwork.Describe(
            "Observed", indices ? TargetType.Indices : TargetType.Values, indices ? 1 : 2, "some loss", AccuracyKind.None,
            watchesReads: watchesReads, ignored: ignored, wholeBatch: wholeBatch);
        ofIndices = indices;
        var core = new NetworkCore<Observed<TTest>>(plain, seed: 1);
        core.Initialize();
        return core;
    }

    public static void Predict(in Call<float> call)
    {
        OnPredict?.Invoke();
        Linear<float>.Predict(call);
    }

    public static void Forward(in Call<float> call)
    {
        OnForward?.Invoke();
        Linear<float>.Forward(call);
    }

    public static void TransposeWeights(in Call<float> call) => OnPrepare?.Invoke();

    public static void Loss(in Call<float> call)
    {
        if (ofIndices) Linear<float>.LossOfIndices(call);
        else Linear<float>.Loss(call);
    }

    public static void BackwardPerSample(in Call<float> call) => OnBackward?.Invoke();

    public static void AccumulateParameterGradients(in Call<float> call) => Linear<float>.AccumulateParameterGradients(call);

    public static void BackwardFrom(in Call<float> call)
    {
        OnBackward?.Invoke();
        Linear<float>.BackwardFrom(call);
    }
}
