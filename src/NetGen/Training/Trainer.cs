using System.Diagnostics;
using NetGen.Runtime;

namespace NetGen;

/// <summary>Training and evaluation over whole data sets, for every network.</summary>
public static class Trainer
{
    private const int EvaluationBatch = 256;

    /// <summary>
    /// Trains for a number of epochs. Every epoch sees every sample once, in batches; the last batch has what is left, unless that is one
    /// sample and the network takes statistics of batches (<see cref="NetworkInfo.SmallestTrainingBatch"/>): then the batch before takes it
    /// in. The same network, data, optimizer and seed end in the same bits on every machine.
    /// </summary>
    /// <param name="network">What is trained.</param>
    /// <param name="data">What it learns from; the network's <c>Data</c> makes it.</param>
    /// <param name="optimizer">What changes the parameters.</param>
    /// <param name="epochs">How often all samples are seen.</param>
    /// <param name="batchSize">Samples per step; 32 as in Keras.</param>
    /// <param name="validation">What it is evaluated on after every epoch.</param>
    /// <param name="shuffle">Whether each epoch takes the samples in another order.</param>
    /// <param name="seed">What the orders are drawn from.</param>
    /// <param name="report">Called after every epoch on this thread.</param>
    /// <param name="cancellationToken">Looked at before every step; what has been learned stays.</param>
    /// <param name="threads">The most threads a step uses, at most one for each processor; 0 for all of them where a batch is work enough.
    /// What is learned is the same to the bit for any number.</param>
    /// <returns>A report for every epoch.</returns>
    /// <exception cref="DivergenceException">
    /// A step could not be taken, because its loss, the norm of its gradients or what it would end in is not finite. The network has the
    /// parameters of the step before, all finite.
    /// <see cref="Optimizer.FiniteChecks"/> turns this off.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range, or the outputs of so large a batch are more than one array
    /// holds.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss, another thread trains it, or the thread flushes subnormal
    /// numbers to zero.</exception>
    public static History Fit<TNetwork>(
        this TNetwork network, Dataset<TNetwork> data, Optimizer optimizer, int epochs = 1, int batchSize = 32,
        Dataset<TNetwork>? validation = null, bool shuffle = true, ulong seed = 0, Action<EpochReport>? report = null,
        CancellationToken cancellationToken = default, int threads = 1)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        ArgumentOutOfRangeException.ThrowIfNegative(epochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        HostModes.RequireNoFlushToZero();
        using ParameterUse.Fitting fitting = network.Parameters.Use.Fit();

        batchSize = Math.Min(batchSize, data.Count);
        int smallest = TNetwork.Info.SmallestTrainingBatch;
        var buffer = new BatchBuffer<TNetwork>(data, (int)Math.Min((long)batchSize + smallest - 1, data.Count), threads);
        var order = new int[data.Count];
        var reports = new List<EpochReport>();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            if (shuffle)
            {
                for (int i = 0; i < order.Length; i++) order[i] = i;
                Philox.Shuffle(order, seed, (ulong)epoch);
            }
            var loss = new MeanLoss(TNetwork.Info);
            var correct = new AccuracyCounter(TNetwork.Info);
            for (int first = 0, step = 0, count; first < data.Count; first += count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int left = data.Count - first;
                count = left < (long)batchSize + smallest ? left : batchSize;
                Batch batch = shuffle ? buffer.Gather(order.AsSpan(first, count)) : buffer.Range(first, count);
                long skipped = optimizer.SkippedSteps;
                loss.Add(network.TrainStep(batch, optimizer), batch);
                step++;
                if (optimizer.SkippedSteps != skipped) throw DivergenceException.Of(optimizer, network.Parameters, epoch + 1, step);
                correct.Add(batch);
            }
            Evaluation? validated = validation is null ? null : network.Evaluate(validation, cancellationToken: cancellationToken);
            reports.Add(new EpochReport(
                epoch + 1, epochs, loss.Value, correct.Share, validated?.Loss, validated?.Accuracy, Stopwatch.GetElapsedTime(start)));
            report?.Invoke(reports[^1]);
        }
        return new History(reports);
    }

    /// <summary>Loss and accuracy on a data set, without training.</summary>
    /// <remarks>
    /// The loss is the mean over all samples; over those that count where the network's one loss ignores a class index. A network of
    /// several losses takes, for each batch, the mean over those that count for each loss, and then the mean over batches by their samples.
    /// </remarks>
    /// <param name="network">What is evaluated.</param>
    /// <param name="data">What on.</param>
    /// <param name="batchSize">Samples at a time; does not change the result beyond the rounding of sums.</param>
    /// <param name="cancellationToken">Looked at before every batch.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public static Evaluation Evaluate<TNetwork>(
        this TNetwork network, Dataset<TNetwork> data, int batchSize = EvaluationBatch, CancellationToken cancellationToken = default)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        batchSize = Math.Min(batchSize, data.Count);
        var buffer = new BatchBuffer<TNetwork>(data, batchSize);
        var loss = new MeanLoss(TNetwork.Info);
        var correct = new AccuracyCounter(TNetwork.Info);
        for (int first = 0, count; first < data.Count; first += count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count = Math.Min(batchSize, data.Count - first);
            Batch batch = buffer.Range(first, count);
            loss.Add(network.Evaluate(batch), batch);
            correct.Add(batch);
        }
        return new Evaluation(loss.Value, correct.Share, data.Count);
    }
}
