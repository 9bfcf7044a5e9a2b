using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using NetGen.Formats;

namespace NetGen.Runtime;

/// <summary>
/// What a network has besides its code: parameters, scratch, the count of training steps. Generated members are thin calls into it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public abstract class NetworkCore
{
    private readonly NetworkDescription description;
    private long steps = -1;

    private protected NetworkCore(NetworkDescription description, ulong seed)
    {
        this.description = description;
        Seed = seed;
        Use = new ParameterUse(description.Info.Name, description.Layout.WatchesReads);
        Parameters = new ParameterSet(description.Parameters, description.Layout.ParameterBlock, Use);
        Block = Parameters.Block;
        Scratch = new ScratchSlots(description.Layout.PredictArena, Use);
    }

    /// <summary>What the declaration fixes.</summary>
    public NetworkInfo Info => description.Info;

    /// <summary>Sizes of the network's memory.</summary>
    public NetworkLayout Layout => description.Layout;

    /// <summary>The parameters by name.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The parameters' memory.</summary>
    public AlignedBlock<float> Block { get; }

    /// <summary>Scratch of Predict.</summary>
    public ScratchSlots Scratch { get; }

    /// <summary>Who reads and who changes the parameters.</summary>
    private protected ParameterUse Use { get; }

    /// <summary>What initialization and dropout draw from; 0 in a network loaded from a file.</summary>
    public ulong Seed { get; }

    /// <summary>The network's name: what an optimizer calls its owner in a message.</summary>
    public override string ToString() => Info.Name;

    /// <summary>
    /// Allocates scratch for <paramref name="threads"/> concurrent callers of Predict, with at most <paramref name="samples"/> samples
    /// each.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is less than 1, or there are more than <see
    /// cref="ScratchSlots.MaxReserved"/> threads.</exception>
    public void Reserve(int threads, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);   // scratch is of one size: long inputs are treated block by block
        Scratch.Reserve(threads);
    }

    /// <summary>Draws all parameters again from the seed.</summary>
    public void Initialize()
    {
        for (int i = 0; i < Parameters.Count; i++) ParameterInitializer.Fill(Parameters[i], Seed, i);
    }

    /// <summary>Writes a safetensors file, replacing it atomically.</summary>
    public void Save(string path) => ParameterFile.Save(Parameters, Info, path);

    /// <summary>Writes safetensors to a stream, which stays open.</summary>
    public void Save(Stream stream) => ParameterFile.Save(Parameters, Info, stream);

    /// <summary>Reads all parameters from a safetensors file.</summary>
    /// <exception cref="SafetensorsException">The file is malformed, or not of this network.</exception>
    public void Load(string path) => ParameterFile.Load(Parameters, Info, SafetensorsFile.Load(path));

    /// <summary>Reads all parameters from a stream, to its end.</summary>
    /// <exception cref="SafetensorsException">The content is malformed, or not of this network.</exception>
    public void Load(Stream stream) => ParameterFile.Load(Parameters, Info, SafetensorsFile.Load(stream));

    /// <summary>Reads all parameters from the bytes of a safetensors file.</summary>
    /// <exception cref="SafetensorsException">The content is malformed, or not of this network.</exception>
    public void Load(ReadOnlySpan<byte> bytes) => ParameterFile.Load(Parameters, Info, SafetensorsFile.Parse(bytes.ToArray(), "(memory)"));

    /// <summary>The number of this training step or training forward pass, from 0: dropout draws by it.</summary>
    private protected ulong NextStep() => (ulong)Interlocked.Increment(ref steps);

    /// <summary>What it takes and gives.</summary>
    private protected Ports Ports => description.Ports;

    /// <summary>Requires a tape of this network.</summary>
    private protected void RequireOwn(Tape tape)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (tape.Network != this)
            throw new ArgumentException($"The tape belongs to another {Info.Name}. Use one that CreateTape of this network made.",
                nameof(tape));
    }

    /// <summary>Requires that nothing but a backward pass is missing on a tape of this network's, which the caller has entered.</summary>
    private protected void RequireForward(Tape tape, string caller)
    {
        if (tape.Phase == TapePhase.Empty)
            throw new InvalidOperationException($"{caller} needs a forward pass on the tape: call Forward first.");
        if (tape.Phase == TapePhase.Used)
            throw new InvalidOperationException(
                $"A backward pass has used up what Forward left on the tape: call Forward again before {caller}.");
        if (tape.ForwardVersion != Parameters.Version)
            throw new InvalidOperationException(
                $"Parameters have changed since the tape's forward pass: call Forward again before {caller}.");
    }

    /// <summary>An output of the tape's forward pass, valid until the next.</summary>
    public ReadOnlySpan<float> OutputOf(Tape tape, int output)
    {
        RequireOwn(tape);
        return tape.Rows(Layout.Outputs[output].Values, tape.Samples * Ports.Outputs[output].Length);
    }
}
