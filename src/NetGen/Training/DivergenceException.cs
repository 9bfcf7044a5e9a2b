using System.Globalization;

namespace NetGen;

/// <summary>
/// Training cannot go on: a step's loss, the norm of its gradients or what it would end in is not finite. The step was not taken, so that the network has the parameters of the step before.
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
        string cause = skipped.Hindrance switch
        {
            Optimizer.Hindrance.Loss => string.Create(CultureInfo.InvariantCulture, $"the loss is {skipped.Loss}"),
            Optimizer.Hindrance.Gradient => string.Create(CultureInfo.InvariantCulture, $"the norm of the gradients is {skipped.GradientNorm} (the loss {skipped.Loss})"),
            _ => string.Create(CultureInfo.InvariantCulture, $"the step would leave the finite numbers (the loss is {skipped.Loss}, the norm of the gradients {skipped.GradientNorm})"),
        };
        string state = parameters.NonFinite() is { } value
            ? $"{value} already before the step: begin with other parameters."
            : string.Create(CultureInfo.InvariantCulture,
                $"The step was not taken: parameters are those of the step before, all finite. Try a smaller learning rate (it is {optimizer.LearningRate}), clip gradients (ClipNorm = 1), or bring inputs and targets to a size around 1.");
        return new DivergenceException(
            string.Create(CultureInfo.InvariantCulture, $"Training diverged in epoch {epoch}, step {step}: {cause}. {state} {optimizer.GetType().Name}.FiniteChecks = false goes on regardless."),
            epoch, step, skipped);
    }
}
