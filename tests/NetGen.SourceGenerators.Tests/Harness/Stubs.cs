using Microsoft.CodeAnalysis;

namespace NetGen.SourceGenerators.Tests;

/// <summary>The law of stubs: where one is emitted, the build has an error at the user's line.</summary>
internal static class Stubs
{
    private const string Mark = "has errors; see the build output";

    /// <summary>Hint names of stubs.</summary>
    public static IEnumerable<string> In(GeneratorRunResult result) =>
        result.GeneratedSources.Where(file => file.SourceText.ToString().Contains(Mark, StringComparison.Ordinal)).Select(file => file.HintName);

    /// <summary>Fails where a stub would leave the build without an error in the user's own files.</summary>
    public static void AssertReported(Generated generated, string source)
    {
        var messages = generated.Build();
        string all = string.Join("\n", messages) + "\n\n" + source;
        Assert.DoesNotContain(messages, message => message.Id is "NG0001" or "AD0001");
        if (!In(generated.Result).Any()) return;
        Assert.True(messages.Any(message => message.Severity == DiagnosticSeverity.Error && message.Location.GetLineSpan().Path.StartsWith("/source/", StringComparison.Ordinal)),
            "a stub, and no error: " + string.Join(", ", In(generated.Result)) + "\n" + all);
    }
}
