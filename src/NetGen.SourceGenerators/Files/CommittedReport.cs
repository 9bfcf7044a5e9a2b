using Microsoft.CodeAnalysis;
using NetGen.Compiler.Costs;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.Files;

/// <summary>A file <c>Classifier.netgen.txt</c> of the project: the report of a network, kept under version control.</summary>
internal sealed class CommittedReport
{
    private const string Suffix = ".netgen.txt";

    private CommittedReport(string path, string network, string[] lines)
    {
        Path = path;
        Network = network;
        Lines = lines;
    }

    public string Path { get; }

    /// <summary>The file's name without its ending: the network's name, with or without its namespace.</summary>
    public string Network { get; }

    private string[] Lines { get; }

    public string FileName => System.IO.Path.GetFileName(Path);

    public static CommittedReport? Read(AdditionalText text, CancellationToken cancellation)
    {
        string name = System.IO.Path.GetFileName(text.Path);
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
            ? new CommittedReport(text.Path, name.Substring(0, name.Length - Suffix.Length),
                LinesOf(text.GetText(cancellation)?.ToString() ?? ""))
            : null;
    }

    public bool IsOf(NetworkSpec spec) => Network == spec.Name.TrimStart('@') || Network == spec.MetadataName.Replace('+', '.');

    /// <summary>
    /// The first line that differs from the report as it should be; null where none does, and for a network with mistakes.
    /// </summary>
    public (Problem Problem, string Report)? Compare(NetworkSpec spec)
    {
        if (NetworkReport.Of(spec) is not { } report) return null;
        string[] wanted = LinesOf(report);
        for (int i = 0; i < Math.Max(wanted.Length, Lines.Length); i++)
        {
            string should = i < wanted.Length ? wanted[i] : "";
            if (i < wanted.Length && i < Lines.Length && Lines[i] == should) continue;
            return (new Problem(CostRules.ReportDiffers, -1, null, FileName, spec.Name.TrimStart('@'),
                (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), should.Trim()), report);
        }

        return null;
    }

    /// <summary>Line ends are the version control's affair.</summary>
    private static string[] LinesOf(string text) => text.Replace("\r", "").TrimEnd('\n').Split('\n');
}
