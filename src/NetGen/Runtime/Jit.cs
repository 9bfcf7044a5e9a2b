using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>What generated code asks of the JIT, as arguments of <see cref="MethodImplAttribute"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Jit
{
    /// <summary>A helper of an instruction or two, or a method that only leads to others.</summary>
    public const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>
    /// A kernel: optimized from the first call on, and never inlined. Where a profile says that its caller is hot, the JIT would make one
    /// method of both, whose loops have not the registers that they have alone.
    /// </summary>
    public const MethodImplOptions Kernel = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
