namespace NetGen.Compiler.Kernels;

public static class VectorOps
{
    /// <summary>
    /// Whether it is a function of the library. Those are some dozen operations each once inlined: kernels have them in loops, a few times
    /// at most, never once for each accumulator of a tile, or the JIT would stop inlining.
    /// </summary>
    public static bool IsFunction(this VectorOp op) => op >= VectorOp.Exp;
}
