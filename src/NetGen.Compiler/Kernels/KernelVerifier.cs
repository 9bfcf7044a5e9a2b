namespace NetGen.Compiler.Kernels;

/// <summary>
/// Says whether a kernel is legal: names are defined before use and once in their scope, kinds fit, only mutable names are set.
/// </summary>
public sealed class KernelVerifier : KernelVisitor
{
    private readonly Kernel kernel;
    private readonly List<HashSet<string>> scopes = [[]];

    private KernelVerifier(Kernel kernel) => this.kernel = kernel;

    public static void Verify(Kernel kernel)
    {
        var verifier = new KernelVerifier(kernel);
        foreach (Parameter parameter in kernel.Parameters) verifier.Define(parameter.Name);
        verifier.Visit(kernel.Body);
    }

    public override void Visit(Statement statement)
    {
        if (statement is Loop { Step: < 1 } endless) Fail($"loop {endless.Var.Name} has step {endless.Step}");
        base.Visit(statement);
        switch (statement)
        {
            case Let let: Same(let.Local.Kind, let.Value.Kind, let.Local.Name); break;
            case AssignLocal set: Same(set.Local.Kind, set.Value.Kind, set.Local.Name); break;
        }
    }

    public override void Visit(Expression expression)
    {
        base.Visit(expression);
        switch (expression)
        {
            case RowFold fold when fold.Op is not (VectorOp.ReduceAdd or VectorOp.ReduceMax) || fold.Length < 1:
                Fail($"{fold.Op} of a row of {fold.Length}");
                break;
            case SelectByFlag choose: Same(choose.Then.Kind, choose.Otherwise.Kind, choose.Flag); break;
            case Intrinsic call:
                if (call.Arguments.Count != Arity(call.Op)) Fail($"{call.Op} has {call.Arguments.Count} arguments");
                Kinds(call);
                break;
        }
    }

    private void Kinds(Intrinsic call)
    {
        IEnumerable<Expression> values = call.Arguments;
        switch (call.Op)
        {
            case VectorOp.Splat: Same(Kind.Scalar, call.Arguments[0].Kind, "Splat"); Same(Kind.Vector, call.Kind, "Splat"); return;
            case VectorOp.ReduceAdd or VectorOp.ReduceMax: Same(Kind.Vector, call.Arguments[0].Kind, "Fold");
            Same(Kind.Scalar, call.Kind, "Fold"); return;
            case VectorOp.Greater or VectorOp.GreaterOrEqual: Same(Kind.Mask, call.Kind, "comparison"); return;
            case VectorOp.Select: Same(Kind.Mask, call.Arguments[0].Kind, "Select"); values = values.Skip(1); break;
        }
        foreach (Expression value in values) Same(call.Kind, value.Kind, call.Op.ToString());
    }

    public static int Arity(VectorOp op) => op switch
    {
        VectorOp.Fma or VectorOp.Select => 3,
        VectorOp.Add or VectorOp.Sub or VectorOp.Mul or VectorOp.Div or VectorOp.Max or VectorOp.Min or VectorOp.Greater
            or VectorOp.GreaterOrEqual
            or VectorOp.MaskTail => 2,
        _ => 1,
    };

    protected override void Enter() => scopes.Add([]);

    protected override void Leave() => scopes.RemoveAt(scopes.Count - 1);

    protected override void Define(string name)
    {
        if (scopes.Any(scope => scope.Contains(name))) Fail($"{name} is defined twice");
        scopes[scopes.Count - 1].Add(name);
    }

    protected override void Use(string name)
    {
        if (!scopes.Any(scope => scope.Contains(name))) Fail($"{name} is used but not defined");
    }

    protected override void Unknown(string what, object part) => Fail($"unknown {what} {part.GetType().Name}");

    private void Same(Kind expected, Kind found, string where)
    {
        if (expected != found) Fail($"{where}: {expected} expected, {found} found");
    }

    private void Fail(string what) => throw new InternalCompilerErrorException($"kernel {kernel.Name}: {what}");
}
