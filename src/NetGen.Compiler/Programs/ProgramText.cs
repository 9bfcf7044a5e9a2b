using System.Text;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Programs;

/// <summary>A phase as text, to read and to compare: a line for each name of memory and each step.</summary>
public static class ProgramText
{
    public static string Of(Phase phase)
    {
        var text = new StringBuilder();
        text.Append("divided by ").Append(phase.Entry.Division.ToString().ToLowerInvariant()).Append("; called with ")
            .Append(string.Join(", ", phase.Entry.Parameters)).Append('\n');
        Append(text, "  ", phase.Bindings, phase.Steps);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string indent, IReadOnlyList<Binding> bindings, IReadOnlyList<Step> steps)
    {
        foreach (Binding binding in bindings) text.Append($"{indent}{binding.Name} = {Text(binding)}\n");
        foreach (Step step in steps)
        {
            text.Append(indent).Append(Text(step)).Append('\n');
            if (step is Repeat repeat) Append(text, indent + "  ", repeat.Bindings, repeat.Body);
        }
    }

    private static string Text(Step step) => step switch
    {
        If conditional => $"if {conditional.Flag}: {Text(conditional.Then)}",
        OnLastPart once => $"on the last part: {Text(once.Then)}",
        Case one => FormattableString.Invariant($"for {one.Number} {one.Value}: {Text(one.Then)}"),
        CaseOfTurns one => FormattableString.Invariant(
            $"for {one.Number} {one.First + one.Offset}, and each {one.Period} on below {one.End}: {Text(one.Then)}"),
        Repeat repeat => FormattableString.Invariant($"{repeat.Turns.Count} times"),
        RunPhase run => $"phase {run.Phase}",
        RunGroup run => $"run {run.FusionGroup.Name}{(run.IsDivided ? ", divided" : "")}: {Operands(run.FusionGroup, run.Operands)}",
        CallLibrary library =>
            $"call {library.Call.Function}{(library.IsDivided ? ", divided" : "")}: {Operands(library.FusionGroup, library.Operands)}",
        Copy copy =>
            FormattableString.Invariant(
                $"copy {copy.From.Name} → {copy.To.Name}: {copy.Columns} columns, strides {copy.FromStride} and {copy.ToStride}"),
        Transpose transpose =>
            FormattableString.Invariant(
                $"transpose {transpose.From.Name} → {transpose.To.Name}: {transpose.Rows}×{transpose.Columns}, {Text(transpose.To)}"),
        _ => throw new InternalCompilerErrorException($"no text for {step.GetType().Name}"),
    };

    private static string Operands(FusionGroup group, IReadOnlyDictionary<Value, Binding> operands)
    {
        string Names(IEnumerable<Value> values) => string.Join(", ", values.Select(value => operands[value].Name));
        string reads = Names(group.Reads);
        return (reads.Length == 0 ? "" : reads + " ") + "→ " + Names(group.Stored);
    }

    private static string Text(Address address) => address.Of.Kind == EntryParameterKind.Rows
        ? FormattableString.Invariant($"{address.Of}({address.Port})[{address.At}]") : $"{address.Of}[{address.At}]";

    private static string Text(Binding binding)
    {
        (Address address, Extent extent) = (binding.Address, binding.Extent);
        string moves = address.PerTurn.IsZero ? "" : $" + {address.PerTurn} a turn";
        return FormattableString.Invariant(
            $"{Text(address)}{moves}, {(extent.PerSample > 0 ? $"{extent.PerSample} a sample" : $"{extent.Fixed}")}");
    }
}
