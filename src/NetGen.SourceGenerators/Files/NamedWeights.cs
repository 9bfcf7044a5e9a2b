using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Weights;

namespace NetGen.SourceGenerators.Files;

/// <summary>A file of parameters and the network that a project says it is for.</summary>
/// <param name="Network">The full name, as the project writes it.</param>
/// <param name="Text">The name of the text that the build task has written about it.</param>
/// <param name="Header">What the file holds; null where the text does not say, because it is empty, broken off or gone.</param>
internal sealed record NamedWeights(string Network, string Text, WeightsHeader? Header)
{
    /// <summary>Reads what the build task has written; null for a text of something else.</summary>
    public static NamedWeights? Read(AdditionalText text, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        if (!text.Path.EndsWith(WeightsHeader.Suffix, StringComparison.OrdinalIgnoreCase)) return null;
        if (!options.GetOptions(text).TryGetValue("build_metadata.AdditionalFiles.NetGenNetwork", out string? network)) return null;
        return new NamedWeights(network.Trim(), text.Path, WeightsHeader.Parse(text.GetText(cancellation)?.ToString() ?? ""));
    }

    /// <summary>What is reported for it whatever networks there are; null where nothing is.</summary>
    /// <param name="hasNetwork">Whether the project has its network.</param>
    public Problem? OfProject(bool hasNetwork) =>
        Header is null ? new(WeightsRules.UnreadText, -1, null, System.IO.Path.GetFileName(Text), Network)
        : hasNetwork ? null
        : new(WeightsRules.NoNetwork, -1, null, Header.File, Network);

    /// <summary>Whether it is for this network; a nested class may be written with a point or, as metadata does, a plus.</summary>
    public bool IsOf(string metadataName) => Network == metadataName || Network == metadataName.Replace('+', '.');
}
