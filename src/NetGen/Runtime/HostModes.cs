using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Native code in the same thread (audio hosts above all) may have set the processor to flush subnormal numbers to zero. Training then
/// gives other bits than elsewhere, so it refuses to run.
/// </summary>
internal static class HostModes
{
    /// <summary>2⁻¹⁰⁰ and 2⁻⁴⁰: normal numbers with a subnormal product.</summary>
    private static float large = 9.094947e-13f, small = 7.888609e-31f;

    /// <summary>A subnormal number and a factor that makes it normal.</summary>
    private static float subnormal = 1e-40f, factor = 1e20f;

    internal static void RequireNoFlushToZero()
    {
        if (FlushToZero)
            throw new InvalidOperationException(
                "This thread runs with flush-to-zero or denormals-are-zero set, by native code of the host most "
                + "likely. Training needs IEEE arithmetic: " +
                "run it on another thread, or let the host restore the floating-point control word.");
    }

    /// <summary>Whether this thread takes subnormal numbers, or results that are, as zero.</summary>
    internal static bool FlushToZero
    {
        // Through fields, so that the JIT cannot compute the products itself.
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => Volatile.Read(ref large) * Volatile.Read(ref small) == 0 || Volatile.Read(ref subnormal) * Volatile.Read(ref factor) == 0;
    }
}
