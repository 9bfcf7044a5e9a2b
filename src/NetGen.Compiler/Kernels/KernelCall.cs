using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kernels;

/// <summary>What is handed over for one parameter.</summary>
public abstract record Argument;

/// <summary>A buffer, by its name where the call is, from an element on.</summary>
public sealed record PlaceArgument(string Name, Index At) : Argument;

/// <summary>A count, or a distance in elements.</summary>
public sealed record CountArgument(Index Count) : Argument;

/// <summary>A flag of the caller's, or <c>true</c>.</summary>
public sealed record FlagArgument(string Flag) : Argument;

/// <summary>
/// A kernel, and what is handed to it, in the names of the group's parameters. Kernels know no layer, so that layers of one kind share one, whatever their sizes.
/// </summary>
/// <param name="Arguments">One for each parameter, in order.</param>
public sealed record KernelCall(Kernel Kernel, IReadOnlyList<Argument> Arguments)
{
    public bool Equals(KernelCall? other) => other is not null && Kernel.Equals(other.Kernel) && Arguments.SequenceEqual(other.Arguments)
        && Counts.SequenceEqual(other.Counts) && Equals(Guard, other.Guard) && Equals(Loop, other.Loop);

    public override int GetHashCode()
    {
        int hash = unchecked(Kernel.GetHashCode() * 31 + Counts.Count);
        foreach (Argument argument in Arguments) hash = unchecked(hash * 31 + argument.GetHashCode());
        return hash;
    }

    /// <summary>Counts that the arguments speak of, to be computed before.</summary>
    public IReadOnlyList<LetMultiple> Counts { get; init; } = [];

    /// <summary>The call is made where the first is below the second; always, where null.</summary>
    public (Index Less, Index Than)? Guard { get; init; }

    /// <summary>The call is made for each value of a counter that the arguments speak of, divided among threads. Of a group with such loops, calls without are the last thread's.</summary>
    public CallLoop? Loop { get; init; }
}

/// <summary>0, Step, 2·Step … below To, which is a multiple of Step.</summary>
public sealed record CallLoop(Var Var, Index To, int Step);

/// <summary>
/// What a group of operations becomes on one target: a method that divides rows and columns among kernels. Its parameters are the same on every target, so that
/// what calls it is written once.
/// </summary>
/// <param name="Name">The operations: <c>DenseReLU</c>.</param>
/// <param name="Comment">The formula, in the names of the parameters.</param>
/// <param name="Arguments">What this layer hands over, one for each parameter.</param>
/// <param name="Calls">In order.</param>
public sealed record LoweredGroup(string Name, IReadOnlyList<string> Comment, IReadOnlyList<Parameter> Parameters, IReadOnlyList<Argument> Arguments, IReadOnlyList<KernelCall> Calls)
{
    /// <summary>Whether it computes one of several parts of its results, so that threads can divide them.</summary>
    public bool IsDivided => Parameters.Any(parameter => parameter.Name == "parts");

    /// <summary>Whether the method is the same, whatever is handed over.</summary>
    public bool HasSameBody(LoweredGroup other) =>
        Name == other.Name && Parameters.SequenceEqual(other.Parameters) && Calls.SequenceEqual(other.Calls);

    /// <summary>Equal for methods that are the same.</summary>
    public int BodyHash => Calls.Aggregate(Name.GetHashCode(), (hash, call) => unchecked(hash * 31 + call.GetHashCode()));

    /// <summary>Holds methods that are the same for equal.</summary>
    public static IEqualityComparer<LoweredGroup> ByBody { get; } = new BodyComparer();

    private sealed class BodyComparer : IEqualityComparer<LoweredGroup>
    {
        public bool Equals(LoweredGroup? one, LoweredGroup? other) => one is null ? other is null : other is not null && one.HasSameBody(other);

        public int GetHashCode(LoweredGroup group) => group.BodyHash;
    }
}

/// <summary>The parameters of a kernel and what is handed over for them, written down together.</summary>
public sealed class Signature(KernelBuilder kernel)
{
    private readonly List<Parameter> parameters = [];
    private readonly List<Argument> arguments = [];

    public IReadOnlyList<Parameter> Parameters => parameters;

    public IReadOnlyList<Argument> Arguments => arguments;

    /// <summary>What values are called in the kernel.</summary>
    public Dictionary<Value, string> Names { get; } = [];

    /// <param name="name">In the kernel.</param>
    /// <param name="from">The group's parameter.</param>
    /// <param name="value">The value that is there, for formulas; null where they do not speak of it.</param>
    /// <param name="at">Where in it the kernel begins.</param>
    public Place Place(string name, Place from, Value? value, Index at)
    {
        var place = new Place(kernel.Unique(name));
        if (value is not null && !Names.ContainsKey(value)) Names.Add(value, place.Name);
        Add(new PlaceParameter(place), new PlaceArgument(from.Name, at));
        return place;
    }

    public Var Count(string name, Index value)
    {
        var count = new Var(kernel.Unique(name));
        Add(new CountParameter(count), new CountArgument(value));
        return count;
    }

    public void Flag(string name) => Add(new FlagParameter(kernel.Unique(name)), new FlagArgument(name));

    private void Add(Parameter parameter, Argument argument)
    {
        parameters.Add(parameter);
        arguments.Add(argument);
    }
}
