namespace NetGen;

/// <summary>
/// The memory batches are gathered in, allocated once: rows of a data set in an order of one's own, and what the network says to them.
/// </summary>
internal sealed class BatchBuffer<TNetwork> where TNetwork : class, INetwork<TNetwork>
{
    private readonly Dataset<TNetwork> data;
    private readonly int batchSize, threads;
    private readonly BatchSlot[] inputs, targets;
    private readonly float[][] inputValues, targetValues;
    private readonly int[][] targetIndices;
    private readonly float[] weights;
    private readonly float[][] outputValues;
    private readonly Memory<float>[] outputs;

    internal BatchBuffer(Dataset<TNetwork> data, int batchSize, int threads = 1)
    {
        this.threads = threads;
        this.data = data;
        inputValues = Values(data.Inputs, batchSize);
        targetValues = Values(data.Targets, batchSize);
        targetIndices = new int[data.Targets.Length][];
        for (int i = 0; i < targetIndices.Length; i++) targetIndices[i] = new int[data.Targets[i].Indices.Length / data.Count * batchSize];
        inputs = new BatchSlot[inputValues.Length];
        targets = new BatchSlot[targetValues.Length];
        weights = new float[data.SampleWeights.IsEmpty ? 0 : batchSize];
        int most = Array.MaxLength / TNetwork.Info.Outputs.Max(output => output.Length);
        if (batchSize > most)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize,
                $"The outputs of a batch of {TNetwork.Info.Name} are one array, which holds those of {most} samples at most.");
        outputValues = [.. TNetwork.Info.Outputs.Select(output => new float[batchSize * output.Length])];
        outputs = new Memory<float>[outputValues.Length];
        this.batchSize = batchSize;
    }

    /// <summary>The samples <paramref name="order"/> names, as a batch that is good until the next.</summary>
    internal Batch Gather(ReadOnlySpan<int> order)
    {
        int count = order.Length;
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = new BatchSlot(Rows(data.Inputs[i].Values, inputValues[i], order));
        for (int i = 0; i < targets.Length; i++)
            targets[i] = new BatchSlot(Rows(data.Targets[i].Values, targetValues[i], order),
                Rows(data.Targets[i].Indices, targetIndices[i], order));
        Outputs(count);
        return new Batch(count, inputs, targets, Rows(data.SampleWeights, weights, order).Span, outputs, threads);
    }

    /// <summary>Samples in the order they are in: nothing is copied.</summary>
    internal Batch Range(int first, int count)
    {
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = new BatchSlot(Rows(data.Inputs[i].Values, first, count));
        for (int i = 0; i < targets.Length; i++)
            targets[i] = new BatchSlot(Rows(data.Targets[i].Values, first, count), Rows(data.Targets[i].Indices, first, count));
        Outputs(count);
        return new Batch(count, inputs, targets, Rows(data.SampleWeights, first, count).Span, outputs, threads);
    }

    private void Outputs(int count)
    {
        for (int i = 0; i < outputs.Length; i++) outputs[i] = outputValues[i].AsMemory(0, outputValues[i].Length / batchSize * count);
    }

    private float[][] Values(ReadOnlySpan<BatchSlot> slots, int batchSize)
    {
        var values = new float[slots.Length][];
        for (int i = 0; i < values.Length; i++) values[i] = new float[slots[i].Values.Length / data.Count * batchSize];
        return values;
    }

    private ReadOnlyMemory<T> Rows<T>(ReadOnlyMemory<T> source, T[] destination, ReadOnlySpan<int> order)
    {
        if (source.IsEmpty) return default;
        int row = source.Length / data.Count;
        ReadOnlySpan<T> from = source.Span;
        for (int i = 0; i < order.Length; i++) from.Slice(order[i] * row, row).CopyTo(destination.AsSpan(i * row));
        return destination.AsMemory(0, order.Length * row);
    }

    private ReadOnlyMemory<T> Rows<T>(ReadOnlyMemory<T> source, int first, int count)
    {
        int row = source.Length / data.Count;
        return source.Slice(first * row, count * row);
    }
}
