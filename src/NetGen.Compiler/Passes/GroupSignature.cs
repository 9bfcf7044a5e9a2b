using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Passes;

/// <summary>A value's memory, wherever it stands during a phase.</summary>
public sealed record OperandArgument(Value Value) : Argument;

/// <summary>
/// The parameters of a group's method, and what its layer hands over for them. They depend on the operations and the shape, never on the target; a value or a
/// size asked for again is the parameter that is there.
/// </summary>
public sealed class GroupSignature(Group group)
{
    private readonly List<Parameter> parameters = [];
    private readonly List<Argument> arguments = [];
    private readonly Dictionary<string, Var> counts = [];
    private Place? squares;

    /// <summary>What values are called in the method.</summary>
    public Dictionary<string, string> Names { get; } = [];

    /// <summary>The samples of the call.</summary>
    public Var Samples => Count("samples", new Var("samples"));

    /// <summary>A value's memory.</summary>
    public Place Place(Value value)
    {
        if (Names.TryGetValue(value.Name, out string? known)) return ((PlaceParameter)parameters.First(parameter => parameter.Name == known)).Place;
        var place = new Place(Unique(FormalName(value)), value is { Kind: ValueKind.TargetIndices, IsPlane: false });
        Names.Add(value.Name, place.Name);
        parameters.Add(new PlaceParameter(place));
        arguments.Add(new OperandArgument(value));
        return place;
    }

    /// <summary>The distance of a value's rows.</summary>
    public Var Row(Value value) => Count(Place(value).Name + "Row", Layouts.RowStride(value));

    public Var Count(string name, Index number)
    {
        if (counts.TryGetValue(name, out Var? known)) return known;
        // A place may have the name already: the values P and PRow have a place y_p with its distance y_pRow, and a place y_pRow.
        var count = new Var(Unique(name));
        counts.Add(name, count);
        parameters.Add(new CountParameter(count));
        arguments.Add(new CountArgument(number));
        return count;
    }

    /// <summary>Whether sums go on from what is there.</summary>
    public void Accumulate() => Flag("accumulate", group.Root.AddsTo is null ? "accumulate" : "true");

    /// <summary>Where the squares of what is stored are added up.</summary>
    public Place Squares()
    {
        if (squares is not null) return squares;
        squares = new Place(Unique(EntryPoints.Squares.Name));
        parameters.Add(new PlaceParameter(squares));
        arguments.Add(new PlaceArgument(EntryPoints.Squares.Name, 0));
        return squares;
    }

    /// <summary>Which of how many parts of the results this call computes: threads divide them.</summary>
    public void Part()
    {
        Count("part", new Var("part"));
        Count("parts", new Var("parts"));
    }

    public LoweredGroup Lowered(IReadOnlyList<KernelCall> calls) =>
        new(Lower.KernelName(group), Describe.Shared(group, Names), parameters, arguments, calls);

    private void Flag(string name, string flag)
    {
        parameters.Add(new FlagParameter(name));
        arguments.Add(new FlagArgument(flag));
    }

    /// <summary>Methods know no layer: factors are x, W, b and dz, results y, dx and dW, all else has its name without the layer's number.</summary>
    private string FormalName(Value value) => group.Root switch
    {
        MatMul op when value == op.X => "x",
        MatMul op when value == op.Weight => "W",
        MatMul when value == group.Bias?.Bias => "b",
        MatMul when value == group.Stored[group.Stored.Count - 1] => "y",
        InputGradient op when value == op.Dz => "dz",
        InputGradient op when value == op.Weight => "W",
        InputGradient when value == group.Stored[group.Stored.Count - 1] => "dx",
        WeightGradient op when value == op.X => "x",
        WeightGradient op when value == op.Dz => "dz",
        WeightGradient op when value == op.Output => "dW",
        _ => Lower.FormalName(value),
    };

    private string Unique(string name)
    {
        string free = name;
        for (int number = 1; parameters.Any(parameter => parameter.Name == free); number++) free = FormattableString.Invariant($"{name}_{number}");
        return free;
    }
}
