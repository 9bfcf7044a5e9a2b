using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Lowering;

/// <summary>Groups of operations → kernels: loops and vector instructions for one target.</summary>
public static class Lower
{
    /// <summary>
    /// A group as it is rendered: lowered, made legal, split where the JIT would not optimize it. What the library does has no kernels.
    /// </summary>
    /// <param name="group">What is lowered.</param>
    /// <param name="target">For which target.</param>
    /// <param name="known">Kernels of other groups, which need not be built again; null where there are none.</param>
    public static LoweredGroup Run(FusionGroup group, TargetIsa target, KnownKernels? known = null)
    {
        known ??= new KnownKernels();
        var formal = new GroupSignature(group, known);
        IReadOnlyList<KernelCall> calls = group.IsDot ? LowerDot.Run(group, target, formal)
            : group.Root.Product is not null ? LowerProduct.Run(group, target, formal)
            : [Rows(group, target, formal)];
        return formal.Lowered(
            calls.SelectMany(call => known.Legal(target, call.Kernel).Select(kernel => call with { Kernel = kernel })).ToList());
    }

    /// <summary>What works on samples row by row, for rows of just these lengths.</summary>
    private static KernelCall Rows(FusionGroup group, TargetIsa target, GroupSignature formal)
    {
        bool single = group.Root.ByElement is null && group.Reads.Concat(group.Stored).All(value => value.Length == 1);
        var kernel = new KernelBuilder(single ? 1 : target.Lanes);
        var signature = new Signature(kernel);
        var places = new Dictionary<Value, Ref>();
        foreach (Value value in group.Reads.Concat(group.Stored))
            places.Add(value, signature.Ref(group.RoleOf(value), formal.Ref(value), value, 0));
        Var samples = signature.Count("samples", formal.Samples);
        kernel.Loop("m", 0, samples, 1, m =>
        {
            if (group.Root.ByElement is not { } op)
            {
                group.Root.Lower(new RowKernel(kernel, value => places[value], value => m * Layouts.RowStride(value)));
                return;
            }
            kernel.Loop("j", 0, CallerRows.Pad(op.Output.Length), target.Lanes, j =>
            {
                Expression Read(Value value)
                {
                    if (!value.IsOnePerColumn) return new Load(places[value], m * Layouts.RowStride(value) + j);
                    return value.Length == 1 && op.Output.Length > 1 ? new Broadcast(places[value], 0) : new Load(places[value], j);
                }
                Expression result = op.Lower(kernel, op.Inputs.Select(Read).ToList());
                Epilogue(kernel, group, result, Read,
                    (value, stored) => kernel.Add(new Store(places[value], m * Layouts.RowStride(value) + j, stored)));
            });
        });
        IReadOnlyList<Statement> body = single ? Scalars.Of(kernel.Statements) : kernel.Statements;
        return new KernelCall(new Kernel(group.Name, Describe.Shared(group, signature.Names), signature.Parameters, body),
            signature.Arguments);
    }

    /// <summary>Whether what follows the root needs functions of the library.</summary>
    public static bool HasFunctions(FusionGroup group, int lanes)
    {
        var scratch = new KernelBuilder(lanes);
        Epilogue(scratch, group, Expression.Vector(0), _ => Expression.Vector(0),
            (_, stored) => scratch.Add(new Store(new Ref("scratch"), 0, stored)));
        var functions = new Functions();
        functions.Visit(scratch.Statements);
        return functions.Found;
    }

    private sealed class Functions : KernelVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(Expression expression)
        {
            Found |= expression is Intrinsic call && call.Op.IsFunction();
            base.Visit(expression);
        }
    }

    /// <summary>Applies the rest of the group to a result and stores what leaves the registers.</summary>
    /// <param name="read">Elements of a value at the result's place.</param>
    /// <param name="store">Stores elements of a value there.</param>
    public static void Epilogue(
        KernelBuilder kernel, FusionGroup group, Expression value, Func<Value, Expression> read, Action<Value, Expression> store,
        bool alreadyStored = false)
    {
        var known = new Dictionary<Value, Expression>();
        Value last = group.Ops.Last().Output;
        if (alreadyStored) known[group.Summed.Output] = value;
        else Store(group.Summed.Output, value);
        foreach (Op op in group.Epilogue) Store(op.Output, op.ByElement!.Lower(kernel, [.. op.Inputs.Select(Read)]));

        Expression Read(Value input) => known.TryGetValue(input, out Expression? result) ? result : read(input);

        void Store(Value output, Expression result)
        {
            if (output != last && result is not Local) result = kernel.Let(output.Name.Role + "_v", result);
            if (group.Stored.Contains(output)) store(output, result);
            known[output] = result;
        }
    }
}
