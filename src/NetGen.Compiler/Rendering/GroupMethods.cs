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
        List<LoweredGroup> lowered = targets.Select(target => Lower.Run(group, target)).ToList();
        LoweredGroup first = lowered[0];
        string parameters = string.Join(", ", first.Parameters.Select(parameter => KernelRenderer.Declare(parameter, element)));
        string text = parameters + string.Concat(lowered.Zip(targets, (code, target) => "\n" + this[target].Body(code)));
        if (!names.TryGetValue((first.Name, text), out string? name))
        {
            name = first.Name;
            for (int number = 2; !taken.Add(name); number++) name = FormattableString.Invariant($"{first.Name}_{number}");
            names.Add((first.Name, text), name);
            declarations.Add($"static abstract void {name}({parameters});");
            foreach ((LoweredGroup code, TargetIsa target) in lowered.Zip(targets, (code, target) => (code, target))) this[target].Add(name, code);
        }
        methods.Add(group, (name, first));
    }
}
