using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// What follows a product's sums where it has a kernel of its own, as functions of the library (exp, tanh …) have: a pass over the sums,
/// which wait where the first result goes.
/// </summary>
public static class LowerUnfusedEpilogue
{
    /// <summary>The product alone, by whoever lowers it, and then this.</summary>
    public static IReadOnlyList<KernelCall> After(Func<FusionGroup, TargetIsa, GroupSignature, IReadOnlyList<KernelCall>> product,
        FusionGroup group,
        TargetIsa target, GroupSignature formal)
    {
        var sums = new FusionGroup(group.Root) { AddsBias = group.AddsBias };
        sums.Stored.Add(group.Stored[0]);
        return [.. product(sums, target, formal), group.Stored[0].IsContiguous ? Flat(group, target, formal) : Rows(group, target, formal)];
    }

    private static KernelCall Rows(FusionGroup group, TargetIsa target, GroupSignature formal)
    {
        var kernel = new KernelBuilder(target.Lanes);
        var signature = new Signature(kernel);
        Value preActivation = group.Stored[0];

        // The sums, what is read alongside them, and the results, each with the distance of its rows.
        var rows = new Dictionary<Value, (Ref Ref, Var Row)>();
        var columns = new Dictionary<Value, Ref>();
        foreach (Value value in group.Epilogue.SelectMany(op => op.Inputs).Distinct().Where(group.Reads.Contains).Concat(group.Stored))
        {
            if (value.IsOnePerColumn) columns.Add(value, signature.Ref(value.Name.Role, formal.Ref(value), value, 0));
            else
            {
                Var row = formal.Row(value);
                Ref place = signature.Ref(value == group.Result ? "y" : value.Name.Role, formal.Ref(value), value, 0);
                rows.Add(value, (place, signature.Count(place.Name + "Stride", row)));
            }
        }
        int length = group.Root.Output.Length;
        Index valid = formal.Count(group.IsDot ? "outputs" : "columns", length);
        int vector = target.Lanes;
        var padded = new AlignDown(new Var(FormattableString.Invariant($"columnsBy{vector}")), 0, valid + (vector - 1), vector);
        Var count = signature.Count("columns", vector == 1 ? valid : padded.Var), samples = signature.Count("samples", formal.Samples);
        bool stored = group.Summed.Output == preActivation;
        if (!stored) signature.Names[group.Summed.Output] = signature.Names[preActivation];

        var now = new Dictionary<Value, Ref>();
        foreach (KeyValuePair<Value, (Ref Ref, Var Row)> value in rows)
        {
            var place = new Ref(kernel.Unique(value.Value.Ref.Name + "_m"));
            kernel.Add(new LetRef(place, value.Value.Ref, 0));
            now.Add(value.Key, place);
        }
        kernel.Loop("m", 0, samples, 1, _ =>
        {
            kernel.Loop("j", 0, count, target.Lanes, j =>
            {
                Local sum = kernel.Let("sum", new Load(now[preActivation], j));
                Lower.Epilogue(kernel, group, sum,
                    value => !columns.TryGetValue(value, out Ref? column) ? new Load(now[value], j)
                    : value.Length == 1 && length > 1 ? new Broadcast(column, 0) : new Load(column, j),
                    (value, result) => kernel.Add(new Store(now[value], j, result)), alreadyStored: stored);
            });
            foreach (KeyValuePair<Value, Ref> place in now) kernel.Add(new AddOffset(place.Value, rows[place.Key].Row));
        });
        string name = "Epilogue" + group.Followers;
        return new KernelCall(new Kernel(name, Describe.Functions(group, signature.Names), signature.Parameters, kernel.Statements),
            signature.Arguments) { Counts = vector == 1 ? [] : [padded] };
    }

    /// <summary>
    /// Rows without padding are one long row. What does not fill a vector at its end, all of a single sample's, goes one by one: there is
    /// no room behind it, and a vector that is loaded where a single number has just been stored waits for it.
    /// </summary>
    private static KernelCall Flat(FusionGroup group, TargetIsa target, GroupSignature formal)
    {
        var kernel = new KernelBuilder(target.Lanes);
        var signature = new Signature(kernel);
        Value preActivation = group.Stored[0];
        Ref y = signature.Ref("y", formal.Ref(preActivation), preActivation, 0);
        Var count = signature.Count("values", (Index)formal.Samples * preActivation.Length);
        signature.Names[group.Summed.Output] = y.Name;

        Index whole = 0;
        if (target.Lanes > 1)
        {
            var inVectors = new AlignDown(new Var(kernel.Unique(FormattableString.Invariant($"valuesBy{target.Lanes}"))), 0, count,
                target.Lanes);
            kernel.Add(inVectors);
            whole = inVectors.Var;
            Values(0, whole, target.Lanes);
        }
        foreach (Statement single in Scalars.Of(kernel.Inside(() => Values(whole, count, 1)))) kernel.Add(single);
        string name = "Epilogue" + group.Followers + "Flat";
        return new KernelCall(new Kernel(name, Describe.Functions(group, signature.Names), signature.Parameters, kernel.Statements),
            signature.Arguments);

        void Values(Index from, Index to, int step) => kernel.Loop("j", from, to, step, j => Lower.Epilogue(
            kernel, group, kernel.Let("sum", new Load(y, j)),
            _ => throw new InternalCompilerErrorException("packed rows are read alongside nothing"),
            (_, result) => kernel.Add(new Store(y, j, result))));
    }
}
