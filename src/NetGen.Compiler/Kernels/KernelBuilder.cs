using System.Globalization;

namespace NetGen.Compiler.Kernels;

/// <summary>Writes the statements of one kernel for vectors of a given width.</summary>
public sealed class KernelBuilder(int lanes)
{
    private List<Statement> statements = [];

    /// <summary>
    /// Names by scope, outermost first: those declared in it, those declared in scopes inside it that are closed, and the first number of
    /// each that may be free. While a scope is the innermost no name becomes free.
    /// </summary>
    private readonly List<(HashSet<string> Declared, HashSet<string> Below, Dictionary<string, int> Numbers)> scopes = [([], [], [])];

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

    /// <summary>The name, or the name with the first number that C# lets be here.</summary>
    public string Unique(string name)
    {
        (HashSet<string> declared, HashSet<string> below, Dictionary<string, int> numbers) = scopes[scopes.Count - 1];
        string free = name;
        if (IsTaken(name))
        {
            if (!numbers.TryGetValue(name, out int number)) number = 1;
            do free = name + "_" + number++.ToString(CultureInfo.InvariantCulture);
            while (IsTaken(free));
            numbers[name] = number;
        }
        declared.Add(free);
        return free;

        bool IsTaken(string candidate)
        {
            if (below.Contains(candidate)) return true;
            foreach ((HashSet<string> inScope, _, _) in scopes)
                if (inScope.Contains(candidate)) return true;
            return false;
        }
    }

    /// <summary>The statements that <paramref name="body"/> adds are on one line.</summary>
    public void SameLine(Action body)
    {
        List<Statement> outer = statements;
        statements = [];
        body();
        outer.Add(new SameLine(statements));
        statements = outer;
    }

    /// <summary>A loop over [from, to); where it has one turn only, its body alone with the counter's value.</summary>
    public void Loop(string name, Index from, Index to, int step, Action<Index> body)
    {
        Index distance = to + from * -1;
        if (distance.Terms.Count == 0 && distance.Constant <= step)
        {
            if (distance.Constant > 0) Add(new Scope(Inside(() => body(from))));
            return;
        }
        Var? counter = null;
        IReadOnlyList<Statement> inside = Inside(() => body(counter = new Var(Unique(name))));
        Add(new Loop(counter!, from, to, step, inside));
    }

    /// <summary>The statements that <paramref name="body"/> adds, apart from the others.</summary>
    public IReadOnlyList<Statement> Inside(Action body)
    {
        List<Statement> outer = statements;
        statements = [];
        scopes.Add(([], [], []));
        body();
        List<Statement> inner = statements;
        statements = outer;
        (HashSet<string> declared, HashSet<string> below, _) = scopes[scopes.Count - 1];
        scopes.RemoveAt(scopes.Count - 1);
        scopes[scopes.Count - 1].Below.UnionWith(declared);
        scopes[scopes.Count - 1].Below.UnionWith(below);
        return inner;
    }
}
