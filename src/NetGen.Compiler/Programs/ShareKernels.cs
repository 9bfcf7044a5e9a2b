using NetGen.Compiler.Fusion;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Lowering;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Programs;

/// <summary>Fusion groups → methods. Groups that become equal kernels on every target share one, whatever their layers and sizes.</summary>
public static class ShareKernels
{
    public static GroupMethods Run(NetworkPrograms programs, IReadOnlyList<TargetIsa> targets)
    {
        var methodOf = new Dictionary<FusionGroup, (GroupMethod, IReadOnlyList<Argument>)>();
        var methods = new List<GroupMethod>();
        var bySizes = new Dictionary<SizedGroup, GroupMethod>();
        var byKernels = new Dictionary<LoweredOnAll, GroupMethod>();
        var names = new HashSet<string>();
        var known = new KnownKernels();
        var numbers = new Dictionary<string, int>();
        foreach (FusionGroup group in programs.Groups)
        {
            // What is the same on one target, and for the same sizes, is the same on all.
            LoweredGroup first = Lower.Run(group, targets[0], known);
            var sized = new SizedGroup(first, Sizes(group));
            if (!bySizes.TryGetValue(sized, out GroupMethod? method))
            {
                var onAll = new LoweredOnAll([first, .. targets.Skip(1).Select(target => Lower.Run(group, target, known))]);
                if (!byKernels.TryGetValue(onAll, out method))
                {
                    string name = first.Name;
                    if (!names.Add(name))
                    {
                        if (!numbers.TryGetValue(first.Name, out int number)) number = 2;
                        do name = FormattableString.Invariant($"{first.Name}_{number++}");
                        while (!names.Add(name));
                        numbers[first.Name] = number;
                    }
                    methods.Add(method = byKernels[onAll] = new GroupMethod(name, onAll.Targets));
                }
                bySizes.Add(sized, method);
            }
            methodOf.Add(group, (method, first.Arguments));
        }
        return new GroupMethods(targets, methods, methodOf);
    }

    private static List<(int Length, int Row)> Sizes(FusionGroup group) =>
        [.. group.Reads.Concat(group.Stored).Concat(group.Ops.SelectMany(op => op.Outputs))
            .Select(value => (value.Length, Layouts.RowStride(value)))];

    /// <summary>A group on the first target, with the sizes of its values: equal where the code is, whatever is handed over.</summary>
    private sealed class SizedGroup(LoweredGroup lowered, List<(int Length, int Row)> sizes) : IEquatable<SizedGroup>
    {
        private readonly LoweredGroup lowered = lowered;
        private readonly List<(int Length, int Row)> sizes = sizes;

        public bool Equals(SizedGroup? other) =>
            other is not null && sizes.SequenceEqual(other.sizes) && lowered.HasSameBody(other.lowered);

        public override bool Equals(object? obj) => Equals(obj as SizedGroup);

        public override int GetHashCode() => sizes.Aggregate(lowered.BodyHash, (hash, size) => unchecked(hash * 31 + size.Length));
    }

    /// <summary>A group on all targets: equal where its code is on each.</summary>
    private sealed class LoweredOnAll(IReadOnlyList<LoweredGroup> targets) : IEquatable<LoweredOnAll>
    {
        public IReadOnlyList<LoweredGroup> Targets { get; } = targets;

        public bool Equals(LoweredOnAll? other)
        {
            if (other is null) return false;
            for (int i = 0; i < Targets.Count; i++)
                if (!Targets[i].HasSameBody(other.Targets[i])) return false;
            return true;
        }

        public override bool Equals(object? obj) => Equals(obj as LoweredOnAll);

        public override int GetHashCode() => Targets[0].BodyHash;
    }
}
