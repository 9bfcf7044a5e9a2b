using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Graphs;

/// <summary>
/// One operation on tensors. A file in Ops/ holds all there is to know of one, and nothing outside asks which it is: its shape rule (the
/// constructor), its gradient (<see cref="Gradient"/>), its double-precision reference (<see cref="Evaluate"/>), its formula, and how it is
/// computed, by one of <see cref="Product"/>, <see cref="ByElement"/>, <see cref="Lower"/> and <see cref="Call"/>.
/// </summary>
public abstract class Op
{
    protected Op(IReadOnlyList<Value> inputs, ValueName outputName, Shape outputShape, ValueKind outputKind = ValueKind.Computed)
    {
        Inputs = inputs;
        Output = new Value(outputName, outputShape, outputKind, this);
        Outputs = [Output];
    }

    /// <summary>An operation that fills a value of another's.</summary>
    protected Op(IReadOnlyList<Value> inputs, Value output)
    {
        Inputs = inputs;
        Output = output;
        Outputs = [output];
        FillsAnothers = true;
    }

    public IReadOnlyList<Value> Inputs { get; }

    public Value Output { get; }

    /// <summary>
    /// All it computes; more than <see cref="Output"/> for losses, which yield their value and their gradient at once, and for
    /// statistics.
    /// </summary>
    public IReadOnlyList<Value> Outputs { get; protected init; }

    /// <summary>Whether <see cref="Output"/> is the result of another operation, which it takes the place of.</summary>
    public bool FillsAnothers { get; }

    /// <summary>The layer it came from, for names and comments: <c>Dense1</c>.</summary>
    public string Layer { get; set; } = "";

    /// <summary>
    /// For a parameter used more than once: the gradient an earlier operation of the same program has computed, which this one adds to,
    /// in the same place.
    /// </summary>
    public Value? AccumulatesInto { get; set; }

    /// <summary>
    /// The parameter whose gradient <see cref="Output"/> is: a sum over samples, whose results threads divide. Null for all that each
    /// sample has by itself.
    /// </summary>
    public virtual Value? GradientOf => null;

    /// <summary>
    /// Whether its results follow from all samples of a batch and are one for all of them: nothing behind it may begin before it has ended.
    /// </summary>
    public virtual bool SpansSamples => false;

    /// <summary>
    /// Whether the kernels of a gradient add up the squares of what they store, by lanes: a bound on the largest, for a fraction of the
    /// time that reading them again would take.
    /// </summary>
    public virtual bool SumsSquares => false;

    /// <summary>The result that is one number a sample, which no vector is loaded from; null for most operations.</summary>
    public virtual Value? OnePerSample => null;

    /// <summary>What a kernel is called that begins with it.</summary>
    public virtual string KernelName => GetType().Name;

    /// <summary>What it computes; null where its formula is that of its product or of its elements, which others may follow.</summary>
    public virtual IReadOnlyList<Formula>? Formulas => null;

    /// <summary>The product that it is.</summary>
    public virtual MatrixProduct? Product => null;

    /// <summary>The operation itself, where it works on each element alone: it may follow a result that is in registers.</summary>
    public virtual Elementwise? ByElement => null;

    /// <summary>What the library does instead of a kernel.</summary>
    public virtual LibraryCall? Call => null;

    /// <summary>Whether operations on single elements may follow it while its result is in registers.</summary>
    public virtual bool TakesEpilogue => ByElement is not null || Product is { IsOverSamples: false };

    /// <summary>What it adds to every row of <paramref name="sum"/>, if that is all it does: the sum may begin with it.</summary>
    public virtual Value? AddedTo(Value sum) => null;

    /// <summary>Writes what happens to one sample's row, where it needs more of it than an element at once.</summary>
    public virtual void Lower(RowKernel row) => throw new InternalCompilerErrorException($"no lowering for {GetType().Name}");

    /// <summary>
    /// The vector-Jacobian product: given the gradient dy of the output, adds operations to <paramref name="graph"/> that compute the
    /// gradients of the
    /// inputs that have one, and returns input and gradient in pairs. <paramref name="wanted"/> says which inputs matter.
    /// </summary>
    public virtual IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) =>
        throw new InternalCompilerErrorException($"{GetType().Name} is a gradient itself, and is not differentiated again");

    /// <summary>
    /// The reference: naive loops in double precision over dense rows. Values of <see cref="Outputs"/> are set, those of inputs read.
    /// </summary>
    public abstract void Evaluate(Evaluation on);
}
