namespace NetGen.Compiler.Kernels;

/// <summary>Makes kernels again from their parts. What is overridden changes its part; all else stays as it is.</summary>
public abstract class KernelRewriter
{
    private List<Statement> output = [];

    public IReadOnlyList<Statement> Rewrite(IReadOnlyList<Statement> body)
    {
        List<Statement> outer = output;
        output = new(body.Count);
        foreach (Statement statement in body)
        {
            // What it adds comes before it.
            Statement rewritten = Rewrite(statement);
            output.Add(rewritten);
        }
        List<Statement> result = output;
        output = outer;
        return result;
    }

    /// <summary>Adds a statement before the one that is being rewritten.</summary>
    protected void Add(Statement statement) => output.Add(statement);

    protected virtual Statement Rewrite(Statement statement) => statement switch
    {
        Loop loop => loop with { Body = Rewrite(loop.Body) },
        Scope scope => new Scope(Rewrite(scope.Body)),
        SameLine line => new SameLine(Rewrite(line.Body)),
        Let let => new Let(Rewrite(let.Local), Rewrite(let.Value)),
        AssignLocal set => new AssignLocal(Rewrite(set.Local), Rewrite(set.Value)),
        Store store => store with { Value = Rewrite(store.Value) },
        _ => statement,
    };

    protected virtual Expression Rewrite(Expression expression) => expression switch
    {
        Local local => Rewrite(local),
        SelectByFlag choose => choose with { Then = Rewrite(choose.Then), Otherwise = Rewrite(choose.Otherwise) },
        Intrinsic call => call with { Arguments = call.Arguments.Select(Rewrite).ToList() },
        _ => expression,
    };

    /// <summary>A named value, where it gets its value and where it is read.</summary>
    protected virtual Local Rewrite(Local local) => local;
}
