using System.Numerics;
using NetGen.Compiler;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Targets;

namespace NetGen.Interpreter;

/// <summary>
/// The entry points of a target's class, by interpretation: the same memory, the same kernels in the same order, each kernel fenced in the rows it
/// is called for. Rows of the caller's (x, targets, dy, dx) are exactly the samples of the call.
/// </summary>
public sealed class NetworkInterpreter<T>(PlannedNetwork network, TargetIsa target) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<Group, IReadOnlyList<KernelInterpreter<T>>> kernels = [];
    private readonly Dictionary<Value, KernelInterpreter<T>> copies = [];

    private NetworkPlan Plan => network.Plan;

    private Programs Programs => network.Programs;

    public T[] Predict(T[] parameters, T[] x, int samples)
    {
        if (samples > Plan.PredictBlock) throw new ArgumentOutOfRangeException(nameof(samples));
        var arena = new T[Plan.PredictArena];
        Array.Fill(arena, T.NaN);
        var y = new T[samples * Plan.Output.Length];
        Value output = Programs.Inference.Output;
        var call = new Call(this, samples, value => value switch
        {
            { Kind: ValueKind.Input } => new(value.Name, x),
            { Kind: ValueKind.Parameter } => Parameter(value.Name, parameters, value),
            _ when value == output && IsDirect(output) => new(value.Name, y),
            _ => new(value.Name, arena, network.Arena.Offsets[value] * Plan.PredictBlock, samples * Layouts.RowStride(value)),
        });
        call.Run(Programs.Predict);
        if (!IsDirect(output)) call.CopyOut(output, y);
        return y;
    }

    public void Forward(
        T[] parameters, T[] x, InterpretedTape<T> tape, int first, int samples, ulong seed = 0, ulong step = 0, ulong firstSample = 0, bool training = false)
    {
        var call = new Call(this, samples, value => value.Kind == ValueKind.Input ? new(value.Name, x) : OnTape(value, tape, first, samples, parameters))
        {
            Mask = (mask, rows) => Masks.Fill(mask, rows.Slice(0, rows.Length), samples, Layouts.RowStride(mask.Output), seed, step, firstSample, training),
        };
        call.Run(Programs.Forward);
        Value output = Programs.Training.Output;
        if (!Layouts.IsDense(output)) call.CopyOut(output, tape.Rows("y_out", Plan.OutputRegion, first, samples));
    }

    public void Loss(T[] targets, InterpretedTape<T> tape, int first, int samples) => Loss(tape, first, samples, targets, null);

    public void Loss(int[] targets, InterpretedTape<T> tape, int first, int samples) => Loss(tape, first, samples, null, targets);

    private void Loss(InterpretedTape<T> tape, int first, int samples, T[]? values, int[]? indices) =>
        new Call(this, samples, value => value.Kind == ValueKind.Target ? new(value.Name, values!) : OnTape(value, tape, first, samples)) { Indices = indices }
            .Run(Programs.Loss!);

    /// <summary>Transposes of weights that every backward program reads.</summary>
    public void Prepare(T[] parameters, InterpretedTape<T> tape)
    {
        foreach (Value weight in Prepared) Transpose(weight, parameters, tape);
    }

    public void Backward(T[] parameters, T[] x, InterpretedTape<T> tape, int first, int samples, T[] gradients, bool accumulate) =>
        new Call(this, samples, value => value.Kind switch
        {
            ValueKind.Input => new(value.Name, x),
            ValueKind.ParameterGradient => Parameter(value.Name[1..], gradients, value),
            _ => OnTape(value, tape, first, samples, parameters),
        })
        { Tape = tape, Accumulate = accumulate }.Run(Programs.Backward!);

    public void BackwardFrom(
        T[] parameters, T[] x, T[] dy, T[] dx, InterpretedTape<T> tape, int first, int samples, T[] gradients, bool accumulate, bool forParameters, bool forInput)
    {
        if (forInput)
            foreach (Value weight in Weights(Programs.BackwardFrom).Except(Prepared)) Transpose(weight, parameters, tape);
        Value? result = Programs.InputGradient;
        var call = new Call(this, samples, value => value.Kind switch
        {
            ValueKind.Input => new(value.Name, x),
            ValueKind.OutputGradient => new(value.Name, dy),
            ValueKind.ParameterGradient => Parameter(value.Name[1..], gradients, value),
            _ when value == result && IsDirect(value) => new(value.Name, dx),
            _ => OnTape(value, tape, first, samples, parameters),
        })
        {
            Tape = tape,
            Accumulate = accumulate,
            Runs = condition => condition switch { StepCondition.ForParameters => forParameters, StepCondition.ForInput => forInput, _ => true },
        };
        call.Run(Programs.BackwardFrom);
        if (forInput && result is not null && !IsDirect(result)) call.CopyOut(result, dx);
    }

    /// <summary>Rows that need no padding are written where the caller wants them.</summary>
    private static bool IsDirect(Value value) => value.Kind == ValueKind.Computed && Layouts.IsDense(value);

    private static IEnumerable<Value> Weights(Program program, Func<Step, bool>? where = null) =>
        program.Steps.Where(where ?? (_ => true)).Select(step => step.Group.Root).OfType<InputGradient>().Select(op => op.Weight).Distinct();

    private IEnumerable<Value> Prepared => Weights(Programs.Backward ?? Programs.BackwardFrom, step => step.Condition != StepCondition.ForInput);

    private Window<T> OnTape(Value value, InterpretedTape<T> tape, int first, int samples, T[]? parameters = null) => value.Kind switch
    {
        ValueKind.Parameter => Parameter(value.Name, parameters!, value),
        ValueKind.Scale => tape.Rows(value.Name, Plan.ScaleRegion!.Value, first, samples),
        _ => tape.Rows(value.Name, new TapeRegion(network.Tape.Offsets[value], Layouts.RowStride(value)), first, samples),
    };

    private Window<T> Parameter(string name, T[] block, Value value) => new(value.Name, block, network.Parameters[name], Layouts.PaddedLength(value));

    private Window<T> Transposed(Value weight, InterpretedTape<T> tape) =>
        tape.Fixed(Lower.TransposedName(weight), network.Transposes[weight.Name], Layouts.Transposed(weight).Length(weight.Shape[0]));

    private void Transpose(Value weight, T[] parameters, InterpretedTape<T> tape)
    {
        Matrix from = Layouts.Matrix(weight), to = Layouts.Transposed(weight);
        Window<T> source = Parameter(weight.Name, parameters, weight), result = Transposed(weight, tape);
        result.Slice(0, result.Length).Clear();
        for (int row = 0; row < weight.Shape[0]; row++)
            for (int column = 0; column < weight.Shape[1]; column++) At(result, to, column, row) = At(source, from, row, column);

        static ref T At(Window<T> window, Matrix matrix, int row, int column) =>
            ref window.Slice(column / matrix.Panel * matrix.Rows * matrix.Panel + row * matrix.Panel + column % matrix.Panel, 1)[0];
    }

    private IReadOnlyList<KernelInterpreter<T>> KernelsOf(Group group)
    {
        if (!kernels.TryGetValue(group, out IReadOnlyList<KernelInterpreter<T>>? list))
            kernels.Add(group, list = KernelBudget.Split(Legalize.Run(Lower.Run(group, target), target)).Select(kernel => new KernelInterpreter<T>(kernel, target.Lanes)).ToList());
        return list;
    }

    /// <summary>One call of an entry point: where each value stands.</summary>
    private sealed class Call(NetworkInterpreter<T> owner, int samples, Func<Value, Window<T>> place)
    {
        /// <summary>Holds the transposes of weights; only backward programs read them.</summary>
        public InterpretedTape<T>? Tape { get; init; }

        public bool Accumulate { get; init; }

        public int[]? Indices { get; init; }

        public Func<StepCondition, bool> Runs { get; init; } = _ => true;

        public Action<DropoutMask, Window<T>>? Mask { get; init; }

        public void Run(Program program)
        {
            foreach (Step step in program.Steps.Where(step => Runs(step.Condition)))
            {
                if (step.Group.Root is DropoutMask mask) Mask!(mask, place(mask.Output));
                else Run(step.Group);
            }
        }

        private void Run(Group group)
        {
            var arguments = new KernelArguments<T> { Counts = { ["samples"] = samples }, Flags = { ["accumulate"] = Accumulate } };
            foreach (Value value in group.Reads.Concat(group.Stored))
            {
                if (value.Kind == ValueKind.TargetIndices) arguments.Integers[value.Name] = new(value.Name, Indices!);
                else if (value == (group.Root as InputGradient)?.Weight) arguments.Places[Lower.TransposedName(value)] = owner.Transposed(value, Tape!);
                else arguments.Places[value.Name] = place(value);
            }
            foreach (KernelInterpreter<T> kernel in owner.KernelsOf(group)) kernel.Run(arguments);
        }

        public void CopyOut(Value from, T[] to) => CopyOut(from, new Window<T>("out", to));

        public void CopyOut(Value from, Window<T> to)
        {
            if (!owner.copies.TryGetValue(from, out KernelInterpreter<T>? kernel))
                owner.copies.Add(from, kernel = new KernelInterpreter<T>(Lower.CopyOut("CopyOut", from, "out"), 1));
            kernel.Run(new KernelArguments<T> { Counts = { ["samples"] = samples }, Places = { [from.Name] = place(from), ["out"] = to } });
        }
    }
}
