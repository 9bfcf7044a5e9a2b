using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace NetGen.Build;

/// <summary>
/// Says where the text about each file of parameters is. Its name is a number, of the file's full path and its network: a path may have any
/// character, many of which expressions of MSBuild, lists and the compiler's options would read as their own.
/// </summary>
public sealed class LocateWeights : Microsoft.Build.Utilities.Task
{
    /// <summary>The files of parameters, each with its <c>Network</c>.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>The folder of the texts.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The files, each with the path of its <c>Text</c>.</summary>
    [Output]
    public ITaskItem[] Located { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        Located = new ITaskItem[Files.Length];
        for (int i = 0; i < Files.Length; i++)
        {
            Located[i] = new TaskItem(Files[i]);
            string name = Number(Files[i].GetMetadata("FullPath") + "\0" + Files[i].GetMetadata("Network")) + ".netgen-weights.txt";
            Located[i].SetMetadata("Text", Path.Combine(Folder, name));
        }

        return true;
    }

    /// <summary>FNV-1a of 64 bits.</summary>
    private static string Number(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in text) hash = unchecked((hash ^ unit) * 1099511628211);
        return hash.ToString("X16", CultureInfo.InvariantCulture);
    }
}
