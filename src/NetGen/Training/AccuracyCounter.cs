namespace NetGen;

/// <summary>Counts right answers of one output: the first with which something counts as one.</summary>
internal struct AccuracyCounter
{
    private readonly OutputInfo info;
    private readonly int output, target;
    private long right, all;

    internal AccuracyCounter(NetworkInfo network)
    {
        while (output < network.Outputs.Count && network.Outputs[output].Accuracy == AccuracyKind.None)
            if (network.Outputs[output++].TargetType != TargetType.None) target++;
        if (output == network.Outputs.Count) output = target = 0;    // none has
        info = network.Outputs[output];
    }

    /// <summary>The share of right answers so far; null where nothing counts as one.</summary>
    internal readonly double? Share => info.Accuracy == AccuracyKind.None || all == 0 ? null : (double)right / all;

    internal void Add(Batch batch)
    {
        ReadOnlySpan<float> y = batch.Output(output);
        switch (info.Accuracy)
        {
            case AccuracyKind.Probability: Sides(y, batch.Target(target), 0.5f); break;
            case AccuracyKind.Logit: Sides(y, batch.Target(target), 0); break;
            case AccuracyKind.Class when info.TargetType == TargetType.Indices: Classes(y, batch.TargetIndices(target)); break;
            case AccuracyKind.Class: Distributions(y, batch.Target(target)); break;
        }
    }

    private void Sides(ReadOnlySpan<float> y, ReadOnlySpan<float> t, float threshold)
    {
        for (int i = 0; i < y.Length; i++)
            if (!float.IsNaN(y[i]) && y[i] > threshold == t[i] > 0.5f) right++;
        all += y.Length;
    }

    private void Classes(ReadOnlySpan<float> y, ReadOnlySpan<int> t)
    {
        int classes = info.Classes;
        for (int i = 0; i < t.Length; i++)
        {
            if (t[i] == info.IgnoreIndex) continue;
            if (Largest(y.Slice(i * classes, classes)) == t[i]) right++;
            all++;
        }
    }

    private void Distributions(ReadOnlySpan<float> y, ReadOnlySpan<float> t)
    {
        int classes = info.Length;
        for (int i = 0; i < y.Length; i += classes)
        {
            int largest = Largest(y.Slice(i, classes));
            if (largest >= 0 && largest == Largest(t.Slice(i, classes))) right++;
            all++;
        }
    }

    /// <summary>The index of the largest value, the first of several; −1 where one is not a number.</summary>
    private static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i])) return -1;
            if (values[i] > values[largest]) largest = i;
        }
        return largest;
    }
}
