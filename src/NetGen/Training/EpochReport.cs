using System.Globalization;

namespace NetGen;

/// <summary>What an epoch of training came to.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Epochs">How many there are to be.</param>
/// <param name="Loss">The mean loss of its samples, each taken before the step it was part of; of several losses, their weighted sum.</param>
/// <param name="Accuracy">The share of right answers among them, 0 … 1; null for regression. Of several outputs, those of the first that chooses classes or says yes or no.</param>
/// <param name="ValidationLoss">The mean loss on the validation set after the epoch; null without one.</param>
/// <param name="ValidationAccuracy">The share of right answers on it; null without one, or for regression.</param>
/// <param name="Duration">How long the epoch took, validation included.</param>
public sealed record EpochReport(
    int Epoch, int Epochs, double Loss, double? Accuracy, double? ValidationLoss, double? ValidationAccuracy, TimeSpan Duration)
{
    /// <summary>One line: <c>epoch  10/100   loss 0.1234   accuracy 97.10 %   validation loss 0.1301   accuracy 96.00 %   0.02 s</c>.</summary>
    public override string ToString()
    {
        string total = Epochs.ToString(CultureInfo.InvariantCulture);
        string text = string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(total.Length)}/{total}   loss {Loss:F4}");
        if (Accuracy is { } accuracy) text += string.Create(CultureInfo.InvariantCulture, $"   accuracy {100 * accuracy:F2} %");
        if (ValidationLoss is { } loss) text += string.Create(CultureInfo.InvariantCulture, $"   validation loss {loss:F4}");
        if (ValidationAccuracy is { } validated) text += string.Create(CultureInfo.InvariantCulture, $"   accuracy {100 * validated:F2} %");
        return text + string.Create(CultureInfo.InvariantCulture, $"   {Duration.TotalSeconds:F2} s");
    }
}

/// <summary>The course of a training.</summary>
/// <param name="Epochs">A report for every epoch, in order.</param>
public sealed record History(IReadOnlyList<EpochReport> Epochs)
{
    /// <summary>The last epoch.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public EpochReport Last => Epochs.Count > 0 ? Epochs[^1] : throw new InvalidOperationException("There was no epoch.");

    /// <summary>The epoch with the smallest validation loss, or smallest loss where there was no validation; the first of several.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public EpochReport Best => Epochs.MinBy(epoch => epoch.ValidationLoss ?? epoch.Loss) ?? throw new InvalidOperationException("There was no epoch.");
}

/// <summary>How a network does on a data set.</summary>
/// <param name="Loss">The mean loss of the samples, weighted where they have weights; of several losses, their weighted sum.</param>
/// <param name="Accuracy">
/// The share of right answers, 0 … 1, weights not considered; null for regression. Of several outputs, those of the first that chooses classes or says
/// yes or no.
/// </param>
/// <param name="Samples">How many there were.</param>
public sealed record Evaluation(double Loss, double? Accuracy, int Samples)
{
    /// <summary>One line: <c>loss 0.1234   accuracy 97.10 %   1000 samples</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"loss {Loss:F4}") +
        (Accuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $"   accuracy {100 * accuracy:F2} %") : "") +
        string.Create(CultureInfo.InvariantCulture, $"   {Samples} samples");
}
