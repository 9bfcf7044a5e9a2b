using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>
/// A fix, on text with the place of the diagnostic marked <c>{|NG1001:Net|}</c>. What comes out is generated and compiled: no message of
/// C#'s or NetGen's may be left but those marked in it.
/// </summary>
internal static class Fix
{
    public static Task Of<TFix>(string wrong, string right, string? action = null, int iterations = 1, int allIterations = 1)
        where TFix : CodeFixProvider, new() =>
        Run<NetworkAnalyzer, TFix>([wrong], [right], action, iterations, allIterations);

    public static Task Of<TAnalyzer, TFix>(string wrong, string right, string? action = null)
        where TAnalyzer : DiagnosticAnalyzer, new() where TFix : CodeFixProvider, new() =>
        Run<TAnalyzer, TFix>([wrong], [right], action, 1);

    /// <summary>Where there is a diagnostic and nothing, or nothing so called, is offered.</summary>
    public static Task Nothing<TAnalyzer, TFix>(string source, string? action = null) where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() =>
        Run<TAnalyzer, TFix>([source], [source], action, iterations: 0, allIterations: 0);

    public static Task Run<TAnalyzer, TFix>(IReadOnlyList<string> wrong, IReadOnlyList<string> right, string? action = null,
        int iterations = 1, int allIterations = 1)
        where TAnalyzer : DiagnosticAnalyzer, new() where TFix : CodeFixProvider, new()
    {
        var test = new Test<TAnalyzer, TFix>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck,
            CodeActionEquivalenceKey = action,
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInDocumentCheck | CodeFixTestBehaviors.SkipFixAllInProjectCheck,
            NumberOfIncrementalIterations = iterations,
            NumberOfFixAllIterations = allIterations,
        };
        test.TestState.AdditionalReferences.AddRange(References.All);
        // Calls name what they take by parameters that the short form of a network leaves bare.
        if (typeof(TAnalyzer) == typeof(NetGen.SourceGenerators.CallSites.CallSiteAnalyzer))
            test.TestState.AdditionalReferences.Add(CallSites.Calls.Library);
        for (int i = 0; i < wrong.Count; i++)
        {
            test.TestState.Sources.Add(($"/source/File{i}.cs", "using NetGen;\n" + wrong[i]));
            test.FixedState.Sources.Add(($"/source/File{i}.cs", "using NetGen;\n" + right[i]));
        }

        return test.RunAsync();
    }

    /// <summary>A fix that changes a file next to the source.</summary>
    public static Task Additional<TAnalyzer, TFix>(string wrong, string right, string path, string before, string after)
        where TAnalyzer : DiagnosticAnalyzer, new() where TFix : CodeFixProvider, new()
    {
        var test = new Test<TAnalyzer, TFix>
            { ReferenceAssemblies = new ReferenceAssemblies("net10.0"), TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck };
        test.TestState.AdditionalReferences.AddRange(References.All);
        test.TestState.Sources.Add(("/source/File0.cs", wrong));
        test.TestState.AdditionalFiles.Add((path, before));
        test.FixedState.Sources.Add(("/source/File0.cs", right));
        test.FixedState.AdditionalFiles.Add((path, after));
        return test.RunAsync();
    }

    private sealed class Test<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new() where TFix : CodeFixProvider, new()
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(NetworkGeneratorInFull)];

        protected override ParseOptions CreateParseOptions() => Generate.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() => Generate.CompilationOptions;
    }
}
