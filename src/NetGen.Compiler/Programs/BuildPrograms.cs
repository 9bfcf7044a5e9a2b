using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Memory;

namespace NetGen.Compiler.Programs;

/// <summary>
/// Fused operations and their memory → phases: each step with the addresses it works on, results written where the caller wants them or
/// copied there.
/// </summary>
public static class BuildPrograms
{
    public static NetworkPrograms Run(PlannedNetwork network)
    {
        var phases = new List<Phase>();
        FusedNetwork fused = network.Fused;
        var places = new PlaceValues(network);

        Phase Add(
            EntryPoint entry, FusedProgram program, IReadOnlyList<Result> results, IEnumerable<Step>? first = null,
            HashSet<Value>? written = null)
        {
            Phase phase = Build(places, entry, program, results, first ?? [], written ?? Stored(program.Steps));
            phases.Add(phase);
            return phase;
        }

        // Where samples wait for one another, each stage is a phase; the entry point runs all of them, and another one of them.
        Phase AddInStages(EntryPoint entry, EntryPoint single, FusedProgram program, IReadOnlyList<Result> results)
        {
            IReadOnlyList<Stage> stages = DivideStages.Run(program);
            HashSet<Value> written = Stored(program.Steps);
            List<RunPhase> runs = stages.Count <= 1 ? [new RunPhase(Add(entry, program, results))]
                : [.. stages.Select((stage, number) => new RunPhase(Add(
                    EntryPoints.StageOf(entry, number, stage.Division), new FusedProgram(program.Name, stage.Steps), Of(stage),
                    written: written)))];
            Phase whole = runs[0].Phase;
            if (runs.Count > 1) phases.Add(whole = new Phase(entry, [], runs));
            if (network.Plan.NeedsFullBatch && fused.Backward is not null)
                phases.Add(new Phase(single, [], [.. runs.Select((run, number) => new Case(
                    EntryPoints.StageNumber, number, run))]));
            return whole;

            // A result that is where it is wanted does so for each stage that reads it; others are copied by the
            // stage that writes them.
            List<Result> Of(Stage stage)
            {
                HashSet<Value> own = Stored(stage.Steps);
                return [.. results.Where(result => own.Contains(result.From)
                    || result == results.First(other => other.From == result.From) && Layouts.IsDirect(result.From)
                        && written.Contains(result.From) && stage.Steps.Any(step => step.FusionGroup.Reads.Contains(result.From)))];
            }
        }

        Add(EntryPoints.Predict, fused.Predict, [.. fused.Inference.Outputs.Select(places.Predicted)]);
        AddInStages(
            EntryPoints.Forward, EntryPoints.ForwardStage, fused.Forward,
            [.. fused.Training.Outputs.Select(places.Forwarded).OfType<Result>()]);
        if (fused.Loss is { } loss) Add(EntryPoints.Loss, loss, []);

        // Transposes that every backward pass reads are made once, those that only gradients of inputs read where these are asked for.
        List<Value> prepared = [.. (fused.Backward ?? fused.BackwardFrom).Transposes(step => step.Condition != StepCondition.ForInput)];
        phases.Add(new Phase(EntryPoints.TransposeWeights, [], [.. prepared.Select(places.Transpose)]));

        Phase? rows = fused.BackwardPerSample is { } each
            ? AddInStages(EntryPoints.BackwardPerSample, EntryPoints.BackwardStage, each, []) : null;
        Phase? sums = fused.AccumulateParameterGradients is { } all ? Add(EntryPoints.AccumulateParameterGradients, all, []) : null;
        List<Result> inputGradients = [.. fused.InputGradients.Select(places.InputGradient).OfType<Result>()];
        if (fused.InjectOutputGradients is { } injection && fused.BackwardToInput is { } toInput)
        {
            Phase given = Add(EntryPoints.OutputGradients, injection, []);
            Phase back = Add(EntryPoints.BackwardToInput, toInput, inputGradients,
                toInput.Transposes().Except(prepared).Select(places.Transpose));
            phases.Add(new Phase(EntryPoints.BackwardFrom, [],
                [new RunPhase(given), new RunPhase(rows!), new If(EntryPoints.ForParameters, new RunPhase(sums!)),
                    new If(EntryPoints.ForInput, new RunPhase(back))]));
        }
        else
        {
            Add(EntryPoints.BackwardFrom, fused.BackwardFrom,
                [.. inputGradients.Select(result => result with { Flag = EntryPoints.ForInput })],
                fused.BackwardFrom.Transposes().Except(prepared).Select(weight => new If(EntryPoints.ForInput, places.Transpose(weight))));
        }
        return new NetworkPrograms(network, phases);
    }

    private static HashSet<Value> Stored(IReadOnlyList<FusedStep> steps) => [.. steps.SelectMany(step => step.FusionGroup.Stored)];

    /// <param name="written">All that is computed by the program, of which this may be a stage.</param>
    private static Phase Build(
        PlaceValues places, EntryPoint entry, FusedProgram program, IReadOnlyList<Result> results, IEnumerable<Step> first,
        HashSet<Value> written)
    {
        // A value may be two results: the first is computed where it is wanted, the others are copies.
        Dictionary<Value, Result> direct = results.Where(result => Layouts.IsDirect(result.From) && written.Contains(result.From))
            .GroupBy(result => result.From).ToDictionary(same => same.Key, same => same.First());
        List<Result> copied = [.. results.Where(result => !direct.TryGetValue(result.From, out Result? one) || one != result)];

        var known = new Dictionary<Value, Binding>();
        var bindings = new List<Binding>();
        foreach (Value value in program.Steps.SelectMany(step => step.FusionGroup.Reads.Concat(step.FusionGroup.Stored))
            .Concat(copied.Select(result => result.From)).Distinct())
            if (!direct.ContainsKey(value)) bindings.Add(known[value] = places.Of(value, entry));
        var transposes = new Dictionary<Value, Binding>();
        foreach (Value weight in program.Transposes()) bindings.Add(transposes[weight] = places.Transposed(weight));
        foreach (Result result in results)
        {
            if (copied.Contains(result)) bindings.Add(result.To);
            else bindings.Add(known[result.From] = result.To with { Name = result.From.Name.Text });
        }

        List<Step> steps = [.. first];
        foreach (FusedStep fused in program.Steps)
        {
            Dictionary<Value, Binding> operands = fused.FusionGroup.Operands.ToDictionary(
                value => value, value => value == fused.FusionGroup.Transposed ? transposes[value] : known[value]);
            bool isDivided = entry.Division == Division.Results;
            Step step = fused.FusionGroup.Call is not { } call ? new RunGroup(fused.FusionGroup, operands, isDivided)
                : isDivided && !call.IsDivided ? new OnLastPart(new CallLibrary(fused.FusionGroup, call, operands, IsDivided: false))
                : new CallLibrary(fused.FusionGroup, call, operands, isDivided);
            steps.Add(Flag(fused.Condition) is { } flag ? new If(flag, step) : step);
        }
        foreach (Result result in copied)
        {
            Step copy = new Copy(known[result.From], Layouts.RowStride(result.From), result.To, result.From.Length, result.From.Length);
            steps.Add(result.Flag is { } flag ? new If(flag, copy) : copy);
        }
        return new Phase(entry, bindings, steps);
    }

    private static EntryParameter? Flag(StepCondition condition) => condition switch
    {
        StepCondition.ForParameters => EntryPoints.ForParameters,
        StepCondition.ForInput => EntryPoints.ForInput,
        StepCondition.ForOutputs => EntryPoints.ForOutputs,
        _ => null,
    };
}
