using CsCheck;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>Laws of any chain of layers, on chains drawn at random: a failure prints the seed that repeats it, and the chain.</summary>
public class RandomNetworkTests
{
    private static readonly Gen<NodeSpec> AnyLayer = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 40], Gen.Int[0, Zoo.Activations.Count - 1])
        .Select((kind, units, activation) => kind switch
    {
        0 => Node(Scalar(activation)),
        1 => Dense(units, "Identity", ("Bias", false)),
        2 => Node("Dropout", ("Rate", 0.25)),
        _ => Dense(units, Scalar(activation)),
    });

    private static readonly Gen<(int Inputs, NodeSpec[] Layers, int Units, int Loss, int Samples)> Chains =
        Gen.Select(Gen.Int[1, 70], AnyLayer.Array[0, 4], Gen.Int[1, 20], Gen.Int[0, 8], Gen.Int[1, 9]);

    [Fact]
    public void Shapes_and_parameters_follow_from_the_declaration() => Chains.Sample((inputs, layers, units, loss, _) =>
    {
        NetworkPlan plan = Plan([Input(inputs), .. layers, .. Zoo.End(units, loss)]).Plan;
        int width = inputs, expected = 0;
        foreach (NodeSpec layer in layers.Append(Zoo.End(units, loss)[0]).Where(layer => layer.Kind == "Dense"))
        {
            int wider = (int)layer.Arguments.First(argument => argument.Name == "Units").Value;
            bool bias = layer.Arguments.All(argument => argument is not { Name: "Bias", Value: false });
            expected += width * wider + (bias ? wider : 0);
            width = wider;
        }
        Assert.Equal(inputs, plan.Input.Length);
        Assert.Equal(units, plan.Output.Length);
        Assert.Equal(expected, plan.Parameters.Sum(parameter => parameter.Shape.Length));

        // Parameters lie one after the other, each at the start of a cache line and none in another's place.
        int end = 0;
        foreach (ParameterPlan parameter in plan.Parameters)
        {
            Assert.Equal(0, parameter.Offset % 16);
            Assert.True(parameter.Offset >= end);
            Assert.True(parameter.PaddedLength >= parameter.Shape.Length);
            end = parameter.Offset + parameter.PaddedLength;
        }
        Assert.True(plan.ParameterBlock >= end);
    }, iter: 200, threads: 1);

    /// <summary>Layers that move, scale or normalize values: what comes out of each, and what it learns, by its law.</summary>
    [Fact]
    public void Layers_that_move_or_normalize_values_follow_their_laws() =>
        Gen.Select(Gen.Int[2, 70], Gen.Int[1, 20], Gen.Int).Sample((inputs, units, seed) =>
    {
        var random = new Random(seed);
        int Divisor(int of) => Enumerable.Range(1, of).Where(size => of % size == 0).OrderBy(_ => random.Next()).First();
        var nodes = new List<NodeSpec> { Input(inputs) };
        int width = inputs, learned = 0;
        for (int i = 0; i < 5; i++)
        {
            switch (random.Next(5))
            {
                case 0:
                    int start = random.Next(width), length = random.Next(1, width - start + 1);
                    nodes.Add(Node("Slice", ("Start", start), ("Length", length)));
                    width = length;
                    break;
                case 1:
                    int parts = Divisor(width);
                    nodes.Add(Node("Split", ("Parts", parts), ("Index", random.Next(parts))));
                    width /= parts;
                    break;
                case 2:
                    nodes.Add(Node("Reshape", ("Sizes", new EquatableArray<int>([Divisor(width), -1]))));
                    nodes.Add(Node("Flatten"));
                    break;
                case 3:
                    nodes.Add(Node("PReLU", ("PerFeature", true)));
                    learned += width;
                    break;
                default:
                    if (width < 2) break;
                    nodes.Add(Node("LayerNorm"));
                    learned += 2 * width;
                    break;
            }
        }
        NetworkPlan plan = Plan([.. nodes, Dense(units), Node("MeanSquaredError")]).Plan;
        Assert.Equal(units, plan.Output.Length);
        Assert.Equal(learned + (width + 1) * units, plan.Parameters.Sum(parameter => parameter.Shape.Length));
    }, iter: 200, threads: 1);

    [Fact]
    public void Every_target_gives_the_same_bits_and_leaves_padding_at_plus_zero() =>
        Chains.Sample((inputs, layers, units, loss, samples) =>
    {
        var trial = new Trial(Plan([Input(inputs), .. layers, .. Zoo.End(units, loss)]), samples, seed: inputs);
        Trial.Results<float> portable = trial.Run<float>(Portable.Target, training: true);
        foreach (TargetIsa target in TargetIsa.All.Where(target => target != Portable.Target))
            foreach (((string name, float[] expected), (_, float[] found)) in portable.All.Zip(
                trial.Run<float>(target, training: true).All))
                Compare.Bits(expected, found, $"{name} on {target.Name}");
        foreach (int padding in Numbers.Padding(trial.Network.Plan))
        {
            Assert.Equal(0, BitConverter.SingleToInt32Bits(portable.Gradients[padding]));
            Assert.Equal(0, BitConverter.SingleToInt32Bits(portable.GradientsFromOutput[padding]));
        }
    }, iter: 25, threads: 1);

    /// <summary>Activations of single values: those along a vector ask for two values at least.</summary>
    private static bool Vector(string activation) =>
        Compiler.Kinds.ActivationLayer.All.Single(layer => layer.Name == activation).Activation.WholeRow;

    private static string Scalar(int activation) => Vector(Zoo.Activations[activation]) ? "SiLU" : Zoo.Activations[activation];
}
