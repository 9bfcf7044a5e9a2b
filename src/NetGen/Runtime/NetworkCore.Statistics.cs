namespace NetGen.Runtime;

public sealed partial class NetworkCore<TKernels>
{
    private float[]? keptStatistics;

    /// <summary>
    /// A forward pass of training moves running statistics before it is known whether the step can be taken: what they were is kept, to be
    /// put back where it cannot. Vectors that no optimizer
    /// changes, running statistics among them, are few.
    /// </summary>
    private void KeepStatistics()
    {
        if (!Layout.NeedsFullBatch) return;
        keptStatistics ??= new float[Parameters.Fixed.Sum(info => info.PaddedLength)];
        Span<float> kept = keptStatistics;
        foreach (ParameterInfo info in Parameters.Fixed)
        {
            Block.Span.Slice(info.Offset, info.PaddedLength).CopyTo(kept);
            kept = kept[info.PaddedLength..];
        }
    }

    private void RestoreStatistics()
    {
        ReadOnlySpan<float> kept = keptStatistics;
        if (kept.IsEmpty) return;
        foreach (ParameterInfo info in Parameters.Fixed)
        {
            kept[..info.PaddedLength].CopyTo(Block.Span[info.Offset..]);
            kept = kept[info.PaddedLength..];
        }
    }
}
