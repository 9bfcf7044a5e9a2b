using System.Runtime.CompilerServices;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Lowering;

/// <summary>
/// Kernels of products that exist already: layers whose sizes differ mostly have the same, and to build one takes many times as long as to
/// say what tells it apart.
/// </summary>
public sealed class KnownKernels
{
    private readonly Dictionary<string, Dictionary<Kernel, Kernel>> built = [];
    private readonly Dictionary<Kernel, IReadOnlyList<Kernel>?> legal = new(new ByReference());

    /// <summary>A kernel with the name, comment and parameters of <paramref name="traits"/>.</summary>
    /// <param name="target">What it is for.</param>
    /// <param name="traits">Equal only where the kernels are: its body is all that <paramref name="body"/> depends on.</param>
    /// <param name="body">Builds it where it is the first.</param>
    public Kernel Of(TargetIsa target, Kernel traits, Func<IReadOnlyList<Statement>> body)
    {
        if (!built.TryGetValue(target.Name, out Dictionary<Kernel, Kernel>? ofTarget)) built.Add(target.Name, ofTarget = []);
        if (ofTarget.TryGetValue(traits, out Kernel? known)) return known;
        ofTarget.Add(traits, known = traits with { Body = body() });
        legal.Add(known, null);
        return known;
    }

    /// <summary>The kernel, or its parts, as the target takes it.</summary>
    public IReadOnlyList<Kernel> Legal(TargetIsa target, Kernel kernel)
    {
        if (legal.TryGetValue(kernel, out IReadOnlyList<Kernel>? parts) && parts is not null) return parts;
        bool isKnown = legal.ContainsKey(kernel);
        parts = KernelBudget.Split(Legalize.Run(kernel, target));
        if (isKnown) legal[kernel] = parts;
        return parts;
    }

    private sealed class ByReference : IEqualityComparer<Kernel>
    {
        public bool Equals(Kernel? one, Kernel? other) => ReferenceEquals(one, other);

        public int GetHashCode(Kernel kernel) => RuntimeHelpers.GetHashCode(kernel);
    }
}
