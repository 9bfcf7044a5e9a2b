using System.Text;
using Microsoft.Build.Framework;

namespace NetGen.Build;

/// <summary>
/// Writes down what a file of parameters holds, for the analyzer to compare with the network: an analyzer may not read files, and the compiler takes none that are not
/// text.
/// </summary>
public sealed class ReadWeights : Microsoft.Build.Utilities.Task
{
    private const string Code = "NG5007";

    private const string Page = "https://github.com/netgen-net/netgen/blob/main/docs/diagnostics/NG5007.md";

    /// <summary>The safetensors file.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <summary>How messages name it: as the project does.</summary>
    public string Shown { get; set; } = "";

    /// <summary>The text to write.</summary>
    [Required]
    public string Output { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        string shown = Shown.Length > 0 ? Shown : File;
        try
        {
            using FileStream file = System.IO.File.OpenRead(File);
            string text = SafetensorsReader.Write(shown, SafetensorsReader.Read(file));
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Output))!);
            System.IO.File.WriteAllText(Output, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return true;
        }
        catch (MalformedFileException fault)
        {
            Error(shown, $"'{shown}' is not a whole safetensors file: at byte {fault.Offset.ToString(System.Globalization.CultureInfo.InvariantCulture)}, {fault.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Error(shown, $"'{shown}' cannot be read: {failure.Message}");
        }

        return false;
    }

    private void Error(string file, string message) => Log.LogError(null, Code, null, Page, file, 0, 0, 0, 0, "{0}", message);
}
