using NetGen.Compiler.Fusion;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Programs;

/// <summary>The methods that phases call: one for each kind of group.</summary>
public sealed class GroupMethods
{
    private readonly Dictionary<FusionGroup, (GroupMethod Method, IReadOnlyList<Argument> Arguments)> methodOf;

    internal GroupMethods(
        IReadOnlyList<TargetIsa> targets, IReadOnlyList<GroupMethod> methods,
        Dictionary<FusionGroup, (GroupMethod Method, IReadOnlyList<Argument> Arguments)> methodOf)
    {
        (Targets, Methods, this.methodOf) = (targets, methods, methodOf);
    }

    public IReadOnlyList<TargetIsa> Targets { get; }

    /// <summary>In the order in which phases call them first.</summary>
    public IReadOnlyList<GroupMethod> Methods { get; }

    /// <summary>The method of a group, and what its layer hands over, one for each parameter.</summary>
    public (GroupMethod Method, IReadOnlyList<Argument> Arguments) Of(FusionGroup group) => methodOf[group];
}
