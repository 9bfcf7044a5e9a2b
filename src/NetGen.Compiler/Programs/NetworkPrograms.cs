using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Memory;

namespace NetGen.Compiler.Programs;

/// <summary>What runs on which memory, in which order: all phases of a network. What prints or interprets them decides nothing.</summary>
/// <param name="Network">Where the memory's layout comes from.</param>
/// <param name="Phases">Each after those that it runs.</param>
public sealed record NetworkPrograms(PlannedNetwork Network, IReadOnlyList<Phase> Phases)
{
    /// <summary>The phase of an entry point; null where the network has none.</summary>
    public Phase? Find(EntryPoint entry) => Phases.FirstOrDefault(phase => phase.Entry == entry);

    /// <summary>Fusion groups that become methods, each once, in the order in which phases run them.</summary>
    public IEnumerable<FusionGroup> Groups =>
        Phases.SelectMany(phase => phase.Steps).Select(Innermost).OfType<RunGroup>().Select(step => step.FusionGroup).Distinct();

    /// <summary>A step without its conditions.</summary>
    public static Step Innermost(Step step) => step switch
    {
        If conditional => Innermost(conditional.Then),
        OnLastPart once => Innermost(once.Then),
        Case one => Innermost(one.Then),
        CaseOfTurns one => one.Then,
        _ => step,
    };

    /// <summary>The memory that a step names, each operand at a place of its own.</summary>
    public static IEnumerable<Binding> MemoryOf(Step step) => Innermost(step) switch
    {
        RunGroup run => run.FusionGroup.Operands.Select(value => run.Operands[value]),
        CallLibrary library => library.FusionGroup.Operands.Select(value => library.Operands[value]),
        Copy copy => [copy.From, copy.To],
        Transpose transpose => [transpose.From, transpose.To],
        RunPhase run => run.Phase.Steps.SelectMany(MemoryOf),
        Repeat repeat => repeat.Bindings,
        _ => [],
    };

    /// <summary>A step with other memory, and with other phases in the places of those it runs.</summary>
    public static Step With(Step step, Func<Binding, Binding> memory, Func<Phase, Phase> phases)
    {
        Step Inner(Step inner) => With(inner, memory, phases);
        Dictionary<Value, Binding> Operands(IReadOnlyDictionary<Value, Binding> operands) =>
            operands.ToDictionary(operand => operand.Key, operand => memory(operand.Value));

        return step switch
        {
            If conditional => conditional with { Then = Inner(conditional.Then) },
            OnLastPart once => once with { Then = Inner(once.Then) },
            Case one => one with { Then = Inner(one.Then) },
            CaseOfTurns one => one with { Then = (RunPhase)Inner(one.Then) },
            RunPhase run => run with { Phase = phases(run.Phase) },
            Repeat repeat => repeat with { Body = [.. repeat.Body.Select(Inner)] },
            RunGroup run => run with { Operands = Operands(run.Operands) },
            CallLibrary call => call with { Operands = Operands(call.Operands) },
            Copy copy => copy with { From = memory(copy.From), To = memory(copy.To) },
            Transpose transpose => transpose with { From = memory(transpose.From), To = memory(transpose.To) },
            _ => step,
        };
    }
}
