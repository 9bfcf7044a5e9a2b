namespace NetGen.Conformance;

/// <summary>Outputs, losses and gradients against naive loops in double precision, and against differences of the loss.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [MemberData(nameof(NetworkCase.All), MemberType = typeof(NetworkCase))]
    public void Outputs_losses_and_gradients_agree_with_double_precision(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        foreach (int samples in (int[])(network.Plan.NeedsFullBatch ? [5, 33] : [1, 5, 33]))    // one sample has no variance
        {
            var inputs = new Inputs(network, samples, seed: samples);
            var reference = new Reference(network, inputs);
            foreach (Isa isa in (Isa[])[Isa.Portable, Runtime.IsaSelector.Best])
                reference.AssertClose(KernelRun.Of(network, isa, inputs), ToleranceOf(network), $"{name} on {isa}, {samples} samples");
        }
    }

    [Theory]
    [MemberData(nameof(NetworkCase.Deep), MemberType = typeof(NetworkCase))]
    public void Without_training_dropout_passes_everything_on(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        var inputs = new Inputs(network, 9, seed: 4) { Training = false };
        KernelRun run = KernelRun.Of(network, Runtime.IsaSelector.Best, inputs);
        Bits.Same(run.Predicted, run.Output, name);
        new Reference(network, inputs).AssertClose(run, ToleranceOf(network), name);
    }

    [Fact]
    public void Gradients_agree_with_central_differences_in_every_network_that_asks_for_the_check()
    {
        GradientCheck[] checks =
        [
            new Classifier(1).CheckGradients(), new Golden7(2).CheckGradients(), new Golden9(3).CheckGradients(),
                new Golden12(4).CheckGradients(),
            new Golden17(5).CheckGradients(), new Golden20(6).CheckGradients(), new ActivationStack(7).CheckGradients(),
                new Dropped(8).CheckGradients(),
            new PartlyFrozen(9).CheckGradients(), new Generator(10).CheckGradients(), new Discriminator(11).CheckGradients(seed: 5),
            new MoreActivations(12).CheckGradients(), new Normalized(13).CheckGradients(), new BatchNormalized(14).CheckGradients(),
            new WideAndDeep(15).CheckGradients(), new Heads(16).CheckGradients(), new Pair(17).CheckGradients(),
                new Twins(18).CheckGradients(), new Arranged(19).CheckGradients(),
            new Dots(20).CheckGradients(), new JoinedDots(21).CheckGradients(),
        ];
        Assert.Equal(NetworkCase.Names.Count(name => NetworkCase.Of(name).Plan.Spec.Checks), checks.Length);
        foreach (GradientCheck check in checks)
        {
            Assert.True(check.Passed, check.ToString());
            Assert.All(check.Entries, entry => Assert.True(entry.Checked > 0, entry.Name));
            Assert.Contains(check.Entries, entry => entry.Name is "input" or "Left" or "Deep" or "State" or "Values");
        }
    }

    private static Tolerance ToleranceOf(NetworkCase network) =>
        network.Type == typeof(Lengths) || network.Type == typeof(ResidualDigits) ? Tolerance.LongChains
        : network.Plan.NeedsFullBatch ? Tolerance.BatchStatistics : Tolerance.Rule;
}
