namespace NetGen.Compiler.Kernels;

/// <summary>What a kernel is handed for one of its parameters.</summary>
public abstract record Argument;

/// <summary>A value's memory, by the value's name, from an element on.</summary>
public sealed record PlaceArgument(string Value, Index At) : Argument;

/// <summary>A count, or a distance in elements.</summary>
public sealed record CountArgument(Index Count) : Argument;

/// <summary>A flag of the entry point's, or <c>true</c>.</summary>
public sealed record FlagArgument(string Flag) : Argument;

/// <summary>
/// A kernel and what one layer hands to it: places, sizes and distances. Kernels know no layer, so that layers of one kind share one, whatever their sizes.
/// </summary>
/// <param name="Arguments">One for each parameter, in order.</param>
/// <param name="Comment">What it computes, in the layer's own names and shapes.</param>
public sealed record KernelCall(Kernel Kernel, IReadOnlyList<Argument> Arguments, IReadOnlyList<string> Comment)
{
    /// <summary>Counts of rows that the arguments speak of, to be computed before.</summary>
    public IReadOnlyList<LetMultiple> Counts { get; init; } = [];

    /// <summary>The call is made where the first is below the second; always, where null.</summary>
    public (Index Less, Index Than)? Guard { get; init; }

    /// <summary>The call is made for each value of a counter that the arguments speak of: these may be divided among threads.</summary>
    public CallLoop? Loop { get; init; }
}

/// <summary>0, Step, 2·Step … below To, which is a multiple of Step.</summary>
public sealed record CallLoop(Var Var, int To, int Step);

/// <summary>The parameters of a kernel and what a layer hands over for them, written down together.</summary>
public sealed class Signature(KernelBuilder kernel)
{
    private readonly List<Parameter> parameters = [];
    private readonly List<Argument> arguments = [];

    public IReadOnlyList<Parameter> Parameters => parameters;

    public IReadOnlyList<Argument> Arguments => arguments;

    /// <summary>What values are called in the kernel.</summary>
    public Dictionary<string, string> Names { get; } = [];

    /// <param name="name">In the kernel.</param>
    /// <param name="value">The layer's value.</param>
    /// <param name="at">Where in it the kernel begins.</param>
    public Place Place(string name, string value, Index at, bool isInteger = false)
    {
        var place = new Place(kernel.Unique(name), isInteger);
        if (!Names.ContainsKey(value)) Names.Add(value, place.Name);
        Add(new PlaceParameter(place), new PlaceArgument(value, at));
        return place;
    }

    public Var Count(string name, Index value)
    {
        var count = new Var(kernel.Unique(name));
        Add(new CountParameter(count), new CountArgument(value));
        return count;
    }

    public void Flag(string name, string flag) => Add(new FlagParameter(kernel.Unique(name)), new FlagArgument(flag));

    private void Add(Parameter parameter, Argument argument)
    {
        parameters.Add(parameter);
        arguments.Add(argument);
    }
}
