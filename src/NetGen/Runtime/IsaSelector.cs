using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>
/// Chooses the instruction set once, at the first use of any network: the best one this processor has, or the one asked for by the
/// AppContext value <c>NetGen.Isa</c> or else the environment variable <c>NETGEN_ISA</c>, by the name of a member of <see cref="Isa"/> in
/// any case.
/// </summary>
/// <remarks>
/// An override this processor lacks throws a <see cref="PlatformNotSupportedException"/> that names it. For tests, a trailing <c>!</c>
/// (<c>NETGEN_ISA="Avx512!"</c>) runs that code even where the hardware lacks the instructions. That is allowed for Avx512 and Neon only,
/// whose code is spelled with Vector512 and Vector128 operations, which .NET emulates; it is slow. Programs compiled ahead of time have no
/// code that the processors they are compiled for cannot run, so nothing can be forced there.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IsaSelector
{
    /// <summary>The name under which AppContext is asked: <c>NetGen.Isa</c>.</summary>
    public const string SwitchName = "NetGen.Isa";

    /// <summary>The environment variable that is asked where AppContext says nothing: <c>NETGEN_ISA</c>.</summary>
    public const string VariableName = "NETGEN_ISA";

    /// <summary>The instruction set all networks of this process use.</summary>
    /// <exception cref="PlatformNotSupportedException">An override names an instruction set this processor lacks.</exception>
    /// <exception cref="ArgumentException">An override names none at all.</exception>
    public static Isa Current => Choice.Refusal is null ? Choice.Value : throw Choice.Refusal;

    /// <summary>The best instruction set of this processor, overrides not considered.</summary>
    public static Isa Best =>
        IsSupported(Isa.Avx512) ? Isa.Avx512 :
        IsSupported(Isa.Avx2) ? Isa.Avx2 :
        IsSupported(Isa.Neon) ? Isa.Neon : Isa.Portable;

    /// <summary>
    /// For generated code: whether AVX-512 is used. Compiled ahead of time for processors without it, a constant: the code behind it is
    /// left out.
    /// </summary>
    public static bool RunsAvx512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (RuntimeFeature.IsDynamicCodeCompiled || HasAvx512) && Current == Isa.Avx512;
    }

    /// <summary>
    /// For generated code: whether AVX2 is used. Compiled ahead of time for processors without it, a constant: the code behind it is left
    /// out.
    /// </summary>
    public static bool RunsAvx2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (RuntimeFeature.IsDynamicCodeCompiled || HasAvx2) && Current == Isa.Avx2;
    }

    /// <summary>
    /// For generated code: whether NEON is used. Compiled ahead of time for processors without it, a constant: the code behind it is left
    /// out.
    /// </summary>
    public static bool RunsNeon
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (RuntimeFeature.IsDynamicCodeCompiled || AdvSimd.Arm64.IsSupported) && Current == Isa.Neon;
    }

    /// <summary>Whether this processor runs the code of <paramref name="isa"/>.</summary>
    public static bool IsSupported(Isa isa) => isa switch
    {
        Isa.Portable => true,
        Isa.Neon => AdvSimd.Arm64.IsSupported,
        Isa.Avx2 => HasAvx2,
        Isa.Avx512 => HasAvx512,
        _ => false,
    };

    private static bool HasAvx2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx2.IsSupported && Fma.IsSupported;
    }

    private static bool HasAvx512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported;
    }

    /// <summary>What <paramref name="wish"/> selects; null or empty asks for the best.</summary>
    /// <param name="wish">A name, with a trailing <c>!</c> to force it.</param>
    /// <param name="source">Where the wish comes from, for messages.</param>
    /// <exception cref="PlatformNotSupportedException">This processor lacks it.</exception>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public static Isa Select(string? wish, string source)
    {
        if (string.IsNullOrWhiteSpace(wish)) return Best;
        ReadOnlySpan<char> name = wish.AsSpan().Trim();
        bool forced = name[^1] == '!';
        if (forced) name = name[..^1];

        Isa isa =
            name.Equals("Portable", StringComparison.OrdinalIgnoreCase) ? Isa.Portable :
            name.Equals("Neon", StringComparison.OrdinalIgnoreCase) ? Isa.Neon :
            name.Equals("Avx2", StringComparison.OrdinalIgnoreCase) ? Isa.Avx2 :
            name.Equals("Avx512", StringComparison.OrdinalIgnoreCase) ? Isa.Avx512 :
            throw new ArgumentException($"{source} is \"{wish}\"; it must be one of Portable, Neon, Avx2, Avx512.");

        if (IsSupported(isa)) return isa;
        if (forced && !RuntimeFeature.IsDynamicCodeCompiled)
            throw new PlatformNotSupportedException(
                $"{source} forces {isa}, whose code is not in a program that was compiled ahead of time for "
                + $"other processors. Its best is {Best}.");
        if (forced && isa is Isa.Avx512 or Isa.Neon) return isa;
        throw new PlatformNotSupportedException(forced
            ? $"{source} forces {isa}, but its code cannot be emulated on this processor; only Avx512! and Neon! can."
            : $"{source} asks for {isa}, which this processor does not have. Its best is {Best}.");
    }

    // Read-only fields, which the JIT takes for constants. A refusal is kept and thrown by Current: out of here it would be a
    // TypeInitializationException.
    private static class Choice
    {
        internal static readonly Isa Value;
        internal static readonly Exception? Refusal;

        static Choice()
        {
            try
            {
                Value = AppContext.GetData(SwitchName) is string wish
                    ? Select(wish, "The AppContext value " + SwitchName)
                    : Select(Environment.GetEnvironmentVariable(VariableName), "The environment variable " + VariableName);
            }
            catch (Exception refusal) when (refusal is PlatformNotSupportedException or ArgumentException)
            {
                Refusal = refusal;
            }
        }
    }
}
