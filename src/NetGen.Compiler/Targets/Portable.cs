using NetGen.Compiler.Kernels;

namespace NetGen.Compiler.Targets;

/// <summary>One lane: plain C#, for any machine. Fma is the instruction where there is one, else emulated exactly by the library.</summary>
public static class Portable
{
    public static TargetIsa Target { get; } = Scalar("Portable", "portable C#: one float at a time", "float", "NumberOps");

    /// <summary>The same code in double precision, for gradient checks: rounding is no subject there.</summary>
    public static TargetIsa Checks { get; } =
        Scalar("Checks", "double precision, one at a time: the network that gradients are checked on", "double", "DoubleOps");

    private static TargetIsa Scalar(string name, string description, string element, string operations) => new()
    {
        Name = name,
        Description = description,
        Element = element,
        Vector = element,
        Mask = "bool",
        Lanes = 1,
        Tiles = new Dictionary<int, Tile> { [1] = new(1, 8), [2] = new(1, 4), [4] = new(1, 4) },
        GradientTiles = [new(1, 8)],
        SingleRowColumns = new Dictionary<int, int> { [1] = 8, [2] = 4, [4] = 4 },
        DotRows = 1,
        Operations = operations,
        Lacks = [VectorOp.BroadcastLane],
    };
}
