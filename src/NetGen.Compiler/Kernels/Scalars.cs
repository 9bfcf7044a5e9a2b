namespace NetGen.Compiler.Kernels;

/// <summary>
/// Code written for vectors of one lane → code with plain numbers, for rows of one value: of a vector they would use one lane.
/// </summary>
public sealed class Scalars : KernelRewriter
{
    private Scalars() { }

    public static IReadOnlyList<Statement> Of(IReadOnlyList<Statement> body) => new Scalars().Rewrite(body);

    protected override Local Rewrite(Local local) => local with { Kind = Of(local.Kind) };

    protected override Expression Rewrite(Expression expression) => expression switch
    {
        Constant constant => constant with { Kind = Of(constant.Kind) },
        Load load => new LoadScalar(load.Place, load.Index),
        Broadcast load => new LoadScalar(load.Place, load.Index),
        Apply { Op: VectorOp.Splat or VectorOp.FoldAdd or VectorOp.FoldMax or VectorOp.KeepFirst } apply => Rewrite(apply.Arguments[0]),
        Apply apply => base.Rewrite(apply with { Kind = Of(apply.Kind) }),
        _ => base.Rewrite(expression),
    };

    private static Kind Of(Kind kind) => kind == Kind.Vector ? Kind.Scalar : kind;
}
