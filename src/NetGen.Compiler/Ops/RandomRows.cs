using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>
/// Rows the library fills while training from counter-based random numbers, indexed by (seed, stream, step, sample, unit); outside training
/// each value is
/// <paramref name="neutral"/>, which changes nothing.
/// </summary>
/// <param name="x">What the rows are for, and as long as.</param>
/// <param name="argument">Of the library's method: a rate, a deviation.</param>
/// <param name="stream">The layer.</param>
public abstract class RandomRows(Value x, double argument, double neutral, int stream, ValueName outputName) : Op([], outputName, x.Shape)
{
    /// <summary>The library's method that fills them.</summary>
    public abstract LibraryFunction Filler { get; }

    public double Argument { get; } = argument;

    public int Stream { get; } = stream;

    public override LibraryCall Call => new(Filler,
    [
        new ValueArgument(Output), CallArgument.Samples, new StrideArgument(Output), Output.Length, Argument,
        CallArgument.Seed, CallArgument.Step, CallArgument.FirstSample, Stream, CallArgument.Training,
    ]);

    /// <summary>The name of the library's method says as much.</summary>
    public override IReadOnlyList<Formula> Formulas => [];

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) => [];

    /// <summary>The reference has no random numbers: a test that wants some sets them; otherwise nothing is changed.</summary>
    public override void Evaluate(Evaluation on)
    {
        if (!on.Has(Output)) on[Output] = Enumerable.Repeat(neutral, on.Samples * Output.Length).ToArray();
    }
}
