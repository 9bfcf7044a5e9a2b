using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// Expands what a target's table does not have into what it has, with the same result to the bit:
/// Max(a, b) → Select(a &gt; b, a, b), Min(a, b) → Select(b &gt; a, a, b).
/// </summary>
public sealed class Legalize : KernelRewriter
{
    private readonly TargetIsa target;
    private readonly Kernel kernel;
    private HashSet<string>? taken;
    private int temporaries;

    private Legalize(TargetIsa target, Kernel kernel)
    {
        this.target = target;
        this.kernel = kernel;
    }

    public static Kernel Run(Kernel kernel, TargetIsa target)
    {
        var pass = new Legalize(target, kernel);
        return kernel with { Body = pass.Rewrite(kernel.Body) };
    }

    protected override Expression Rewrite(Expression expression)
    {
        expression = base.Rewrite(expression);

        // Scalars are plain C# on every target.
        if (expression is not Intrinsic call || call.Kind == Kind.Scalar || target.Has(call.Op)) return expression;
        switch (call.Op)
        {
            case VectorOp.Max or VectorOp.Min:
                Expression a = Named(call.Arguments[0]), b = Named(call.Arguments[1]);
                return Select(call.Op == VectorOp.Max ? Greater(a, b) : Greater(b, a), a, b);
            default:
                throw new InternalCompilerErrorException($"{target.Name} has no {call.Op}, and no expansion is known");
        }
    }

    /// <summary>A value that is used twice is computed once.</summary>
    private Expression Named(Expression expression)
    {
        if (expression is Local or Constant) return expression;
        taken ??= Names.In(kernel.Body);
        string name;
        do name = FormattableString.Invariant($"v{temporaries++}");
        while (taken.Contains(name));
        var local = new Local(name, expression.Kind);
        Add(new Let(local, expression));
        return local;
    }

    /// <summary>All names that are defined somewhere in a kernel.</summary>
    private sealed class Names : KernelVisitor
    {
        private readonly HashSet<string> defined = [];

        public static HashSet<string> In(IReadOnlyList<Statement> body)
        {
            var names = new Names();
            names.Visit(body);
            return names.defined;
        }

        protected override void Define(string name) => defined.Add(name);
    }
}
