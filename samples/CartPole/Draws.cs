/// <summary>
/// Uniform numbers of a seed and a counter, the same everywhere: SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom
/// number generators",
/// 2014), of which number i is a mix of the bits of seed + i·γ.
/// </summary>
internal sealed class Draws(ulong seed)
{
    private ulong counter;

    /// <summary>The next number, in [0, 1).</summary>
    public float Next()
    {
        ulong bits = seed + unchecked(++counter * 0x9E3779B97F4A7C15);
        bits = unchecked((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9);
        bits = unchecked((bits ^ (bits >> 27)) * 0x94D049BB133111EB);
        return ((bits ^ (bits >> 31)) >> 40) * (1f / (1 << 24));
    }
}
