using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Passes;

/// <summary>Groups of operations → kernels: loops and vector instructions for one target.</summary>
public static class Lower
{
    /// <summary>The name of a weight's transpose, which gradients by the input read: of a narrow one it is the weight itself.</summary>
    public static string TransposedName(Value weight) => Layouts.IsNarrow(weight) ? weight.Name : weight.Name + "_T";

    /// <summary>Weights whose transposes the steps of a program read, each to be made before.</summary>
    public static IEnumerable<Value> Transposes(FusedProgram program, Func<FusedStep, bool> where) =>
        program.Steps.Where(where).Select(step => step.Group.Transposed).OfType<Value>().Distinct();

    /// <summary>A group as it is rendered: lowered, made legal, split where the JIT would not optimise it. What the library does has no kernels.</summary>
    /// <param name="group">What is lowered.</param>
    /// <param name="target">For which target.</param>
    /// <param name="known">Kernels of other groups, which need not be built again; null where there are none.</param>
    public static LoweredGroup Run(Group group, TargetIsa target, KnownKernels? known = null)
    {
        known ??= new KnownKernels();
        var formal = new GroupSignature(group, known);
        IReadOnlyList<KernelCall> calls = group.Root switch
        {
            MatMul op when Layouts.IsNarrow(op.Weight) => LowerDot.Run(group, target, formal),
            MatMul or InputGradient or WeightGradient => LowerProduct.Run(group, target, formal),
            _ => [Rows(group, target, formal)],
        };
        return formal.Lowered(
            calls.SelectMany(call => known.Legal(target, call.Kernel).Select(kernel => call with { Kernel = kernel })).ToList());
    }

    /// <summary>Whether the library does it, not a kernel.</summary>
    public static bool IsLibraryCall(Group group) => group.Root is ILibraryCall && group.Epilogue.Count == 0;

    /// <summary>What works on samples row by row, for rows of just these lengths.</summary>
    private static KernelCall Rows(Group group, TargetIsa target, GroupSignature formal)
    {
        bool single = group.Root is RowOp && group.Reads.Concat(group.Stored).All(value => value.Length == 1);
        var kernel = new KernelBuilder(single ? 1 : target.Lanes);
        var signature = new Signature(kernel);
        var places = new Dictionary<Value, Place>();
        foreach (Value value in group.Reads.Concat(group.Stored)) places.Add(value, signature.Place(FormalName(value), formal.Place(value), value.Name, 0));
        Var samples = signature.Count("samples", formal.Samples);
        switch (group.Root)
        {
            case RowOp op:
                kernel.Loop("m", 0, samples, 1, m => op.Lower(new RowKernel(kernel, value => places[value], value => m * Layouts.RowStride(value))));
                break;
            case Elementwise op:
                kernel.Loop("m", 0, samples, 1, m => kernel.Loop("j", 0, CallerRows.Pad(op.Output.Length), target.Lanes, j =>
                {
                    Expression Read(Value value)
                    {
                        if (!IsOnePerColumn(value)) return new Load(places[value], m * Layouts.RowStride(value) + j);
                        return value.Length == 1 && op.Output.Length > 1 ? new Broadcast(places[value], 0) : new Load(places[value], j);
                    }
                    Expression result = op.Lower(kernel, op.Inputs.Select(Read).ToList());
                    Epilogue(kernel, group, op, result, Read, (value, stored) => kernel.Add(new Store(places[value], m * Layouts.RowStride(value) + j, stored)));
                }));
                break;
            default:
                throw new CompilerBugException($"no lowering for {group.Root.GetType().Name}");
        }
        return new KernelCall(
            new Kernel(KernelName(group), Describe.Shared(group, signature.Names), signature.Parameters, single ? Scalars.Of(kernel.Statements) : kernel.Statements), signature.Arguments);
    }

    /// <summary>Whether what follows the root needs functions of the library.</summary>
    public static bool HasFunctions(Group group, int lanes)
    {
        var scratch = new KernelBuilder(lanes);
        Epilogue(scratch, group, (Op?)group.Bias ?? group.Root, Expression.Vector(0), _ => Expression.Vector(0),
            (_, stored) => scratch.Add(new Store(new Place("scratch"), 0, stored)));
        var functions = new Functions();
        functions.Visit(scratch.Statements);
        return functions.Found;
    }

    private sealed class Functions : KernelVisitor
    {
        public bool Found { get; private set; }

        public override void Visit(Expression expression)
        {
            Found |= expression is Apply apply && apply.Op.IsFunction();
            base.Visit(expression);
        }
    }

    /// <summary>Applies the rest of the group to a result and stores what leaves the registers.</summary>
    /// <param name="read">Elements of a value at the result's place.</param>
    /// <param name="store">Stores elements of a value there.</param>
    public static void Epilogue(
        KernelBuilder kernel, Group group, Op done, Expression value, Func<Value, Expression> read, Action<Value, Expression> store, bool alreadyStored = false)
    {
        var known = new Dictionary<Value, Expression>();
        Value last = group.Ops.Last().Output;
        if (alreadyStored) known[done.Output] = value;
        else Finish(done.Output, value);
        foreach (Elementwise op in group.Epilogue)
            Finish(op.Output, op.Lower(kernel, op.Inputs.Select(input => known.TryGetValue(input, out Expression? result) ? result : read(input)).ToList()));

        void Finish(Value output, Expression result)
        {
            if (output != last && result is not Local) result = kernel.Let(FormalName(output) + "_v", result);
            if (group.Stored.Contains(output)) store(output, result);
            known[output] = result;
        }
    }

    /// <summary>What a value is called in kernels, which know no layer: its name without the layer's number.</summary>
    public static string FormalName(Value value)
    {
        string name = value.Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return name.EndsWith("_", StringComparison.Ordinal) ? FormalName(name.TrimEnd('_')) : name;
    }

    private static string FormalName(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    /// <summary>The operations as a kernel's name: a product with a bias is a dense layer, an activation's gradient says of which.</summary>
    public static string KernelName(Group group)
    {
        string root = group.Root switch
        {
            MatMul when group.Bias is not null => "Dense",
            Elementwise op => "Apply" + KernelName(op),     // a name of its own: the vocabulary has one for a vector
            Op op => op.GetType().Name + (op is Loss ? "AndGradient" : ""),
        };
        return root + string.Concat(group.Epilogue.Select(KernelName));
    }

    public static string KernelName(Elementwise op) => op is ActivationGradient gradient ? gradient.Activation + "Gradient" : op.GetType().Name;

    /// <summary>Whether a value is one vector for all samples: a parameter, or a statistic of the batch.</summary>
    public static bool IsOnePerColumn(Value value) => value.Kind is ValueKind.Parameter or ValueKind.Statistics;
}
