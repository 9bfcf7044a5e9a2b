namespace NetGen.SourceGenerators.Tests.Files;

/// <summary>Files of weights against the network they are declared for. Pages hold a case of each id; here is what is not one.</summary>
public class WeightsTests
{
    private const string Source =
        "using NetGen;\nnamespace Samples;\n[Network, Input(4), Dense(8, Activation.ReLU), Dense(8, Activation.ReLU), Dense(3), "
        + "SoftmaxCrossEntropy] sealed partial class Net;";

    private static IReadOnlyList<(string Id, string Message)> Say(string tensors, string network = "Samples.Net", string source = Source,
        bool analyzers = true)
    {
        Generated generated = Generate.Run([source], properties: analyzers ? null : new BuildProperties(("RunAnalyzers", "false")),
            generator: Generate.WithoutKernels,
            files: [new ProjectFile("/obj/net.safetensors.netgen-weights.txt",
                "netgen-weights 2\nnet.safetensors\n" + tensors.Replace("; ", "\n") + "\nend\n", network)]);
        return [.. generated.Build().Select(d => (d.Id, d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    private const string Own =
        "F32 8,4 dense1.weight; F32 8 dense1.bias; F32 8,8 dense2.weight; F32 8 dense2.bias; F32 3,8 dense3.weight; F32 3 dense3.bias";

    [Theory]
    [InlineData(Own)]
    [InlineData(
        "F16 8,4 dense1.weight; BF16 8 dense1.bias; F64 8,8 dense2.weight; F32 8 dense2.bias; F32 3,8 dense3.weight; F32 3 dense3.bias")]
    public void What_fits_is_silent(string tensors) => Assert.Empty(Say(tensors));

    [Theory]
    [InlineData("F32 8,4 0.weight; F32 8 0.bias; F32 8,8 2.weight; F32 8 2.bias; F32 3,8 10.weight; F32 3 10.bias",
        "0.* to dense1.*, 2.* to dense2.* and 10.* to dense3.*")]
    [InlineData("F32 8 fc1.bias; F32 8,4 fc1.weight; F32 8 fc2.bias; F32 8,8 fc2.weight; F32 3 out.bias; F32 3,8 out.weight",
        "fc1.* to dense1.*, fc2.* to dense2.* and out.* to dense3.*")]
    [InlineData(
        "F32 3 a.bias; F32 3,8 a.weight; F32 8 b.bias; F32 8,4 b.weight; F32 8 c.bias; F32 8,8 c.weight; I64 - c.num_batches_tracked",
        "b.* to dense1.*, c.* to dense2.* and a.* to dense3.*")]
    public void PyTorch_s_names_are_recognized_by_shapes(string tensors, string map) => Assert.Equal(
        [("NG5006", "'net.safetensors' fits network 'Net', but its tensors have other names: rename "
            + $"{map}, for instance where they are saved")], Say(tensors));

    [Fact]
    public void Independent_differences_are_named_together() =>
        Assert.Equal(["NG5001", "NG5002", "NG5003", "NG5004"],
            Say(Own.Replace("dense3.bias", "other").Replace("8,4", "4,8").Replace("F32 8 dense2.bias", "I8 8 dense2.bias"))
            .Select(m => m.Id));

    [Theory]
    [InlineData("F32 3 x; F32 3 .x")]
    [InlineData("F32 3 weight; F32 3 .weight; F32 3 .bias")]
    public void Names_that_are_the_same_but_for_a_point_are_two_tensors(string tensors) =>
        Assert.Equal(["NG5001", "NG5002"], Say(tensors).Select(m => m.Id));

    private const string Normalized =
        "using NetGen;\nnamespace Samples;\n[Network, Input(4), Dense(8), BatchNorm, ReLU, LayerNorm, Dense(3), "
        + "SoftmaxCrossEntropy] sealed partial class Net;";

    private const string OwnNormalized =
        "F32 8,4 dense1.weight; F32 8 dense1.bias; F32 8 batchNorm1.weight; F32 8 batchNorm1.bias; F32 8 "
        + "batchNorm1.running_mean; F32 8 batchNorm1.running_var; "
        + "F32 8 layerNorm1.weight; F32 8 layerNorm1.bias; F32 3,8 dense2.weight; F32 3 dense2.bias";

    private const string Members =
        "using NetGen;\nnamespace Samples;\n[Network] sealed partial class Net\n{\n[Input(4)] public partial Input X { get; }\n"
        + "[Dense(8, Activation.Tanh)] public partial Dense Hidden { get; }\n"
        + "[Dense(3), SoftmaxCrossEntropy] public partial Dense Kind { get; }\n}";

    [Theory]
    [InlineData(Normalized, OwnNormalized)]
    [InlineData(Members, "F32 8,4 hidden.weight; F32 8 hidden.bias; F32 3,8 kind.weight; F32 3 kind.bias")]
    public void Normalizations_and_members_have_tensors_of_their_names(string source, string tensors) =>
        Assert.Empty(Say(tensors, source: source));

    [Theory]
    [InlineData(Normalized,
        "F32 8,4 0.weight; F32 8 0.bias; F32 8 1.weight; F32 8 1.bias; F32 8 1.running_mean; F32 8 1.running_var; I64 - "
        + "1.num_batches_tracked; F32 8 3.weight; F32 8 3.bias; F32 3,8 4.weight; F32 3 4.bias",
        "0.* to dense1.*, 1.* to batchNorm1.*, 3.* to layerNorm1.* and 4.* to dense2.*")]
    [InlineData(Members, "F32 8,4 0.weight; F32 8 0.bias; F32 3,8 2.weight; F32 3 2.bias", "0.* to hidden.* and 2.* to kind.*")]
    public void Theirs_are_recognized_under_PyTorch_s_names_too(string source, string tensors, string map) => Assert.Equal(
        [("NG5006", "'net.safetensors' fits network 'Net', but its tensors have other names: rename "
            + $"{map}, for instance where they are saved")], Say(tensors, source: source));

    [Fact]
    public void Of_another_network_s_file_only_some_are_listed() => Assert.Equal(
        "'net.safetensors' has t0 [1], t1 [1], t2 [1], t3 [1] and 6 more, which network 'Net' has not: save the file "
        + "from this network, or add the layer",
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

    private static IReadOnlyList<string> SayOfText(string text, bool analyzers) =>
        [.. Generate.Run([Source], properties: analyzers ? null : new BuildProperties(("RunAnalyzers", "false")),
            generator: Generate.WithoutKernels, files: [new ProjectFile("/obj/0A.netgen-weights.txt", text, "Samples.Net")])
        .Build().Select(d => $"{d.Severity} {d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];

    /// <summary>
    /// A check that cannot be made is an error: a text cut off anywhere says nothing about the file, and must not pass for one that says
    /// all is well.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_text_that_is_not_whole_is_an_error(bool analyzers)
    {
        string whole = "netgen-weights 2\nnet.safetensors\n" + Own.Replace("; ", "\n") + "\nend\n";
        Assert.Empty(SayOfText(whole, analyzers));
        string[] expected =
            ["Error NG5008: '0A.netgen-weights.txt', which the build writes about a file of weights of network 'Samples.Net', is empty "
                + "or broken off: delete it and build again"];
        int[] cuts = [0, 1, 17, 20, 33, whole.IndexOf("\nF32 3 dense3", StringComparison.Ordinal), whole.Length - 5, whole.Length - 4,
            whole.Length - 1];
        foreach (int cut in cuts) Assert.Equal(expected, SayOfText(whole[..cut], analyzers));
        Assert.Equal(expected, SayOfText(whole.Replace("weights 2", "weights 1"), analyzers));
        Assert.Equal(expected, SayOfText(whole.Replace("F32 8,4", "F32 8;4"), analyzers));
        Assert.Equal(expected, SayOfText(whole + "F32 3 x\n", analyzers));
    }

    /// <summary>What PyTorch's batch normalization counts is left out when the file is loaded, so it is left out here.</summary>
    [Theory]
    [InlineData("; I64 - batchNorm1.num_batches_tracked")]
    [InlineData("; I64 1 batchNorm1.num_batches_tracked")]
    [InlineData("; F32 - batchNorm1.num_batches_tracked")]
    public void A_counter_of_batches_is_taken_and_left_out(string counter) =>
        Assert.Empty(Say(OwnNormalized + counter, source: Normalized));

    [Fact]
    public void What_is_only_called_like_a_counter_is_a_tensor_too_many() =>
        Assert.Equal("NG5002", Assert.Single(Say(OwnNormalized + "; F32 8 batchNorm1.num_batches_tracked", source: Normalized)).Id);

    [Fact]
    public void Names_of_a_file_are_cut_and_escaped()
    {
        string message = Assert.Single(Say(Own + "; F32 1 a\\u001B[31m" + new string('x', 100_000))).Message;
        Assert.Contains("a\\u001B[31mxxx", message);
        Assert.True(message.Length < 500);
    }

    /// <summary>
    /// Files that PyTorch wrote: what the build takes the library loads (PyTorchTests of the tool), and what it does not take is reported
    /// in the same words.
    /// </summary>
    [Fact]
    public void PyTorch_s_files_with_every_kind_of_layer_are_taken_and_renamed()
    {
        string source = Repository.Read("tests", "NetGen.Tool.Tests", "PyTorchNetwork.cs");
        Assert.Empty(SayOfFile("named.safetensors"));
        Assert.Empty(SayOfFile("half.safetensors"));
        Assert.Equal(
            ["NG5006: 'sequential.safetensors' fits network 'Whole', but its tensors have other names: rename 0.* to dense1.*, 1.* to "
            + "batchNorm1.*, 4.* to dense2.*, "
                + "5.* to layerNorm1.*, 6.* to pReLU1.*, 7.* to dense3.*, 8.* to batchNorm2.*, 9.* to rMSNorm1.*, 10.* to pReLU2.* and "
                + "12.* to dense4.*, for instance where they are saved"],
            SayOfFile("sequential.safetensors"));
        string fault = Assert.Throws<NetGen.Formats.MalformedFileException>(() => TextOf("model.pt")).Message;
        Assert.StartsWith("this is a zip, as torch.save and numpy.savez write: ", fault);

        static string TextOf(string name)
        {
            using FileStream file = File.OpenRead(Path.Combine(Repository.Root, "tests", "Goldens", "pytorch", name));
            return NetGen.Build.WeightsText.Of(name, NetGen.Formats.SafetensorsReader.ReadWhole(file));
        }

        IReadOnlyList<string> SayOfFile(string name) => [.. Generate.Run([source], generator: Generate.WithoutKernels,
                files: [new ProjectFile("/obj/0B.netgen-weights.txt", TextOf(name), "PyTorchFiles.Whole")])
            .Build().Where(d => d.Id.StartsWith("NG5", StringComparison.Ordinal))
            .Select(d => $"{d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
    }
}
