using Microsoft.CodeAnalysis;

namespace NetGen.SourceGenerators.Tests.CallSites;

/// <summary>What takes lengths on trust is refused outside generated code, in the library and in a network's own class; generated code
/// compiles without a word.</summary>
public class ForGeneratedCodeTests
{
    private const string Network = """
        using NetGen;
        [Network, Input(4), Dense(3), SoftmaxCrossEntropy]
        public sealed partial class Net
        {

        """;

    [Theory]
    [InlineData("NetGen.Runtime.Rows.Copy(ref a[0], 1, ref a[0], 1, 1, 1000)")]
    [InlineData("NetGen.Runtime.Rows.Sum(ref a[0], 1, ref a[0], 1, 1000, false)")]
    [InlineData("NetGen.Runtime.Blocks.Add(ref a[0], ref a[0], 1000)")]
    [InlineData("NetGen.Runtime.Matrix.Transpose(ref a[0], ref a[0], 100, 100, 16, 16)")]
    [InlineData("NetGen.Numerics.NumberOps.Sum(ref a[0], 0, 1000)")]
    [InlineData("NetGen.Runtime.DropoutMask.Fill(ref a[0], 100, 16, 16, 0.5, 1, 1, 1, 1, true)")]
    [InlineData("NetGen.Runtime.GaussianNoise.Fill(ref a[0], 100, 16, 16, 0.5, 1, 1, 1, 1, true)")]
    [InlineData("NetGen.Numerics.Simd1.Store(1, ref a[0], 1000)")]
    [InlineData("NetGen.Numerics.Simd512.Load(ref a[0], 1000)")]
    [InlineData("core.Scratch.Return(new NetGen.Runtime.AlignedBlock<float>(1))")]
    [InlineData("Passes<Portable.Code>.Predict(default)")]
    [InlineData("default(Portable.Code).ToString()")]
    public void A_call_is_an_error(string call)
    {
        Generated generated = Generate.Run(Network + $"    public void Example(float[] a) => {call};\n}}");
        Diagnostic[] reported = [.. generated.Build()
            .Where(message => message.Severity >= DiagnosticSeverity.Warning && message.Id != "CS1591")];
        Assert.NotEmpty(reported);
        Assert.All(reported, message => Assert.Equal(("NG3110", DiagnosticSeverity.Error), (message.Id, message.Severity)));
    }

    [Fact]
    public void A_network_and_its_members_are_used_without_a_word()
    {
        Generated generated = Generate.Run(Network + """
                public static float Example(float[] x, int[] t)
                {
                    var net = new Net(seed: 1);
                    net.Predict(x, new float[3], threads: 2);
                    net.Forward(net.CreateTape(8), x);
                    net.Parameters.CopyFrom(new Net(seed: 2).Parameters);
                    return net.TrainStep(x, t, new Adam()) + net.Dense1.Weight[0, 0];
                }
            }
            """);
        Assert.Empty(generated.Build().Where(message => message.Severity >= DiagnosticSeverity.Warning && message.Id != "CS1591"));
    }
}
