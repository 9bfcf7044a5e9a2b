using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Rendering;

/// <summary>
/// The methods that the passes call, on several targets: one for each kind of group. Two groups whose methods have one text on every target share them.
/// </summary>
public sealed class GroupMethods
{
    private readonly Dictionary<Group, (string Name, LoweredGroup Lowered)> methods = [];
    private readonly Dictionary<(string Name, string Text), string> names = [];
    private readonly List<(Group Group, LoweredGroup Lowered, string Method)> known = [];
    private readonly HashSet<string> taken = [];
    private readonly List<string> declarations = [];
    private readonly IReadOnlyDictionary<string, TargetRenderer> renderers;
    private readonly string element;

    private GroupMethods(IReadOnlyList<TargetIsa> targets)
    {
        renderers = targets.ToDictionary(target => target.Name, target => new TargetRenderer(target));
        element = targets[0].Element;
    }

    public static GroupMethods Of(Programs programs, params TargetIsa[] targets)
    {
        var methods = new GroupMethods(targets);
        var all = new[] { programs.Predict, programs.Forward, programs.Loss, programs.BackwardRows, programs.BackwardSums, programs.Seed, programs.BackwardToInput, programs.BackwardFrom };
        foreach (Group group in all.OfType<Program>().SelectMany(program => program.Steps).Select(step => step.Group))
            if (!Lower.IsLibraryCall(group) && !methods.methods.ContainsKey(group)) methods.Add(group, targets);
        return methods;
    }

    /// <summary>Their signatures, in the order in which the passes call them first.</summary>
    public IReadOnlyList<string> Declarations => declarations;

    /// <summary>A target's methods, the kernels behind them, and its vocabulary.</summary>
    public TargetRenderer this[TargetIsa target] => renderers[target.Name];

    /// <summary>The method of a group, and what its layer hands over.</summary>
    public (string Name, LoweredGroup Lowered) MethodOf(Group group) => methods[group];

    private void Add(Group group, IReadOnlyList<TargetIsa> targets)
    {
        // What is the same on one target, and for the same sizes, is the same on all.
        LoweredGroup first = Lower.Run(group, targets[0]);
        string? same = known.FirstOrDefault(other => SameSizes(other.Group, group) && other.Lowered.DoesTheSame(first)).Method;
        if (same is null) known.Add((group, first, same = Add(first, group, targets)));
        methods.Add(group, (same, first));
    }

    private static bool SameSizes(Group one, Group other) => one.Root.GetType() == other.Root.GetType() && Sizes(one).SequenceEqual(Sizes(other));

    private static IEnumerable<(int Length, int Row)> Sizes(Group group) =>
        group.Reads.Concat(group.Stored).Concat(group.Ops.SelectMany(op => op.Outputs)).Select(value => (value.Length, Layouts.RowStride(value)));

    private string Add(LoweredGroup first, Group group, IReadOnlyList<TargetIsa> targets)
    {
        List<LoweredGroup> lowered = [first, .. targets.Skip(1).Select(target => Lower.Run(group, target))];
        string parameters = string.Join(", ", first.Parameters.Select(parameter => KernelRenderer.Declare(parameter, element)));
        List<string> bodies = lowered.Zip(targets, (code, target) => this[target].Body(code)).ToList();
        string text = parameters + "\n" + string.Join("\n", bodies);
        if (!names.TryGetValue((first.Name, text), out string? name))
        {
            name = first.Name;
            for (int number = 2; !taken.Add(name); number++) name = FormattableString.Invariant($"{first.Name}_{number}");
            names.Add((first.Name, text), name);
            declarations.Add($"static abstract void {name}({parameters});");
            for (int i = 0; i < targets.Count; i++) this[targets[i]].Add(name, lowered[i], bodies[i]);
        }
        return name;
    }
}
