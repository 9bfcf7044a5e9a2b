using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Passes;

/// <summary>
/// Where values that leave the registers stand: regions of one arena, measured in floats a sample. A region is free again after the last step that reads it;
/// values that another program reads (what backward reads of forward) stay, so that it may run more than once.
/// </summary>
public sealed class MemoryPlan
{
    private readonly Dictionary<Value, int> offsets = [];

    /// <summary>Floats a sample before a value's region.</summary>
    public IReadOnlyDictionary<Value, int> Offsets => offsets;

    /// <summary>Floats a sample in all.</summary>
    public int PerSample { get; private set; }

    /// <param name="programs">In the order in which they may run on the arena.</param>
    /// <param name="resident">Values that live in it from the first step to the last, whoever writes them.</param>
    /// <param name="results">Values that are copied out at the end of the program that computes them.</param>
    /// <param name="rowsApart">
    /// Whether some samples may be steps ahead of others, as on several threads: a place then changes its value only for one of equal rows, so that a
    /// sample's row never lies where another sample's still is.
    /// </param>
    public static MemoryPlan Of(IEnumerable<FusedProgram> programs, IEnumerable<Value> resident, IEnumerable<Value> results, bool rowsApart = false)
    {
        var copied = new HashSet<Value>(results);
        var plan = new MemoryPlan();
        var lives = new List<(Value Value, int From, int To)>();
        programs = programs.ToList();
        var steps = programs.SelectMany(program => program.Steps).ToList();
        var ends = programs.SelectMany(program => program.Steps.Select(_ => program.Steps)).Select(own => own[own.Count - 1]).ToList();
        var always = new HashSet<Value>(resident);
        foreach (Value value in always) lives.Add((value, 0, steps.Count));
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Value value in steps[i].Group.Stored.Where(value => value.Kind == ValueKind.Computed && !always.Contains(value)))
            {
                if (lives.Any(life => life.Value == value)) continue;   // filled a second time: its life is known
                int last = steps.FindLastIndex(step => step.Group.Reads.Contains(value));
                if (copied.Contains(value)) last = Math.Max(last, steps.IndexOf(ends[i]));
                if (last > steps.IndexOf(ends[i])) last = steps.Count;
                lives.Add((value, i, Math.Max(i, last)));
            }
        }

        // The largest first, each at the lowest place free for its whole life.
        foreach ((Value value, int from, int to) in lives.OrderByDescending(life => Layouts.RowStride(life.Value)))
        {
            int size = Layouts.RowStride(value), offset = 0;
            foreach ((Value other, int otherFrom, int otherTo) in lives.Where(life => plan.offsets.ContainsKey(life.Value)).OrderBy(life => plan.offsets[life.Value]))
            {
                bool apart = plan.offsets[other] >= offset + size || plan.offsets[other] + Layouts.RowStride(other) <= offset;
                if (!apart && (otherTo < from || to < otherFrom)) apart = !rowsApart || Layouts.RowStride(other) == size && plan.offsets[other] == offset;
                if (!apart) offset = Math.Max(offset, plan.offsets[other] + Layouts.RowStride(other));
            }
            plan.offsets[value] = offset;
            plan.PerSample = Math.Max(plan.PerSample, offset + size);
        }
        return plan;
    }
}
