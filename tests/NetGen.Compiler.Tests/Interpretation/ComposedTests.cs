using NetGen.Compiler.Memory;

namespace NetGen.Compiler.Tests.Interpretation;

/// <summary>Networks that are no chains, on every target and against the reference.</summary>
public sealed class ComposedTests
{
    [Theory]
    [MemberData(nameof(Composed.Names), MemberType = typeof(Composed))]
    public void Every_target_agrees_with_the_others_to_the_bit_and_with_the_reference(string name)
    {
        foreach (int samples in new[] { 1, 6 }) AgreementTests.Agree(new Trial(Declare.Plan(Composed.All[name]), samples), training: false);
    }

    /// <summary>∂(Σ scale·weight·loss)/∂parameter and ∂(Σ dy·y)/∂parameter of the reference, by differences.</summary>
    [Theory]
    [MemberData(nameof(Composed.Names), MemberType = typeof(Composed))]
    public void Gradients_are_the_slopes_of_the_losses_and_of_the_outputs(string name)
    {
        PlannedNetwork network = Declare.Plan(Composed.All[name]);
        var trial = new Trial(network, samples: 3);
        Trial.Results<double> results = trial.Reference();
        IReadOnlyList<double[]> fromLoss = Numbers.Unpack(network.Plan, results.Gradients),
            fromOutput = Numbers.Unpack(network.Plan, results.GradientsFromOutput);
        for (int p = 0; p < trial.Parameters.Count; p++)
            for (int i = 0; i < trial.Parameters[p].Length; i += 1 + trial.Parameters[p].Length / 5)
            {
                int parameter = p, element = i;
                if (network.Fused.Loss is not null)
                    Compare.Close([Slope(Loss)], [fromLoss[p][i]], Tolerance.Differences,
                        $"{network.Plan.Parameters[p].Layer}[{i}] from the losses");
                Compare.Close([Slope(Product)], [fromOutput[p][i]], Tolerance.Differences,
                    $"{network.Plan.Parameters[p].Layer}[{i}] from dy");

                double Slope(Func<double> function)
                {
                    double step = 1e-5, value = trial.Parameters[parameter][element];
                    trial.Parameters[parameter][element] = value + step;
                    double above = function();
                    trial.Parameters[parameter][element] = value - step;
                    double below = function();
                    trial.Parameters[parameter][element] = value;
                    return (above - below) / (2 * step);
                }
            }

        double Loss() => trial.Reference().Losses.Select((loss, i) => loss * trial.Scales[i % trial.Samples]).Sum();
        double Product() => trial.Reference().Output.Zip(trial.Dy, (y, dy) => y * dy).Sum();
    }
}
