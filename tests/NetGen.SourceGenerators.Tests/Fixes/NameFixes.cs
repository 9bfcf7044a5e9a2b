using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using NetGen.CodeFixes.Names;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>
/// Applies the fix for names to C#'s own errors, as often as there is something to fix: what a user does who takes the first of what is
/// offered.
/// </summary>
internal static class NameFixes
{
    private const int MaxRounds = 4;
    private const string Written = "Written";

    /// <summary>The errors that are left, and the text.</summary>
    /// <param name="source">Files of a project.</param>
    /// <param name="title">Which of several fixes is taken; the first without it.</param>
    /// <param name="generator">Writes what the sources bind to; surfaces without it.</param>
    public static (IReadOnlyList<string> Errors, IReadOnlyList<string> Texts) Apply(
        IReadOnlyList<string> source, string? title = null, NetworkGenerator? generator = null)
    {
        List<string> texts = [.. source];
        Opened? opened = null;
        for (int round = 0; ; round++)
        {
            opened = Open(texts, opened, generator);
            (Project project, IReadOnlyList<DocumentId> documents, Compilation compilation) =
                (opened.Project, opened.Documents, opened.Compilation);
            List<Diagnostic> errors = Errors(compilation);
            List<string> reported = [.. errors.Select(error =>
                $"{error.Id} {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
            if (errors.Count == 0 || round == MaxRounds) return (reported, texts);
            bool isChanged = false;
            List<List<TextChange>> changes = [.. documents.Select(_ => new List<TextChange>())];
            foreach (Diagnostic error in errors)
            {
                if (Offered(project, error).FirstOrDefault(action => title is null || action.Title == title) is not { } action) continue;
                var operation = action.GetOperationsAsync(CancellationToken.None).Result.OfType<ApplyChangesOperation>().Single();
                foreach (DocumentId id in operation.ChangedSolution.GetChanges(project.Solution).GetProjectChanges()
                    .SelectMany(one => one.GetChangedDocuments()))
                {
                    int i = opened.Documents.IndexOf(id);
                    Document before = project.GetDocument(id)!, after = operation.ChangedSolution.GetDocument(id)!;
                    // Two errors at one place ask for one change.
                    foreach (TextChange change in after.GetTextChangesAsync(before).Result)
                        if (!changes[i].Exists(other => other.Span.IntersectsWith(change.Span))) changes[i].Add(change);
                }
            }

            for (int i = 0; i < texts.Count; i++)
            {
                if (changes[i].Count == 0) continue;
                isChanged = true;
                texts[i] = SourceText.From(texts[i]).WithChanges(changes[i].OrderBy(change => change.Span.Start)).ToString();
            }

            if (!isChanged) return (reported, texts);
        }
    }

    /// <summary>What is offered for the errors of a source.</summary>
    public static IReadOnlyList<string> Titles(params IReadOnlyList<string> source)
    {
        Opened opened = Open(source);
        return [.. Errors(opened.Compilation).SelectMany(error => Offered(opened.Project, error)).Select(action => action.Title)
            .Distinct()];
    }

    /// <summary>Those of the user's files: what is generated lacks its kernels here.</summary>
    private static List<Diagnostic> Errors(Compilation compilation) =>
        [.. compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(Written, StringComparison.Ordinal))
            .SelectMany(tree => compilation.GetSemanticModel(tree).GetDiagnostics())
            .Where(one => one.Severity == DiagnosticSeverity.Error)];

    private static ImmutableArray<CodeAction> Offered(Project project, Diagnostic error)
    {
        var fix = new NameFix();
        if (!fix.FixableDiagnosticIds.Contains(error.Id) || project.GetDocument(error.Location.SourceTree) is not { } document) return [];
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        fix.RegisterCodeFixesAsync(new CodeFixContext(document, error, (action, _) => actions.Add(action), CancellationToken.None)).Wait();
        return actions.ToImmutable();
    }

    /// <summary>The sources with what is generated for them.</summary>
    private sealed record Opened(
        CSharpCompilation Written, GeneratorDriver Driver, Project Project, List<DocumentId> Documents, IReadOnlyList<string> Texts,
        Compilation Compilation);

    /// <param name="source">Files of a project.</param>
    /// <param name="before">The same files before: what is known of those that stay as they are is kept, which is most of it.</param>
    /// <param name="generator">What writes the generated files.</param>
    private static Opened Open(IReadOnlyList<string> source, Opened? before = null, NetworkGenerator? generator = null)
    {
        CSharpCompilation written = before?.Written
            ?? empty.Value.Written.AddSyntaxTrees(source.Select((text, index) => Generate.Tree(text, index)));
        Project project = before?.Project ?? empty.Value.Project;
        List<DocumentId> documents = before?.Documents ?? [];
        for (int i = 0; i < source.Count; i++)
        {
            if (before is null)
            {
                Document document = project.AddDocument($"{Written}{i}.cs", source[i], filePath: $"{Written}{i}.cs");
                documents.Add(document.Id);
                project = document.Project;
            }
            else if (before.Texts[i] != source[i])
            {
                written = written.ReplaceSyntaxTree(written.SyntaxTrees[i], Generate.Tree(source[i], i));
                project = project.GetDocument(documents[i])!.WithText(SourceText.From(source[i])).Project;
            }
        }

        GeneratorDriver driver = (before?.Driver ?? Generate.Driver(generator ?? Generate.OnlySurfaces)).RunGenerators(written);
        Dictionary<string, Document> old = project.Documents.Where(document => !documents.Contains(document.Id))
            .ToDictionary(document => document.Name);
        foreach (SyntaxTree tree in driver.GetRunResult().GeneratedTrees)
        {
            string name = Path.GetFileName(tree.FilePath);
            if (!old.Remove(name, out Document? document)) project = project.AddDocument(name, tree.GetText()).Project;
            else if (!tree.GetText().ContentEquals(document.GetTextAsync().Result))
                project = project.GetDocument(document.Id)!.WithText(tree.GetText()).Project;
        }

        foreach (Document gone in old.Values) project = project.RemoveDocument(gone.Id);
        return new(written, driver, project, documents, [.. source], project.GetCompilationAsync().Result!);
    }

    /// <summary>A project without files, whose references are looked at once.</summary>
    private static readonly Lazy<(CSharpCompilation Written, Project Project)> empty = new(() =>
    {
        Project project = new AdhocWorkspace(MefHostServices.Create(MefHostServices.DefaultAssemblies)).AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Networks", "Networks", LanguageNames.CSharp,
            compilationOptions: Generate.CompilationOptions, parseOptions: Generate.ParseOptions, metadataReferences: References.All));
        _ = project.GetCompilationAsync().Result!.GlobalNamespace;
        return (Generate.Compilation([]), project);
    });
}
