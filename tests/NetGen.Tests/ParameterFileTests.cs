using NetGen.Formats;
using NetGen.Tests.Fakes;

namespace NetGen.Tests;

/// <summary>
/// A network's parameters come back to the bit; a file that is not theirs is refused with what differs, and changes nothing.
/// </summary>
public class ParameterFileTests
{
    [Fact]
    public void A_network_comes_back_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("net.safetensors");
        var network = new LinearNetwork(seed: 3);
        network.Dense1.Weight[1, 1] = -0f;
        network.Dense1.Bias[0] = float.NaN;
        network.Parameters.FiniteChecks = false;
        network.Save(path);
        LinearNetwork again = LinearNetwork.Load(path);
        Assert.Equal(Bits(network), Bits(again));

        using var stream = new MemoryStream();
        network.Save(stream);
        Assert.Equal(System.IO.File.ReadAllBytes(path), stream.ToArray());
        Assert.Equal(Bits(network), Bits(LinearNetwork.Load(stream.ToArray())));
    }

    [Fact]
    public void Files_hold_names_and_layout_of_a_state_dict()
    {
        var network = new LinearNetwork(seed: 3);
        SafetensorsFile file = Saved(network);
        Assert.Equal(["dense1.weight", "dense1.bias"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2, 3], file["dense1.weight"].Shape.ToArray());
        Assert.Equal(network.Dense1.Weight[2, 1], file["dense1.weight"].ToFloats()[1 * 3 + 2]);
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal(LinearNetwork.Info.Architecture, file.Metadata["netgen.architecture"]);
    }

    [Fact]
    public void A_file_without_our_metadata_loads_by_names_and_shapes()
    {
        LinearNetwork network = LinearNetwork.Load(File(("dense1.bias", [2], [7, 8]), ("dense1.weight", [2, 3], [1, 2, 3, 4, 5, 6])));
        Assert.Equal([1, 4, 2, 5, 3, 6], network.Dense1.Weight.ToArray());
        Assert.Equal([7, 8], network.Dense1.Bias.ToArray());
    }

    [Fact]
    public void A_file_of_other_tensors_is_refused_with_all_differences_and_changes_nothing()
    {
        byte[] file = File(("dense1.weight", [3, 2], [1, 2, 3, 4, 5, 6]), ("dense2.bias", [1], [1]));
        var network = new LinearNetwork(seed: 3);
        float[] before = network.Dense1.Weight.ToArray();
        string message = Assert.Throws<SafetensorsException>(() => network.core.Load(file)).Message;
        Assert.Contains("dense1.weight 2×3: 3×2 in the file", message);
        Assert.Contains("dense1.bias 2: missing in the file", message);
        Assert.Contains("dense2.bias 1: in the file only", message);
        Assert.Equal(before, network.Dense1.Weight.ToArray());
    }

    /// <summary>As PyTorch saves it, and as the build takes it.</summary>
    [Fact]
    public void A_counter_of_batches_is_left_out()
    {
        byte[] file = File(("dense1.bias", [2], [7, 8]), ("dense1.num_batches_tracked", [], [3]),
            ("dense1.weight", [2, 3], [1, 2, 3, 4, 5, 6]));
        Assert.Equal([7, 8], LinearNetwork.Load(file).Dense1.Bias.ToArray());
        file = File(("dense1.bias", [2], [7, 8]), ("dense1.num_batches_tracked", [2], [3, 4]),
            ("dense1.weight", [2, 3], [1, 2, 3, 4, 5, 6]));
        Assert.Contains("dense1.num_batches_tracked 2: in the file only",
            Assert.Throws<SafetensorsException>(() => LinearNetwork.Load(file)).Message);
    }

    [Fact]
    public void A_file_that_fits_under_other_names_says_how_to_rename_them()
    {
        byte[] file = File(("net.0.bias", [2], [7, 8]), ("net.0.weight", [2, 3], [1, 2, 3, 4, 5, 6]));
        Assert.EndsWith("they fit LinearNetwork under other names: rename net.0.* to dense1.*, for instance where they are saved",
            Assert.Throws<SafetensorsException>(() => LinearNetwork.Load(file)).Message);
    }

    [Fact]
    public void A_message_names_some_of_many_tensors_cut_and_escaped()
    {
        (string, int[], float[])[] tensors = [.. Enumerable.Range(0, 2000)
            .Select(i => ($"\u001b[31m{i}" + new string('x', 1000), (int[])[1], (float[])[0]))];
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors,
            new Dictionary<string, string>
            { ["netgen.architecture"] = string.Join("\n", Enumerable.Repeat(new string('\u0007', 5000), 900)) });
        string message = Assert.Throws<SafetensorsException>(() => LinearNetwork.Load(stream.ToArray())).Message;
        Assert.True(message.Length < 20_000, $"{message.Length} characters.");
        Assert.DoesNotContain(message, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void A_file_of_another_architecture_is_refused_line_by_line()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(
            stream, [("dense1.bias", [2], [7, 8]), ("dense1.weight", [2, 3], [1, 2, 3, 4, 5, 6])],
            new Dictionary<string, string> { ["netgen.architecture"] = "input 3\nDense1 Dense ReLU → 2" });
        string message = Assert.Throws<SafetensorsException>(() => LinearNetwork.Load(stream.ToArray())).Message;
        Assert.Contains("    input 3\n  - Dense1 Dense ReLU → 2\n  + Dense1 Dense → 2", message);
    }

    [Theory]
    [InlineData("F16", new byte[] { 0, 0x3C, 0, 0xBC }, 1f, -1f)]
    [InlineData("BF16", new byte[] { 0x80, 0x3F, 0x49, 0xC0 }, 1f, -3.140625f)]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x18, 0x2D, 0x44, 0x54, 0xFB, 0x21, 0x09, 0x40 }, 1f, 3.1415927f)]
    public void Other_floats_are_converted(string type, byte[] data, float first, float second)
    {
        string header = $"{{\"a\":{{\"dtype\":\"{type}\",\"shape\":[2],\"data_offsets\":[0,{data.Length}]}}}}";
        byte[] bytes = [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. data];
        Assert.Equal([first, second], SafetensorsFile.Parse(bytes, "test")["a"].ToFloats());
    }

    [Fact]
    public void Integers_are_no_floats()
    {
        string header = "{\"a\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        byte[] bytes = [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes(header), 0, 0, 0, 0];
        Assert.Throws<NotSupportedException>(() => SafetensorsFile.Parse(bytes, "test")["a"].ToFloats());
    }

    [Fact]
    public void A_saved_file_cut_off_anywhere_is_refused()
    {
        using var stream = new MemoryStream();
        new LinearNetwork(seed: 3).Save(stream);
        byte[] bytes = stream.ToArray();
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<SafetensorsException>(() => LinearNetwork.Load(bytes.AsSpan(0, length)));
    }

    private static int[] Bits(LinearNetwork network) =>
        [.. network.Parameters.SelectMany(parameter => parameter.ToArray()).Select(BitConverter.SingleToInt32Bits)];

    private static SafetensorsFile Saved(LinearNetwork network)
    {
        using var stream = new MemoryStream();
        network.Save(stream);
        return SafetensorsFile.Parse(stream.ToArray(), "test");
    }

    private static byte[] File(params (string, int[], float[])[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors);
        return stream.ToArray();
    }
}
