using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NetGen.Runtime;

/// <summary>A caller's rows, which stay where they are until the call is done.</summary>
/// <typeparam name="T"><see cref="float"/>; <see cref="double"/> for gradient checks.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public readonly unsafe struct Lent<T>(T* start, int length) where T : unmanaged
{
    internal readonly T* Start = start;
    internal readonly int Length = length;

    internal ReadOnlySpan<T> Span => new(Start, Length);
}

/// <summary>
/// What an entry point of a network's code is called with: addresses of memory that stays where it is, so that threads may carry a call,
/// and numbers. Which of them an entry point reads, the compiler's table of entry points says.
/// </summary>
/// <inheritdoc cref="Lent{T}" path="/typeparam"/>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public unsafe struct Call<T> where T : unmanaged
{
    /// <summary>Where <see cref="Parameters"/> is.</summary>
    public T* ParametersAt { readonly get; set; }

    /// <summary>Where <see cref="Memory"/> is.</summary>
    public T* MemoryAt { readonly get; set; }

    /// <summary>Where <see cref="Gradients"/> is.</summary>
    public T* GradientsAt { readonly get; set; }

    /// <summary>Where <see cref="Squares"/> is.</summary>
    public T* SquaresAt { readonly get; set; }

    /// <summary>Rows for <see cref="Input"/>, one after the other in the order of the network's.</summary>
    public Lent<T>* Inputs { readonly get; set; }

    /// <summary>Rows for <see cref="Output"/>.</summary>
    public Lent<T>* Outputs { readonly get; set; }

    /// <summary>Rows for <see cref="Target"/>.</summary>
    public Lent<T>* Targets { readonly get; set; }

    /// <summary>Rows for <see cref="OutputGradient"/>.</summary>
    public Lent<T>* OutputGradients { readonly get; set; }

    /// <summary>Rows for <see cref="InputGradient"/>.</summary>
    public Lent<T>* InputGradients { readonly get; set; }

    /// <summary>The parameter block.</summary>
    public readonly ref T Parameters => ref *ParametersAt;

    /// <summary>The tape: row m of a region of it is a sample. Of a prediction its scratch.</summary>
    public readonly ref T Memory => ref *MemoryAt;

    /// <summary>The gradient block, laid out as the parameter block.</summary>
    public readonly ref T Gradients => ref *GradientsAt;

    /// <summary>
    /// 16 values, to which squares of the gradients whose <see cref="ParameterInfo.HasSquares"/> is true are added while these are stored.
    /// </summary>
    public readonly ref T Squares => ref *SquaresAt;

    /// <summary>Dense rows of an input.</summary>
    public readonly ref T Input(int port) => ref *Inputs[port].Start;

    /// <summary>Dense rows that receive an output of a prediction.</summary>
    public readonly ref T Output(int port) => ref *Outputs[port].Start;

    /// <summary>Dense rows of a loss's target values; there are none of class indices.</summary>
    public readonly ref T Target(int loss) => ref *Targets[loss].Start;

    /// <summary>Dense rows of ∂loss/∂output.</summary>
    public readonly ref T OutputGradient(int port) => ref *OutputGradients[port].Start;

    /// <summary>Dense rows that receive ∂loss/∂input.</summary>
    public readonly ref T InputGradient(int port) => ref *InputGradients[port].Start;

    /// <summary>Rows of the tape.</summary>
    public nuint Capacity { readonly get; set; }

    /// <summary>The first row of the tape that the call works on.</summary>
    public nuint First { readonly get; set; }

    /// <summary>The first of the caller's samples that it works on.</summary>
    public nuint FirstSample { readonly get; set; }

    /// <summary>How many samples it works on.</summary>
    public nuint Samples { readonly get; set; }

    /// <summary>Which part of the results it computes, from 0.</summary>
    public nuint Part { readonly get; set; }

    /// <summary>How many parts the results are divided into.</summary>
    public nuint Parts { readonly get; set; }

    /// <summary>Which stage it does, from 0.</summary>
    public nuint Stage { readonly get; set; }

    /// <summary>What dropout draws from.</summary>
    public ulong Seed { readonly get; set; }

    /// <summary>The number of the training step, which dropout draws by.</summary>
    public ulong Step { readonly get; set; }

    /// <summary>Whether dropout drops, and statistics are the batch's.</summary>
    public bool Training { readonly get; set; }

    /// <summary>Whether outputs that no loss reads are computed.</summary>
    public bool ForOutputs { readonly get; set; }

    /// <summary>Whether gradients are added to those that are there.</summary>
    public bool Accumulate { readonly get; set; }

    /// <summary>Whether gradients of parameters are computed.</summary>
    public bool ForParameters { readonly get; set; }

    /// <summary>Whether gradients of inputs are computed.</summary>
    public bool ForInput { readonly get; set; }
}
