using NetGen.Compiler.Declarations;
using NetGen.Compiler.Memory;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>Sizes that the rules allow must not overflow in the plan.</summary>
public class SizeTests
{
    [Theory]
    [InlineData(1, 1 << 24)]
    [InlineData(1 << 24, 1)]
    [InlineData(4096, 4096)]
    [InlineData(2, 1 << 23)]
    public void The_largest_layer_has_a_plan_without_overflow(int inputs, int units)
    {
        PlannedNetwork network = Plan(Input(inputs), Dense(units, "ReLU"), Node("MeanSquaredError"));
        MemoryMap memory = network.Memory;
        Assert.True(network.Plan.ParameterBlock >= inputs * units, $"{network.Plan.ParameterBlock} floats of parameters");
        Assert.True(memory.PredictArena >= units, $"{memory.PredictArena} floats of arena");
        Assert.True((long)memory.TrainBlock * memory.TapePerSample + memory.TapeFixed <= int.MaxValue,
            $"{memory.TrainBlock} samples of {memory.TapePerSample} floats");
        Assert.True(512 % memory.TrainBlock == 0 && memory.TrainBlock % memory.TapeRows == 0);
    }

    [Fact]
    public void A_network_too_large_for_its_plan_is_refused()
    {
        var layers = Enumerable.Range(0, 40).SelectMany(_ => new[] { Dense(1 << 24), Dense(1) });
        var problems = NetworkCompiler.Check(Chain([Input(1), .. layers]));
        Assert.Equal(["NG1111", "NG1111"], problems.Select(problem => problem.Rule.Id));
    }
}
