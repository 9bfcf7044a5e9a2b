using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>The code of <see cref="LinearKernels"/>, which calls a test before each part of it.</summary>
/// <typeparam name="TTest">Whose hooks they are: tests run side by side.</typeparam>
internal readonly struct Observed<TTest> : INetworkKernels<float>
{
    internal static Action? OnPredict { get; set; }
    internal static Action? OnPrepare { get; set; }
    internal static Action? OnForward { get; set; }
    internal static Action? OnBackward { get; set; }

    internal static void Clear() => OnPredict = OnPrepare = OnForward = OnBackward = null;

    /// <summary>A network of it. Where <paramref name="indices"/> are targets it has two classes.</summary>
    internal static NetworkCore<Observed<TTest>> Network(bool indices = false, bool watchesReads = false, int? ignored = null, bool wholeBatch = false)
    {
        NetworkDescription plain = LinearNetwork.Describe(
            "Observed", indices ? TargetType.Indices : TargetType.Values, indices ? 1 : 2, "some loss", AccuracyKind.None, watchesReads: watchesReads, ignored: ignored, wholeBatch: wholeBatch);
        var core = new NetworkCore<Observed<TTest>>(plain, seed: 1);
        core.Initialize();
        return core;
    }

    public static void Predict(ref float parameters, ref float x, ref float y, ref float arena, nuint samples)
    {
        OnPredict?.Invoke();
        LinearKernels.Predict(ref parameters, ref x, ref y, ref arena, samples);
    }

    public static void Forward(ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs)
    {
        OnForward?.Invoke();
        LinearKernels.Forward(ref parameters, ref x, ref tape, capacity, first, samples, seed, step, firstSample, training, outputs);
    }

    public static void Prepare(ref float parameters, ref float tape, nuint capacity) => OnPrepare?.Invoke();

    public static void Loss(ref float targets, ref float tape, nuint capacity, nuint first, nuint samples) => LinearKernels.Loss(ref targets, ref tape, capacity, first, samples);

    public static void LossOfIndices(ref int targets, ref float tape, nuint capacity, nuint first, nuint samples) =>
        LinearKernels.LossOfIndices(ref targets, ref tape, capacity, first, samples);

    public static void BackwardRows(ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples) => OnBackward?.Invoke();

    public static void BackwardSums(ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate, nuint part, nuint parts) =>
        LinearKernels.BackwardSums(ref x, ref tape, capacity, first, samples, ref gradients, ref squares, accumulate, part, parts);

    public static void BackwardFrom(ref float parameters, ref float x, ref float dy, ref float dx, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate, bool forParameters, bool forInput)
    {
        OnBackward?.Invoke();
        LinearKernels.BackwardFrom(ref parameters, ref x, ref dy, ref dx, ref tape, capacity, first, samples, ref gradients, ref squares, accumulate, forParameters, forInput);
    }
}
