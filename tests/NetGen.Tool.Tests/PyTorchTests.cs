using System.Text.Json;
using NetGen.Formats;

namespace NetGen.Tool.Tests;

/// <summary>
/// Files that PyTorch itself wrote, with every kind of layer that keeps values, load and predict as PyTorch does; those that cannot load
/// say what to do.
/// </summary>
public sealed class PyTorchTests : IDisposable
{
    private readonly Files files = new();

    public void Dispose() => files.Dispose();

    private static string Golden(string name) => Path.Combine(Repository.Root, "tests", "Goldens", "pytorch", name);

    private static void Predicts(PyTorchFiles.Whole network, double tolerance = 1e-6)
    {
        JsonElement values = JsonDocument.Parse(File.ReadAllText(Golden("values.json"))).RootElement;
        float[] x = Floats("x"), expected = Floats("y"), y = new float[expected.Length];
        network.Predict(x, y);
        for (int i = 0; i < y.Length; i++)
            Assert.True(Math.Abs(expected[i] - y[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"{i}: {expected[i]} {y[i]}");

        float[] Floats(string name) => [.. values.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
    }

    [Fact]
    public void A_state_dict_loads_under_the_network_s_names_with_its_counters() =>
        Predicts(PyTorchFiles.Whole.Load(Golden("named.safetensors")), 3e-6);

    [Fact]
    public void One_in_half_precision_loads_too() => Predicts(PyTorchFiles.Whole.Load(Golden("half.safetensors")), 5e-3);

    [Theory]
    [InlineData("named.npz")]
    [InlineData("compressed.npz")]
    public void Arrays_of_NumPy_are_converted(string name)
    {
        (int code, string output, string error) = Files.Run("convert", Golden(name), files.Path("n.safetensors"));
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith(
            "left out, since no network has it: batchNorm1.num_batches_tracked\n"
            + "left out, since no network has it: batchNorm2.num_batches_tracked\n", output);
        Predicts(PyTorchFiles.Whole.Load(files.Path("n.safetensors")), 3e-6);
        Assert.Equal((0, "20 arrays equal, 0 not\n", ""), Files.Run("diff", Golden(name), Golden("named.safetensors")));
    }

    [Fact]
    public void Under_PyTorch_s_own_names_the_message_says_how_to_rename_them() => Assert.EndsWith(
        "they fit Whole under other names: rename 0.* to dense1.*, 1.* to batchNorm1.*, 4.* to dense2.*, 5.* to "
        + "layerNorm1.*, 6.* to pReLU1.*, 7.* to dense3.*, "
        + "8.* to batchNorm2.*, 9.* to rMSNorm1.*, 10.* to pReLU2.* and 12.* to dense4.*, for instance where they are saved",
        Assert.Throws<SafetensorsException>(() => PyTorchFiles.Whole.Load(Golden("sequential.safetensors"))).Message);

    [Theory]
    [InlineData("model.pt",
        "this is a zip, as torch.save and numpy.savez write: in Python, safetensors.torch.save_file(model.state_dict(), "
        + "\"model.safetensors\") writes the right format")]
    [InlineData("old.pt",
        "this is a Python pickle, as torch.save once wrote: in Python, safetensors.torch.save_file(model.state_dict(), "
        + "\"model.safetensors\") writes the right format")]
    [InlineData("named.npz", "netgen convert makes it of an npz")]
    public void What_torch_save_writes_is_named(string name, string message) =>
        Assert.Contains(message, Assert.Throws<SafetensorsException>(() => PyTorchFiles.Whole.Load(Golden(name))).Message);

    [Fact]
    public void Their_summary_is_shown()
    {
        (int code, string output, string error) = Files.Run("summary", Golden("named.safetensors"));
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"batchNorm1\.num_batches_tracked +I64 +scalar +1 +7 +7 +7 +0\n", output);
        Assert.EndsWith("format: pt\n", output);
    }
}
