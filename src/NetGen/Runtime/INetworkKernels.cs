using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NetGen.Runtime;

/// <summary>
/// The code of one network, whatever the instruction set: generated code implements it by a struct without fields, so that calls through it
/// are resolved while compiling. Row m of a region of the tape is a sample; x, y, targets, dy and dx are dense rows, from the row of <c>first</c> on.
/// Where there are <see cref="NetworkLayout.Planes"/> these are on the tape, so that x, targets, dy and dx lead nowhere; x and y of Predict are then
/// planes of <see cref="NetworkLayout.PredictBlock"/> rows, one behind the other.
/// </summary>
/// <typeparam name="T"><see cref="float"/>; <see cref="double"/> for gradient checks.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public interface INetworkKernels<T> where T : unmanaged
{
    /// <summary>y = network(x) for at most <see cref="NetworkLayout.PredictBlock"/> samples.</summary>
    static abstract void Predict(ref T parameters, ref T x, ref T y, ref T arena, nuint samples);

    /// <summary>
    /// Fills rows [first, first + samples) of the tape with what losses and the backward pass need; with the outputs too, where <paramref name="outputs"/> asks for them.
    /// </summary>
    static abstract void Forward(
        ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs);

    /// <summary>Makes what the backward pass needs of the parameters alone.</summary>
    static abstract void Prepare(ref T parameters, ref T tape, nuint capacity);

    /// <summary>Gradients from dy = ∂loss/∂output.</summary>
    static abstract void BackwardFrom(
        ref T parameters, ref T x, ref T dy, ref T dx, ref T tape, nuint capacity, nuint first, nuint samples,
        ref T gradients, ref T squares, bool accumulate, bool forParameters, bool forInput);

    /// <summary>Losses of samples, each by itself, and their gradients, scaled by the scale region; targets are values.</summary>
    static virtual void Loss(ref T targets, ref T tape, nuint capacity, nuint first, nuint samples) => throw WithoutLoss();

    /// <summary>The same where targets are class indices.</summary>
    static virtual void LossOfIndices(ref int targets, ref T tape, nuint capacity, nuint first, nuint samples) => throw WithoutLoss();

    /// <summary>From the loss back through the layers, each sample by itself: what <see cref="BackwardSums"/> reads.</summary>
    static virtual void BackwardRows(ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples) => throw WithoutLoss();

    /// <summary>
    /// Gradients of the parameters from the loss: sums over samples, whose results are divided into <paramref name="parts"/>, of which this call computes
    /// <paramref name="part"/>, counted from 0. Squares of gradients whose <see cref="ParameterInfo.HasSquares"/> is true are added to the
    /// 16 values of <paramref name="squares"/> while they are stored.
    /// </summary>
    static virtual void BackwardSums(
        ref T x, ref T tape, nuint capacity, nuint first, nuint samples, ref T gradients, ref T squares, bool accumulate, nuint part, nuint parts) => throw WithoutLoss();

    /// <summary>
    /// One stage of <see cref="Forward"/>, counted from 0, where statistics make samples wait for one another: its rows, or one part of its
    /// results over all rows, as <see cref="NetworkLayout.ForwardStages"/> says.
    /// </summary>
    static virtual void ForwardStage(
        nuint stage, ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample,
        bool training, bool outputs, nuint part, nuint parts) => throw WithoutStages();

    /// <summary>One stage of <see cref="BackwardRows"/>.</summary>
    static virtual void BackwardStage(
        nuint stage, ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples, nuint part, nuint parts) => throw WithoutStages();

    private static InvalidOperationException WithoutStages() => new("The network's samples do not wait for one another.");

    private static InvalidOperationException WithoutLoss() => new("The network declares no such loss.");
}
