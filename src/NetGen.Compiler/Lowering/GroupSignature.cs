using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// The parameters of a group's method, and what its layer hands over for them. They depend on the operations and the shape, never on the
/// target; a value or a size asked for again is the parameter that is there.
/// </summary>
public sealed class GroupSignature(FusionGroup group, KnownKernels known)
{
    private readonly List<Parameter> parameters = [];
    private readonly List<Argument> arguments = [];
    private readonly Dictionary<string, Var> counts = [];
    private Ref? squares;

    private readonly Dictionary<Value, Ref> places = [];

    /// <summary>Names of parameters, and the first number of each that may be free: a layer may join thousands of values.</summary>
    private readonly Dictionary<string, int> taken = [];

    /// <summary>Kernels that need not be built again.</summary>
    public KnownKernels KnownKernels { get; } = known;

    /// <summary>What values are called in the method.</summary>
    public Dictionary<Value, string> Names { get; } = [];

    /// <summary>The samples of the call.</summary>
    public Var Samples => Count("samples", new Var("samples"));

    /// <summary>A value's memory.</summary>
    public Ref Ref(Value value)
    {
        if (places.TryGetValue(value, out Ref? known)) return known;
        var place = new Ref(Unique(group.RoleOf(value)));
        Names.Add(value, place.Name);
        places.Add(value, place);
        parameters.Add(new RefParameter(place));
        arguments.Add(new OperandArgument(value));
        return place;
    }

    /// <summary>The distance of a value's rows.</summary>
    public Var Row(Value value) => Count(Ref(value).Name + "Stride", Layouts.RowStride(value));

    public Var Count(string name, Index number)
    {
        if (counts.TryGetValue(name, out Var? known)) return known;
        // A place may have the name already: the values P and PStride have a place y_p with its
        // distance y_pStride, and a place y_pStride.
        var count = new Var(Unique(name));
        counts.Add(name, count);
        parameters.Add(new CountParameter(count));
        arguments.Add(new CountArgument(number));
        return count;
    }

    /// <summary>Whether sums go on from what is there.</summary>
    public void Accumulate() => Flag("accumulate", group.Root.AccumulatesInto is null ? "accumulate" : "true");

    /// <summary>Where the squares of what is stored are added up.</summary>
    public Ref Squares()
    {
        if (squares is not null) return squares;
        squares = new Ref(Unique("squares"));
        parameters.Add(new RefParameter(squares));
        arguments.Add(new RefArgument("squares", 0));
        return squares;
    }

    /// <summary>Which of how many parts of the results this call computes: threads divide them.</summary>
    public void Part()
    {
        Count("part", new Var("part"));
        Count("parts", new Var("parts"));
    }

    public LoweredGroup Lowered(IReadOnlyList<KernelCall> calls) =>
        new(group.Name, Describe.Shared(group, Names), parameters, arguments, calls);

    private void Flag(string name, string flag)
    {
        if (!taken.ContainsKey(name)) taken.Add(name, 1);
        parameters.Add(new FlagParameter(name));
        arguments.Add(new FlagArgument(flag));
    }

    private string Unique(string name)
    {
        if (!taken.TryGetValue(name, out int number))
        {
            taken.Add(name, 1);
            return name;
        }
        string free;
        do free = FormattableString.Invariant($"{name}_{number++}");
        while (taken.ContainsKey(free));
        taken[name] = number;
        taken.Add(free, 1);
        return free;
    }
}
