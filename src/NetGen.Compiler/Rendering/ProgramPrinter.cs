using System.Globalization;
using System.Text.RegularExpressions;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Programs;

namespace NetGen.Compiler.Rendering;

/// <summary>Phases → methods, written once for all targets: they call the methods of one.</summary>
/// <param name="methods">What is called.</param>
/// <param name="kernels">Writes the kernels that are called.</param>
/// <param name="callee">What stands before the names of methods: <c>TIsa.</c>, or nothing.</param>
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
        if (phase.Entry.Division == Division.Results) writer.Write("// Results are divided among threads: this call computes part 0 … parts − 1 of them.");
        if (phase.Entry == EntryPoints.OutputGradients) writer.Write("// The caller's gradients take the places of those a loss computes.");
        using (writer.Block($"internal static void {phase.Entry.Name}(in {Library}Call<{E}> call)"))
        {
            List<string> steps = [.. phase.Steps.Select(Text)];
            List<string> bindings = [.. phase.Bindings.Select(binding => $"ref {E} {binding.Name} = ref {At(binding.Address)};")];
            writer.WriteTogether(Numbers(phase.Entry, string.Join(" ", bindings.Concat(steps))), LineLength);

            // Steps that name no memory of the phase come first: transposes.
            int unnamed = phase.Steps.TakeWhile(step => NetworkPrograms.Innermost(step) is Transpose).Count();
            foreach (string step in steps.Take(unnamed)) writer.Write(step);
            writer.WriteTogether(bindings, LineLength);
            for (int i = unnamed; i < steps.Count; i++)
            {
                IReadOnlyList<string> comment = Comment(NetworkPrograms.Innermost(phase.Steps[i]));
                if (comment.Count > 0) writer.Separate();
                foreach (string line in comment) writer.Write("// " + line);
                writer.Write(steps[i]);
            }
        }
    }

    /// <summary>Of a call's numbers, and of its memory without a plan, those that a text speaks of.</summary>
    private IEnumerable<string> Numbers(EntryPoint entry, string text)
    {
        foreach (EntryParameter parameter in entry.Parameters)
            if ((!parameter.IsMemory || parameter == EntryPoints.Squares) && Regex.IsMatch(text, $@"\b{parameter.Name}\b"))
                yield return parameter.Kind switch
                {
                    EntryParameterKind.Count => "nuint",
                    EntryParameterKind.Number => "ulong",
                    EntryParameterKind.Flag => "bool",
                    _ => "ref " + E,
                } + $" {parameter.Name} = {(parameter.IsMemory ? "ref " : "")}call.{parameter.Member};";
    }

    private static IReadOnlyList<string> Comment(Step step) => step switch
    {
        RunGroup run => Describe.Call(run.Group),
        CallLibrary call => Describe.Call(call.Group),
        Copy copy => [$"{copy.To.Name}[m,j] = {copy.From.Name}[m,j], without the padding     M×{Number(copy.Columns)}"],
        _ => [],
    };

    private string Text(Step step) => step switch
    {
        Case one => $"{(one.Value == 0 ? "" : "else ")}if ({one.Number.Name} == {Number(one.Value)}) {Text(one.Then)}",
        If conditional => $"if ({conditional.Flag.Name}) {Text(conditional.Then)}",
        OnLastPart once => $"if ({EntryPoints.Part.Name} == {EntryPoints.Parts.Name} - 1) {Text(once.Then)}",
        RunGroup run => Text(run),
        CallLibrary call => Call(call.Call.Function, call.Call.Arguments.Select(argument => Text(argument, call))),
        Copy copy => Call(LibraryFunction.CopyRows,
            ["ref " + copy.From.Name, Number(copy.FromStride), "ref " + copy.To.Name, Number(copy.ToStride), Number(copy.Columns), EntryPoints.Samples.Name]),
        Transpose transpose => Call(LibraryFunction.Transpose,
        [
            "ref " + At(transpose.From.Address), "ref " + At(transpose.To.Address), Number(transpose.Rows), Number(transpose.Columns), Number(transpose.Panel), Number(transpose.TransposedPanel),
        ]),
        RunPhase run => $"{run.Phase.Entry.Name}(in call);",
        _ => throw new CompilerBugException($"no text for {step.GetType().Name}"),
    };

    private string Text(RunGroup run)
    {
        (GroupMethod method, IReadOnlyList<Argument> arguments) = methods.Of(run.Group);
        string list = string.Join(", ", method.Parameters.Zip(arguments, (parameter, argument) => argument switch
        {
            OperandArgument operand => "ref " + run.Operands[operand.Value].Name,
            _ when !run.IsDivided && parameter.Name == EntryPoints.Part.Name => "part: 0",
            _ when !run.IsDivided && parameter.Name == EntryPoints.Parts.Name => "parts: 1",
            _ => kernels.Text(parameter, argument),
        }));
        return $"{callee}{method.Name}({(method.Name.Length + list.Length > LineLength ? "\n    " : "")}{list});";
    }

    private static string Call(LibraryFunction function, IEnumerable<string> arguments) => $"{Library}{function.Class}.{function.Method}({string.Join(", ", arguments)});";

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
        _ => throw new CompilerBugException($"no text for {argument.GetType().Name}"),
    };

    private static string At(Address address) => KernelRenderer.Place(
        $"call.{address.Of.Member}{(address.Of.Kind == EntryParameterKind.Rows ? $"({Number(address.Port)})" : "")}", address.At.ToString());

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
