using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Passes;

/// <summary>Operations that become one kernel: a root, where the product's sum begins, and what is done to the result while it is in registers.</summary>
public sealed class Group(Op root)
{
    public Op Root { get; } = root;

    /// <summary>What adds the bias that the root's sums begin with; null where there is none.</summary>
    public Op? AddsBias { get; set; }

    public Value? Bias => AddsBias?.AddedTo(Root.Output);

    /// <summary>The operation whose result the epilogue begins with.</summary>
    public Op Summed => AddsBias ?? Root;

    /// <summary>Operations on single elements.</summary>
    public List<Op> Epilogue { get; } = [];

    /// <summary>Results that leave the registers.</summary>
    public List<Value> Stored { get; } = [];

    /// <summary>The last of them.</summary>
    public Value Result => Stored[Stored.Count - 1];

    /// <summary>The weight whose transpose it reads; a narrow one is its own.</summary>
    public Value? Transposed => Root.Product is { IsTransposed: true, B.Value: var weight } && !Layouts.IsNarrow(weight) ? weight : null;

    /// <summary>Whether its results are dot products along the columns of a narrow weight.</summary>
    public bool IsDot => Root.Product is { IsOverSamples: false, IsTransposed: false, B.Value: var weight } && Layouts.IsNarrow(weight);

    /// <summary>What the library does instead of a kernel; null where there is one.</summary>
    public LibraryCall? Call => Epilogue.Count == 0 ? Root.Call : null;

    /// <summary>
    /// The operations as a kernel's name: a product with a bias is a dense layer, an activation's gradient says of which.
    /// </summary>
    public string Name => (Bias is null ? Root.KernelName : Root.Product!.NameWithBias) + Followers;

    /// <summary>The operations of the epilogue in the name of a kernel.</summary>
    public string Followers => string.Concat(Epilogue.Select(op => op.ByElement!.FollowingName));

    /// <summary>
    /// What a value is called in the group's method: a factor or result of a product by its part in it, all else as what it is.
    /// </summary>
    public string RoleOf(Value value) => Root.Product is not { } product ? value.Name.Role
        : value == product.A.Value ? product.A.Role
        : value == product.B.Value ? product.B.Role
        : value == Bias ? "b"
        : value == Result ? product.Result.Role
        : value.Name.Role;

    public IEnumerable<Op> Ops => new[] { Root, AddsBias }.Concat(Epilogue).Where(op => op is not null)!;

    /// <summary>What it reads from memory, each once.</summary>
    public IReadOnlyList<Value> Reads
    {
        get
        {
            // Looked at again and again when the group is complete.
            int count = Epilogue.Count + (AddsBias is null ? 0 : 1);
            if (reads is not null && counted == count) return reads;
            counted = count;
            var inside = new HashSet<Value>(Ops.SelectMany(op => op.Outputs));
            return reads = [.. Ops.SelectMany(op => op.Inputs).Where(input => !inside.Contains(input)).Distinct()];
        }
    }

    /// <summary>What it reads from memory and stores there, each once.</summary>
    public IEnumerable<Value> Operands => Reads.Concat(Stored).Distinct();

    private IReadOnlyList<Value>? reads;
    private int counted;
}

/// <summary>Bias, activation, the activation's derivative and other elementwise operations join the product that feeds them.</summary>
public static class Fuse
{
    /// <summary>
    /// What a group may hold: operations, and operations of vectors once they are lowered (a function of the library counts as <see
    /// cref="KernelBudget"/> says). A kernel beyond it would be
    /// optimized by no JIT, its formula read by no one, and its text compared and rendered in more than linear time.
    /// </summary>
    private const int MostOps = 16, MostOperations = KernelBudget.Operations / 2;

    /// <param name="ops">In order.</param>
    /// <param name="kept">Values that must be in memory afterwards, because something else reads them.</param>
    /// <param name="apart">Operations it holds for do not share a kernel with others, which may be left out.</param>
    public static IReadOnlyList<Group> Run(IReadOnlyList<Op> ops, Func<Value, bool> kept, Func<Op, bool>? apart = null)
    {
        // What needs parameters at most comes first, so that it is there when a product wants it in its epilogue.
        ops = ops.OrderBy(op => op.Inputs.All(input => input.Kind == ValueKind.Parameter) ? 0 : 1).ToList();
        var users = ops.SelectMany(op => op.Inputs.Distinct().Select(input => (input, op))).ToLookup(pair => pair.input, pair => pair.op);
        var own = new HashSet<Value>(ops.SelectMany(op => op.Outputs));
        var available = new HashSet<Value>();
        var grouped = new HashSet<Op>();
        var groups = new List<Group>();
        foreach (Op op in ops)
        {
            if (!grouped.Add(op)) continue;
            var group = new Group(op);
            Value current = op.Output;
            int operations = Operations(op);
            while (op.TakesEpilogue && Next(current) is { } next && apart?.Invoke(next) == apart?.Invoke(op)
                && group.Epilogue.Count < MostOps && (operations += Operations(next)) <= MostOperations)
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
                return candidates.Count == 1 && candidates[0].Inputs.All(input => input == value || !own.Contains(input) || available.Contains(input))
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
