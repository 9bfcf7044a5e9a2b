namespace NetGen.Compiler.Kernels;

/// <summary>
/// Walks over all that kernels are made of, in the order in which it runs. What is overridden sees its part and, through the base, goes on
/// into it; only this class and <see cref="KernelRewriter"/> know what statements and expressions hold.
/// </summary>
public abstract class KernelVisitor
{
    public void Visit(IReadOnlyList<Statement> body)
    {
        foreach (Statement statement in body) Visit(statement);
    }

    public virtual void Visit(Statement statement)
    {
        switch (statement)
        {
            case Loop loop:
                Visit(loop.From);
                Visit(loop.To);
                Enter();
                Define(loop.Var.Name);
                Visit(loop.Body);
                Leave();
                break;
            case Scope scope:
                Enter();
                Visit(scope.Body);
                Leave();
                break;
            case SameLine line: Visit(line.Body); break;
            case Let let: Visit(let.Value); Define(let.Local.Name); break;
            case AssignLocal set: Use(set.Local.Name); Visit(set.Value); break;
            case Store store: Use(store.Ref.Name); Visit(store.Index); Visit(store.Value); break;
            case LetRef place: Use(place.Of.Name); Visit(place.At); Define(place.Name.Name); break;
            case AddOffset advance: Use(advance.Ref.Name); Visit(advance.By); break;
            case LetCount count: Visit(count.Value); Define(count.Var.Name); break;
            case AlignDown multiple: Visit(multiple.From); Visit(multiple.To); Define(multiple.Var.Name); break;
            case LetIndex index: Use(index.Ref.Name); Visit(index.At); Define(index.Var.Name); break;
            default: Unknown("statement", statement); break;
        }
    }

    public virtual void Visit(Expression expression)
    {
        switch (expression)
        {
            case Constant: break;
            case Local local: Use(local.Name); break;
            case Load load: Use(load.Ref.Name); Visit(load.Index); break;
            case LoadScalar load: Use(load.Ref.Name); Visit(load.Index); break;
            case LoadBroadcast128 load: Use(load.Ref.Name); Visit(load.Index); break;
            case Broadcast load: Use(load.Ref.Name); Visit(load.Index); break;
            case RowFold fold: Use(fold.Ref.Name); Visit(fold.Index); break;
            case SelectByFlag choose: Use(choose.Flag); Visit(choose.Then); Visit(choose.Otherwise); break;
            case Intrinsic call:
                foreach (Expression argument in call.Arguments) Visit(argument);
                break;
            default: Unknown("expression", expression); break;
        }
    }

    public virtual void Visit(Index index)
    {
        foreach ((Var variable, int _) in index.Terms) Use(variable.Name);
    }

    /// <summary>A name that holds from here to the end of its scope.</summary>
    protected virtual void Define(string name) { }

    /// <summary>The name of a value, a place, a count or a flag, where it is read or set.</summary>
    protected virtual void Use(string name) { }

    /// <summary>A scope begins.</summary>
    protected virtual void Enter() { }

    /// <summary>The scope that began last ends.</summary>
    protected virtual void Leave() { }

    protected virtual void Unknown(string what, object part) =>
        throw new InternalCompilerErrorException($"unknown {what} {part.GetType().Name}");
}
