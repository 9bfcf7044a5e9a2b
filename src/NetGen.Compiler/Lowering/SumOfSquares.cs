using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// Adds up the squares of the vectors that a tile stores. Four partial sums, since additions wait for each other, and one addition to
/// memory a tile; the order does not matter, as nothing but a bound is made of them.
/// </summary>
internal sealed class SumOfSquares(KernelBuilder kernel)
{
    private const int Partials = 4;

    private readonly List<Local> partials = [];
    private int next;

    public void Add(Expression value)
    {
        if (partials.Count < Partials)
        {
            partials.Add(kernel.Let(FormattableString.Invariant($"squares{partials.Count}"), value * value));
            return;
        }
        Local partial = partials[next++ % Partials];
        kernel.Add(new AssignLocal(partial, Fma(value, value, partial)));
    }

    public void AddTo(Ref squares)
    {
        Expression sum = partials.Count switch
        {
            1 => partials[0],
            2 => partials[0] + partials[1],
            3 => partials[0] + partials[1] + partials[2],
            _ => partials[0] + partials[1] + (partials[2] + partials[3]),
        };
        kernel.Add(new Store(squares, 0, new Load(squares, 0) + sum));
    }
}
