using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Graphs;

/// <summary>
/// One operation on tensors. A file in Ops/ holds all there is to know of one: its shape rule (the constructor), its gradient (<see
/// cref="Gradient"/>),
/// its double-precision reference (<see cref="Evaluate"/>) and its lowering to kernels (by the family it derives from).
/// </summary>
public abstract class Op
{
    protected Op(IReadOnlyList<Value> inputs, string outputName, Shape outputShape, ValueKind outputKind = ValueKind.Computed)
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
    }

    public IReadOnlyList<Value> Inputs { get; }

    public Value Output { get; }

    /// <summary>
    /// All it computes; more than <see cref="Output"/> for losses, which yield their value and their gradient at once, and for
    /// statistics.
    /// </summary>
    public IReadOnlyList<Value> Outputs { get; protected init; }

    /// <summary>The layer it came from, for names and comments: <c>Dense1</c>.</summary>
    public string Layer { get; set; } = "";

    /// <summary>
    /// For a parameter used more than once: the gradient an earlier operation of the same program has computed, which this one adds to,
    /// in the same place.
    /// </summary>
    public Value? AddsTo { get; set; }

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

    /// <summary>The weight that is read by its transpose; null for most operations.</summary>
    public virtual Value? TransposedOperand => null;

    /// <summary>
    /// The vector-Jacobian product: given the gradient dy of the output, adds operations to <paramref name="graph"/> that compute the
    /// gradients of the
    /// inputs that have one, and returns input and gradient in pairs. <paramref name="wanted"/> says which inputs matter.
    /// </summary>
    public virtual IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) =>
        throw new CompilerBugException($"{GetType().Name} is a gradient itself, and is not differentiated again");

    /// <summary>
    /// The reference: naive loops in double precision over dense rows. Values of <see cref="Outputs"/> are set, those of inputs read.
    /// </summary>
    public abstract void Evaluate(Evaluation on);
}
