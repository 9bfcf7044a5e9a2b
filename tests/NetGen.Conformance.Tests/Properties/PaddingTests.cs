namespace NetGen.Conformance;

/// <summary>What lies between and behind the logical values of a block stays +0, whatever is computed.</summary>
public sealed class PaddingTests
{
    public static TheoryData<string> Optimizers => ["SGD", "Momentum", "Nesterov", "RMSprop", "Adam", "AdamW", "Clipped"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Padding_of_parameters_and_optimizer_state_is_plus_zero_after_training(string kind)
    {
        Optimizer optimizer = Create(kind);
        int[] owners = NetworkCase.Of(typeof(Golden20)).Owners();
        Assert.Contains(-1, owners);
        var network = new Golden20(seed: 5);
        AssertPadding(owners, Samples.Block(network.Parameters), "parameters at the start");
        for (int step = 0; step < 5; step++) network.TrainStep(Samples.Draw(37 * 20, step), Samples.Classes(37, 10, step), optimizer);
        AssertPadding(owners, Samples.Block(network.Parameters), "parameters");
        List<(string Name, float[] Values)> state = Samples.State(optimizer);
        if (kind is not ("SGD" or "Clipped")) Assert.NotEmpty(state);
        foreach ((string name, float[] values) in state)
        {
            AssertPadding(owners, values, name);
            Assert.Contains(values, value => value != 0);
        }
    }

    [Fact]
    public void A_loaded_network_has_padding_of_plus_zero()
    {
        var stream = new MemoryStream();
        new Golden20(seed: 5).Save(stream);
        AssertPadding(NetworkCase.Of(typeof(Golden20)).Owners(), Samples.Block(Golden20.Load(stream.ToArray()).Parameters),
            "loaded parameters");
    }

    [Fact]
    public void Frozen_layers_keep_their_bits_and_the_others_learn()
    {
        var network = new PartlyFrozen(seed: 5);
        float[][] before = network.Parameters.Select(parameter => parameter.ToArray()).ToArray();
        var adam = new AdamW(1e-2);
        for (int step = 0; step < 5; step++) network.TrainStep(Samples.Draw(20 * 11, step), Samples.Draw(20 * 2, step), adam);
        for (int p = 0; p < before.Length; p++)
        {
            Parameter parameter = network.Parameters[p];
            if (parameter.Name is "Dense1.Weight" or "Dense1.Bias" or "Dense3.Weight")
            {
                Assert.False(parameter.Trainable);
                Bits.Same(before[p], parameter.ToArray(), parameter.Name);
            }
            else
            {
                Assert.True(parameter.Trainable);
                Assert.All(before[p].Zip(parameter.ToArray()), pair => Assert.NotEqual(pair.First, pair.Second));
            }
        }
    }

    private static Optimizer Create(string kind) => kind switch
    {
        "SGD" => new SGD(0.1),
        "Momentum" => new SGD(0.1, momentum: 0.9),
        "Nesterov" => new SGD(0.1, momentum: 0.9, nesterov: true),
        "RMSprop" => new RMSprop(1e-2),
        "Adam" => new Adam(1e-2, weightDecay: 0.1),
        "AdamW" => new AdamW(1e-2),
        _ => new SGD(0.1) { ClipNorm = 0.01, ClipValue = 0.005 },
    };

    private static void AssertPadding(int[] owners, float[] block, string what)
    {
        Assert.True(block.Length >= owners.Length, what);
        for (int i = 0; i < owners.Length; i++)
            if (owners[i] < 0 && BitConverter.SingleToUInt32Bits(block[i]) != 0) Assert.Fail($"{what}: padding [{i}] is {block[i]}");
    }
}
