using static NetGen.Compiler.Kernels.VectorOp;
using static NetGen.Compiler.Targets.TargetIsa;

namespace NetGen.Compiler.Targets;

/// <summary>
/// 8 lanes, 16 registers. Spelled with the classes Avx and Fma: cross-platform Vector256 falls back to slow forms in NativeAOT binaries
/// that test for AVX2 at run time.
/// </summary>
public static class Avx2
{
    private const string V = Intrinsics + "Vector256.", X = Intrinsics + "X86.Avx.", M = Intrinsics + "X86.FloatComparisonMode.";

    public static TargetIsa Target { get; } = new()
    {
        Name = "Avx2",
        Description = "AVX2 and FMA: vectors of 8 floats, 16 registers",
        Element = "float",
        Vector = Intrinsics + "Vector256<float>",
        Mask = Intrinsics + "Vector256<float>",
        Lanes = 8,
        Tiles = new Dictionary<int, Tile> { [1] = new(6, 16), [2] = new(3, 16), [4] = new(1, 16) },
        GradientTiles = [new(6, 16), new(4, 16)],
        SingleRowColumns = new Dictionary<int, int> { [1] = 64, [2] = 32, [4] = 16 },
        DotRows = 4,
        LoadBody = $"{V}LoadUnsafe(ref at, i)",
        StoreBody = $"{V}StoreUnsafe(a, ref at, i)",
        BroadcastBody = $"{Intrinsics}X86.Avx2.BroadcastScalarToVector256({Intrinsics}Vector128.CreateScalarUnsafe({Unsafe}Add(ref at, i)))",
        LoadFourBody = $"{V}Create({Intrinsics}Vector128.LoadUnsafe(ref at, i))",
        Operations = Table(
            (Add, $"{X}Add(a, b)"), (Sub, $"{X}Subtract(a, b)"), (Mul, $"{X}Multiply(a, b)"), (Div, $"{X}Divide(a, b)"),
            (Neg, $"{X}Xor(a, {V}Create(-0f))"),
            (Fma, $"{Intrinsics}X86.Fma.MultiplyAdd(a, b, c)"),
            (Abs, $"{X}AndNot({V}Create(-0f), a)"), (Sqrt, $"{X}Sqrt(a)"),
            (Max, $"{X}Max(a, b)"), (Min, $"{X}Min(a, b)"),
            (Greater, $"{X}Compare(a, b, {M}OrderedGreaterThanSignaling)"), (GreaterOrEqual, $"{X}Compare(a, b, {M}OrderedGreaterThanOrEqualSignaling)"),
            (Select, $"{X}BlendVariable(b, a, mask)"),
            (KeepFirst, $"{X}BlendVariable(b, a, {X}Compare({Intrinsics}Vector256<float>.Indices, {V}Create((float)n), {M}OrderedLessThanSignaling))"),
            (Spread, $"{X}Permute(a, (byte)(n * 0b01_01_01_01))"),
            (Splat, $"{Intrinsics}X86.Avx2.BroadcastScalarToVector256({Intrinsics}Vector128.CreateScalarUnsafe(a))"),
            (FoldAdd, "global::NetGen.Runtime.Lanes.FoldAdd(a)"), (FoldMax, "global::NetGen.Runtime.Lanes.FoldMax(a)")),
    };
}
