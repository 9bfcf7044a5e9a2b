using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.VectorOp;
using static NetGen.Compiler.Targets.TargetIsa;

namespace NetGen.Compiler.Targets;

/// <summary>One lane: plain C#, for any machine. Fma is the instruction where there is one, else emulated exactly by the library.</summary>
public static class Portable
{
    public static TargetIsa Target { get; } = Scalar("Portable", "portable C#: one float at a time", "float",
        fma: "global::NetGen.Runtime.Lanes.Fma(a, b, c)", math: "global::System.MathF.");

    /// <summary>The same code in double precision, for gradient checks: rounding is no subject there.</summary>
    public static TargetIsa Checks { get; } = Scalar("Checks", "double precision, one at a time: the network that gradients are checked on", "double",
        fma: "a * b + c", math: "global::System.Math.");

    private static TargetIsa Scalar(string name, string description, string element, string fma, string math) => new()
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
        LoadBody = $"{Unsafe}Add(ref at, i)",
        StoreBody = $"{Unsafe}Add(ref at, i) = a",
        BroadcastBody = $"{Unsafe}Add(ref at, i)",
        Operations = Table(
            (Add, "a + b"), (Sub, "a - b"), (Mul, "a * b"), (Div, "a / b"), (Neg, "-a"),
            (Fma, fma),
            (Abs, $"{math}Abs(a)"), (Sqrt, $"{math}Sqrt(a)"),
            (Max, "a > b ? a : b"), (Min, "a < b ? a : b"),
            (Greater, "a > b"), (GreaterOrEqual, "a >= b"),
            (Select, "mask ? a : b"),
            (KeepFirst, "n > 0 ? a : b"),
            (Splat, "a"), (FoldAdd, "a"), (FoldMax, "a")),
    };
}
