using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetGen.SourceGenerators.Tests;

/// <summary>MSBuild properties as a build hands them to analyzers and generators.</summary>
internal sealed class BuildProperties(params (string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
{
    private readonly Options options = new(properties.ToDictionary(p => "build_property." + p.Name, p => p.Value));

    public override AnalyzerConfigOptions GlobalOptions => options;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => options;

    /// <summary>A file of weights knows its network, as the project's item says it.</summary>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        textFile is ProjectFile { Network: { } network }
            ? new Options(new() { ["build_metadata.AdditionalFiles.NetGenNetwork"] = network }) : options;

    private sealed class Options(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}

/// <summary>A text among a project's additional files.</summary>
internal sealed class ProjectFile(string path, string content, string? network = null) : AdditionalText
{
    public override string Path { get; } = path;

    public string? Network { get; } = network;

    public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) =>
        Microsoft.CodeAnalysis.Text.SourceText.From(content, System.Text.Encoding.UTF8);
}
