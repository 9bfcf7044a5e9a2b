using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.CodeFixes;

/// <summary>Writes the report of a network as it is now.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ReportFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG6002"];

    /// <summary>None: there is one report for each network, and it is no document that fixes of several could be merged in.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override void Register(Fixing fixing)
    {
        if (!fixing.Diagnostic.Properties.TryGetValue(ProjectFiles.Report, out string? report)
            || !fixing.Diagnostic.Properties.TryGetValue(ProjectFiles.Path, out string? path)) return;
        TextDocument? file = fixing.Document.Project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path);
        if (report is null || file is null) return;
        fixing.Offer($"Update '{file.Name}'", async cancellation =>
        {
            SourceText old = await file.GetTextAsync(cancellation).ConfigureAwait(false);
            return file.Project.Solution.WithAdditionalDocumentText(file.Id, SourceText.From(report, old.Encoding));
        });
    }
}
