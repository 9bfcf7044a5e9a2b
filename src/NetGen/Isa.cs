namespace NetGen;

/// <summary>The instruction sets NetGen writes code for. Which one runs changes the speed, never a bit of a result.</summary>
public enum Isa
{
    /// <summary>Plain C# with 128-bit vectors as .NET emulates or maps them; runs everywhere.</summary>
    Portable,

    /// <summary>64-bit Arm with Advanced SIMD.</summary>
    Neon,

    /// <summary>x86-64 with AVX2 and FMA.</summary>
    Avx2,

    /// <summary>x86-64 with AVX-512 F, BW, DQ and VL.</summary>
    Avx512,
}
