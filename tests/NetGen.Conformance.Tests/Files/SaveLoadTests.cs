using System.Buffers.Binary;
using System.Text.Json;
using NetGen.Formats;

namespace NetGen.Conformance;

/// <summary>Parameters to a file and back, and the file as others see it.</summary>
public sealed class SaveLoadTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("netgen-conformance-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_network_read_back_from_a_file_a_stream_or_bytes_predicts_the_same_bits()
    {
        var network = new Golden20(seed: 3);
        network.TrainStep(Samples.Draw(40 * 20, 1), Samples.Classes(40, 10, 2), new Adam());
        network.Dense1.Weight[0, 0] = -0f;
        network.Dense1.Bias[1] = float.Epsilon;
        network.Dense2.Bias[9] = float.NegativeInfinity;
        network.Parameters.FiniteChecks = false;
        string path = Path.Combine(folder, "network.safetensors");
        network.Save(path);
        var stream = new MemoryStream();
        network.Save(stream);
        Assert.Equal(File.ReadAllBytes(path), stream.ToArray());
        stream.Position = 0;
        float[] x = Samples.Draw(33 * 20, 5), expected = new float[330], actual = new float[330];
        network.Predict(x, expected);
        foreach (Golden20 copy in (Golden20[])[Golden20.Load(path), Golden20.Load(stream), Golden20.Load(stream.ToArray())])
        {
            Bits.Same(Samples.Flat(network.Parameters), Samples.Flat(copy.Parameters), "parameters");
            copy.Predict(x, actual);
            Bits.Same(expected, actual, "predictions");
        }
    }

    [Fact]
    public void A_file_holds_the_names_and_the_layout_of_PyTorch()
    {
        var network = new Golden7(seed: 3);
        var stream = new MemoryStream();
        network.Save(stream);
        (JsonElement header, byte[] data) = Read(stream.ToArray());
        Assert.Equal(["dense1.bias", "dense1.weight", "dense2.bias", "dense2.weight"],
            header.EnumerateObject().Select(entry => entry.Name).Where(name => name != "__metadata__").Order(StringComparer.Ordinal));
        Assert.Equal("pt", header.GetProperty("__metadata__").GetProperty("format").GetString());
        foreach ((string name, Parameter weight, Parameter bias) in ((string, Parameter, Parameter)[])
            [("dense1", network.Dense1.Weight, network.Dense1.Bias), ("dense2", network.Dense2.Weight, network.Dense2.Bias)])
        {
            int inputs = weight.Shape[0], outputs = weight.Shape[1];
            JsonElement entry = header.GetProperty(name + ".weight");
            Assert.Equal("F32", entry.GetProperty("dtype").GetString());
            Assert.Equal([outputs, inputs], entry.Integers("shape"));
            float[] values = Values(entry, data);
            for (int i = 0; i < inputs; i++)
                for (int j = 0; j < outputs; j++) Assert.Equal(weight[i, j], values[j * inputs + i]);
            Assert.Equal([outputs], header.GetProperty(name + ".bias").Integers("shape"));
            Bits.Same(bias.ToArray(), Values(header.GetProperty(name + ".bias"), data), name + ".bias");
        }
    }

    [Fact]
    public void A_file_written_by_hand_in_the_layout_of_PyTorch_is_read_to_the_outputs_of_PyTorch()
    {
        JsonElement golden = Golden.Read("network-7-5-3.json");
        var shapes = new Dictionary<string, int[]>
            { ["dense1.weight"] = [5, 7], ["dense1.bias"] = [5], ["dense2.weight"] = [3, 5], ["dense2.bias"] = [3] };
        var header = new Dictionary<string, object>();
        var data = new MemoryStream();
        foreach (JsonProperty parameter in golden.GetProperty("parameters").EnumerateObject())
        {
            long start = data.Length;
            foreach (double value in parameter.Value.Doubles()) data.Write(BitConverter.GetBytes((float)value));
            header[parameter.Name] = new { dtype = "F32", shape = shapes[parameter.Name], data_offsets = (long[])[start, data.Length] };
        }
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        float[] y = new float[15];
        Golden7.Load([.. length, .. json, .. data.ToArray()]).Predict(golden.Floats("x"), y);
        Tolerance.Rule.Close(golden.Doubles("y"), y, "outputs");
    }

    [Fact]
    public void A_file_of_another_network_is_refused_with_the_layers_and_tensors_that_differ()
    {
        var stream = new MemoryStream();
        new Golden12(seed: 1).Save(stream);
        SafetensorsException refusal = Assert.Throws<SafetensorsException>(() => Golden7.Load(stream.ToArray()));
        foreach (string word in (string[])["Golden7", "dense1.weight 5×7: 20×12 in the file",
            "dense1.bias 5: missing in the file", "- ", "+ "])
            Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_activation_is_another_network_though_the_tensors_fit()
    {
        // The architecture in the metadata says what shapes cannot.
        var stream = new MemoryStream();
        new Golden7(seed: 1).Save(stream);
        string text = System.Text.Encoding.Latin1.GetString(stream.ToArray());
        Assert.Contains("Tanh", text, StringComparison.Ordinal);
        byte[] changed = System.Text.Encoding.Latin1.GetBytes(text.Replace("Tanh", "ReLU", StringComparison.Ordinal));
        SafetensorsException refusal = Assert.Throws<SafetensorsException>(() => Golden7.Load(changed));
        Assert.Contains("ReLU", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Tanh", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Tensors:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_or_broken_file_leaves_no_network_and_saving_leaves_no_other_file()
    {
        string path = Path.Combine(folder, "network.safetensors");
        new Golden7(seed: 1).Save(path);
        new Golden7(seed: 2).Save(path);
        Assert.Equal([path], Directory.GetFiles(folder));
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Throws<SafetensorsException>(() => Golden7.Load(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<SafetensorsException>(() => Golden7.Load(bytes.AsSpan(0, 5)));
    }

    /// <summary>The format as its description says it, without the library's reader.</summary>
    private static (JsonElement Header, byte[] Data) Read(byte[] file)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        return (JsonDocument.Parse(file.AsMemory(8, length)).RootElement, file[(8 + length)..]);
    }

    private static float[] Values(JsonElement entry, byte[] data)
    {
        int[] offsets = entry.Integers("data_offsets");
        return Enumerable.Range(0, (offsets[1] - offsets[0]) / 4)
            .Select(i => BinaryPrimitives.ReadSingleLittleEndian(data.AsSpan(offsets[0] + 4 * i))).ToArray();
    }
}
