using static NetGen.Compiler.Kernels.VectorOp;
using static NetGen.Compiler.Targets.TargetIsa;

namespace NetGen.Compiler.Targets;

/// <summary>
/// 16 lanes, 32 registers. Spelled with Vector512, which the JIT turns into AVX-512 instructions, and which a machine without them can still run,
/// so that every machine can test this code; only Max and Min name the instruction, for its rule on NaN and ±0.
/// </summary>
public static class Avx512
{
    private const string V = Intrinsics + "Vector512.", X = Intrinsics + "X86.Avx512F.";

    public static TargetIsa Target { get; } = new()
    {
        Name = "Avx512",
        Description = "AVX-512: vectors of 16 floats, 32 registers",
        Element = "float",
        Vector = Intrinsics + "Vector512<float>",
        Mask = Intrinsics + "Vector512<float>",
        Lanes = 16,
        Tiles = new Dictionary<int, Tile> { [1] = new(8, 32), [2] = new(4, 32), [4] = new(6, 16) },
        GradientTiles = [new(8, 32), new(4, 32)],
        SingleRowColumns = new Dictionary<int, int> { [1] = 64, [2] = 64, [4] = 16 },
        DotRows = 8,
        LoadBody = $"{V}LoadUnsafe(ref at, i)",
        StoreBody = $"{V}StoreUnsafe(a, ref at, i)",
        BroadcastBody = $"{V}Create({Unsafe}Add(ref at, i))",
        LoadFourBody = $"{V}Create({Intrinsics}Vector128.LoadUnsafe(ref at, i))",
        Operations = Table(
            (Add, "a + b"), (Sub, "a - b"), (Mul, "a * b"), (Div, "a / b"), (Neg, "-a"),
            (Fma, $"{V}FusedMultiplyAdd(a, b, c)"),
            (Abs, $"{V}Abs(a)"), (Sqrt, $"{V}Sqrt(a)"),
            (Max, $"{X}IsSupported ? {X}Max(a, b) : {V}ConditionalSelect({V}GreaterThan(a, b), a, b)"),
            (Min, $"{X}IsSupported ? {X}Min(a, b) : {V}ConditionalSelect({V}LessThan(a, b), a, b)"),
            (Greater, $"{V}GreaterThan(a, b)"), (GreaterOrEqual, $"{V}GreaterThanOrEqual(a, b)"),
            (Select, $"{V}ConditionalSelect(mask, a, b)"),
            (KeepFirst, $"{V}ConditionalSelect({V}LessThan({Intrinsics}Vector512<float>.Indices, {V}Create((float)n)), a, b)"),
            (Spread, $"{X}IsSupported ? {X}Permute4x32(a, (byte)(n * 0b01_01_01_01)) : {V}Create({V}GetElement(a, n))"),
            (Splat, $"{V}Create(a)"),
            (FoldAdd, "global::NetGen.Runtime.Lanes.FoldAdd(a)"), (FoldMax, "global::NetGen.Runtime.Lanes.FoldMax(a)")),
    };
}
