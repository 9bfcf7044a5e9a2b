using System.Numerics;
using NetGen.Compiler;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Targets;

namespace NetGen.Interpreter;

/// <summary>
/// The entry points of a target's code, by interpretation: the program's phases as they are, on the addresses they name, each step fenced
/// in what belongs to it. What the run-time library does around them, this class does: rows of the caller's (x, targets, dy, dx) are
/// exactly the samples of the call; of several inputs or outputs, one after the other, class indices among the targets as numbers, which
/// are copied to the tape.
/// </summary>
public sealed class NetworkInterpreter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PlannedNetwork network;
    private readonly NetworkPrograms programs;
    private readonly GroupMethods methods;
    private readonly int lanes;
    private readonly Dictionary<FusionGroup, GroupInterpreter<T>> groups = [];

    public NetworkInterpreter(PlannedNetwork network, TargetIsa target)
    {
        this.network = network;
        NetworkPrograms steps = BuildPrograms.Run(network);
        methods = ShareKernels.Run(steps, [target]);
        programs = NetworkCompiler.Condense(steps, methods);
        lanes = target.Lanes;
    }

    private NetworkPlan Plan => network.Plan;

    private MemoryMap Memory => network.Memory;

    public T[] Predict(T[] parameters, T[] x, int samples)
    {
        if (samples > Memory.PredictBlock) throw new ArgumentOutOfRangeException(nameof(samples));
        var arena = new T[Memory.PredictArena];
        Array.Fill(arena, T.NaN);
        var call = new Call { Samples = samples };
        call.Memory[(EntryPoints.Parameters, 0)] = parameters;
        call.Memory[(EntryPoints.Arena, 0)] = arena;
        call.Lend(EntryPoints.X, x, Plan.Inputs.Select(input => input.Shape.Length));
        call.Lend(EntryPoints.Y, new T[samples * Plan.Outputs.Sum(output => output.Shape.Length)],
            Plan.Outputs.Select(output => output.Shape.Length));
        Run(EntryPoints.Predict, call);
        return [.. Plan.Outputs.SelectMany((_, port) => call.Memory[(EntryPoints.Y, port)])];
    }

    public void Forward(
        T[] parameters, T[] x, InterpretedTape<T> tape, int first, int samples, ulong seed = 0, ulong step = 0, ulong firstSample = 0,
        bool training = false)
    {
        Call call = OnTape(tape, first, samples, parameters, x);
        call.Numbers[EntryPoints.Seed] = seed;
        call.Numbers[EntryPoints.TrainingStep] = step;
        call.RandomFirst = firstSample;
        call.Flags[EntryPoints.Training] = training;
        call.Flags[EntryPoints.ForOutputs] = true;
        Run(EntryPoints.Forward, call);
    }

    public void Loss(T[] targets, InterpretedTape<T> tape, int first, int samples)
    {
        Call call = OnTape(tape, first, samples);
        call.Lend(EntryPoints.Targets, targets,
            Plan.Outputs.Where(output => output.Loss is not null).Select(output => output.Loss!.TargetLength));
        foreach ((LossMemory loss, int port) in Memory.Losses.Select((loss, port) => (loss, port)))
            if (loss.Indices is { } region)
                call.Memory[(EntryPoints.Targets, port)].CopyTo(tape.Rows("indices", region, first, samples)
                    .Slice(0, samples * region.Stride));
        Run(EntryPoints.Loss, call);
    }

    /// <summary>Transposes of weights that every backward program reads.</summary>
    public void TransposeWeights(T[] parameters, InterpretedTape<T> tape) =>
        Run(EntryPoints.TransposeWeights, OnTape(tape, 0, 0, parameters));

    public void Backward(T[] parameters, T[] x, InterpretedTape<T> tape, int first, int samples, T[] gradients, bool accumulate)
    {
        Call call = OnTape(tape, first, samples, parameters, x);
        call.Memory[(EntryPoints.Gradients, 0)] = gradients;
        call.Memory[(EntryPoints.Squares, 0)] = new T[ProductForm.Panel];
        call.Flags[EntryPoints.Accumulate] = accumulate;
        Run(EntryPoints.BackwardPerSample, call);
        Run(EntryPoints.AccumulateParameterGradients, call);
    }

    public void BackwardFrom(
        T[] parameters, T[] x, T[] dy, T[] dx, InterpretedTape<T> tape, int first, int samples, T[] gradients, bool accumulate,
        bool forParameters, bool forInput)
    {
        Call call = OnTape(tape, first, samples, parameters, x);
        call.Memory[(EntryPoints.Gradients, 0)] = gradients;
        call.Memory[(EntryPoints.Squares, 0)] = new T[ProductForm.Panel];
        call.Flags[EntryPoints.Accumulate] = accumulate;
        call.Flags[EntryPoints.ForParameters] = forParameters;
        call.Flags[EntryPoints.ForInput] = forInput;
        call.Lend(EntryPoints.Dy, dy, Plan.Outputs.Select(output => output.Shape.Length));
        call.Lend(EntryPoints.Dx, dx, Plan.Inputs.Select(input => input.Shape.Length));
        Run(EntryPoints.BackwardFrom, call);
        int start = 0;
        for (int i = 0; i < Plan.Inputs.Count; start += call.Memory[(EntryPoints.Dx, i++)].Length)
            call.Memory[(EntryPoints.Dx, i)].CopyTo(dx, start);
    }

    private Call OnTape(InterpretedTape<T> tape, int first, int samples, T[]? parameters = null, T[]? x = null)
    {
        var call = new Call { Samples = samples };
        call.Memory[(EntryPoints.Tape, 0)] = tape.Memory;
        call.Counts[EntryPoints.Capacity.Name] = tape.Capacity;
        call.Counts[EntryPoints.First.Name] = first;
        if (parameters is not null) call.Memory[(EntryPoints.Parameters, 0)] = parameters;
        if (x is not null) call.Lend(EntryPoints.X, x, Plan.Inputs.Select(input => input.Shape.Length));
        return call;
    }

    private void Run(EntryPoint entry, Call call) =>
        Run(programs.Find(entry) ?? throw new InvalidOperationException($"the network has no {entry}"), call);

    private void Run(Phase phase, Call call)
    {
        foreach (Step step in phase.Steps) Run(step, call);
    }

    /// <summary>One thread does all parts of the results, so that it has the last one.</summary>
    private void Run(Step step, Call call)
    {
        switch (step)
        {
            case If conditional:
                if (call.Flags[conditional.Flag]) Run(conditional.Then, call);
                break;
            case OnLastPart once: Run(once.Then, call); break;
            case Repeat repeat:
                for (call.Turn = 0; call.Turn < repeat.Turns.Count; call.Turn++)
                    foreach (Step inner in repeat.Body) Run(inner, call);
                call.Turn = 0;
                break;
            case RunPhase run: Run(run.Phase, call); break;
            case Copy copy: LibraryInterpreter<T>.Copy(call.At(copy.From), copy.FromStride, call.At(copy.To), copy.ToStride, copy.Columns,
                call.Samples); break;
            case Transpose transpose:
                LibraryInterpreter<T>.Transpose(
                    call.At(transpose.From), call.At(transpose.To), transpose.Rows, transpose.Columns, transpose.Panel,
                    transpose.TransposedPanel);
                break;
            case CallLibrary library:
                LibraryInterpreter<T>.Run(library.Call.Function,
                    [.. library.Call.Arguments.Select(argument => Evaluate(argument, library.Operands, call))]);
                break;
            case RunGroup run: Run(run, call); break;
            default: throw new InvalidOperationException($"{step.GetType().Name} is not known");
        }
    }

    private void Run(RunGroup run, Call call)
    {
        var arguments = new KernelArguments<T> { Counts = { [EntryPoints.Samples.Name] = call.Samples } };
        foreach ((EntryParameter flag, bool holds) in call.Flags) arguments.Flags[flag.Name] = holds;
        if (call.Memory.TryGetValue((EntryPoints.Squares, 0), out T[]? squares))
            arguments.Places[EntryPoints.Squares.Name] = new(EntryPoints.Squares.Name, squares);
        foreach ((Value value, Binding binding) in run.Operands) arguments.Places[value.Name.Text] = call.At(binding);
        if (!groups.TryGetValue(run.FusionGroup, out GroupInterpreter<T>? interpreter))
        {
            (GroupMethod method, IReadOnlyList<Argument> handedOver) = methods.Of(run.FusionGroup);
            groups.Add(run.FusionGroup, interpreter = new GroupInterpreter<T>(method.Lowered[0] with { Arguments = handedOver }, lanes));
        }
        interpreter.Run(arguments);
    }

    private static object? Evaluate(LibraryArgument argument, IReadOnlyDictionary<Value, Binding> operands, Call call) => argument switch
    {
        ValueArgument value => value.Value is null ? null : call.At(operands[value.Value]),
        StrideArgument stride => Layouts.RowStride(stride.Value),
        IntegerArgument integer => integer.Number,
        RealArgument real => real.Number,
        TruthArgument truth => truth.Truth,
        EntryArgument { Argument: CallArgument.Samples } => call.Samples,
        EntryArgument { Argument: CallArgument.Part } => 0,     // one thread does all
        EntryArgument { Argument: CallArgument.Parts } => 1,
        EntryArgument { Argument: CallArgument.Accumulate or CallArgument.Training } entry => call.Flags[EntryPoints.Of(entry.Argument)],
        EntryArgument { Argument: CallArgument.FirstSample } => call.RandomFirst,
        EntryArgument entry => call.Numbers[EntryPoints.Of(entry.Argument)],
        _ => throw new InvalidOperationException($"{argument.GetType().Name} is not known"),
    };

    /// <summary>What an entry point is called with.</summary>
    private sealed class Call
    {
        private readonly int samples;

        public int Samples
        {
            get => samples;
            init => Counts[EntryPoints.Samples.Name] = samples = value;
        }

        public Dictionary<(EntryParameter Of, int Port), T[]> Memory { get; } = [];

        /// <summary>The caller's rows are the samples of the call: their first is the first.</summary>
        public Dictionary<string, int> Counts { get; } = new() { [EntryPoints.FirstSample.Name] = 0 };

        /// <summary>Of the repetition whose step runs.</summary>
        public int Turn { get; set; }

        /// <summary>The number of the first sample for random numbers.</summary>
        public ulong RandomFirst { get; set; }

        /// <summary>Rows of several ports, one after the other.</summary>
        public void Lend(EntryParameter of, T[] rows, IEnumerable<int> lengths)
        {
            int start = 0, port = 0;
            foreach (int length in lengths) Memory[(of, port++)] = rows[start..(start += Samples * length)];
        }

        public Dictionary<EntryParameter, ulong> Numbers { get; } = [];

        public Dictionary<EntryParameter, bool> Flags { get; } = [];

        /// <summary>What belongs to a name in a phase, and no more.</summary>
        public Window<T> At(Binding binding)
        {
            NetGen.Compiler.Kernels.Index at = binding.Address.In(Turn).At;
            int start = at.Constant + at.Terms.Sum(term => Counts[term.Var.Name] * term.Factor);
            return new(binding.Name, Memory[(binding.Address.Of, binding.Address.Port)], start,
                binding.Extent.Fixed + Samples * binding.Extent.PerSample);
        }
    }
}
