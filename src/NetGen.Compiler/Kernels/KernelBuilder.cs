namespace NetGen.Compiler.Kernels;

/// <summary>Writes the statements of one kernel for vectors of a given width.</summary>
public sealed class KernelBuilder(int lanes)
{
    private readonly Dictionary<string, int> names = [];
    private List<Statement> statements = [];

    /// <summary>Lanes of the target's vector.</summary>
    public int Lanes { get; } = lanes;

    public IReadOnlyList<Statement> Statements => statements;

    public void Add(Statement statement) => statements.Add(statement);

    /// <summary>Names a value; a name taken already gets a number.</summary>
    public Local Let(string name, Expression value)
    {
        var local = new Local(Unique(name), value.Kind);
        Add(new Let(local, value));
        return local;
    }

    public string Unique(string name)
    {
        names.TryGetValue(name, out int used);
        names[name] = used + 1;
        return used == 0 ? name : FormattableString.Invariant($"{name}_{used}");
    }

    public void Comment(string text) => Add(new Comment(text));

    /// <summary>A loop over [from, to); where it has one turn only, its body alone with the counter's value.</summary>
    public void Loop(string name, Index from, Index to, int step, Action<Index> body)
    {
        Index distance = to + from * -1;
        if (distance.Terms.Count == 0 && distance.Constant <= step)
        {
            if (distance.Constant > 0) Add(new Scope(Inside(() => body(from))));
            return;
        }
        var counter = new Var(Unique(name));
        Add(new Loop(counter, from, to, step, Inside(() => body(counter))));
    }

    private List<Statement> Inside(Action body)
    {
        List<Statement> outer = statements;
        statements = [];
        body();
        List<Statement> inner = statements;
        statements = outer;
        return inner;
    }
}
