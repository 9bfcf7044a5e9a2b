namespace NetGen.Compiler.Kernels;

/// <summary>
/// The JIT stops inlining in a method of more than 512 locals and stops optimizing above 2,000 locals or 60,000 bytes of IL.
/// A kernel that would come near is split between its loop nests; one nest too large stays whole, and would run
/// slower: tests hold that no shape they try has one.
/// </summary>
public static class KernelBudget
{
    /// <summary>Operations a method may have: each is a call of a helper that must be inlined, with a local or two of its own.</summary>
    public const int Operations = 400;

    /// <summary>What a function of the library counts, once inlined.</summary>
    private const int FunctionOperations = 40;

    /// <summary>The kernel, or its parts in order: they take the same parameters and are called one after the other.</summary>
    public static IReadOnlyList<Kernel> Split(Kernel kernel)
    {
        if (kernel.Body.Sum(Count) <= Operations) return [kernel];

        var parts = new List<List<Statement>>();
        var counts = new List<Statement>();     // counts of rows, which every later nest may need
        int room = 0;
        foreach (Statement statement in kernel.Body)
        {
            if (statement is AlignDown or LetCount) counts.Add(statement);
            else if (statement is not (Loop or Scope)) return [kernel];     // nests that share values stay together
            int size = Count(statement);
            if (parts.Count == 0 || size > room)
            {
                parts.Add([.. counts]);
                room = Operations;
            }
            if (statement is not (AlignDown or LetCount) || !parts[parts.Count - 1].Contains(statement))
                parts[parts.Count - 1].Add(statement);
            room -= size;
        }
        return parts.Count == 1
            ? [kernel]
            : parts.Select((body, i) => kernel with { Name = FormattableString.Invariant($"{kernel.Name}Part{i + 1}"), Body = body })
            .ToList();
    }

    /// <summary>Helper calls in the text of a statement.</summary>
    public static int Count(Statement statement)
    {
        var calls = new Calls();
        calls.Visit(statement);
        return calls.Count;
    }

    /// <summary>Helper calls in the text of an expression.</summary>
    public static int Count(Expression expression)
    {
        var calls = new Calls();
        calls.Visit(expression);
        return calls.Count;
    }

    private sealed class Calls : KernelVisitor
    {
        public int Count { get; private set; }

        public override void Visit(Statement statement)
        {
            if (statement is Store) Count++;
            base.Visit(statement);
        }

        public override void Visit(Expression expression)
        {
            Count += expression switch
            {
                Intrinsic call => call.Op.IsFunction() ? FunctionOperations : 1,
                Load or LoadBroadcast128 or LoadScalar or Broadcast or RowFold => 1,
                _ => 0,
            };
            base.Visit(expression);
        }
    }
}
