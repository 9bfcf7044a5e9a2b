using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using NetGen.Formats;

namespace NetGen.Build;

/// <summary>
/// Writes down what a file of parameters holds, for the analyzer to compare with the network: an analyzer may not read files, and the
/// compiler takes none that are not text.
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
        string shown = HostileText.Line(Shown.Length > 0 ? Shown : File, 4096);
        string text;
        try
        {
            using FileStream file = BoundedRead.Open(File);
            text = WeightsText.Of(shown, SafetensorsReader.ReadWhole(file));
        }
        catch (MalformedFileException fault)
        {
            return Fail(shown,
                $"'{shown}' is not a whole safetensors file: at byte {fault.Offset.ToString(CultureInfo.InvariantCulture)}, "
                + $"{HostileText.Message(fault.Message)}");
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            return Fail(shown, $"'{shown}' cannot be read: {HostileText.Message(failure.Message)}");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Output))!);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            AtomicFile.Write(Output, stream => stream.Write(bytes, 0, bytes.Length));
            return true;
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            return Fail(shown, $"'{Output}', the text about '{shown}', cannot be written: {HostileText.Message(failure.Message)}");
        }
    }

    /// <summary>What the library throws about files and their names.</summary>
    private static bool IsOfFiles(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException
            or System.Security.SecurityException;

    private bool Fail(string file, string message)
    {
        Log.LogError(null, Code, null, Page, file, 0, 0, 0, 0, "{0}", message);
        return false;
    }
}
