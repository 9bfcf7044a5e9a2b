using System.Globalization;

namespace NetGen;

/// <summary>
/// Training cannot go on: a step's loss, the norm of its gradients or what it would end in is not finite. The step was not taken, so that
/// the network has the parameters of the step before.
/// </summary>
public sealed class DivergenceException : ArithmeticException
{
    private DivergenceException(string message, int epoch, int step, Optimizer.SkippedStep skipped) : base(message)
    {
        Epoch = epoch;
        Step = step;
        Loss = skipped.Loss;
        GradientNorm = skipped.GradientNorm;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step of the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The loss of the step's batch, with penalties.</summary>
    public float Loss { get; }

    /// <summary>The joint norm of the gradients, its squares added up in single precision.</summary>
    public double GradientNorm { get; }

    internal static DivergenceException Of(Optimizer optimizer, ParameterSet parameters, int epoch, int step)
    {
        Optimizer.SkippedStep skipped = optimizer.LastSkipped;
        string loss = skipped.Loss.ToString(CultureInfo.InvariantCulture),
            norm = skipped.GradientNorm.ToString(CultureInfo.InvariantCulture);
        string cause = skipped.Hindrance switch
        {
            Optimizer.Hindrance.Loss => $"the loss is {loss}",
            Optimizer.Hindrance.Gradient => $"the norm of the gradients is {norm} (the loss is {loss})",
            _ => $"the step would leave the finite numbers (the loss is {loss}, the norm of the gradients {norm})",
        };
        string rate = optimizer.LearningRate.ToString(CultureInfo.InvariantCulture);
        string state = parameters.NonFinite() is { } value
            ? $"{value} already before the step: begin with other parameters."
            : "The step was not taken: parameters are those of the step before, all finite. Try a smaller learning rate " +
              $"(it is {rate}), clip gradients (ClipNorm = 1), or bring inputs and targets to a size around 1.";
        return new DivergenceException(
            $"Training diverged in epoch {epoch}, step {step}: {cause}. {state} "
            + $"{optimizer.GetType().Name}.FiniteChecks = false goes on regardless.",
            epoch, step, skipped);
    }
}
