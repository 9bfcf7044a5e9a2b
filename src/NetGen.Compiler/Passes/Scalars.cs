using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Passes;

/// <summary>Code written for vectors of one lane → code with plain numbers, for rows of one value: of a vector they would use one lane.</summary>
public static class Scalars
{
    public static IReadOnlyList<Statement> Of(IReadOnlyList<Statement> body) => body.Select(Of).ToList();

    private static Statement Of(Statement statement) => statement switch
    {
        Loop loop => loop with { Body = Of(loop.Body) },
        Scope scope => new Scope(Of(scope.Body)),
        Line line => new Line(Of(line.Body)),
        Let let => new Let(Named(let.Local), Of(let.Value)),
        Set set => new Set(Named(set.Local), Of(set.Value)),
        Store store => store with { Value = Of(store.Value) },
        _ => statement,
    };

    private static Local Named(Local local) => local with { Kind = Of(local.Kind) };

    private static Kind Of(Kind kind) => kind == Kind.Vector ? Kind.Scalar : kind;

    private static Expression Of(Expression expression) => expression switch
    {
        Local local => Named(local),
        Constant constant => constant with { Kind = Of(constant.Kind) },
        Load load => new LoadScalar(load.Place, load.Index),
        Broadcast load => new LoadScalar(load.Place, load.Index),
        Apply { Op: VectorOp.Splat or VectorOp.FoldAdd or VectorOp.FoldMax or VectorOp.KeepFirst } apply => Of(apply.Arguments[0]),
        Apply apply => apply with { Kind = Of(apply.Kind), Arguments = apply.Arguments.Select(Of).ToList() },
        Choose choose => choose with { Then = Of(choose.Then), Otherwise = Of(choose.Otherwise) },
        _ => expression,
    };
}
