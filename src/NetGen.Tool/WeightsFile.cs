using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>A file of weights, whichever format it has: safetensors, or NumPy's npz. Which one, its name says.</summary>
internal sealed record WeightsFile(string Path, IReadOnlyList<WeightsArray> Arrays, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is malformed; the message names the file, the byte and what was expected there.</exception>
    /// <exception cref="UsageException">Its name ends in neither format's.</exception>
    public static WeightsFile Read(string path)
    {
        if (IsNpz(path)) return new WeightsFile(path, Npz.Read(path), new Dictionary<string, string>());
        SafetensorsFile file = SafetensorsFile.Load(path);
        return new WeightsFile(path,
            [.. file.Tensors.Select(tensor => new WeightsArray(tensor.Name, tensor.Type, tensor.Shape.ToArray(), tensor.Data))],
            file.Metadata);
    }

    /// <summary>Whether a file is, or is to be, an npz; a safetensors file else.</summary>
    /// <exception cref="UsageException">Its name ends in neither format's.</exception>
    public static bool IsNpz(string path)
    {
        string extension = System.IO.Path.GetExtension(path);
        if (extension.Equals(".npz", StringComparison.OrdinalIgnoreCase)) return true;
        if (extension.Equals(".safetensors", StringComparison.OrdinalIgnoreCase)) return false;
        throw new UsageException(
            $"{HostileText.Line(path, 4096)} ends in {HostileText.Quote(extension)}; files of weights end in .safetensors or .npz."
            + (extension is ".pt" or ".pth" or ".bin"
                ? " In Python, safetensors.torch.save_file(model.state_dict(), \"model.safetensors\") writes the former."
                : extension is ".npy" ? " numpy.savez(\"model.npz\", name=array) writes the latter."
                : ""));
    }
}
