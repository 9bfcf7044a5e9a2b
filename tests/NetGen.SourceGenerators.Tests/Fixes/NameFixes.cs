using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using NetGen.CodeFixes.Names;
using NetGen.Compiler;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>
/// Applies the fix for names to C#'s own errors, as often as there is something to fix: what a user does who takes the first of what is
/// offered.
/// </summary>
internal static class NameFixes
{
    private const int MostRounds = 4;
    private const string Written = "Written";

    /// <summary>What users' code binds to, without the kernels, which take most of the time.</summary>
    private static readonly NetworkGenerator surfaces = new(spec =>
    {
        CompilationResult result = NetworkCompiler.Compile(spec);
        return new CompilationResult(result.Problems, [.. result.Files.Take(1)]);
    });

    /// <summary>The errors that are left, and the text.</summary>
    /// <param name="source">Files of a project.</param>
    /// <param name="title">Which of several fixes is taken; the first without it.</param>
    public static (IReadOnlyList<string> Errors, IReadOnlyList<string> Texts) Apply(IReadOnlyList<string> source, string? title = null)
    {
        List<string> texts = [.. source];
        for (int round = 0; ; round++)
        {
            (Project project, IReadOnlyList<DocumentId> documents, Compilation compilation) = Open(texts);
            List<Diagnostic> errors = Errors(compilation);
            List<string> said = [.. errors.Select(error =>
                $"{error.Id} {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
            if (errors.Count == 0 || round == MostRounds) return (said, texts);
            bool isChanged = false;
            List<List<TextChange>> changes = [.. documents.Select(_ => new List<TextChange>())];
            foreach (Diagnostic error in errors)
            {
                if (Offered(project, error).FirstOrDefault(action => title is null || action.Title == title) is not { } action) continue;
                var operation = action.GetOperationsAsync(CancellationToken.None).Result.OfType<ApplyChangesOperation>().Single();
                for (int i = 0; i < documents.Count; i++)
                {
                    Document before = project.GetDocument(documents[i])!, after = operation.ChangedSolution.GetDocument(documents[i])!;
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

            if (!isChanged) return (said, texts);
        }
    }

    /// <summary>What is offered for the errors of a source.</summary>
    public static IReadOnlyList<string> Titles(params IReadOnlyList<string> source)
    {
        (Project project, _, Compilation compilation) = Open(source);
        return [.. Errors(compilation).SelectMany(error => Offered(project, error)).Select(action => action.Title).Distinct()];
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
    private static (Project Project, IReadOnlyList<DocumentId> Documents, Compilation Compilation) Open(IReadOnlyList<string> source)
    {
        CSharpCompilation written = Generate.Compilation(source);
        GeneratorDriverRunResult generated = Generate.Driver(surfaces).RunGenerators(written).GetRunResult();
        Project project = new AdhocWorkspace(services.Value).AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default,
            "Networks", "Networks", LanguageNames.CSharp,
            compilationOptions: Generate.CompilationOptions, parseOptions: Generate.ParseOptions, metadataReferences: References.All));
        List<DocumentId> documents = [];
        for (int i = 0; i < source.Count; i++)
        {
            Document document = project.AddDocument($"{Written}{i}.cs", source[i], filePath: $"{Written}{i}.cs");
            documents.Add(document.Id);
            project = document.Project;
        }

        foreach (SyntaxTree tree in generated.GeneratedTrees) project = project.AddDocument(Path.GetFileName(tree.FilePath),
            tree.GetText()).Project;
        return (project, documents, project.GetCompilationAsync().Result!);
    }

    private static readonly Lazy<MefHostServices> services = new(() => MefHostServices.Create(MefHostServices.DefaultAssemblies));
}
