using NetGen.Runtime;
using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>
/// A gradient check passes right gradients, names the parameter whose gradient is wrong, and changes nothing in the network.
/// </summary>
public class GradientCheckTests
{
    [Fact]
    public void Right_gradients_pass()
    {
        GradientCheck check = GradientChecker<Linear<double>>.Run(new LinearNetwork(seed: 1).core, seed: 0);
        Assert.True(check.Passed, check.ToString());
        Assert.True(check.MaxRelativeError < 1e-7, check.ToString());
        Assert.Equal(["Dense1.Weight", "Dense1.Bias", "Dense1.Weight from dy", "Dense1.Bias from dy", "input"],
            check.Entries.Select(entry => entry.Name));
        Assert.Equal([6, 2, 6, 2, 15], check.Entries.Select(entry => entry.Checked));
    }

    [Fact]
    public void Right_gradients_pass_with_class_indices()
    {
        GradientCheck check = GradientChecker<LinearOfIndices<double>>.Run(new LinearClassifier(seed: 1).Core, seed: 0);
        Assert.True(check.Passed, check.ToString());
    }

    [Fact]
    public void A_gradient_off_by_a_percent_fails_and_is_named()
    {
        GradientCheck check = GradientChecker<WrongLinear>.Run(new LinearNetwork(seed: 1).core, seed: 0);
        Assert.False(check.Passed);
        Assert.Equal(["Dense1.Bias"], check.Entries.Where(entry => !entry.Passes(check.Tolerance)).Select(entry => entry.Name));
        Assert.InRange(check.MaxRelativeError, 1e-3, 1.1e-2);
        Assert.Contains("FAILED  Dense1.Bias", check.ToString());
    }

    [Fact]
    public void The_network_is_left_as_it_was()
    {
        var network = new LinearNetwork(seed: 1);
        float[] before = network.Dense1.Weight.ToArray();
        GradientChecker<Linear<double>>.Run(network.core, seed: 0);
        Assert.Equal(before, network.Dense1.Weight.ToArray());
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_fails()
    {
        var network = new LinearNetwork(seed: 1);
        network.Dense1.Weight[0, 0] = float.NaN;
        Assert.False(GradientChecker<Linear<double>>.Run(network.core, seed: 0).Passed);
    }
}
