using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Memory;

/// <summary>Decides where values are: in the arena of Predict and on the tape.</summary>
public static class PlanNetwork
{
    public static PlannedNetwork Run(NetworkPlan plan, FusedNetwork programs)
    {
        NetworkGraph training = programs.Training;

        MemoryPlan arena = MemoryPlan.Of([programs.Predict], [], programs.Inference.Outputs);
        MemoryPlan tape = MemoryPlan.Of(programs.OnTape, [.. training.Outputs, .. training.Losses.Select(part => part.Loss.Output)],
            programs.InputGradients.OfType<Value>(), rowsApart: true);

        // Rows that the library reads and writes are behind the computed ones, dense.
        int perSample = tape.PerSample;
        bool isLarge = perSample + training.Inputs.Concat(training.Outputs).Sum(value => (long)value.Length) >= LargeSample;
        TapeRegion Region(int floats)
        {
            int offset = perSample;
            perSample += isLarge ? CallerRows.Pad(floats) : floats;
            return new TapeRegion(offset, floats);
        }
        List<TapeRegion> outputRegions =
        [
            .. training.Outputs.Select(output =>
                Layouts.IsDense(output) ? new TapeRegion(tape.Offsets[output], output.Length) : Region(output.Length)),
        ];
        List<TapeRegion> inputs = [.. training.Inputs.Select(input => Region(input.Length))];
        var outputs = new List<OutputMemory>();
        for (int i = 0; i < training.Outputs.Count; i++)
        {
            LossMemory? loss = null;
            if (training.Losses.FirstOrDefault(part => part.Output == i) is { } part)
                loss = new LossMemory(
                    part.Target.Kind == ValueKind.TargetIndices ? Region(part.Target.Length) : null, Region(1),
                    new TapeRegion(tape.Offsets[part.Loss.Output], 1));
            outputs.Add(new OutputMemory(outputRegions[i], loss));
        }

        var transposes = new Dictionary<Value, int>();
        int transposed = 0;
        foreach (Value weight in programs.OnTape.SelectMany(program => program.Transposes()))
        {
            if (transposes.ContainsKey(weight)) continue;
            transposes.Add(weight, transposed);
            transposed += Layouts.Transposed(weight).Length(weight.Shape[0]);
        }

        var statistics = new Dictionary<Value, int>();
        int onTape = Ref(programs.OnTape, transposed), inArena = Ref([programs.Predict], 0);
        int Ref(IEnumerable<FusedProgram> from, int offset)
        {
            foreach (Value value in from.SelectMany(program => program.Steps).SelectMany(step => step.FusionGroup.Stored)
                .Where(value => value.Kind == ValueKind.Statistics))
            {
                statistics.Add(value, offset);
                offset += CallerRows.Pad(value.Length);
            }
            return offset;
        }

        var squared = new HashSet<Value>((programs.AccumulateParameterGradients?.Steps ?? []).Select(step => step.FusionGroup.Root)
            .GroupBy(sum => sum.GradientOf!)
            .Where(sums => sums.All(sum => sum.SumsSquares)).Select(sums => sums.Key));
        int predictBlock = SampleBlock(arena.PerSample, plan.ParameterBlock);
        return new PlannedNetwork
        {
            Plan = plan,
            Memory = new MemoryMap
            {
                PredictBlock = predictBlock,
                PredictArena = predictBlock * arena.PerSample + inArena,
                TrainBlock = SampleBlock(perSample, plan.ParameterBlock),
                TapePerSample = perSample,
                TapeRows = isLarge ? 1 : CallerRows.Alignment,
                TapeFixed = onTape,
                Inputs = inputs,
                Outputs = outputs,
                ForwardStages = Divisions(programs.Forward),
                BackwardStages = Divisions(programs.BackwardPerSample),
                HasSquares = [.. training.Parameters.Select(request => squared.Contains(request.Value))],
            },
            Fused = programs,
            Arena = arena,
            Tape = tape,
            Parameters = training.Parameters.Select((request, i) => (request.Value, plan.Parameters[i].Offset))
                .ToDictionary(parameter => parameter.Value, parameter => parameter.Offset),
            Transposes = transposes,
            Statistics = statistics,
        };
    }

    /// <summary>
    /// Samples that go through all layers together: as many as keep their values in a quarter of the first cache where the parameters are
    /// small, in the second where they are not; a power of two, so that blocks divide the 512 samples a gradient sum runs over. Samples of
    /// many values come in fewer, down to one: memory that no cache holds serves no one.
    /// </summary>
    public static int SampleBlock(int floatsPerSample, int parameterFloats)
    {
        int room = parameterFloats <= 8 * 1024 ? 4 * 1024 : 192 * 1024;
        int block = 512;
        while (block > 32 && (long)block * floatsPerSample > room) block /= 2;
        block = Math.Max(block, parameterFloats <= 8 * 1024 ? 32 : 128);
        while (block > 1 && (long)block * floatsPerSample > MaxBlock) block /= 2;
        return block;
    }

    /// <summary>Floats of all values of a block: 64 MB.</summary>
    private const int MaxBlock = 1 << 24;

    /// <summary>Floats of a sample alongside which the padding of its values does not count: each has whole lines of the cache.</summary>
    internal const int LargeSample = 1 << 13;

    private static IReadOnlyList<Division> Divisions(FusedProgram? program) =>
        program is null ? [] : [.. DivideStages.Run(program).Select(stage => stage.Division)];
}
