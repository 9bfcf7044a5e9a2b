using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Shapes;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>Values that are alive at the same time share no float, whatever the programs and the threads.</summary>
public class MemoryPlanTests
{
    /// <summary>Programs of random operations on random earlier values: no two values whose lives meet may share a float.</summary>
    [Fact]
    public void Values_alive_at_once_never_overlap()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            List<FusedProgram> programs = RandomPrograms(new Random(seed), out List<Value> resident);
            MemoryPlan plan = MemoryPlan.Of(programs, resident, []);
            List<Life> lives = Lives(programs, resident);
            for (int i = 0; i < lives.Count; i++)
            {
                Life a = lives[i];
                Assert.True(plan.Offsets[a.Value] >= 0 && plan.Offsets[a.Value] + Layouts.RowStride(a.Value) <= plan.PerSample);
                foreach (Life b in lives.Skip(i + 1))
                {
                    bool together = a.From <= b.To && b.From <= a.To;
                    bool apart = plan.Offsets[a.Value] + Layouts.RowStride(a.Value) <= plan.Offsets[b.Value]
                        || plan.Offsets[b.Value] + Layouts.RowStride(b.Value) <= plan.Offsets[a.Value];
                    Assert.True(apart || !together, $"seed {seed}: {a} and {b} overlap");
                }
            }
        }
    }

    /// <summary>
    /// On several threads one sample's row is a step ahead of another's: places are taken over whole, row by row, or not at all.
    /// </summary>
    [Fact]
    public void Rows_of_different_samples_never_overlap_where_rows_are_apart()
    {
        foreach (NetworkSpec network in new NetworkSpec[]
        {
            Declare.Chain(Input(10), Dense(64, "Tanh"), Dense(32, "GELU"), Dense(64, "ReLU"), Dense(3, "Softmax"), Node("CrossEntropy")),
            Declare.Chain(Input(7), Dense(33, "GELU"), Node("LayerNorm"), Node("Dropout"), Dense(130, "SiLU"), Dense(1),
                Node("MeanSquaredError")),
        })
        {
            PlannedNetwork planned = NetworkCompiler.Plan(ShapeInference.Infer(network));
            List<(int From, int To, int Stride)> places =
                [.. planned.Tape.Offsets.Select(
                    value => (value.Value, value.Value + Layouts.RowStride(value.Key), Layouts.RowStride(value.Key)))];
            foreach ((int From, int To, int Stride) a in places)
                foreach ((int From, int To, int Stride) b in places)
                    Assert.True(a == b || a.To <= b.From || b.To <= a.From, $"{a} and {b}");
        }
    }

    [Fact]
    public void A_chain_reuses_two_regions()
    {
        var x = new Value("x", new Shape(16), ValueKind.Input);
        List<Op> chain = Chain(x, 9);
        MemoryPlan plan = MemoryPlan.Of([Program("Predict", chain)], [], []);
        Assert.Equal(32, plan.PerSample);
        Assert.Equal([0, 16], chain.Select(op => plan.Offsets[op.Output]).Distinct().Order());
    }

    [Fact]
    public void A_resident_value_keeps_its_region_to_itself()
    {
        List<Op> chain = Chain(new Value("x", new Shape(16), ValueKind.Input), 9);
        Value kept = chain[2].Output;
        MemoryPlan plan = MemoryPlan.Of([Program("Forward", chain)], [kept], []);
        Assert.Equal(48, plan.PerSample);
        Assert.All(chain.Where(op => op.Output != kept), op => Assert.NotEqual(plan.Offsets[kept], plan.Offsets[op.Output]));
    }

    /// <summary>Backward may run twice, or another backward after it: what it reads of forward must still be there.</summary>
    [Fact]
    public void What_another_program_reads_survives_all_programs()
    {
        List<Op> forward = Chain(new Value("x", new Shape(16), ValueKind.Input), 4);
        Value read = forward[1].Output;
        List<Op> backward = [new Add(read, read, "g0")];
        for (int i = 1; i < 5; i++) backward.Add(new Add(backward[^1].Output, backward[^1].Output, $"g{i}"));
        MemoryPlan plan = MemoryPlan.Of([Program("Forward", forward), Program("Backward", backward)], [], []);
        Assert.All(backward.Concat(forward.Skip(2)), op => Assert.NotEqual(plan.Offsets[read], plan.Offsets[op.Output]));
    }

    private sealed record Life(Value Value, int From, int To);

    private static List<Op> Chain(Value x, int length)
    {
        var ops = new List<Op>();
        for (int i = 0; i < length; i++)
        {
            ops.Add(new Add(x, x, $"h{i}"));
            x = ops[^1].Output;
        }
        return ops;
    }

    private static FusedProgram Program(string name, IEnumerable<Op> ops) => new(name, ops.Select(op =>
    {
        var group = new FusionGroup(op);
        group.Stored.Add(op.Output);
        return new FusedStep(group);
    }).ToList());

    private static List<FusedProgram> RandomPrograms(Random random, out List<Value> resident)
    {
        var x = new Value("x", new Shape(16), ValueKind.Input);
        var programs = new List<FusedProgram>();
        var before = new List<Value> { x };
        for (int p = 0; p < random.Next(1, 4); p++)
        {
            var ops = new List<Op>();
            for (int i = 0; i < random.Next(1, 12); i++)
            {
                Op op = new Reads(Pick(), Pick(), $"v{p}_{i}", random.Next(1, 100));
                ops.Add(op);
                before.Add(op.Output);
            }
            programs.Add(Program($"P{p}", ops));
        }
        resident = before.Skip(1).Where(_ => random.Next(10) == 0).ToList();
        return programs;

        Value Pick() => before[random.Next(Math.Max(0, before.Count - 6), before.Count)];
    }

    /// <summary>From the step that writes a value to the last that reads it; to the end where another program reads it.</summary>
    private static List<Life> Lives(List<FusedProgram> programs, List<Value> resident)
    {
        var steps = programs.SelectMany(program => program.Steps.Select(step => (Program: program, Step: step))).ToList();
        return steps.Select((at, i) =>
        {
            Value value = at.Step.FusionGroup.Root.Output;
            if (resident.Contains(value)) return new Life(value, 0, steps.Count);
            var readers = steps.Where(other => other.Step.FusionGroup.Reads.Contains(value)).ToList();
            bool crosses = readers.Any(other => other.Program != at.Program);
            return new Life(value, i, crosses ? steps.Count : readers.Select(reader => steps.IndexOf(reader)).Append(i).Max());
        }).ToList();
    }

    private sealed class Reads(Value a, Value b, string name, int length) : Op([a, b], name, new Shape(length))
    {
        public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted) => [];

        public override void Evaluate(Evaluation on) => on[Output] = new double[on.Samples * Output.Length];
    }
}
