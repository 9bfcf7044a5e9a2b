using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.SourceGenerators.Diagnostics;
using NetGen.SourceGenerators.Tests.Pages;

namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>
/// No wrong network builds: every error of a declaration or a file is one whatever a project switches off. Errors of calls (NG31…) are left
/// out: they can be silenced, which their page says.
/// </summary>
public class SettingsTests
{
    public static TheoryData<string> Errors =>
        [.. Descriptors.All.Where(rule => rule.DefaultSeverity == DiagnosticSeverity.Error
            && !rule.Id.StartsWith("NG31", StringComparison.Ordinal))
        .Select(rule => rule.Id).Except(PageTests.WithoutExample)];

    /// <summary>Warning level 0, every id of NetGen's among NoWarn, and a pragma that means all of them.</summary>
    private static readonly CSharpCompilationOptions silent = Generate.CompilationOptions.WithWarningLevel(0)
        .WithSpecificDiagnosticOptions(Descriptors.All.Select(rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Suppress)));

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_stays_one(string id)
    {
        DiagnosticPage page = DiagnosticPage.Read(id);
        bool isOld = id == DeclarationRules.LanguageVersion.Id;
        string[] expected = [.. page.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("error NG", StringComparison.Ordinal))];
        Assert.NotEmpty(expected);
        foreach (string runAnalyzers in (string[])["", "false"])
        {
            Generated generated = Generate.Run(
                ["#pragma warning disable\n#pragma warning disable " + string.Join(", ", Descriptors.All.Select(rule => rule.Id)) + "\n"
                    + page.Wrong],
                isOld ? Generate.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp11) : null, silent,
                new BuildProperties(("RunAnalyzers", runAnalyzers)), Generate.WithoutKernels, page.Files("Wrong"));
            var errors = generated.Build(withAnalyzers: runAnalyzers.Length == 0)
                .Where(message => message.Severity == DiagnosticSeverity.Error && message.Id.StartsWith("NG", StringComparison.Ordinal))
                .ToList();
            Assert.All(errors, error => Assert.False(error.IsSuppressed));
            Assert.Equal(expected, errors.Select(error => $"error {error.Id}: {error.GetMessage(null)}"));
        }
    }
}
