namespace NetGen.Compiler.Kernels;

/// <summary>
/// Of all that tells kernels of one name apart: numbers, not names. Where it were the same for many that differ, to find equal ones would
/// take each of them a comparison with each.
/// </summary>
internal sealed class KernelHash : KernelVisitor
{
    private int hash;

    public static int Of(IReadOnlyList<Statement> body)
    {
        var visitor = new KernelHash();
        visitor.Visit(body);
        return visitor.hash;
    }

    public override void Visit(Statement statement)
    {
        Add(statement switch { Loop loop => loop.Step, AlignDown multiple => multiple.Step, _ => 1 });
        base.Visit(statement);
    }

    public override void Visit(Expression expression)
    {
        Add(expression switch
        {
            Constant constant => constant.Value == 0 ? 0 : constant.Value.GetHashCode(),     // +0 and -0 are equal
            RowFold fold => fold.Length,
            Intrinsic call => (int)call.Op + call.Immediate,
            _ => 1,
        });
        base.Visit(expression);
    }

    public override void Visit(Index index) => Add(index.GetHashCode());

    private void Add(int number) => hash = unchecked(hash * 31 + number);
}
