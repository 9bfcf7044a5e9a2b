using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Passes;

/// <summary>Groups of operations → kernels: loops and vector instructions for one target.</summary>
public static class Lower
{
    /// <summary>The name of a weight's transpose, which gradients by the input read.</summary>
    public static string TransposedName(Value weight) => weight.Name + "_T";

    public static Kernel Run(Group group, TargetIsa target)
    {
        var kernel = new KernelBuilder(target.Lanes);
        var samples = new Var("samples");
        List<Parameter> parameters = Parameters(group, samples);
        foreach (Parameter parameter in parameters) kernel.Unique(parameter.Name);
        switch (group.Root)
        {
            case MatMul or InputGradient or WeightGradient:
                LowerProduct.Run(kernel, target, group, samples);
                break;
            case BiasGradient op:
                SumRows(kernel, op, samples);
                break;
            case RowOp op:
                kernel.Loop("m", 0, samples, 1, m => op.Lower(new RowKernel(kernel, value => new Place(value.Name, IsInteger(value)),
                    value => m * Layouts.RowStride(value))));
                break;
            case Elementwise op:
                kernel.Loop("m", 0, samples, 1, m => kernel.Loop("j", 0, CallerRows.Pad(op.Output.Length), target.Lanes, j =>
                {
                    Expression value = op.Lower(kernel, op.Inputs.Select(input => Read(input, op.Output.Length, m, j)).ToList());
                    Epilogue(kernel, group, op, value, m, j);
                }));
                break;
            case CopyRows op:
                Copy(kernel, op.Inputs[0].Name, Layouts.RowStride(op.Inputs[0]), op.Output.Name, Layouts.RowStride(op.Output), op.Output.Length, samples);
                break;
            default:
                throw new CompilerBugException($"no lowering for {group.Root.GetType().Name}");
        }
        return new Kernel(Name(group), Describe.Kernel(group, target), parameters, kernel.Statements);
    }

    /// <summary>Padded rows to the caller's dense ones.</summary>
    public static Kernel CopyOut(string name, Value from, string to)
    {
        var kernel = new KernelBuilder(1);
        var samples = new Var("samples");
        Copy(kernel, from.Name, Layouts.RowStride(from), to, from.Length, from.Length, samples);
        return new Kernel(name, [$"{to}[m,j] = {from.Name}[m,j], without the padding     M×{from.Shape}"],
            [new PlaceParameter(new Place(from.Name)), new PlaceParameter(new Place(to)), new CountParameter(samples)], kernel.Statements);
    }

    /// <summary>Whether what follows the root needs functions of the library.</summary>
    public static bool HasFunctions(Group group, int lanes)
    {
        var scratch = new KernelBuilder(lanes);
        Epilogue(scratch, group, (Op?)group.Bias ?? group.Root, Expression.Vector(0), 0, 0);
        return scratch.Statements.Any(HasFunctions);
    }

    private static bool HasFunctions(Statement statement) => statement switch
    {
        Let let => HasFunctions(let.Value),
        Store store => HasFunctions(store.Value),
        _ => false,
    };

    private static bool HasFunctions(Expression expression) =>
        expression is Apply apply && (apply.Op.IsFunction() || apply.Arguments.Any(HasFunctions));

    /// <summary>Applies the rest of the group to a result and stores what leaves the registers.</summary>
    public static void Epilogue(KernelBuilder kernel, Group group, Op done, Expression value, Index row, Index column, bool alreadyStored = false)
    {
        var known = new Dictionary<Value, Expression>();
        Value last = group.Ops.Last().Output;
        if (alreadyStored) known[done.Output] = value;
        else Finish(done.Output, value);
        foreach (Elementwise op in group.Epilogue)
            Finish(op.Output, op.Lower(kernel, op.Inputs.Select(input => known.TryGetValue(input, out Expression? result) ? result : Read(input, op.Output.Length, row, column)).ToList()));

        void Finish(Value output, Expression result)
        {
            if (output != last && result is not Local) result = kernel.Let(output.Name + "_v", result);
            if (group.Stored.Contains(output)) kernel.Add(new Store(new Place(output.Name), row * Layouts.RowStride(output) + column, result));
            known[output] = result;
        }
    }

    /// <param name="length">Of the row; a parameter of one value serves all of it.</param>
    private static Expression Read(Value value, int length, Index row, Index column)
    {
        var place = new Place(value.Name);
        if (value.Kind is not (ValueKind.Parameter or ValueKind.Statistics)) return new Load(place, row * Layouts.RowStride(value) + column);
        return value.Length == 1 && length > 1 ? new Broadcast(place, 0) : new Load(place, column);
    }

    /// <summary>db[j] = Σₘ dz[m, j]: a few vectors of columns at a time, samples in order.</summary>
    private static void SumRows(KernelBuilder kernel, BiasGradient op, Var samples)
    {
        int lanes = kernel.Lanes, length = op.Output.Length, stride = Layouts.RowStride(op.Dz);
        int width = 4 * lanes, whole = length / width * width;
        kernel.Loop("j", 0, whole, width, j => Columns(j, 4));
        for (int j = whole; j < length; j += lanes) Columns(j, 1);

        void Columns(Index j, int vectors)
        {
            var sums = Enumerable.Range(0, vectors).Select(c => kernel.Let(FormattableString.Invariant($"sum{c}"),
                new Choose("accumulate", new Load(new Place(op.Output.Name), j + c * lanes), Expression.Vector(0)))).ToArray();
            kernel.Loop("m", 0, samples, 1, m =>
            {
                for (int c = 0; c < vectors; c++)
                    kernel.Add(new Set(sums[c], sums[c] + new Load(new Place(op.Dz.Name), m * stride + j + c * lanes)));
            });
            for (int c = 0; c < vectors; c++)
            {
                Expression sum = sums[c];
                if (j.Terms.Count == 0 && length - j.Constant < lanes) sum = Expression.KeepFirst(sum, Expression.Vector(0), length - j.Constant);
                kernel.Add(new Store(new Place(op.Output.Name), j + c * lanes, sum));
            }
        }
    }

    private static void Copy(KernelBuilder kernel, string from, int fromStride, string to, int toStride, int length, Var samples) =>
        kernel.Loop("m", 0, samples, 1, m => kernel.Loop("j", 0, length, 1, j =>
            kernel.Add(new Store(new Place(to), m * toStride + j, new LoadScalar(new Place(from), m * fromStride + j)))));

    private static string Name(Group group)
    {
        string layer = group.Root.Layer.Replace('.', '_');
        return group.Root switch
        {
            MatMul => layer + "Forward",
            Loss loss => (loss.Target.IsPlane || loss.Target.Producer?.Inputs[0].IsPlane == true ? layer : "") + "LossAndGradient",
            CopyRows => $"Copy{layer}Rows",
            Op op => layer + op.GetType().Name,
        };
    }

    /// <summary>Class indices are integers where the caller has them, and numbers on a plane.</summary>
    private static bool IsInteger(Value value) => value is { Kind: ValueKind.TargetIndices, IsPlane: false };

    private static List<Parameter> Parameters(Group group, Var samples)
    {
        var parameters = new List<Parameter>();
        foreach (Value value in group.Reads)
        {
            string name = group.Root is InputGradient product && value == product.Weight ? TransposedName(value) : value.Name;
            parameters.Add(new PlaceParameter(new Place(name, IsInteger(value))));
        }
        foreach (Value value in group.Stored) parameters.Add(new PlaceParameter(new Place(value.Name)));
        parameters.Add(new CountParameter(samples));
        if (group.Root is WeightGradient or BiasGradient) parameters.Add(new FlagParameter("accumulate"));
        return parameters;
    }
}
