using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NetGen.Runtime;

/// <summary>
/// The code of one network, whatever the instruction set: generated code implements it by a struct without fields, so that calls through it
/// are resolved while compiling.
/// </summary>
/// <typeparam name="T"><see cref="float"/>; <see cref="double"/> for gradient checks.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public interface INetworkKernels<T> where T : unmanaged
{
    /// <summary>Outputs of at most <see cref="NetworkLayout.PredictBlock"/> samples.</summary>
    static abstract void Predict(in Call<T> call);

    /// <summary>
    /// Fills rows of the tape with what losses and the backward pass need; with the outputs too, where they are asked for.
    /// </summary>
    static abstract void Forward(in Call<T> call);

    /// <summary>Makes what the backward pass needs of the parameters alone.</summary>
    static abstract void TransposeWeights(in Call<T> call);

    /// <summary>Gradients from those of the outputs.</summary>
    static abstract void BackwardFrom(in Call<T> call);

    /// <summary>Losses of samples, each by itself, and their gradients, scaled by the scale region.</summary>
    static virtual void Loss(in Call<T> call) => throw WithoutLoss();

    /// <summary>
    /// From the losses back through the layers, each sample by itself: what <see cref="AccumulateParameterGradients"/> reads.
    /// </summary>
    static virtual void BackwardPerSample(in Call<T> call) => throw WithoutLoss();

    /// <summary>Gradients of the parameters from the losses: sums over samples, of which the call computes a part.</summary>
    static virtual void AccumulateParameterGradients(in Call<T> call) => throw WithoutLoss();

    /// <summary>
    /// One stage of <see cref="Forward"/>, where statistics make samples wait for one another: its rows, or one part of its results over
    /// all rows, as <see cref="NetworkLayout.ForwardStages"/> says.
    /// </summary>
    static virtual void ForwardStage(in Call<T> call) => throw WithoutStages();

    /// <summary>One stage of <see cref="BackwardPerSample"/>.</summary>
    static virtual void BackwardStage(in Call<T> call) => throw WithoutStages();

    private static InvalidOperationException WithoutStages() => new("The network's samples do not wait for one another.");

    private static InvalidOperationException WithoutLoss() => new("The network declares no such loss.");
}
