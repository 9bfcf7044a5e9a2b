using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler.Model;
using NetGen.Compiler.Weights;

namespace NetGen.SourceGenerators.Files;

/// <summary>A file of parameters and the network that a project says it is for.</summary>
/// <param name="Network">The full name, as the project writes it.</param>
internal sealed record NamedWeights(string Network, WeightsHeader Header)
{
    /// <summary>Reads what the build task has written; null where a text is something else.</summary>
    public static NamedWeights? Read(AdditionalText text, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        if (!text.Path.EndsWith(WeightsHeader.Suffix, StringComparison.OrdinalIgnoreCase)) return null;
        if (!options.GetOptions(text).TryGetValue("build_metadata.AdditionalFiles.NetGenNetwork", out string? network)) return null;
        return text.GetText(cancellation) is { } content && WeightsHeader.Parse(content.ToString()) is { } header ? new NamedWeights(network.Trim(), header) : null;
    }

    /// <summary>What is said where the project has no such network.</summary>
    public Problem OfNoNetwork => new(WeightsRules.NoNetwork, -1, null, Header.File, Network);

    /// <summary>Whether it is for this network; a nested class may be written with a point or, as metadata does, a plus.</summary>
    public bool IsOf(string metadataName) => Network == metadataName || Network == metadataName.Replace('+', '.');
}
