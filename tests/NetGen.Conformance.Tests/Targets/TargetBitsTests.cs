namespace NetGen.Conformance;

/// <summary>The code of every instruction set on the same parameters and samples, in this process: equal to the bit.</summary>
public sealed class TargetBitsTests
{
    [Fact]
    public void Avx2_runs_where_the_processor_has_it_and_the_others_everywhere()
    {
        if (TargetKernels.Chosen.Length > 0) Assert.Skip($"NETGEN_TARGETS asks for {string.Join(", ", TargetKernels.Runnable)} alone.");
        Assert.Superset(new HashSet<Isa> { Isa.Portable, Isa.Neon, Isa.Avx512 }, TargetKernels.Runnable.ToHashSet());
        if (System.Runtime.Intrinsics.X86.Fma.IsSupported) Assert.Contains(Isa.Avx2, TargetKernels.Runnable);
    }

    [Theory]
    [MemberData(nameof(NetworkCase.All), MemberType = typeof(NetworkCase))]
    public void All_instruction_sets_give_the_same_bits(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        foreach (int samples in (int[])[1, 2, 7, 16, 31, 70])
            AssertSame(network, new Inputs(network, samples, seed: 100 + samples));
    }

    [Theory]
    [MemberData(nameof(NetworkCase.All), MemberType = typeof(NetworkCase))]
    public void Zeros_huge_numbers_infinities_and_NaN_go_the_same_way_on_all_instruction_sets(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        AssertSame(network, SpecialInputs.Of(network, inParameters: false));
        AssertSame(network, SpecialInputs.Of(network, inParameters: true));
    }

    [Theory]
    [MemberData(nameof(NetworkCase.All), MemberType = typeof(NetworkCase))]
    public void A_batch_is_its_samples_one_by_one_to_the_bit_for_up_to_70_samples(string name)
    {
        const int most = 70;
        NetworkCase network = NetworkCase.Of(name);
        var inputs = new Inputs(network, most, seed: 5);
        int length = network.InputLength, outputs = network.OutputLength;
        foreach (Isa isa in TargetKernels.Runnable)
        {
            float[] singles = Enumerable.Range(0, most)
                .SelectMany(m => KernelRun.Predict(network, isa, inputs.Parameters, inputs.X[(m * length)..((m + 1) * length)])).ToArray();
            for (int samples = 2; samples <= most; samples++)
                Bits.Same(singles.AsSpan(0, samples * outputs),
                    KernelRun.Predict(network, isa, inputs.Parameters, inputs.X[..(samples * length)]),
                    $"{name} on {isa}, {samples} samples");
        }
    }

    [Theory]
    [MemberData(nameof(NetworkCase.Deep), MemberType = typeof(NetworkCase))]
    public void Padding_of_gradients_is_plus_zero(string name)
    {
        NetworkCase network = NetworkCase.Of(name);
        int[] owners = network.Owners();
        foreach (Inputs inputs in (Inputs[])[new Inputs(network, 19, seed: 6), SpecialInputs.Of(network, inParameters: false)])
            foreach (Isa isa in TargetKernels.Runnable)
            {
                KernelRun run = KernelRun.Of(network, isa, inputs);
                for (int i = 0; i < owners.Length; i++)
                    Assert.True(owners[i] >= 0 || (Bits.Same(0, run.FromLoss[i]) && Bits.Same(0, run.FromOutput[i])),
                        $"{name} on {isa}: padding [{i}] of a gradient is {run.FromLoss[i]} from the loss, {run.FromOutput[i]} from dy");
            }
    }

    private static void AssertSame(NetworkCase network, Inputs inputs)
    {
        KernelRun expected = KernelRun.Of(network, Isa.Portable, inputs);
        foreach (Isa isa in TargetKernels.Runnable)
            KernelRun.AssertSame(expected, KernelRun.Of(network, isa, inputs),
                $"{network} on {isa} against Portable, {inputs.Samples} samples");
    }
}
