using System.ComponentModel;

namespace NetGen.Runtime;

/// <summary>
/// The code of one network, whatever the instruction set: generated code implements it by a struct without fields, so that calls through it
/// are resolved while compiling. Row m of a region of the tape is a sample; x, y, targets, dy and dx are dense rows, from the row of <c>first</c> on.
/// </summary>
/// <typeparam name="T"><see cref="float"/>; <see cref="double"/> for gradient checks.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INetworkKernels<T> where T : unmanaged
{
    /// <summary>y = network(x) for at most <see cref="NetworkLayout.PredictBlock"/> samples.</summary>
    static abstract void Predict(ref T parameters, ref T x, ref T y, ref T arena, nuint samples);

    /// <summary>Fills rows [first, first + samples) of the tape with what the backward pass needs, the output among it.</summary>
    static abstract void Forward(
        ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training);

    /// <summary>Makes what the backward pass needs of the parameters alone.</summary>
    static abstract void Prepare(ref T parameters, ref T tape, nuint capacity);

    /// <summary>Gradients from dy = ∂loss/∂output.</summary>
    static abstract void BackwardFrom(
        ref T parameters, ref T x, ref T dy, ref T dx, ref T tape, nuint capacity, nuint first, nuint samples,
        ref T gradients, bool accumulate, bool forParameters, bool forInput);

    /// <summary>Losses of samples, each by itself, and their gradients, scaled by the scale region; targets are values.</summary>
    static virtual void Loss(ref T targets, ref T tape, nuint capacity, nuint first, nuint samples) => throw WithoutLoss();

    /// <summary>The same where targets are class indices.</summary>
    static virtual void LossOfIndices(ref int targets, ref T tape, nuint capacity, nuint first, nuint samples) => throw WithoutLoss();

    /// <summary>Gradients of the parameters from the loss.</summary>
    static virtual void Backward(
        ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples, ref T gradients, bool accumulate) => throw WithoutLoss();

    private static InvalidOperationException WithoutLoss() => new("The network declares no such loss.");
}

/// <summary>Where a region of the tape begins: at capacity · <paramref name="Offset"/>, with rows <paramref name="Stride"/> values apart.</summary>
/// <param name="Offset">Values a sample before the region.</param>
/// <param name="Stride">Values from one sample's row to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TapeRegion(int Offset, int Stride);

/// <summary>Sizes of a network's memory, all in values. Made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkLayout
{
    /// <summary>The parameter block; gradients have the same layout.</summary>
    public required int ParameterBlock { get; init; }

    /// <summary>The most samples one call of Predict takes.</summary>
    public required int PredictBlock { get; init; }

    /// <summary>Scratch of one call of Predict.</summary>
    public required int PredictArena { get; init; }

    /// <summary>Samples TrainStep treats at a time; divides 512.</summary>
    public required int TrainBlock { get; init; }

    /// <summary>A tape for c samples (a multiple of 16) has c · TapePerSample + TapeFixed values.</summary>
    public required int TapePerSample { get; init; }

    /// <inheritdoc cref="TapePerSample"/>
    public required int TapeFixed { get; init; }

    /// <summary>The network's output.</summary>
    public required TapeRegion Output { get; init; }

    /// <summary>Sample weight ÷ samples of the batch; one value a sample.</summary>
    public TapeRegion Scale { get; init; }

    /// <summary>The sample's loss, not weighted; one value a sample.</summary>
    public TapeRegion Loss { get; init; }

    /// <summary>The input, for tapes that keep it.</summary>
    public required TapeRegion Input { get; init; }

    /// <summary>Values of a tape for <paramref name="capacity"/> samples.</summary>
    public long TapeLength(int capacity) => (long)capacity * TapePerSample + TapeFixed;
}
