using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;

namespace NetGen.Compiler.Fusion;

/// <summary>
/// Operations that become one kernel: a root, where the product's sum begins, and what is done to the result while it is in registers.
/// </summary>
public sealed class FusionGroup(Op root)
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
    public Value? Transposed => Root.Product is { IsTransposed: true, B.Value: var weight } && !Layouts.IsSkinny(weight) ? weight : null;

    /// <summary>Whether its results are dot products along the columns of a narrow weight.</summary>
    public bool IsDot => Root.Product is { IsOverSamples: false, IsTransposed: false, B.Value: var weight } && Layouts.IsSkinny(weight);

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
