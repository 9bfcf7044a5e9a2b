using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// What one forward pass leaves for its backward pass, and the gradients that add up: of fixed capacity, so that no step allocates.
/// A network's <c>CreateTape</c> makes it, and only that network's methods take it.
/// </summary>
/// <remarks>
/// The order of calls is Forward, then Loss and Backward, or Backward from a gradient of your own. Each Backward adds to
/// <see cref="Tape.Gradients"/>; an optimizer's Step uses and clears them. One thread at a time: a second one gets an
/// <see cref="InvalidOperationException"/>. Different tapes of one network may be
/// filled in parallel.
/// </remarks>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public sealed class Tape<TNetwork> : Tape where TNetwork : class, INetwork<TNetwork>
{
    /// <summary>For generated code; others call the network's <c>CreateTape</c>.</summary>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public Tape(NetworkCore network, int capacity) : base(network, capacity) => MakeGradients();    // now, so that no step allocates
}

/// <summary>What tapes of all networks have.</summary>
public abstract class Tape
{
    private bool cleared = true;
    private int clearedVersion;

    private Exclusive use;

    private protected Tape(NetworkCore network, int capacity)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        int most = MaxCapacity(network);
        if (capacity > most)
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity,
                $"A tape of {network.Info.Name} holds at most {most} samples, {network.Layout.TapePerSample} floats each "
                + "in one array. Split larger batches.");
        Network = network;
        Capacity = capacity;
        int rows = network.Layout.TapeCapacity(capacity);
        RowCapacity = (nuint)rows;
        Memory = new AlignedBlock<float>(network.Layout.TapeLength(rows));
    }

    /// <summary>The most samples a tape of <paramref name="network"/> can hold: its memory is one array.</summary>
    internal static int MaxCapacity(NetworkCore network) =>
        (int)((AlignedBlock<float>.MaxLength - network.Layout.TapeFixed) / network.Layout.TapePerSample / network.Layout.TapeRows
            * network.Layout.TapeRows);

    /// <summary>Makes the caller the tape's only user until the result is disposed.</summary>
    /// <exception cref="InvalidOperationException">Another thread uses the tape.</exception>
    internal Exclusive.Turn Enter(string caller) => use.TryEnter()
        ? new Exclusive.Turn(ref use)
        : throw new InvalidOperationException(
            $"{caller}: another thread is using this tape. A tape takes one call at a time; create one for each thread.");

    /// <summary>The most samples a forward pass takes.</summary>
    public int Capacity { get; }

    /// <summary>How many samples the last forward pass had; 0 before the first.</summary>
    public int Samples { get; internal set; }

    /// <summary>
    /// The gradients of the parameters, named and shaped as they are. They may be read, and changed before a Step: clipping of your own,
    /// say.
    /// </summary>
    public ParameterSet Gradients => gradients ?? MakeGradients();
    private ParameterSet? gradients;

    /// <summary>Whether nothing has been added to the gradients since they were cleared.</summary>
    public bool IsClear => cleared && (gradients is null || gradients.Version == clearedVersion);

    /// <summary>Sets the gradients to zero. An optimizer's Step does so by itself.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using the tape.</exception>
    public void Clear()
    {
        using Exclusive.Turn turn = Enter(nameof(Clear));
        ClearGradients();
    }

    /// <summary>The same for one whose turn it is.</summary>
    internal void ClearGradients()
    {
        Gradients.Block.Span.Clear();
        LossOfGradients = 0;
        cleared = true;
        clearedVersion = Gradients.Version;
    }

    /// <summary>Allocates the gradients. A tape that only evaluates never does.</summary>
    private protected ParameterSet MakeGradients()
    {
        gradients = new ParameterSet(Network.Parameters.Infos, Network.Layout.ParameterBlock,
            new ParameterUse("tape", watchesReads: false));
        clearedVersion = gradients.Version;
        return gradients;
    }

    /// <summary>One line: <c>Tape of Classifier   32 of 256 samples, loss taken   gradients added</c>.</summary>
    public override string ToString()
    {
        string state = Phase switch
        {
            TapePhase.Empty => "nothing forwarded",
            TapePhase.Forwarded => "forwarded",
            TapePhase.LossTaken => "loss taken",
            _ => "backward done",
        };
        return $"Tape of {Network.Info.Name}   {Samples} of {Figures.Count(Capacity, "sample")}, {state}   gradients "
            + $"{(IsClear ? "clear" : "added")}";
    }

    internal NetworkCore Network { get; }

    internal nuint RowCapacity { get; }

    internal AlignedBlock<float> Memory { get; }

    /// <summary>A second gradient block, for sums over more than 512 samples and for adding to what is there.</summary>
    internal AlignedBlock<float> Term => term ??= new AlignedBlock<float>(Gradients.Block.Length);
    private AlignedBlock<float>? term;

    /// <summary>Floats that a part of the gradients has for its sum of squares: a line of the cache, and the widest vector.</summary>
    internal const int SquaresAPart = 16;

    /// <summary>Zeros, to which as many threads as there are parts of the gradients add the squares of theirs.</summary>
    internal unsafe float* Squares(int parts)
    {
        if (squares is null || squares.Length < parts * SquaresAPart) squares = new AlignedBlock<float>(parts * SquaresAPart);
        squares.Span[..(parts * SquaresAPart)].Clear();
        return squares.Address;
    }
    private AlignedBlock<float>? squares;

    /// <summary>What they have added.</summary>
    internal ReadOnlySpan<float> SquaresOf(int parts) => squares!.Span[..(parts * SquaresAPart)];

    /// <summary>The sums of the losses while they are taken.</summary>
    internal LossSum[] LossSums(int losses) => lossSums ??= new LossSum[losses];
    private LossSum[]? lossSums;

    /// <summary>In the place of gradients of outputs that the caller does not give.</summary>
    internal AlignedBlock<float> Zeros => zeros ??= new AlignedBlock<float>((long)RowCapacity * Network.Info.OutputLength);
    private AlignedBlock<float>? zeros;

    /// <summary>In the place of gradients of inputs that the caller does not want.</summary>
    internal AlignedBlock<float> Unwanted => unwanted ??= new AlignedBlock<float>((long)RowCapacity * Network.Info.InputLength);
    private AlignedBlock<float>? unwanted;

    /// <summary>What the last Loss returned.</summary>
    internal float Loss { get; set; }

    /// <summary>The losses whose gradients have been added up since these were cleared.</summary>
    internal float LossOfGradients { get; set; }

    internal TapePhase Phase { get; set; }

    /// <summary>The parameters' version at the last forward pass.</summary>
    internal int ForwardVersion { get; set; }

    /// <summary>The parameters' version the tape's transposed weights are of; −1 before the first.</summary>
    internal int PreparedVersion { get; set; } = -1;

    internal void Added() => cleared = false;

    /// <summary>Where a region begins.</summary>
    internal unsafe float* AddressOf(TapeRegion region) => Memory.Address + RowCapacity * (nuint)region.Offset;

    /// <summary>The first values of a region of dense rows.</summary>
    internal Span<float> Rows(TapeRegion region, int length) => Memory.Span.Slice((int)RowCapacity * region.Offset, length);
}

/// <summary>How far a tape has come.</summary>
internal enum TapePhase
{
    Empty,
    Forwarded,
    LossTaken,
    Used,
}
