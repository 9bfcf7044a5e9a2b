using static NetGen.Compiler.Kernels.VectorOp;
using static NetGen.Compiler.Targets.TargetIsa;

namespace NetGen.Compiler.Targets;

/// <summary>
/// 4 lanes, 32 registers. Spelled with Vector128, which the JIT turns into AdvSimd instructions, and which an x64 machine with FMA can run as well,
/// so that it can test this code. AdvSimd's own maximum has another rule on NaN and ±0, so there is none here: Legalize compares and selects.
/// </summary>
public static class Neon
{
    private const string V = Intrinsics + "Vector128.";

    public static TargetIsa Target { get; } = new()
    {
        Name = "Neon",
        Description = "NEON (AdvSimd): vectors of 4 floats, 32 registers",
        Element = "float",
        Vector = Intrinsics + "Vector128<float>",
        Mask = Intrinsics + "Vector128<float>",
        Lanes = 4,
        Tiles = new Dictionary<int, Tile> { [1] = new(5, 16), [2] = new(3, 16), [4] = new(1, 16) },
        GradientTiles = [new(4, 16)],
        SingleRowColumns = new Dictionary<int, int> { [1] = 64, [2] = 32, [4] = 16 },
        DotRows = 4,
        LoadBody = $"{V}LoadUnsafe(ref at, i)",
        StoreBody = $"{V}StoreUnsafe(a, ref at, i)",
        BroadcastBody = $"{V}Create({Unsafe}Add(ref at, i))",
        Operations = Table(
            (Add, "a + b"), (Sub, "a - b"), (Mul, "a * b"), (Div, "a / b"), (Neg, "-a"),
            (Fma, $"{V}FusedMultiplyAdd(a, b, c)"),
            (Abs, $"{V}Abs(a)"), (Sqrt, $"{V}Sqrt(a)"),
            (Greater, $"{V}GreaterThan(a, b)"), (GreaterOrEqual, $"{V}GreaterThanOrEqual(a, b)"),
            (Select, $"{V}ConditionalSelect(mask, a, b)"),
            (KeepFirst, $"{V}ConditionalSelect({V}LessThan({Intrinsics}Vector128<float>.Indices, {V}Create((float)n)), a, b)"),
            (Splat, $"{V}Create(a)"),
            (FoldAdd, "global::NetGen.Runtime.Lanes.FoldAdd(a)"), (FoldMax, "global::NetGen.Runtime.Lanes.FoldMax(a)")),
    };
}
