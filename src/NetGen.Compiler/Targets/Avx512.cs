namespace NetGen.Compiler.Targets;

/// <summary>16 lanes, 32 registers.</summary>
public static class Avx512
{
    public static TargetIsa Target { get; } = new()
    {
        Name = "Avx512",
        Description = "AVX-512: vectors of 16 floats, 32 registers",
        Element = "float",
        Vector = "global::System.Runtime.Intrinsics.Vector512<float>",
        Mask = "global::System.Runtime.Intrinsics.Vector512<float>",
        Lanes = 16,
        Registers = 32,
        Tiles = new Dictionary<int, Tile> { [1] = new(8, 32), [2] = new(4, 32), [4] = new(6, 16) },
        GradientTiles = [new(8, 32), new(4, 32)],
        SingleRowColumns = new Dictionary<int, int> { [1] = 64, [2] = 64, [4] = 16 },
        DotRows = 8,
        Operations = "Avx512Ops",
    };
}
