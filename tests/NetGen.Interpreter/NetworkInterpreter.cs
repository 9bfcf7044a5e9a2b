using System.Numerics;
using NetGen.Compiler;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Targets;

namespace NetGen.Interpreter;

/// <summary>
/// The entry points of a target's class, by interpretation: the same memory, the same kernels in the same order, each kernel fenced in the rows it
/// is called for. Rows of the caller's (x, targets, dy, dx) are exactly the samples of the call; of several inputs or outputs, one after the other, class
/// indices among the targets as numbers.
/// </summary>
public sealed class NetworkInterpreter<T>(PlannedNetwork network, TargetIsa target) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<Group, GroupInterpreter<T>> groups = [];

    private NetworkPlan Plan => network.Plan;

    private Programs Programs => network.Programs;

    public T[] Predict(T[] parameters, T[] x, int samples)
    {
        if (samples > Plan.PredictBlock) throw new ArgumentOutOfRangeException(nameof(samples));
        var arena = new T[Plan.PredictArena];
        Array.Fill(arena, T.NaN);
        IReadOnlyList<Value> outputs = Programs.Inference.Outputs;
        var y = new T[samples * outputs.Sum(output => output.Length)];
        var call = new Call(this, samples, value => value switch
        {
            { Kind: ValueKind.Input } => Part(x, Programs.Inference.Inputs, value, samples),
            { Kind: ValueKind.Parameter } => Parameter(value.Name, parameters, value),
            { Kind: ValueKind.Statistics } => new(value.Name, arena, network.Arena.PerSample * Plan.PredictBlock + network.Statistics[value], CallerRows.Pad(value.Length)),
            _ when outputs.Contains(value) && IsDirect(value) => Part(y, outputs, value, samples),
            _ => new(value.Name, arena, network.Arena.Offsets[value] * Plan.PredictBlock, samples * Layouts.RowStride(value)),
        });
        call.Run(Programs.Predict);
        foreach (Value output in outputs.Where(output => !IsDirect(output))) call.CopyOut(output, Part(y, outputs, output, samples));
        return y;
    }

    public void Forward(
        T[] parameters, T[] x, InterpretedTape<T> tape, int first, int samples, ulong seed = 0, ulong step = 0, ulong firstSample = 0, bool training = false)
    {
        var call = new Call(this, samples, value => value.Kind == ValueKind.Input
            ? Part(x, Programs.Training.Inputs, value, samples)
            : OnTape(value, tape, first, samples, parameters))
        {
            Training = training,
            Mask = (mask, rows) => Masks.Fill(mask, rows.Slice(0, rows.Length), samples, Layouts.RowStride(mask.Output), seed, step, firstSample, training),
        };
        call.Run(Programs.Forward);
        for (int i = 0; i < Plan.Outputs.Count; i++)
            if (!Layouts.IsDense(Programs.Training.Outputs[i]))
                call.CopyOut(Programs.Training.Outputs[i], tape.Rows("y_out", Plan.Outputs[i].Region, first, samples));
    }

    public void Loss(T[] targets, InterpretedTape<T> tape, int first, int samples) => Loss(tape, first, samples, targets, null);

    public void Loss(int[] targets, InterpretedTape<T> tape, int first, int samples) => Loss(tape, first, samples, null, targets);

    private void Loss(InterpretedTape<T> tape, int first, int samples, T[]? values, int[]? indices) =>
        new Call(this, samples, value => value.Kind is ValueKind.Target or ValueKind.TargetIndices
            ? Part(values!, Programs.Training.Losses.Select(part => part.Target).ToList(), value, samples)
            : OnTape(value, tape, first, samples))
        { Indices = indices }.Run(Programs.Loss!);

    /// <summary>Transposes of weights that every backward program reads.</summary>
    public void Prepare(T[] parameters, InterpretedTape<T> tape)
    {
        foreach (Value weight in Prepared) Transpose(weight, parameters, tape);
    }

    public void Backward(T[] parameters, T[] x, InterpretedTape<T> tape, int first, int samples, T[] gradients, bool accumulate) =>
        new Call(this, samples, value => value.Kind switch
        {
            ValueKind.Input => Part(x, Programs.Training.Inputs, value, samples),
            ValueKind.ParameterGradient => Gradient(value, gradients),
            _ => OnTape(value, tape, first, samples, parameters),
        })
        { Tape = tape, Accumulate = accumulate }.Run(Programs.Backward!);

    public void BackwardFrom(
        T[] parameters, T[] x, T[] dy, T[] dx, InterpretedTape<T> tape, int first, int samples, T[] gradients, bool accumulate, bool forParameters, bool forInput)
    {
        if (forInput)
            foreach (Value weight in Weights(Programs.BackwardFrom).Except(Prepared)) Transpose(weight, parameters, tape);
        IReadOnlyList<Value> inputs = Programs.Training.Inputs;
        var call = new Call(this, samples, value => value.Kind switch
        {
            ValueKind.Input => Part(x, inputs, value, samples),
            ValueKind.OutputGradient => Part(dy, Programs.OutputGradients, value, samples),
            ValueKind.ParameterGradient => Gradient(value, gradients),
            _ when IsDirect(value) && Result(value) is { } result => result,
            _ => OnTape(value, tape, first, samples, parameters),
        })
        {
            Tape = tape,
            Accumulate = accumulate,
            Runs = condition => condition switch { StepCondition.ForParameters => forParameters, StepCondition.ForInput => forInput, _ => true },
        };
        call.Run(Programs.BackwardFrom);
        for (int i = 0; forInput && i < inputs.Count; i++)
            if (Programs.InputGradients[i] is { } gradient && !(IsDirect(gradient) && Programs.InputGradients.ToList().IndexOf(gradient) == i))
                call.CopyOut(gradient, Part(dx, inputs, inputs[i], samples));

        Window<T>? Result(Value value)
        {
            int index = Programs.InputGradients.ToList().IndexOf(value);
            return index < 0 ? null : Part(dx, inputs, inputs[index], samples);
        }
    }

    /// <summary>The rows of one of several values that stand one after the other.</summary>
    private static Window<T> Part(T[] rows, IReadOnlyList<Value> values, Value value, int samples) =>
        new(value.Name, rows, samples * values.TakeWhile(other => other != value).Sum(other => other.Length), samples * value.Length);

    /// <summary>The place of the parameter whose gradient it is.</summary>
    private Window<T> Gradient(Value value, T[] gradients)
    {
        Value parameter = value.Producer switch
        {
            WeightGradient op => op.Weight,
            BiasGradient op => op.Bias,
            _ => throw new InvalidOperationException($"{value} is the gradient of no parameter"),
        };
        return new(value.Name, gradients, network.Parameters[parameter.Name], Layouts.PaddedLength(value));
    }

    /// <summary>Rows that need no padding are written where the caller wants them.</summary>
    private static bool IsDirect(Value value) => Layouts.IsDirect(value);

    private static IEnumerable<Value> Weights(Program program, Func<Step, bool>? where = null) => Lower.Transposes(program, where ?? (_ => true));

    private IEnumerable<Value> Prepared => Weights(Programs.Backward ?? Programs.BackwardFrom, step => step.Condition != StepCondition.ForInput);

    private Window<T> OnTape(Value value, InterpretedTape<T> tape, int first, int samples, T[]? parameters = null) => value.Kind switch
    {
        ValueKind.Parameter => Parameter(value.Name, parameters!, value),
        ValueKind.Statistics => tape.Fixed(value.Name, network.Statistics[value], CallerRows.Pad(value.Length)),
        ValueKind.Scale => tape.Rows(value.Name, network.PlaneOf(value), first, samples),
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

    private GroupInterpreter<T> Interpreter(Group group)
    {
        if (!groups.TryGetValue(group, out GroupInterpreter<T>? interpreter))
            groups.Add(group, interpreter = new GroupInterpreter<T>(Lower.Run(group, target), target.Lanes));
        return interpreter;
    }

    /// <summary>One call of an entry point: where each value stands.</summary>
    private sealed class Call(NetworkInterpreter<T> owner, int samples, Func<Value, Window<T>> place)
    {
        /// <summary>Holds the transposes of weights; only backward programs read them.</summary>
        public InterpretedTape<T>? Tape { get; init; }

        public bool Accumulate { get; init; }

        public int[]? Indices { get; init; }

        public Func<StepCondition, bool> Runs { get; init; } = _ => true;

        public Action<RandomRows, Window<T>>? Mask { get; init; }

        public bool Training { get; init; }

        public void Run(Program program)
        {
            foreach (Step step in program.Steps.Where(step => Runs(step.Condition)))
            {
                if (step.Group.Root is RandomRows mask) Mask!(mask, place(mask.Output));
                else if (step.Group.Root is BatchOp batch) Statistics.Run(batch, place, samples, Training);
                else if (Lower.IsLibraryCall(step.Group)) Library.Run(step.Group.Root, place, samples, Accumulate);
                else Run(step.Group);
            }
        }

        private void Run(Group group)
        {
            var arguments = new KernelArguments<T> { Counts = { ["samples"] = samples }, Flags = { ["accumulate"] = Accumulate } };
            foreach (Value value in group.Reads.Concat(group.Stored))
            {
                if (value is { Kind: ValueKind.TargetIndices, IsPlane: false }) arguments.Integers[value.Name] = new(value.Name, Indices!);
                else if (value == (group.Root as InputGradient)?.Weight && !Layouts.IsNarrow(value)) arguments.Places[Lower.TransposedName(value)] = owner.Transposed(value, Tape!);
                else arguments.Places[value.Name] = place(value);
            }
            owner.Interpreter(group).Run(arguments);
        }

        /// <summary>Rows without their padding.</summary>
        public void CopyOut(Value from, Window<T> to) => Library.Copy(place(from), Layouts.RowStride(from), to, from.Length, from.Length, samples);
    }
}
