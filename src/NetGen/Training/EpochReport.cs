using System.Globalization;

namespace NetGen;

/// <summary>What an epoch of training came to.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Epochs">How many there are to be.</param>
/// <param name="Loss">The mean loss of its samples, each taken before the step it was part of; of several losses, their weighted
/// sum.</param>
/// <param name="Accuracy">The share of right answers among them, 0 … 1; null for regression. Of several outputs, those of the first that
/// chooses classes or says yes or no.</param>
/// <param name="ValidationLoss">The mean loss on the validation set after the epoch; null without one.</param>
/// <param name="ValidationAccuracy">The share of right answers on it; null without one, or for regression.</param>
/// <param name="Duration">How long the epoch took, validation included.</param>
public sealed record EpochReport(
    int Epoch, int Epochs, double Loss, double? Accuracy, double? ValidationLoss, double? ValidationAccuracy, TimeSpan Duration)
{
    /// <summary>
    /// One line: <c>epoch  10/100   loss 0.1234   accuracy 97.10 %   validation loss 0.1301   accuracy 96.00 %   0.02 s</c>. A loss below
    /// 0.001 or from 100000 on
    /// is written with an exponent, <c>1.2340e-06</c>, so that it always has its first digits and never many.
    /// </summary>
    public override string ToString()
    {
        string total = Epochs.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"epoch {Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(total.Length)}/{total}   "
            + $"{Measured}   {Duration.TotalSeconds:F2} s");
    }

    /// <summary>What was measured: losses and accuracies.</summary>
    internal string Measured
    {
        get
        {
            string text = "loss " + Figures.Loss(Loss);
            if (Accuracy is { } accuracy) text += "   accuracy " + Figures.Share(accuracy);
            if (ValidationLoss is { } loss) text += "   validation loss " + Figures.Loss(loss);
            if (ValidationAccuracy is { } validated) text += "   accuracy " + Figures.Share(validated);
            return text;
        }
    }
}

/// <summary>The course of a training.</summary>
/// <param name="Epochs">A report for every epoch, in order.</param>
public sealed record History(IReadOnlyList<EpochReport> Epochs)
{
    /// <summary>The last epoch.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public EpochReport Last => Epochs.Count > 0 ? Epochs[^1] : throw new InvalidOperationException("There was no epoch.");

    /// <summary>
    /// The epoch with the smallest validation loss, or smallest loss where there was no validation; the first of several. A loss that is
    /// not a number is larger
    /// than any that is.
    /// </summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public EpochReport Best => Epochs.MinBy(epoch => Figures.NaNLast(epoch.ValidationLoss ?? epoch.Loss))
        ?? throw new InvalidOperationException("There was no epoch.");

    /// <summary>One line: <c>100 epochs in 2.31 s   best 42: loss 0.1234   last 100: loss 0.1240</c>.</summary>
    public override string ToString() => Epochs.Count == 0 ? "0 epochs" : string.Create(CultureInfo.InvariantCulture,
        $"{Figures.Count(Epochs.Count, "epoch")} in {Epochs.Sum(epoch => epoch.Duration.TotalSeconds):F2} s   best {Best.Epoch}: "
        + $"{Best.Measured}   last {Last.Epoch}: {Last.Measured}");
}

/// <summary>How a network does on a data set.</summary>
/// <param name="Loss">The mean loss of the samples, weighted where they have weights; of several losses, their weighted sum.</param>
/// <param name="Accuracy">
/// The share of right answers, 0 … 1, weights not considered; null for regression. Of several outputs, those of the first that chooses
/// classes or says
/// yes or no.
/// </param>
/// <param name="Samples">How many there were.</param>
public sealed record Evaluation(double Loss, double? Accuracy, int Samples)
{
    /// <summary>One line: <c>loss 0.1234   accuracy 97.10 %   1000 samples</c>.</summary>
    public override string ToString() => "loss " + Figures.Loss(Loss) + (Accuracy is { } accuracy
        ? "   accuracy " + Figures.Share(accuracy) : "") +
        "   " + Figures.Count(Samples, "sample");
}
