using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Rendering;

/// <summary>One target's class: the entry points the surface calls, the kernels behind them, and the vocabulary of the instruction set.</summary>
public sealed class TargetRenderer
{
    private readonly PlannedNetwork network;
    private readonly TargetIsa target;
    private readonly KernelRenderer kernels;
    private readonly Dictionary<string, string> methods = [];
    private readonly List<string> methodOrder = [];

    private TargetRenderer(PlannedNetwork network, TargetIsa target)
    {
        this.network = network;
        this.target = target;
        kernels = new KernelRenderer(target);
    }

    private NetworkPlan Plan => network.Plan;

    private Programs Programs => network.Programs;

    private string E => target.Element;

    /// <summary>The members of the target's class; the file around them is the frame's.</summary>
    public static string Render(PlannedNetwork network, TargetIsa target)
    {
        var renderer = new TargetRenderer(network, target);
        var entries = new CodeWriter();
        renderer.Entries(entries);

        var writer = new CodeWriter();
        writer.Write(entries.ToString().TrimEnd('\n'));
        foreach (string name in renderer.methodOrder)
        {
            writer.Write();
            writer.Write(renderer.methods[name]);
        }
        writer.Write();
        writer.Write($"// The vocabulary of {target.Description}.");
        renderer.kernels.WriteVocabulary(writer);
        return writer.ToString().TrimEnd('\n');
    }

    private void Entries(CodeWriter writer)
    {
        string rows = "nuint capacity, nuint first, nuint samples";
        Entry(writer, "Predict", $"ref {E} parameters, ref {E} x, ref {E} y_out, ref {E} arena, nuint samples", Programs.Predict,
            value => ArenaPlace(value), () => Output(Programs.Inference.Output, "y_out", "CopyOutput"));

        writer.Write();
        Entry(writer, "Forward", $"ref {E} parameters, ref {E} x, ref {E} tape, {rows}, ulong seed, ulong step, nuint firstSample, bool training",
            Programs.Forward, value => TapePlace(value),
            () => Output(Programs.Training.Output, Layouts.IsDense(Programs.Training.Output) ? null : "y_out", "CopyOutput"));

        if (Programs.Loss is { } loss)
        {
            string targets = Programs.Training.Target!.Kind == ValueKind.TargetIndices ? "int" : E;
            writer.Write();
            Entry(writer, "Loss", $"ref {targets} t, ref {E} tape, {rows}", loss, value => TapePlace(value));
        }

        var prepared = Weights(Programs.Backward ?? Programs.BackwardFrom, step => step.Condition != StepCondition.ForInput);
        writer.Write();
        using (writer.Block($"internal static void Prepare(ref {E} parameters, ref {E} tape, nuint capacity)"))
            foreach (Value weight in prepared) Transpose(writer, weight);

        if (Programs.Backward is { } backward)
        {
            writer.Write();
            Entry(writer, "Backward", $"ref {E} parameters, ref {E} x, ref {E} tape, {rows}, ref {E} gradients, bool accumulate", backward, value => TapePlace(value));
        }

        writer.Write();
        Entry(writer, "BackwardFrom",
            $"ref {E} parameters, ref {E} x, ref {E} dy, ref {E} dx_out, ref {E} tape, {rows}, ref {E} gradients, bool accumulate, bool forParameters, bool forInput",
            Programs.BackwardFrom, value => TapePlace(value),
            () => Programs.InputGradient is null ? null : Output(Programs.InputGradient, "dx_out", "CopyInputGradient"), StepCondition.ForInput,
            Weights(Programs.BackwardFrom, _ => true).Except(prepared).ToList());
    }

    private static List<Value> Weights(Program program, Func<Step, bool> where) =>
        program.Steps.Where(where).Select(step => step.Group.Root).OfType<InputGradient>().Select(op => op.Weight).Distinct().ToList();

    /// <summary>A call that ends an entry point: rows to the caller, where they are not written there already.</summary>
    private (Value From, string To, string Kernel)? Output(Value from, string? to, string kernel) => to is null ? null : (from, to, kernel);

    private void Entry(
        CodeWriter writer, string name, string parameters, Program program, Func<Value, string?> place,
        Func<(Value From, string To, string Kernel)?>? output = null, StepCondition outputCondition = StepCondition.Always, IReadOnlyList<Value>? transposes = null)
    {
        var calls = new List<(string Text, StepCondition Condition)>();
        var used = new List<Value>();
        var result = output?.Invoke();
        foreach (Step step in program.Steps)
        {
            if (step.Group.Root is DropoutMask mask)
            {
                used.Add(mask.Output);
                calls.Add((FormattableString.Invariant(
                    $"global::NetGen.Runtime.DropoutMask.Fill(ref {mask.Output.Name}, samples, {Layouts.RowStride(mask.Output)}, {mask.Output.Length}, {mask.Rate:R}d, seed, step, firstSample, {mask.Stream}, training);"), step.Condition));
                continue;
            }
            used.AddRange(step.Group.Reads.Concat(step.Group.Stored));
            foreach (Kernel kernel in KernelBudget.Split(Legalize.Run(Lower.Run(step.Group, target), target))) calls.Add((Call(kernel, name), step.Condition));
        }

        // Rows of the caller that need no padding are written where the caller wants them.
        string? direct = null;
        if (result is { } end)
        {
            used.Add(end.From);
            if (!Layouts.IsDense(end.From) || end.From.Kind != ValueKind.Computed)
            {
                string call = Call(Lower.CopyOut(end.Kernel, end.From, end.To), name);
                calls.Add((call, outputCondition));
            }
            else direct = end.From.Name;
        }

        using (writer.Block($"internal static void {name}({parameters})"))
        using (writer.Block("unchecked"))
        {
            foreach (Value weight in transposes ?? [])
                using (writer.Block("if (forInput)")) Transpose(writer, weight);
            foreach (Value value in used.Distinct().Where(value => value.Name != direct))
                if (place(value) is { } text) writer.Write($"ref {E} {value.Name} = ref {text};");
            foreach (Value weight in Weights(program, _ => true)) writer.Write($"ref {E} {Lower.TransposedName(weight)} = ref {TransposePlace(weight)};");
            if (result is { To: "y_out" } tapeOutput && name == "Forward")
                writer.Write($"ref {E} {tapeOutput.To} = ref {kernels.Place("tape", Rows(network.OutputOffset, tapeOutput.From.Length))};");
            if (direct is not null) writer.Write($"ref {E} {direct} = ref {result!.Value.To};");

            foreach ((string text, StepCondition condition) in calls)
            {
                string guard = condition switch { StepCondition.ForParameters => "if (forParameters) ", StepCondition.ForInput => "if (forInput) ", _ => "" };
                writer.Write(guard + text);
            }
        }
    }

    /// <summary>The call of a kernel, whose method is added unless an equal one is there; one that differs gets the program's name.</summary>
    private string Call(Kernel kernel, string program)
    {
        KernelVerifier.Verify(kernel);
        string text = kernels.Render(kernel);
        if (methods.TryGetValue(kernel.Name, out string? other) && other != text)
        {
            string use = program switch { "Forward" => "ForTraining", "BackwardFrom" => "FromOutput", _ => "In" + program };
            kernel = kernel with { Name = kernel.Name + use };
            text = kernels.Render(kernel);
        }
        if (!methods.ContainsKey(kernel.Name))
        {
            methods.Add(kernel.Name, text);
            methodOrder.Add(kernel.Name);
        }
        else if (methods[kernel.Name] != text) throw new CompilerBugException($"two kernels are called {kernel.Name}");
        return $"{kernel.Name}({string.Join(", ", kernel.Parameters.Select(parameter => parameter is PlaceParameter ? "ref " + parameter.Name : parameter.Name))});";
    }

    private void Transpose(CodeWriter writer, Value weight)
    {
        Matrix matrix = Layouts.Matrix(weight), transposed = Layouts.Transposed(weight);
        writer.Write($"global::NetGen.Runtime.Matrix.Transpose(ref {kernels.Place("parameters", ParameterPlace(weight))}, ref {TransposePlace(weight)}, {weight.Shape[0]}, {weight.Shape[1]}, {matrix.Panel}, {transposed.Panel});");
    }

    private string TransposePlace(Value weight) =>
        kernels.Place("tape", ((Index)new Var("capacity") * Plan.TapePerSample + network.Transposes[weight.Name]).ToString());

    private string ParameterPlace(Value parameter) => network.Parameters[parameter.Name].ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string? ArenaPlace(Value value) => value.Kind switch
    {
        ValueKind.Parameter => kernels.Place("parameters", ParameterPlace(value)),
        ValueKind.Computed => kernels.Place("arena", FormattableString.Invariant($"{network.Arena.Offsets[value] * Plan.PredictBlock}")),
        _ => null,
    };

    private string? TapePlace(Value value) => value.Kind switch
    {
        ValueKind.Parameter => kernels.Place("parameters", ParameterPlace(value)),
        ValueKind.ParameterGradient => kernels.Place("gradients",
            ParameterPlace(value.Producer switch
            {
                WeightGradient op => op.Weight,
                BiasGradient op => op.Bias,
                _ => throw new CompilerBugException($"{value} is the gradient of no parameter"),
            })),
        ValueKind.Computed => kernels.Place("tape", Rows(network.Tape.Offsets[value], Layouts.RowStride(value))),
        ValueKind.Scale => kernels.Place("tape", Rows(Plan.ScaleRegion!.Value.Offset, 1)),
        _ => null,
    };

    /// <summary>The row of <c>first</c> in a region of the tape.</summary>
    private static string Rows(int offset, int stride) => ((Index)new Var("capacity") * offset + (Index)new Var("first") * stride).ToString();
}
