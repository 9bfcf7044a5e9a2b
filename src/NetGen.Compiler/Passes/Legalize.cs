using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Passes;

/// <summary>
/// Expands what a target's table does not have into what it has, with the same result to the bit:
/// Max(a, b) → Select(a &gt; b, a, b), Min(a, b) → Select(b &gt; a, a, b).
/// </summary>
public sealed class Legalize
{
    private readonly TargetIsa target;
    private readonly Kernel kernel;
    private HashSet<string>? taken;
    private List<Statement> output = [];
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

    private IReadOnlyList<Statement> Rewrite(IReadOnlyList<Statement> body)
    {
        List<Statement> outer = output;
        output = [];
        foreach (Statement statement in body)
        {
            Statement legal = statement switch
            {
                Loop loop => loop with { Body = Rewrite(loop.Body) },
                Chunks chunks => chunks with { Body = Rewrite(chunks.Body) },
                Scope scope => new Scope(Rewrite(scope.Body)),
                Line line => new Line(Rewrite(line.Body)),
                Let let => let with { Value = Rewrite(let.Value) },
                Set set => set with { Value = Rewrite(set.Value) },
                Store store => store with { Value = Rewrite(store.Value) },
                _ => statement,
            };
            output.Add(legal);
        }
        List<Statement> result = output;
        output = outer;
        return result;
    }

    private Expression Rewrite(Expression expression)
    {
        if (expression is Choose choose) return choose with { Then = Rewrite(choose.Then), Otherwise = Rewrite(choose.Otherwise) };
        if (expression is not Apply apply) return expression;
        apply = apply with { Arguments = apply.Arguments.Select(Rewrite).ToList() };

        // Scalars are plain C# on every target.
        if (apply.Kind == Kind.Scalar || target.Operations.ContainsKey(apply.Op)) return apply;
        switch (apply.Op)
        {
            case VectorOp.Max or VectorOp.Min:
                Expression a = Named(apply.Arguments[0]), b = Named(apply.Arguments[1]);
                return Select(apply.Op == VectorOp.Max ? Greater(a, b) : Greater(b, a), a, b);
            default:
                throw new CompilerBugException($"{target.Name} has no {apply.Op}, and no expansion is known");
        }
    }

    /// <summary>A value that is used twice is computed once.</summary>
    private Expression Named(Expression expression)
    {
        if (expression is Local or Constant) return expression;
        taken ??= new HashSet<string>(Names(kernel.Body));
        string name;
        do name = FormattableString.Invariant($"v{temporaries++}");
        while (taken.Contains(name));
        var local = new Local(name, expression.Kind);
        output.Add(new Let(local, expression));
        return local;
    }

    private static IEnumerable<string> Names(IEnumerable<Statement> body) => body.SelectMany(statement => statement switch
    {
        Loop loop => Names(loop.Body).Append(loop.Var.Name),
        Chunks chunks => Names(chunks.Body).Append(chunks.From.Name).Append(chunks.To.Name),
        Scope scope => Names(scope.Body),
        Line line => Names(line.Body),
        Let let => [let.Local.Name],
        LetPlace place => [place.Name.Name],
        LetMultiple multiple => [multiple.Var.Name],
        LetCount count => [count.Var.Name],
        LetIndex index => [index.Var.Name],
        _ => Enumerable.Empty<string>(),
    });
}
