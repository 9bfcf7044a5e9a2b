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
        var plan = new MemoryPlan();
        // The largest first, each at the lowest place free for its whole life; those that have places, by place.
        var placed = new List<Life>();
        foreach (Life life in Lives([.. programs], [.. resident], [.. results]).OrderByDescending(life => life.Size))
        {
            int offset = 0, at = 0;
            for (int i = 0; i < placed.Count; i++)
            {
                Life other = placed[i];
                bool apart = other.Offset >= offset + life.Size || other.Offset + other.Size <= offset;
                if (!apart && (other.To < life.From || life.To < other.From)) apart = !rowsApart || other.Size == life.Size && other.Offset == offset;
                if (!apart) offset = Math.Max(offset, other.Offset + other.Size);
            }
            while (at < placed.Count && placed[at].Offset <= offset) at++;
            placed.Insert(at, life with { Offset = offset });
            plan.offsets[life.Value] = offset;
            plan.PerSample = Math.Max(plan.PerSample, offset + life.Size);
        }
        return plan;
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
            foreach (Value value in fused.Group.Reads) lastRead[value] = step;
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
                foreach (Value value in fused.Group.Stored.Where(value => value.Kind == ValueKind.Computed))
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
