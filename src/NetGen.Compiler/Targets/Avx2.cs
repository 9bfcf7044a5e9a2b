namespace NetGen.Compiler.Targets;

/// <summary>8 lanes, 16 registers.</summary>
public static class Avx2
{
    public static TargetIsa Target { get; } = new()
    {
        Name = "Avx2",
        Description = "AVX2 and FMA: vectors of 8 floats, 16 registers",
        Element = "float",
        Vector = "global::System.Runtime.Intrinsics.Vector256<float>",
        Mask = "global::System.Runtime.Intrinsics.Vector256<float>",
        Lanes = 8,
        Registers = 16,
        Tiles = new Dictionary<int, Tile> { [1] = new(6, 16), [2] = new(3, 16), [4] = new(1, 16) },
        GradientTiles = [new(6, 16), new(4, 16)],
        SingleRowColumns = new Dictionary<int, int> { [1] = 64, [2] = 32, [4] = 16 },
        DotRows = 4,
        Operations = "Avx2Ops",
        HasOperators = false,
    };
}
