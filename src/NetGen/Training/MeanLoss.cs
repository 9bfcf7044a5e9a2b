namespace NetGen;

/// <summary>
/// The mean loss over batches. Where the network has one loss and that ignores a class index, batches count by the samples they are the
/// mean of, so that the whole is the mean over all samples that count; else by all their samples.
/// </summary>
internal struct MeanLoss
{
    private readonly int? ignored;
    private double sum, last;
    private long counted;

    internal MeanLoss(NetworkInfo network)
    {
        OutputInfo[] losses = network.Outputs.Where(output => output.TargetType != TargetType.None).ToArray();
        ignored = losses.Length == 1 ? losses[0].IgnoreIndex : null;
    }

    /// <summary>The mean; what the loss is without samples where none counts.</summary>
    internal readonly double Value => counted == 0 ? last : sum / counted;

    internal void Add(float loss, Batch batch)
    {
        int count = ignored is { } index ? batch.Samples - batch.TargetIndices(0).Count(index) : batch.Samples;
        sum += (double)loss * count;
        counted += count;
        last = loss;
    }
}
