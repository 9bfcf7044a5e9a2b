namespace NetGen.SourceGenerators.Tests.Files;

/// <summary>Files of weights against the network they are said to be of. Pages hold a case of each id; here is what is not one.</summary>
public class WeightsTests
{
    private const string Source = "using NetGen;\nnamespace Samples;\n[Network, Input(4), Dense(8, Activation.ReLU), Dense(8, Activation.ReLU), Dense(3), SoftmaxCrossEntropy] sealed partial class Net;";

    private static IReadOnlyList<(string Id, string Message)> Say(string tensors, string network = "Samples.Net", string source = Source, bool analyzers = true)
    {
        Generated generated = Generate.Run([source], properties: analyzers ? null : new BuildProperties(("RunAnalyzers", "false")), generator: Generate.WithoutKernels,
            files: [new ProjectFile("/obj/net.safetensors.netgen-weights.txt", "netgen-weights 1\nnet.safetensors\n" + tensors.Replace("; ", "\n"), network)]);
        return [.. generated.Build().Select(d => (d.Id, d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    private const string Own = "F32 8,4 dense1.weight; F32 8 dense1.bias; F32 8,8 dense2.weight; F32 8 dense2.bias; F32 3,8 dense3.weight; F32 3 dense3.bias";

    [Theory]
    [InlineData(Own)]
    [InlineData("F16 8,4 dense1.weight; BF16 8 dense1.bias; F64 8,8 dense2.weight; F32 8 dense2.bias; F32 3,8 dense3.weight; F32 3 dense3.bias")]
    public void What_fits_is_silent(string tensors) => Assert.Empty(Say(tensors));

    [Theory]
    [InlineData("F32 8,4 0.weight; F32 8 0.bias; F32 8,8 2.weight; F32 8 2.bias; F32 3,8 10.weight; F32 3 10.bias", "0.* to dense1.*, 2.* to dense2.* and 10.* to dense3.*")]
    [InlineData("F32 8 fc1.bias; F32 8,4 fc1.weight; F32 8 fc2.bias; F32 8,8 fc2.weight; F32 3 out.bias; F32 3,8 out.weight", "fc1.* to dense1.*, fc2.* to dense2.* and out.* to dense3.*")]
    [InlineData("F32 3 a.bias; F32 3,8 a.weight; F32 8 b.bias; F32 8,4 b.weight; F32 8 c.bias; F32 8,8 c.weight; I64 - c.num_batches_tracked", "b.* to dense1.*, c.* to dense2.* and a.* to dense3.*")]
    public void PyTorch_s_names_are_recognised_by_shapes(string tensors, string map) => Assert.Equal(
        [("NG5006", $"'net.safetensors' fits network 'Net', but its tensors have other names: rename {map}, for instance where they are saved")], Say(tensors));

    [Fact]
    public void Independent_differences_are_named_together() =>
        Assert.Equal(["NG5001", "NG5002", "NG5003", "NG5004"], Say(Own.Replace("dense3.bias", "other").Replace("8,4", "4,8").Replace("F32 8 dense2.bias", "I8 8 dense2.bias")).Select(m => m.Id));

    [Theory]
    [InlineData("F32 3 x; F32 3 .x")]
    [InlineData("F32 3 weight; F32 3 .weight; F32 3 .bias")]
    public void Names_that_are_alike_but_for_a_point_are_two_tensors(string tensors) => Assert.Equal(["NG5001", "NG5002"], Say(tensors).Select(m => m.Id));

    private const string Normalised = "using NetGen;\nnamespace Samples;\n[Network, Input(4), Dense(8), BatchNorm, ReLU, LayerNorm, Dense(3), SoftmaxCrossEntropy] sealed partial class Net;";

    private const string OwnNormalised = "F32 8,4 dense1.weight; F32 8 dense1.bias; F32 8 batchNorm1.weight; F32 8 batchNorm1.bias; F32 8 batchNorm1.running_mean; F32 8 batchNorm1.running_var; "
        + "F32 8 layerNorm1.weight; F32 8 layerNorm1.bias; F32 3,8 dense2.weight; F32 3 dense2.bias";

    private const string Members = "using NetGen;\nnamespace Samples;\n[Network] sealed partial class Net\n{\n[Input(4)] public partial Input X { get; }\n[Dense(8, Activation.Tanh)] public partial Dense Hidden { get; }\n"
        + "[Dense(3), SoftmaxCrossEntropy] public partial Dense Kind { get; }\n}";

    [Theory]
    [InlineData(Normalised, OwnNormalised)]
    [InlineData(Members, "F32 8,4 hidden.weight; F32 8 hidden.bias; F32 3,8 kind.weight; F32 3 kind.bias")]
    public void Normalisations_and_members_have_tensors_of_their_names(string source, string tensors) => Assert.Empty(Say(tensors, source: source));

    [Theory]
    [InlineData(Normalised, "F32 8,4 0.weight; F32 8 0.bias; F32 8 1.weight; F32 8 1.bias; F32 8 1.running_mean; F32 8 1.running_var; I64 - 1.num_batches_tracked; F32 8 3.weight; F32 8 3.bias; F32 3,8 4.weight; F32 3 4.bias",
        "0.* to dense1.*, 1.* to batchNorm1.*, 3.* to layerNorm1.* and 4.* to dense2.*")]
    [InlineData(Members, "F32 8,4 0.weight; F32 8 0.bias; F32 3,8 2.weight; F32 3 2.bias", "0.* to hidden.* and 2.* to kind.*")]
    public void Theirs_are_recognised_under_PyTorch_s_names_too(string source, string tensors, string map) => Assert.Equal(
        [("NG5006", $"'net.safetensors' fits network 'Net', but its tensors have other names: rename {map}, for instance where they are saved")], Say(tensors, source: source));

    [Fact]
    public void Of_another_network_s_file_only_some_are_listed() => Assert.Equal(
        "'net.safetensors' has t0 [1], t1 [1], t2 [1], t3 [1] and 6 more, which network 'Net' has not: save the file from this network, or add the layer",
        Say(Own + string.Concat(Enumerable.Range(0, 10).Select(i => $"; F32 1 t{i}"))).Single().Message);

    [Fact]
    public void Where_analyzers_are_left_out_the_generator_says_the_same()
    {
        string wrong = Own.Replace("8,4", "4,8");
        Assert.Equal(Say(wrong), Say(wrong, analyzers: false));
        Assert.Equal("NG5003", Assert.Single(Say(wrong)).Id);
    }

    [Fact]
    public void A_network_with_mistakes_of_its_own_is_not_compared() =>
        Assert.Equal(["NG1106"], Say("F32 1 x", source: Source.Replace("Dense(3)", "Dense(0)")).Select(m => m.Id));

    [Fact]
    public void A_text_that_is_something_else_is_left_alone() => Assert.Empty(Say("F32 one two"));
}
