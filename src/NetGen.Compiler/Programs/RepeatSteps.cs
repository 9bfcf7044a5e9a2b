using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Lowering;

namespace NetGen.Compiler.Programs;

/// <summary>
/// Steps that come again and again, as those of equal blocks do → loops, and equal stages → one that is given its turn. Steps are the same
/// where they call one method with the same numbers, on memory that moves on by the same distance with each turn. The text of a network
/// then grows no more with its depth, nor does the time in which the JIT compiles it.
/// </summary>
public static class RepeatSteps
{
    /// <summary>Fewer turns, or steps in all of them, are easier to read one by one.</summary>
    private const int MinTurns = 4, MinSteps = 16;

    /// <summary>Steps of a turn: a block's, or those of two, whose memory changes places.</summary>
    private const int MaxPeriod = 128;

    public static NetworkPrograms Run(NetworkPrograms programs, GroupMethods methods)
    {
        // Stages first: what runs them says in which order.
        var stages = new Dictionary<Phase, Stage>();
        foreach (Phase whole in programs.Phases.Where(phase => phase.Steps.All(step => step is RunPhase)))
            Find(whole, stages, methods);

        var now = new Dictionary<Phase, Phase>();
        var phases = new List<Phase>();
        foreach (Phase phase in programs.Phases)
        {
            Phase made = stages.TryGetValue(phase, out Stage stage) && stage.Turn > 0 ? now[stage.First]
                : stage.Next is not null ? Moving(phase, stage)
                : phase.Steps.Any(step => NetworkPrograms.Innermost(step) is RunPhase) ? OfPhases(phase)
                : OfSteps(phase, methods);
            now.Add(phase, made);
            if (stage.Turn == 0) phases.Add(made);
        }
        return programs with { Phases = phases };

        Phase OfPhases(Phase phase)
        {
            var steps = new List<Step>();
            for (int at = 0; at < phase.Steps.Count; at++)
            {
                Step step = NetworkPrograms.With(phase.Steps[at], memory => memory, other => now[other]);
                if (NetworkPrograms.Innermost(phase.Steps[at]) is not RunPhase run || !stages.TryGetValue(run.Phase, out Stage stage))
                    steps.Add(step);
                else if (step is not Case one)
                {
                    (int period, int length) = (stage.Run.Period, stage.Run.Period * stage.Run.Turns);
                    List<Step> all = [.. phase.Steps.Skip(at).Take(length)];
                    IEnumerable<Step> body = all.Take(period)
                        .Select(first => NetworkPrograms.With(first, memory => memory, other => now[other]));
                    steps.Add(new Repeat([], [.. body], Turns(all, period)));
                    at += length - 1;
                }
                else if (stage.Turn == 0)
                {
                    int offset = at - stage.Run.Start;
                    steps.Add(new CaseOfTurns(one.Number, stage.Run.Start, stage.Run.Period, stage.Run.Turns, offset, (RunPhase)one.Then));
                }
            }
            return phase with { Steps = steps };
        }
    }

    /// <summary>Period items, Turns times, from Start on.</summary>
    private readonly record struct Repetition(int Start, int Period, int Turns)
    {
        public int End => Start + Period * Turns;
    }

    /// <summary>A stage in a repetition of them.</summary>
    /// <param name="Run">The repetition, among the steps of what runs the stages.</param>
    /// <param name="Turn">From 0.</param>
    /// <param name="First">The stage in whose place it is in the first turn.</param>
    /// <param name="Next">That of the second.</param>
    private readonly record struct Stage(Repetition Run, int Turn, Phase First, Phase? Next);

    private static void Find(Phase whole, Dictionary<Phase, Stage> stages, GroupMethods methods)
    {
        List<Phase> all = [.. whole.Steps.Select(step => ((RunPhase)step).Phase)];
        foreach (Repetition run in Find([.. all.Select(phase => Item.Of(phase, methods))]))
            for (int at = 0; at < run.Period * run.Turns; at++)
                stages.Add(all[run.Start + at], new Stage(
                    run, at / run.Period, all[run.Start + at % run.Period], at < run.Period ? all[run.Start + at + run.Period] : null));
    }

    /// <summary>The first of equal stages, given its turn.</summary>
    private static Phase Moving(Phase phase, Stage stage)
    {
        var moving = new MovingMemory();
        List<Step> steps = [.. phase.Steps.Zip(stage.Next!.Steps, moving.Step)];
        EntryPoint entry = phase.Entry with { Parameters = [.. phase.Entry.Parameters, EntryPoints.Turn] };
        List<Binding> bindings = [.. phase.Bindings.Where(binding => binding.IsCallers), .. moving.Bindings];
        return new Phase(entry, bindings, steps) { Turns = stage.Run.Turns };
    }

    private static Phase OfSteps(Phase phase, GroupMethods methods)
    {
        List<Repetition> runs = [.. Find([.. phase.Steps.Select(step => Item.Of(step, methods))])];
        if (runs.Count == 0) return phase;
        var steps = new List<Step>();
        var used = new HashSet<Binding>(phase.Bindings.Where(binding => binding.IsCallers));
        int at = 0;
        foreach (Repetition run in runs.OrderBy(run => run.Start))
        {
            Keep(run.Start);
            var moving = new MovingMemory();
            List<Step> all = [.. phase.Steps.Skip(run.Start).Take(run.Period * run.Turns)];
            List<Step> body = [.. all.Take(run.Period).Zip(all.Skip(run.Period), moving.Step)];
            steps.Add(new Repeat(moving.Bindings, body, Turns(all, run.Period)));
            at = run.End;
        }
        Keep(phase.Steps.Count);
        return phase with { Bindings = [.. phase.Bindings.Where(used.Contains)], Steps = steps };

        void Keep(int end)
        {
            for (; at < end; at++)
            {
                steps.Add(phase.Steps[at]);
                used.UnionWith(NetworkPrograms.MemoryOf(phase.Steps[at]));
            }
        }
    }

    private static IReadOnlyList<IReadOnlyList<Step>> Turns(IReadOnlyList<Step> all, int period) =>
        [.. Enumerable.Range(0, all.Count / period).Select(turn => all.Skip(turn * period).Take(period).ToList())];

    /// <summary>The memory of a first turn, with the distances to the second's.</summary>
    private sealed class MovingMemory
    {
        private readonly Dictionary<(Binding First, Address Next), Binding> known = [];
        private readonly HashSet<string> names = [];

        /// <summary>What is not a parameter as it is.</summary>
        public List<Binding> Bindings { get; } = [];

        public Step Step(Step first, Step next)
        {
            var moved = new Dictionary<Binding, Binding>();
            IEnumerable<Binding> memory = NetworkPrograms.MemoryOf(first), memoryOfNext = NetworkPrograms.MemoryOf(next);
            foreach ((Binding one, Binding other) in memory.Zip(memoryOfNext, (one, other) => (one, other)))
                moved[one] = NetworkPrograms.Innermost(first) is Transpose ? Move(one, other, one.Name) : Moved(one, other);
            return NetworkPrograms.With(first, one => moved[one], phase => phase);
        }

        private Binding Moved(Binding one, Binding other)
        {
            if (one.IsCallers) return one;
            if (known.TryGetValue((one, other.Address), out Binding? there)) return there;
            string name = one.Name + "_i";
            for (int number = 2; !names.Add(name); number++) name = FormattableString.Invariant($"{one.Name}_i{number}");
            Bindings.Add(there = known[(one, other.Address)] = Move(one, other, name));
            return there;
        }

        private static Binding Move(Binding one, Binding other, string name) =>
            one with { Name = name, Address = one.Address with { PerTurn = one.Address.To(other.Address) } };
    }

    /// <summary>A step, or all of a stage: two are the same where they do the same on memory of the same kind.</summary>
    /// <param name="Does">What is called, with all but the memory.</param>
    /// <param name="At">The numbers of all addresses, one after the other.</param>
    private sealed record Item(string Does, int[] At)
    {
        public static Item Of(Phase stage, GroupMethods methods) => new(
            string.Join(";", stage.Steps.Select(step => Text(step, methods)).Prepend(string.Join(",", stage.Entry.Parameters))),
            Numbers(stage.Steps.SelectMany(NetworkPrograms.MemoryOf)));

        public static Item Of(Step step, GroupMethods methods) => new(Text(step, methods), Numbers(NetworkPrograms.MemoryOf(step)));

        private static int[] Numbers(IEnumerable<Binding> memory) => [.. memory.Select(one => one.Address.At).SelectMany(
            at => new[] { at.Constant, at.Factor(EntryPoints.Capacity.Var), at.Factor(EntryPoints.First.Var) })];

        /// <summary>Whether all addresses are as far from the next item's as these are from those of the one after it.</summary>
        public bool MovesOn(Item next, Item afterNext)
        {
            for (int i = 0; i < At.Length; i++)
                if (next.At[i] - At[i] != afterNext.At[i] - next.At[i]) return false;
            return true;
        }

        private static string Text(Step step, GroupMethods methods) => step switch
        {
            If conditional => $"if {conditional.Flag} {Text(conditional.Then, methods)}",
            OnLastPart once => $"last {Text(once.Then, methods)}",
            RunGroup run =>
                Text(run.FusionGroup, run.IsDivided, methods.Of(run.FusionGroup).Method.Name, methods.Of(run.FusionGroup).Arguments),
            CallLibrary call => Text(call.FusionGroup, call.IsDivided, call.Call.Function, call.Call.Arguments),
            Copy copy => FormattableString.Invariant($"copy {copy.FromStride} {copy.ToStride} {copy.Columns}"),
            Transpose transpose => FormattableString.Invariant(
                $"transpose {transpose.Rows} {transpose.Columns} {transpose.Panel} {transpose.TransposedPanel}"),
            _ => throw new InternalCompilerErrorException($"{step.GetType().Name} is no step of a phase"),
        } + Kinds(step);

        private static string Text(FusionGroup group, bool isDivided, object what, IEnumerable<object> arguments)
        {
            Dictionary<Value, int> operands = group.Operands.Select((value, i) => (value, i))
                .ToDictionary(pair => pair.value, pair => pair.i);
            return $"{what} {isDivided} " + string.Join(", ", arguments.Select(argument => argument switch
            {
                OperandArgument operand => FormattableString.Invariant($"@{operands[operand.Value]}"),
                ValueArgument { Value: { } value } => FormattableString.Invariant($"@{operands[value]}"),
                StrideArgument stride => FormattableString.Invariant($"{Layouts.RowStride(stride.Value)}"),
                _ => argument.ToString(),
            }));
        }

        private static string Kinds(Step step) =>
            string.Concat(NetworkPrograms.MemoryOf(step).Select(one => $"|{one.Address.Of} {one.Address.Port} {one.Extent}"));
    }

    /// <summary>The repetitions that take most items, none of which is in two of them.</summary>
    private static List<Repetition> Find(IReadOnlyList<Item> items)
    {
        var found = new List<Repetition>();
        if (items.Count < MinSteps) return found;
        var numbers = new Dictionary<string, int>();
        var does = new int[items.Count];
        for (int i = 0; i < does.Length; i++)
        {
            if (!numbers.TryGetValue(items[i].Does, out int number)) numbers.Add(items[i].Does, number = numbers.Count);
            does[i] = number;
        }

        var candidates = new List<Repetition>();
        var shortest = new int[does.Length];     // the period in which an item is repeated: multiples of it bring nothing new
        for (int period = 1; period <= MaxPeriod && period * MinTurns <= does.Length; period++)
        {
            // Items from which on the next two in the same place of a turn do the same and are equally far apart.
            int start = 0;
            for (int i = 0; i + 2 * period <= does.Length; i++)
            {
                bool isNew = shortest[i] == 0 || period % shortest[i] != 0;
                if (isNew && i + 2 * period < does.Length && does[i] == does[i + period] && does[i] == does[i + 2 * period]
                    && items[i].MovesOn(items[i + period], items[i + 2 * period])) continue;
                if (Add(new Repetition(start, period, (i - start) / period + 2), candidates))
                    for (int k = start; k < i + period; k++) if (shortest[k] == 0) shortest[k] = period;
                start = i + 1;
            }
        }

        foreach (Repetition candidate in candidates.OrderByDescending(one => one.Period * one.Turns).ThenBy(one => one.Period))
        {
            int start = candidate.Start, end = candidate.End;
            foreach (Repetition taken in found)
                if (taken.Start <= start) start = Math.Max(start, Math.Min(taken.End, end));
                else end = Math.Min(end, Math.Max(taken.Start, start));
            Add(new Repetition(start, candidate.Period, (end - start) / candidate.Period), found);
        }
        return found;

        static bool Add(Repetition one, List<Repetition> to)
        {
            bool isWorth = one.Turns >= MinTurns && one.Turns * one.Period >= MinSteps;
            if (isWorth) to.Add(one);
            return isWorth;
        }
    }
}
