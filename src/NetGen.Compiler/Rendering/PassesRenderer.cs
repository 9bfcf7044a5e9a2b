using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;

namespace NetGen.Compiler.Rendering;

/// <summary>
/// The passes through a network, forward and backward: which group of operations runs on which memory, in which order. They are written once for all targets, and call the
/// methods of one.
/// </summary>
public sealed class PassesRenderer
{
    /// <summary>Places share a line up to this length, and a call longer than this has its arguments on a line of their own.</summary>
    private const int LineLength = 150;

    private readonly PlannedNetwork network;
    private readonly GroupMethods methods;
    private readonly KernelRenderer vocabulary;
    private readonly string callee;

    private PassesRenderer(PlannedNetwork network, GroupMethods methods, KernelRenderer vocabulary, string callee)
    {
        this.network = network;
        this.methods = methods;
        this.vocabulary = vocabulary;
        this.callee = callee;
    }

    private NetworkPlan Plan => network.Plan;

    private Programs Programs => network.Programs;

    private string E => vocabulary.Element;

    /// <summary>Writes the passes as methods.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="network">What is to be written.</param>
    /// <param name="methods">What is called.</param>
    /// <param name="vocabulary">Of the class that they are written in.</param>
    /// <param name="callee">What stands before the names of methods: <c>TIsa.</c>, or nothing.</param>
    public static void Write(CodeWriter writer, PlannedNetwork network, GroupMethods methods, KernelRenderer vocabulary, string callee) =>
        new PassesRenderer(network, methods, vocabulary, callee).Write(writer);

    private void Write(CodeWriter writer)
    {
        string rows = "nuint capacity, nuint first, nuint samples";
        Entry(writer, "Predict", $"ref {E} parameters, ref {E} x, ref {E} y_out, ref {E} arena, nuint samples", Programs.Predict,
            value => ArenaPlace(value), Programs.Inference.Outputs.Select(PredictedTo).ToList());

        writer.Write();
        Entry(writer, "Forward", $"ref {E} parameters, ref {E} x, ref {E} tape, {rows}, ulong seed, ulong step, nuint firstSample, bool training, bool outputs",
            Programs.Forward, value => TapePlace(value),
            Programs.Training.Outputs.Select(ForwardedTo).OfType<Result>().Select(result => result with { Condition = StepCondition.ForOutputs }).ToList());

        if (Programs.Loss is { } loss)
        {
            Value target = Programs.Training.Target!;
            string targets = target is { Kind: ValueKind.TargetIndices, IsPlane: false } ? "int" : E;
            writer.Write();
            Entry(writer, "Loss", $"ref {targets} t, ref {E} tape, {rows}", loss, value => TapePlace(value), []);
        }

        var prepared = Lower.Transposes(Programs.Backward ?? Programs.BackwardFrom, step => step.Condition != StepCondition.ForInput).ToList();
        writer.Write();
        using (writer.Block($"internal static void Prepare(ref {E} parameters, ref {E} tape, nuint capacity)"))
            foreach (Value weight in prepared) Transpose(writer, weight, "");

        if (Programs.BackwardRows is { } backwardRows && Programs.BackwardSums is { } backwardSums)
        {
            writer.Write();
            Entry(writer, "BackwardRows", $"ref {E} parameters, ref {E} x, ref {E} tape, {rows}", backwardRows, value => TapePlace(value), []);
            writer.Write();
            writer.Write("// Results are divided among threads: this call computes part 0 … parts − 1 of them.");
            Entry(writer, "BackwardSums", $"ref {E} x, ref {E} tape, {rows}, ref {E} gradients, bool accumulate, nuint part, nuint parts", backwardSums, value => TapePlace(value), []);
        }

        List<Result> inputGradients = Programs.InputGradients.Select(InputGradientTo).OfType<Result>().ToList();
        string from = $"ref {E} parameters, ref {E} x, ref {E} dy_given, ref {E} dx_out, ref {E} tape, {rows}, ref {E} gradients, bool accumulate, bool forParameters, bool forInput";
        if (Programs.Seed is { } seed && Programs.BackwardToInput is { } toInput)
        {
            writer.Write();
            writer.Write("// The caller's gradients take the places of those a loss computes.");
            Entry(writer, "Seed", $"ref {E} dy_given, ref {E} tape, {rows}", seed, value => TapePlace(value), []);
            writer.Write();
            Entry(writer, "BackwardToInput", $"ref {E} parameters, ref {E} x, ref {E} dx_out, ref {E} tape, {rows}", toInput, value => TapePlace(value),
                inputGradients.Select(result => result with { Condition = StepCondition.Always }).ToList(), Lower.Transposes(toInput, _ => true).Except(prepared).ToList());
            writer.Write();
            using (writer.Block($"internal static void BackwardFrom({from})"))
                writer.Write("""
                    Seed(ref dy_given, ref tape, capacity, first, samples);
                    BackwardRows(ref parameters, ref x, ref tape, capacity, first, samples);
                    if (forParameters) BackwardSums(ref x, ref tape, capacity, first, samples, ref gradients, accumulate, part: 0, parts: 1);
                    if (forInput) BackwardToInput(ref parameters, ref x, ref dx_out, ref tape, capacity, first, samples);
                    """);
            return;
        }
        writer.Write();
        Entry(writer, "BackwardFrom", from, Programs.BackwardFrom, value => TapePlace(value), inputGradients, Lower.Transposes(Programs.BackwardFrom, _ => true).Except(prepared).ToList(), guarded: true);
    }

    /// <summary>Rows that go to the caller, or to a plane for the caller: written there at once where they need no padding, else copied.</summary>
    /// <param name="To">The name of the destination.</param>
    /// <param name="Place">Where it is; null where it is a parameter of the method.</param>
    private sealed record Result(Value From, string To, string? Place, StepCondition Condition = StepCondition.Always)
    {
        public bool IsDirect => Layouts.IsDirect(From);
    }

    private Result PredictedTo(Value output, int index)
    {
        if (Plan.IsSimple) return new Result(output, "y_out", null);
        int before = Plan.Outputs.Take(index).Sum(other => other.Shape.Length);
        return new Result(output, output.Name + "_out", vocabulary.Place("y_out", Number(before * Plan.PredictBlock)));
    }

    private Result? ForwardedTo(Value output, int index) => Layouts.IsDense(output) ? null : new Result(
        output, Plan.IsSimple ? "y_out" : output.Name + "_out", vocabulary.Place("tape", Rows(Plan.Outputs[index].Region.Offset, output.Length)));

    private Result? InputGradientTo(Value? gradient, int index)
    {
        if (gradient is null) return null;
        if (Plan.IsSimple) return new Result(gradient, "dx_out", null, StepCondition.ForInput);
        return new Result(gradient, "d" + Programs.Training.Inputs[index].Name + "_out", vocabulary.Place("tape", Rows(Plan.Inputs[index].Gradient!.Value.Offset, gradient.Length)),
            StepCondition.ForInput);
    }

    private void Entry(
        CodeWriter writer, string name, string parameters, Program program, Func<Value, string?> place, IReadOnlyList<Result> results, IReadOnlyList<Value>? transposes = null, bool guarded = false)
    {
        var calls = new List<(IReadOnlyList<string> Comment, string Text, StepCondition Condition)>();
        var used = new List<Value>();
        bool divided = parameters.Contains(" parts");
        foreach (Step step in program.Steps)
        {
            used.AddRange(step.Group.Reads.Concat(step.Group.Stored));
            string text = Lower.IsLibraryCall(step.Group)
                ? (divided ? "if (part == parts - 1) " : "") + ((ILibraryCall)step.Group.Root).Call(E)
                : Call(step.Group, divided);
            calls.Add((step.Group.Root is RandomRows or BatchOp ? [] : Describe.Call(step.Group), text, step.Condition));
        }
        // A value may be two results: the first is where it is computed, the others are copies.
        var stored = new HashSet<Value>(program.Steps.SelectMany(step => step.Group.Stored));
        var direct = results.Where(result => result.IsDirect && stored.Contains(result.From)).GroupBy(result => result.From).ToDictionary(same => same.Key, same => same.First());
        bool IsDirect(Result result) => direct.TryGetValue(result.From, out Result? first) && first == result;
        foreach (Result result in results)
        {
            used.Add(result.From);
            if (!IsDirect(result)) calls.Add(([$"{result.To}[m,j] = {result.From.Name}[m,j], without the padding     M×{result.From.Shape}"], CopyRows.Text(result.From, result.To, result.From.Length), result.Condition));
        }

        using (writer.Block($"internal static void {name}({parameters})"))
        {
            foreach (Value weight in transposes ?? []) Transpose(writer, weight, guarded ? "if (forInput) " : "");
            var places = new List<string>();
            foreach (Value value in used.Distinct().Where(value => !direct.ContainsKey(value)))
                if (place(value) is { } text) places.Add($"ref {E} {value.Name} = ref {text};");
            foreach (Value weight in Lower.Transposes(program, _ => true)) places.Add($"ref {E} {Lower.TransposedName(weight)} = ref {TransposePlace(weight)};");
            foreach (Result result in results)
                if (IsDirect(result)) places.Add($"ref {E} {result.From.Name} = ref {result.Place ?? result.To};");
                else if (result.Place is not null) places.Add($"ref {E} {result.To} = ref {result.Place};");
            writer.WriteTogether(places, LineLength);

            foreach ((IReadOnlyList<string> comment, string text, StepCondition condition) in calls)
            {
                if (comment.Count > 0) writer.Separate();
                foreach (string line in comment) writer.Write("// " + line);
                string guard = condition switch { StepCondition.ForParameters => "if (forParameters) ", StepCondition.ForInput => "if (forInput) ", StepCondition.ForOutputs => "if (outputs) ", _ => "" };
                writer.Write(guard + text);
            }
        }
    }

    /// <param name="group">What is computed.</param>
    /// <param name="divided">Whether results are divided among threads; otherwise all of them are computed.</param>
    private string Call(Group group, bool divided)
    {
        (string name, LoweredGroup lowered) = methods.MethodOf(group);
        string list = string.Join(", ", lowered.Parameters.Zip(lowered.Arguments, (parameter, argument) => (divided, parameter.Name) switch
        {
            (false, "part") => "part: 0",
            (false, "parts") => "parts: 1",
            _ => vocabulary.Text(parameter, argument),
        }));
        return $"{callee}{name}({(name.Length + list.Length > LineLength ? "\n    " : "")}{list});";
    }

    private void Transpose(CodeWriter writer, Value weight, string guard)
    {
        Matrix matrix = Layouts.Matrix(weight), transposed = Layouts.Transposed(weight);
        writer.Write($"{guard}global::NetGen.Runtime.Matrix.Transpose(ref {vocabulary.Place("parameters", ParameterPlace(weight))}, ref {TransposePlace(weight)}, {weight.Shape[0]}, {weight.Shape[1]}, {matrix.Panel}, {transposed.Panel});");
    }

    private string TransposePlace(Value weight) =>
        vocabulary.Place("tape", ((Index)new Var("capacity") * Plan.TapePerSample + network.Transposes[weight.Name]).ToString());

    private string ParameterPlace(Value parameter) => Number(network.Parameters[parameter.Name]);

    private string? ArenaPlace(Value value) => value.Kind switch
    {
        ValueKind.Parameter => vocabulary.Place("parameters", ParameterPlace(value)),
        ValueKind.Computed => vocabulary.Place("arena", Number(network.Arena.Offsets[value] * Plan.PredictBlock)),
        ValueKind.Statistics => vocabulary.Place("arena", Number(network.Arena.PerSample * Plan.PredictBlock + network.Statistics[value])),
        ValueKind.Input when value.IsPlane => vocabulary.Place("x", Number(
            Programs.Inference.Inputs.TakeWhile(input => input != value).Sum(input => input.Length) * Plan.PredictBlock)),
        _ => null,
    };

    private string? TapePlace(Value value) => value.Kind switch
    {
        ValueKind.Parameter => vocabulary.Place("parameters", ParameterPlace(value)),
        ValueKind.ParameterGradient => vocabulary.Place("gradients",
            ParameterPlace(value.Producer switch
            {
                WeightGradient op => op.Weight,
                BiasGradient op => op.Bias,
                _ => throw new CompilerBugException($"{value} is the gradient of no parameter"),
            })),
        ValueKind.Computed => vocabulary.Place("tape", Rows(network.Tape.Offsets[value], Layouts.RowStride(value))),
        ValueKind.Statistics => vocabulary.Place("tape", ((Index)new Var("capacity") * Plan.TapePerSample + network.Statistics[value]).ToString()),
        _ when value.Kind == ValueKind.Scale || value.IsPlane => vocabulary.Place("tape", Rows(network.PlaneOf(value).Offset, network.PlaneOf(value).Stride)),
        _ => null,
    };

    /// <summary>The row of <c>first</c> in a region of the tape.</summary>
    private static string Rows(int offset, int stride) => ((Index)new Var("capacity") * offset + (Index)new Var("first") * stride).ToString();

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
