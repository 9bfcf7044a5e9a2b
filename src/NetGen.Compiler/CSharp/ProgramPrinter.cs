using System.Globalization;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Programs;
using Regex = System.Text.RegularExpressions.Regex;

namespace NetGen.Compiler.CSharp;

/// <summary>Phases → methods, written once for all targets: they call the methods of one.</summary>
/// <param name="methods">What is called.</param>
/// <param name="kernels">Writes the kernels that are called.</param>
/// <param name="callee">What is before the names of methods: <c>TIsa.</c>, or nothing.</param>
public sealed class ProgramPrinter(GroupMethods methods, KernelRenderer kernels, string callee)
{
    /// <summary>
    /// Declarations share a line up to this length, and a call longer than this has its arguments on a line of their own.
    /// </summary>
    private const int LineLength = 150;

    private const string Library = "global::NetGen.Runtime.";

    private string E => kernels.Element;

    public void Write(CodeWriter writer, NetworkPrograms programs)
    {
        foreach (Phase phase in programs.Phases)
        {
            writer.Separate();
            Write(writer, phase);
        }
    }

    private void Write(CodeWriter writer, Phase phase)
    {
        if (phase.Entry.Division == Division.Results)
            writer.Write("// Results are divided among threads: this call computes part 0 … parts − 1 of them.");
        if (phase.Turns > 1) writer.Write($"// One of {Number(phase.Turns)} equal stages, given its index; {Moves}");
        if (phase.Entry == EntryPoints.OutputGradients) writer.Write("// The caller's gradients take the places of those a loss computes.");
        string turn = phase.Entry.Parameters.Contains(EntryPoints.Turn) ? $", nuint {Turn}" : "";
        using (writer.Block($"internal static void {phase.Entry.Name}(in {Library}Call<{E}> call{turn})"))
        {
            // Steps that name no memory of the phase come first: transposes.
            var body = new CodeWriter();
            int unnamed = phase.Steps.TakeWhile(step => NetworkPrograms.Innermost(step) is Transpose).Count();
            foreach (Step step in phase.Steps.Take(unnamed)) body.Write(Text(step));
            Write(body, phase.Bindings, phase.Steps.Skip(unnamed), isTurn: phase.Turns > 1);
            string text = body.ToString().TrimEnd('\n');
            writer.WriteTogether(Numbers(phase.Entry, Regex.Replace(text, "//.*", "")), LineLength);
            if (text.Length > 0) writer.Write(text);
        }
    }

    /// <summary>Of a call's numbers, and of its memory without a plan, those that a text speaks of.</summary>
    private IEnumerable<string> Numbers(EntryPoint entry, string text)
    {
        foreach (EntryParameter parameter in entry.Parameters.Where(parameter => parameter != EntryPoints.Turn))
            if ((!parameter.IsMemory || parameter == EntryPoints.Squares) && Regex.IsMatch(text, $@"\b{parameter.Name}\b"))
                yield return parameter.Kind switch
                {
                    EntryParameterKind.Count => "nuint",
                    EntryParameterKind.Number => "ulong",
                    EntryParameterKind.Flag => "bool",
                    _ => "ref " + E,
                } + $" {parameter.Name} = {(parameter.IsMemory ? "ref " : "")}call.{parameter.Member};";
    }

    private void Write(CodeWriter writer, IReadOnlyList<Binding> bindings, IEnumerable<Step> steps, bool isTurn)
    {
        writer.WriteTogether(bindings.Select(binding => $"ref {E} {binding.Name} = ref {At(binding.Address)};"), LineLength);
        foreach (Step step in steps)
        {
            IReadOnlyList<string> comment = Comment(NetworkPrograms.Innermost(step), isTurn);
            if (comment.Count > 0) writer.Separate();
            foreach (string line in comment) writer.Write("// " + line);
            if (step is not Repeat repeat) writer.Write(Text(step));
            else
                using (writer.Block($"for (nuint {Turn} = 0; {Turn} < {repeat.Turns.Count}; {Turn}++)"))
                    Write(writer, repeat.Bindings, repeat.Body, isTurn: true);
        }
    }

    private static string Turn => EntryPoints.Turn.Name;

    private static string Moves => $"what ends in _{Turn} moves on with each turn.";

    private static IReadOnlyList<string> Comment(Step step, bool isTurn) => step switch
    {
        Repeat repeat => Comment(repeat),
        RunGroup run => Describe.Call(run.FusionGroup, isTurn ? Names(run.FusionGroup, run.Operands) : null),
        CallLibrary call => Describe.Call(call.FusionGroup, isTurn ? Names(call.FusionGroup, call.Operands) : null),
        Copy copy => [$"{copy.To.Name}[m,j] = {copy.From.Name}[m,j], without the padding     M×{Number(copy.Columns)}"],
        _ => [],
    };

    private static IReadOnlyList<string> Comment(Repeat repeat)
    {
        string First(IReadOnlyList<Step> turn) => turn.Select(NetworkPrograms.Innermost)
            .Select(step => step is RunGroup run ? run.FusionGroup : (step as CallLibrary)?.FusionGroup)
            .FirstOrDefault(group => group is not null)?.Root.Layer ?? "";
        string first = First(repeat.Turns[0]), last = First(repeat.Turns[repeat.Turns.Count - 1]);
        return first.Length == 0 ? [] : [$"From {first} to {last}; {Moves}"];
    }

    /// <summary>What values are called in a turn: as in the first, with a mark.</summary>
    private static Dictionary<Value, string> Names(FusionGroup group, IReadOnlyDictionary<Value, Binding> operands)
    {
        var names = group.Ops.SelectMany(op => op.Outputs).Concat(group.Reads).Distinct()
            .ToDictionary(value => value, value => value.Name.Text + "_" + Turn);
        foreach (KeyValuePair<Value, Binding> operand in operands)
            if (operand.Key != group.Transposed) names[operand.Key] = operand.Value.Name;
        return names;
    }

    private string Text(Step step) => step switch
    {
        CaseOfTurns one => $"{(one.First + one.Offset == 0 ? "" : "else ")}if ({one.Number.Name} < {Number(one.End)}"
            + $" && ({one.Number.Name} - {Number(one.First)}) % {Number(one.Period)} == {Number(one.Offset)}) "
            + Text(one.Then, $"{Turn}: ({one.Number.Name} - {Number(one.First)}) / {Number(one.Period)}"),
        Case one => $"{(one.Value == 0 ? "" : "else ")}if ({one.Number.Name} == {Number(one.Value)}) {Text(one.Then)}",
        If conditional => $"if ({conditional.Flag.Name}) {Text(conditional.Then)}",
        OnLastPart once => $"if ({EntryPoints.Part.Name} == {EntryPoints.Parts.Name} - 1) {Text(once.Then)}",
        RunGroup run => Text(run),
        CallLibrary call => Call(call.Call.Function, call.Call.Arguments.Select(argument => Text(argument, call))),
        Copy copy => Call(LibraryFunction.CopyRows,
            ["ref " + copy.From.Name, Number(copy.FromStride), "ref " + copy.To.Name, Number(copy.ToStride), Number(copy.Columns),
                EntryPoints.Samples.Name]),
        Transpose transpose => Call(LibraryFunction.Transpose,
        [
            "ref " + At(transpose.From.Address), "ref " + At(transpose.To.Address), Number(transpose.Rows), Number(transpose.Columns),
                Number(transpose.Panel), Number(transpose.TransposedPanel),
        ]),
        RunPhase run => Text(run, Turn),
        _ => throw new InternalCompilerErrorException($"no text for {step.GetType().Name}"),
    };

    private string Text(RunGroup run)
    {
        (GroupMethod method, IReadOnlyList<Argument> arguments) = methods.Of(run.FusionGroup);
        string list = string.Join(", ", method.Parameters.Zip(arguments, (parameter, argument) => argument switch
        {
            OperandArgument operand => "ref " + run.Operands[operand.Value].Name,
            _ when !run.IsDivided && parameter.Name == EntryPoints.Part.Name => "part: 0",
            _ when !run.IsDivided && parameter.Name == EntryPoints.Parts.Name => "parts: 1",
            _ => kernels.Text(parameter, argument),
        }));
        return $"{callee}{method.Name}({(method.Name.Length + list.Length > LineLength ? "\n    " : "")}{list});";
    }

    /// <summary>A phase on the same call, given the turn where it is one of several.</summary>
    private static string Text(RunPhase run, string turn) =>
        $"{run.Phase.Entry.Name}(in call{(run.Phase.Entry.Parameters.Contains(EntryPoints.Turn) ? ", " + turn : "")});";

    private static string Call(LibraryFunction function, IEnumerable<string> arguments) =>
        $"{Library}{function.Class}.{function.Method}({string.Join(", ", arguments)});";

    private string Text(LibraryArgument argument, CallLibrary call) => argument switch
    {
        EntryArgument { Argument: CallArgument.Part } when !call.IsDivided => "part: 0",
        EntryArgument { Argument: CallArgument.Parts } when !call.IsDivided => "parts: 1",
        ValueArgument { Value: null } => $"ref global::System.Runtime.CompilerServices.Unsafe.NullRef<{E}>()",
        ValueArgument value => "ref " + call.Operands[value.Value!].Name,
        StrideArgument stride => Number(Layouts.RowStride(stride.Value)),
        IntegerArgument integer => Number(integer.Number),
        RealArgument real => real.Number.ToString("R", CultureInfo.InvariantCulture) + "d",
        TruthArgument truth => truth.Truth ? "true" : "false",
        EntryArgument entry => EntryPoints.Of(entry.Argument).Name,
        _ => throw new InternalCompilerErrorException($"no text for {argument.GetType().Name}"),
    };

    private static string At(Address address) => KernelRenderer.Ref(
        $"call.{address.Of.Member}{(address.Of.Kind == EntryParameterKind.Rows ? $"({Number(address.Port)})" : "")}",
        address.PerTurn.IsZero ? address.At.ToString() : Moving(address.At, address.PerTurn));

    /// <summary>
    /// <c>capacity * (16 + i * 32) + first * 16</c>: each variable times what grows with the turn, or shrinks to no less than 0.
    /// </summary>
    private static string Moving(Kernels.Index at, Kernels.Index perTurn)
    {
        List<string> terms = [.. at.Terms.Concat(perTurn.Terms).Select(term => term.Var).Distinct().Select(
            variable => at.Factor(variable) != 0 && perTurn.Factor(variable) != 0
                ? $"{variable.Name} * ({Factor(at.Factor(variable), perTurn.Factor(variable))})"
                : $"{variable.Name} * {Factor(at.Factor(variable), perTurn.Factor(variable))}")];
        if (at.Constant != 0 || perTurn.Constant != 0) terms.Add(Factor(at.Constant, perTurn.Constant));
        return string.Join(" + ", terms);

        static string Factor(int start, int step) => step == 0 ? Number(start)
            : (start == 0 ? "" : Number(start) + (step < 0 ? " - " : " + ")) + $"{Turn} * {Number(Math.Abs(step))}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
