using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;

namespace NetGen.Compiler.Memory;

/// <summary>
/// Where values that leave the registers are: regions of one arena, measured in floats per sample. A region is free again after the last
/// step that reads it; values that another program reads (what backward reads of forward) stay, so that it may run more than once.
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
    /// Whether some samples may be steps ahead of others, as on several threads: a place then changes its value only for one of equal rows,
    /// so that a sample's row never lies where another sample's still is.
    /// </param>
    public static MemoryPlan Of(IEnumerable<FusedProgram> programs, IEnumerable<Value> resident, IEnumerable<Value> results,
        bool rowsApart = false)
    {
        List<Life> lives = Lives([.. programs], [.. resident], [.. results]);
        if (lives.Sum(life => (long)life.Size) >= PlanNetwork.LargeSample)
            lives = [.. lives.Select(life => life with { Size = CallerRows.Pad(life.Size) })];
        var plan = new MemoryPlan();
        if (rowsApart) plan.PlaceInSlots(lives);
        else plan.PlaceInGaps(lives);
        return plan;
    }

    /// <summary>A place is for rows of one size: each value takes the lowest that is free, or a new one.</summary>
    /// <param name="lives">By the steps in which they begin.</param>
    private void PlaceInSlots(List<Life> lives)
    {
        foreach (IGrouping<int, Life> ofSize in lives.GroupBy(life => life.Size).OrderByDescending(ofSize => ofSize.Key))
        {
            var free = new SortedSet<int>();
            var taken = new SortedSet<(int To, int Offset)>();
            foreach (Life life in ofSize)
            {
                while (taken.Count > 0 && taken.Min.To < life.From)
                {
                    free.Add(taken.Min.Offset);
                    taken.Remove(taken.Min);
                }
                int offset = free.Count > 0 ? free.Min : PerSample;
                if (!free.Remove(offset)) PerSample += life.Size;
                taken.Add((life.To, offset));
                offsets[life.Value] = offset;
            }
        }
    }

    /// <summary>
    /// The largest first, each at the lowest place that is free for its whole life. Only values that live at the same time are looked at:
    /// those that live when it begins, and those that begin while it lives.
    /// </summary>
    private void PlaceInGaps(List<Life> lives)
    {
        int steps = lives.Count == 0 ? 0 : lives.Max(life => life.To) + 1;
        List<Life>?[] alive = new List<Life>?[steps], beginning = new List<Life>?[steps];
        foreach (Life life in lives.OrderByDescending(life => life.Size))
        {
            var others = new List<Life>(alive[life.From] ?? []);
            for (int step = life.From + 1; step <= life.To; step++) others.AddRange(beginning[step] ?? []);
            int offset = 0;
            foreach (Life other in others.OrderBy(other => other.Offset))
                if (other.Offset < offset + life.Size) offset = Math.Max(offset, other.Offset + other.Size);

            Life placed = life with { Offset = offset };
            for (int step = life.From; step <= life.To; step++) (alive[step] ??= []).Add(placed);
            (beginning[life.From] ??= []).Add(placed);
            offsets[life.Value] = offset;
            PerSample = Math.Max(PerSample, offset + life.Size);
        }
    }

    /// <summary>Steps between which a value lives, both included.</summary>
    private readonly record struct Life(Value Value, int From, int To, int Size, int Offset = 0);

    /// <summary>When values live, by one sweep over the steps of all programs for the first writer and one for the last reader.</summary>
    private static List<Life> Lives(IReadOnlyList<FusedProgram> programs, HashSet<Value> resident, HashSet<Value> copied)
    {
        int count = programs.Sum(program => program.Steps.Count);
        var lastRead = new Dictionary<Value, int>();
        int step = 0;
        foreach (FusedStep fused in programs.SelectMany(program => program.Steps))
        {
            foreach (Value value in fused.FusionGroup.Reads) lastRead[value] = step;
            step++;
        }

        List<Life> lives = [.. resident.Select(value => new Life(value, 0, count, Layouts.RowStride(value)))];
        var known = new HashSet<Value>(resident);   // what is filled a second time has its life already
        step = 0;
        foreach (FusedProgram program in programs)
        {
            int end = step + program.Steps.Count - 1;
            foreach (FusedStep fused in program.Steps)
            {
                foreach (Value value in fused.FusionGroup.Stored.Where(value => value.Kind == ValueKind.Computed))
                {
                    if (!known.Add(value)) continue;
                    int last = lastRead.TryGetValue(value, out int read) ? read : -1;
                    if (copied.Contains(value)) last = Math.Max(last, end);
                    if (last > end) last = count;   // another program reads it, which may run more than once
                    lives.Add(new Life(value, step, Math.Max(step, last), Layouts.RowStride(value)));
                }
                step++;
            }
        }
        return lives;
    }
}
