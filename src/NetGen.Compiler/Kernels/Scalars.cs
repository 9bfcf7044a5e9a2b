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
        Load load => new LoadScalar(load.Ref, load.Index),
        Broadcast load => new LoadScalar(load.Ref, load.Index),
        Intrinsic { Op: VectorOp.Splat or VectorOp.ReduceAdd or VectorOp.ReduceMax or VectorOp.MaskTail } call =>
            Rewrite(call.Arguments[0]),
        Intrinsic call => base.Rewrite(call with { Kind = Of(call.Kind) }),
        _ => base.Rewrite(expression),
    };

    private static Kind Of(Kind kind) => kind == Kind.Vector ? Kind.Scalar : kind;
}
