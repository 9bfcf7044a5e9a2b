namespace NetGen.Formats;

/// <summary>
/// The bound on what packed data may grow to: what is far larger than real data ever packs to was made to exhaust memory.
/// </summary>
internal static class Unpacking
{
    /// <summary>So many bytes are unpacked whatever they came from.</summary>
    internal const long Free = 16 * 1024 * 1024;

    /// <summary>
    /// Beyond them, at most so many times as many as they came from. Images and weights pack to a half or a tenth; zeros to a thousandth.
    /// </summary>
    internal const int MaxTimes = 100;

    internal static bool IsTooMuch(long unpacked, long packed) => unpacked > Free && unpacked / MaxTimes > packed;
}
