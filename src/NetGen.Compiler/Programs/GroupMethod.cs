using NetGen.Compiler.Kernels;
using NetGen.Compiler.Lowering;

namespace NetGen.Compiler.Programs;

/// <summary>
/// What a fusion group became: a method with the same parameters on every target, and on each the kernels it divides the work among.
/// </summary>
/// <param name="Name">The operations, with a number where other methods have that name.</param>
/// <param name="Lowered">One for each target, in the order of <see cref="GroupMethods.Targets"/>.</param>
public sealed record GroupMethod(string Name, IReadOnlyList<LoweredGroup> Lowered)
{
    public IReadOnlyList<Parameter> Parameters => Lowered[0].Parameters;
}
