using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Memory;

namespace NetGen.Compiler.Programs;

/// <summary>
/// Says whether programs are legal: every step names memory of its phase, memory that the entry point was handed, and stays inside it;
/// names are unique; what threads
/// divide is divisible; and no value is read before it is written.
/// </summary>
public static class ProgramVerifier
{
    public static void Verify(NetworkPrograms programs)
    {
        var done = new HashSet<Phase>();
        var entries = new HashSet<EntryPoint>();
        foreach (Phase phase in programs.Phases)
        {
            if (!entries.Add(phase.Entry)) throw Illegal(phase, "is there twice");
            Names(phase);
            foreach (Binding binding in phase.Bindings) Inside(programs.Network, phase, binding, phase.Turns);
            var named = new HashSet<Binding>(phase.Bindings);
            foreach (Step step in phase.Steps) Verify(programs.Network, phase, named, step, done);
            done.Add(phase);
        }
        Order(programs);
    }

    private static void Names(Phase phase)
    {
        foreach (Repeat repeat in phase.Steps.OfType<Repeat>())
            Names(phase with { Bindings = [.. phase.Bindings, .. repeat.Bindings], Steps = [] });
        var names = new HashSet<string>();
        foreach (EntryParameter parameter in phase.Entry.Parameters)
            if (!names.Add(parameter.Name)) throw Illegal(phase, $"has two parameters called {parameter.Name}");

        // Values of the caller's and results have the names of the rows they are.
        names.ExceptWith(
            phase.Entry.Parameters.Where(parameter => parameter.Kind == EntryParameterKind.Rows).Select(parameter => parameter.Name));
        foreach (Binding binding in phase.Bindings)
        {
            if (!phase.Entry.Parameters.Contains(binding.Address.Of))
                throw Illegal(phase, $"is not handed {binding.Address.Of}, where {binding.Name} is");
            if (!names.Add(binding.Name)) throw Illegal(phase, $"has two things called {binding.Name}");
        }
    }

    /// <summary>
    /// Regions of the arena, of the tape and of parameters are as long as the plan says; the caller's rows have the length that the
    /// surface checks.
    /// </summary>
    /// <param name="turns">Of the repetition in which it is named: it moves on evenly, so that the first and the last bound all.</param>
    private static void Inside(PlannedNetwork network, Phase phase, Binding binding, int turns)
    {
        if (turns > 1) Inside(network, phase, binding with { Address = binding.Address.In(turns - 1) }, 1);
        MemoryMap memory = network.Memory;
        (EntryParameter of, Kernels.Index at) = (binding.Address.Of, binding.Address.At);
        foreach ((Var var, int _) in at.Terms)
            if (!phase.Entry.Parameters.Any(parameter => parameter.Name == var.Name))
                throw Illegal(phase, $"does not know {var.Name}, which the address of {binding.Name} depends on");

        // The largest call there is: a block of a prediction, or a tape of one block, from its first row on.
        bool predicts = of == EntryPoints.Arena || (phase.Entry.PartOf ?? phase.Entry) == EntryPoints.Predict;
        long samples = predicts ? memory.PredictBlock : memory.TrainBlock, capacity = memory.TrainBlock;
        long start = at.Constant + at.Terms.Sum(term => term.Var == EntryPoints.Capacity.Var ? capacity * term.Factor : 0);
        long end = start + binding.Extent.Fixed + samples * binding.Extent.PerSample;
        long? room = of == EntryPoints.Arena ? memory.PredictArena
            : of == EntryPoints.Tape ? capacity * memory.TapePerSample + memory.TapeFixed
            : of == EntryPoints.Parameters || of == EntryPoints.Gradients ? network.Plan.ParameterBlock
            : null;
        if (start < 0 || end > room) throw Illegal(phase, $"lets {binding.Name} go from {start} to {end} of {room} floats of {of}");
    }

    /// <param name="named">The memory that the phase names.</param>
    private static void Verify(PlannedNetwork network, Phase phase, HashSet<Binding> named, Step step, HashSet<Phase> before)
    {
        switch (step)
        {
            case If conditional:
                if (!phase.Entry.Parameters.Contains(conditional.Flag)) throw Illegal(phase, $"has no flag {conditional.Flag}");
                Verify(network, phase, named, conditional.Then, before);
                break;
            case Case one:
                if (!phase.Entry.Parameters.Contains(one.Number)) throw Illegal(phase, $"has no {one.Number}");
                Verify(network, phase, named, one.Then, before);
                break;
            case CaseOfTurns one:
                if (!phase.Entry.Parameters.Contains(one.Number)) throw Illegal(phase, $"has no {one.Number}");
                if (one.Then.Phase.Turns != one.Turns)
                    throw Illegal(phase, $"runs {one.Turns} turns of {one.Then.Phase}, which has {one.Then.Phase.Turns}");
                Verify(network, phase, named, one.Then, before);
                break;
            case Repeat repeat:
                Turns(phase, repeat.Body, repeat.Turns);
                foreach (Binding binding in repeat.Body.Where(inner => NetworkPrograms.Innermost(inner) is not RunPhase)
                    .SelectMany(NetworkPrograms.MemoryOf)) Inside(network, phase, binding, repeat.Turns.Count);
                HashSet<Binding> namedInTurns = [.. named, .. repeat.Bindings];
                foreach (Step inner in repeat.Body) Verify(network, phase, namedInTurns, inner, before);
                break;
            case OnLastPart once:
                if (phase.Entry.Division != Division.Results) throw Illegal(phase, "divides no results, and has no last part of them");
                Verify(network, phase, named, once.Then, before);
                break;
            case RunPhase run:
                if (!before.Contains(run.Phase)) throw Illegal(phase, $"runs {run.Phase}, which is not before it");
                EntryParameter[] given = [EntryPoints.Part, EntryPoints.Parts, EntryPoints.Turn];
                foreach (EntryParameter parameter in run.Phase.Entry.Parameters.Except(given))
                    if (!phase.Entry.Parameters.Contains(parameter)) throw Illegal(phase, $"has no {parameter} to run {run.Phase} with");
                break;
            case RunGroup run:
                if (run.IsDivided != (phase.Entry.Division == Division.Results))
                    throw Illegal(phase,
                        $"divides its work, and the step of {run.FusionGroup.Root.Layer} does not, or the other way round");
                Operands(phase, named, run.FusionGroup, run.Operands);
                break;
            case CallLibrary library:
                Operands(phase, named, library.FusionGroup, library.Operands);
                if (library.IsDivided && !library.Call.IsDivided)
                    throw Illegal(phase, $"divides {library.Call.Function}, which has no parts");
                foreach (EntryArgument argument in library.Call.Arguments.OfType<EntryArgument>())
                    if (argument.Argument is CallArgument.Part or CallArgument.Parts && !library.IsDivided) continue;
                    else if (!phase.Entry.Parameters.Contains(EntryPoints.Of(argument.Argument)))
                        throw Illegal(phase, $"has no {argument.Argument} for {library.Call.Function}");
                break;
            case Copy copy:
                if (!named.Contains(copy.From) || !named.Contains(copy.To))
                    throw Illegal(phase, $"copies {copy.From.Name} to {copy.To.Name}, which it does not both name");
                if (copy.Columns > copy.FromStride || copy.Columns > copy.ToStride)
                    throw Illegal(phase, $"copies {copy.Columns} columns of rows that are shorter");
                break;
            case Transpose transpose:
                Inside(network, phase, transpose.From, 1);
                Inside(network, phase, transpose.To, 1);
                break;
            default: throw new InternalCompilerErrorException($"{step.GetType().Name} is not known");
        }
    }

    private static void Operands(Phase phase, HashSet<Binding> named, FusionGroup group, IReadOnlyDictionary<Value, Binding> operands)
    {
        foreach (Value value in group.Reads.Concat(group.Stored))
        {
            if (!operands.TryGetValue(value, out Binding? binding)) throw Illegal(phase, $"does not say where {value.Name} is");
            if (!named.Contains(binding)) throw Illegal(phase, $"does not name {binding.Name}");
        }
    }

    /// <summary>Each turn does its steps on their memory.</summary>
    private static void Turns(Phase phase, IReadOnlyList<Step> body, IReadOnlyList<IReadOnlyList<Step>> turns)
    {
        for (int turn = 0; turn < turns.Count; turn++)
        {
            if (turns[turn].Count != body.Count)
                throw Illegal(phase, $"has {body.Count} steps in turn {turn}, which has {turns[turn].Count}");
            for (int i = 0; i < body.Count; i++)
            {
                List<Binding> here = [.. NetworkPrograms.MemoryOf(body[i])], meant = [.. NetworkPrograms.MemoryOf(turns[turn][i])];
                if (here.Count != meant.Count) throw Illegal(phase, $"repeats step {i} on other memory in turn {turn}");
                for (int k = 0; k < here.Count; k++)
                    if (here[k].Address.Of != meant[k].Address.Of || !here[k].Address.In(turn).To(meant[k].Address).IsZero)
                        throw Illegal(phase, $"takes {here[k].Name} of turn {turn} where {meant[k].Name} is not");
            }
        }
    }

    /// <summary>Computed values are written before they are read, in the order in which entry points run.</summary>
    private static void Order(NetworkPrograms programs)
    {
        Order(programs, [EntryPoints.Predict]);
        Order(programs, [EntryPoints.Forward, EntryPoints.Loss, EntryPoints.BackwardPerSample, EntryPoints.AccumulateParameterGradients]);
        Order(programs, [EntryPoints.Forward, EntryPoints.BackwardFrom]);
    }

    private static void Order(NetworkPrograms programs, IReadOnlyList<EntryPoint> entries)
    {
        var written = new HashSet<Value>();
        foreach (EntryPoint entry in entries)
            if (programs.Find(entry) is { } phase) Walk(phase);

        void Walk(Phase phase)
        {
            foreach (Step step in phase.Steps.SelectMany(step => step is Repeat repeat ? repeat.Turns.SelectMany(turn => turn) : [step])
                .Select(NetworkPrograms.Innermost))
            {
                FusionGroup? group = step is RunGroup run ? run.FusionGroup : step is CallLibrary library ? library.FusionGroup : null;
                if (step is RunPhase other) Walk(other.Phase);
                if (group is null) continue;
                foreach (Value value in group.Reads.Where(value => value.Kind is ValueKind.Computed or ValueKind.Statistics))
                    if (!written.Contains(value)) throw Illegal(phase, $"reads {value.Name} before it is written");
                written.UnionWith(group.Stored);
            }
        }
    }

    private static InternalCompilerErrorException Illegal(Phase phase, string what) => new($"{phase} {what}");
}
