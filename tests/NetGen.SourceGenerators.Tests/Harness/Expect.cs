using Microsoft.CodeAnalysis;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests;

/// <summary>What a build says of a source.</summary>
internal static class Expect
{
    /// <summary>
    /// Exactly one message, from NetGen and from the C# compiler together: this id, underlining this text, saying this. The same from the
    /// analyzer and, where analyzers are left out, from the generator.
    /// </summary>
    public static void One(string id, string underlined, string message, params IReadOnlyList<string> sources)
    {
        Assert.Equal([(id, underlined, message)], Messages(sources));
        Assert.Equal([(id, underlined, message)], Messages(sources, new BuildProperties(("RunAnalyzers", "false"))));
    }

    /// <summary>Exactly these ids, C#'s own included, in source order.</summary>
    public static void Ids(IReadOnlyList<string> ids, params IReadOnlyList<string> sources)
    {
        Assert.Equal(ids, Messages(sources).Select(message => message.Id));
        Assert.Equal(ids, Messages(sources, new BuildProperties(("RunAnalyzers", "false"))).Select(message => message.Id));
    }

    public static void None(params IReadOnlyList<string> sources)
    {
        Assert.Empty(Messages(sources));
        Assert.Empty(Messages(sources, new BuildProperties(("RunAnalyzers", "false"))));
    }

    public static IReadOnlyList<(string Id, string Underlined, string Message)> Messages(
        IReadOnlyList<string> sources, BuildProperties? properties = null, NetworkAnalyzer? analyzer = null)
    {
        Generated generated = Generate.Run(sources, properties: properties, generator: Generate.WithoutKernels);
        return [.. generated.Build(analyzer: analyzer).Select(d => (d.Id, generated.Underlined(d), Text(d)))];
    }

    private static string Text(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
