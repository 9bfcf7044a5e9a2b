using System.ComponentModel;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>
/// Chooses the instruction set once, at the first use of any network: the best one this processor has, or the one asked for by the
/// AppContext value <c>NetGen.Isa</c> or else the environment variable <c>NETGEN_ISA</c>, by the name of a member of <see cref="Isa"/> in any case.
/// </summary>
/// <remarks>
/// An override this processor lacks throws a <see cref="PlatformNotSupportedException"/> that names it. For tests, a trailing <c>!</c>
/// (<c>NETGEN_ISA="Avx512!"</c>) runs that code even where the hardware lacks the instructions. That is allowed for Avx512 and Neon only,
/// whose code is spelled with Vector512 and Vector128 operations, which .NET emulates; it is slow.
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

    /// <summary>Whether this processor runs the code of <paramref name="isa"/>.</summary>
    public static bool IsSupported(Isa isa) => isa switch
    {
        Isa.Portable => true,
        Isa.Neon => AdvSimd.Arm64.IsSupported,
        Isa.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        Isa.Avx512 => Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512F.VL.IsSupported,
        _ => false,
    };

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

        if (IsSupported(isa) || (forced && (isa is Isa.Avx512 or Isa.Neon))) return isa;
        throw new PlatformNotSupportedException(forced
            ? $"{source} forces {isa}, but its code cannot be emulated on this processor; only Avx512! and Neon! can."
            : $"{source} asks for {isa}, which this processor does not have. Its best is {Best}.");
    }

    // Read-only fields, which the JIT takes for constants. A refusal is kept and thrown by Current: out of here it would be a TypeInitializationException.
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
