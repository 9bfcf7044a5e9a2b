namespace NetGen.Compiler.Kernels;

/// <summary>Says whether a kernel is legal: names are defined before use and once in their scope, kinds fit, only mutable names are set.</summary>
public sealed class KernelVerifier
{
    private readonly Kernel kernel;
    private readonly List<HashSet<string>> scopes = [[]];

    private KernelVerifier(Kernel kernel) => this.kernel = kernel;

    public static void Verify(Kernel kernel)
    {
        var verifier = new KernelVerifier(kernel);
        foreach (Parameter parameter in kernel.Parameters) verifier.Define(parameter.Name);
        verifier.Check(kernel.Body);
    }

    private void Check(IReadOnlyList<Statement> body)
    {
        foreach (Statement statement in body)
        {
            switch (statement)
            {
                case Loop loop:
                    Check(loop.From);
                    Check(loop.To);
                    if (loop.Step < 1) Fail($"loop {loop.Var.Name} has step {loop.Step}");
                    Inside(() => { Define(loop.Var.Name); Check(loop.Body); });
                    break;
                case Chunks chunks:
                    if (chunks.Size < 1) Fail($"chunks {chunks.From.Name} have size {chunks.Size}");
                    Inside(() => { Define(chunks.From.Name); Define(chunks.To.Name); Check(chunks.Body); });
                    break;
                case Line line: Check(line.Body); break;
                case Scope scope: Inside(() => Check(scope.Body)); break;
                case Let let: Check(let.Value); Define(let.Local.Name); Same(let.Local.Kind, let.Value.Kind, let.Local.Name); break;
                case Set set: Use(set.Local.Name); Check(set.Value); Same(set.Local.Kind, set.Value.Kind, set.Local.Name); break;
                case Store store: Use(store.Place.Name); Check(store.Index); Check(store.Value); break;
                case LetPlace place: Use(place.Of.Name); Check(place.At); Define(place.Name.Name); break;
                case Advance advance: Use(advance.Place.Name); Check(advance.By); break;
                case LetCount count: Check(count.Value); Define(count.Var.Name); break;
                case LetMultiple multiple: Check(multiple.From); Check(multiple.To); Define(multiple.Var.Name); break;
                case LetIndex index: Use(index.Place.Name); Check(index.At); Define(index.Var.Name); break;
                case Comment: break;
                default: Fail($"unknown statement {statement.GetType().Name}"); break;
            }
        }
    }

    private void Check(Expression expression)
    {
        switch (expression)
        {
            case Local local: Use(local.Name); break;
            case Constant: break;
            case Load load: Use(load.Place.Name); Check(load.Index); break;
            case LoadScalar load: Use(load.Place.Name); Check(load.Index); break;
            case LoadFour load: Use(load.Place.Name); Check(load.Index); break;
            case Broadcast load: Use(load.Place.Name); Check(load.Index); break;
            case RowFold fold:
                Use(fold.Place.Name);
                Check(fold.Index);
                if (fold.Op is not (VectorOp.FoldAdd or VectorOp.FoldMax) || fold.Length < 1) Fail($"{fold.Op} of a row of {fold.Length}");
                break;
            case Choose choose:
                Use(choose.Flag);
                Check(choose.Then);
                Check(choose.Otherwise);
                Same(choose.Then.Kind, choose.Otherwise.Kind, choose.Flag);
                break;
            case Apply apply:
                foreach (Expression argument in apply.Arguments) Check(argument);
                if (apply.Arguments.Count != Arity(apply.Op)) Fail($"{apply.Op} has {apply.Arguments.Count} arguments");
                Kinds(apply);
                break;
            default: Fail($"unknown expression {expression.GetType().Name}"); break;
        }
    }

    private void Kinds(Apply apply)
    {
        IEnumerable<Expression> values = apply.Arguments;
        switch (apply.Op)
        {
            case VectorOp.Splat: Same(Kind.Scalar, apply.Arguments[0].Kind, "Splat"); Same(Kind.Vector, apply.Kind, "Splat"); return;
            case VectorOp.FoldAdd or VectorOp.FoldMax: Same(Kind.Vector, apply.Arguments[0].Kind, "Fold"); Same(Kind.Scalar, apply.Kind, "Fold"); return;
            case VectorOp.Greater or VectorOp.GreaterOrEqual: Same(Kind.Mask, apply.Kind, "comparison"); return;
            case VectorOp.Select: Same(Kind.Mask, apply.Arguments[0].Kind, "Select"); values = values.Skip(1); break;
        }
        foreach (Expression value in values) Same(apply.Kind, value.Kind, apply.Op.ToString());
    }

    public static int Arity(VectorOp op) => op switch
    {
        VectorOp.Fma or VectorOp.Select => 3,
        VectorOp.Add or VectorOp.Sub or VectorOp.Mul or VectorOp.Div or VectorOp.Max or VectorOp.Min or VectorOp.Greater or VectorOp.GreaterOrEqual
            or VectorOp.KeepFirst => 2,
        _ => 1,
    };

    private void Check(Index index)
    {
        foreach ((Var variable, int _) in index.Terms) Use(variable.Name);
    }

    private void Inside(Action body)
    {
        scopes.Add([]);
        body();
        scopes.RemoveAt(scopes.Count - 1);
    }

    private void Define(string name)
    {
        if (scopes.Any(scope => scope.Contains(name))) Fail($"{name} is defined twice");
        scopes[scopes.Count - 1].Add(name);
    }

    private void Use(string name)
    {
        if (!scopes.Any(scope => scope.Contains(name))) Fail($"{name} is used but not defined");
    }

    private void Same(Kind expected, Kind found, string where)
    {
        if (expected != found) Fail($"{where}: {expected} expected, {found} found");
    }

    private void Fail(string what) => throw new CompilerBugException($"kernel {kernel.Name}: {what}");
}
