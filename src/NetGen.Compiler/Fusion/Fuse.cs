using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Fusion;

/// <summary>Bias, activation, the activation's derivative and other elementwise operations join the product that feeds them.</summary>
public static class Fuse
{
    /// <summary>
    /// What a group may hold: operations, and operations of vectors once they are lowered (a function of the library counts as <see
    /// cref="KernelBudget"/> says). A kernel beyond it would be
    /// optimized by no JIT, its formula read by no one, and its text compared and rendered in more than linear time.
    /// </summary>
    private const int MaxOps = 16, MaxOperations = KernelBudget.Operations / 2;

    /// <param name="ops">In order.</param>
    /// <param name="kept">Values that must be in memory afterwards, because something else reads them.</param>
    /// <param name="apart">Operations it holds for do not share a kernel with others, which may be left out.</param>
    public static IReadOnlyList<FusionGroup> Run(IReadOnlyList<Op> ops, Func<Value, bool> kept, Func<Op, bool>? apart = null)
    {
        // What needs parameters at most comes first, so that it is there when a product wants it in its epilogue.
        ops = ops.OrderBy(op => op.Inputs.All(input => input.Kind == ValueKind.Parameter) ? 0 : 1).ToList();
        var users = ops.SelectMany(op => op.Inputs.Distinct().Select(input => (input, op))).ToLookup(pair => pair.input, pair => pair.op);
        var own = new HashSet<Value>(ops.SelectMany(op => op.Outputs));
        var available = new HashSet<Value>();
        var grouped = new HashSet<Op>();
        var groups = new List<FusionGroup>();
        foreach (Op op in ops)
        {
            if (!grouped.Add(op)) continue;
            var group = new FusionGroup(op);
            Value current = op.Output;
            int operations = Operations(op);
            while (op.TakesEpilogue && Next(current) is { } next && apart?.Invoke(next) == apart?.Invoke(op)
                && group.Epilogue.Count < MaxOps && (operations += Operations(next)) <= MaxOperations)
            {
                grouped.Add(next);
                if (users[current].Count() > 1 || kept(current)) group.Stored.Add(current);
                bool isBias = current == op.Output && op.Product?.NameWithBias is not null && next.AddedTo(current) is not null;
                if (isBias && group.Stored.Count == 0) group.AddsBias = next;
                else group.Epilogue.Add(next);
                current = next.Output;
            }
            if (op.Outputs.Count > 1) group.Stored.AddRange(op.Outputs);
            else group.Stored.Add(current);
            available.UnionWith(group.Ops.SelectMany(o => o.Outputs));
            groups.Add(group);

            Op? Next(Value value)
            {
                var candidates = users[value].Where(user => user.ByElement is not null && !grouped.Contains(user)).ToList();
                return candidates.Count == 1
                    && candidates[0].Inputs.All(input => input == value || !own.Contains(input) || available.Contains(input))
                    ? candidates[0]
                    : null;
            }
        }
        return groups;
    }

    private static int Operations(Op op)
    {
        if (op.ByElement is null) return 0;
        var kernel = new KernelBuilder(1);
        Expression result = op.ByElement.Lower(kernel, [.. op.Inputs.Select(_ => Expression.Vector(0))]);
        return kernel.Statements.Sum(KernelBudget.Count) + KernelBudget.Count(result);
    }
}
