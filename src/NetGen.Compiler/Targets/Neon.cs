using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Targets;

/// <summary>
/// 4 lanes, 32 registers. No maximum: AdvSimd's own has another rule on NaN and ±0. Four elements at once would save no loads.
/// </summary>
public static class Neon
{
    public static TargetIsa Target { get; } = new()
    {
        Name = "Neon",
        Description = "NEON (AdvSimd): vectors of 4 floats, 32 registers",
        Element = "float",
        Vector = "global::System.Runtime.Intrinsics.Vector128<float>",
        Mask = "global::System.Runtime.Intrinsics.Vector128<float>",
        Lanes = 4,
        Registers = 32,
        Tiles = new Dictionary<int, Tile> { [1] = new(5, 16), [2] = new(3, 16), [4] = new(1, 16) },
        GradientTiles = [new(4, 16)],
        SingleRowColumns = new Dictionary<int, int> { [1] = 64, [2] = 32, [4] = 16 },
        DotRows = 4,
        Operations = "NeonOps",
        Lacks = [VectorOp.Max, VectorOp.Min, VectorOp.BroadcastLane],
    };
}
