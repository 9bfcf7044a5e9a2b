using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Model;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>Rules as Roslyn wants them.</summary>
public static class Descriptors
{
    /// <summary>Where the page of each id is.</summary>
    public const string HelpLinks = "https://github.com/netgen-net/netgen/blob/main/docs/diagnostics/";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> byId =
        DeclarationRules.All.Concat(Compiler.Shapes.Rules.All).ToImmutableDictionary(rule => rule.Id, Make);

    /// <summary>Of every rule, sorted by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. byId.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    internal static Diagnostic ToDiagnostic(Problem problem, Location location)
    {
        DiagnosticDescriptor descriptor = byId[problem.Rule.Id];
        if (problem.Path is null) return Diagnostic.Create(descriptor, location, [.. problem.Values]);

        // The same rule, its message behind the path through the blocks.
        var inBlock = new DiagnosticDescriptor(descriptor.Id, descriptor.Title, "{0}", descriptor.Category, descriptor.DefaultSeverity, descriptor.IsEnabledByDefault,
            helpLinkUri: descriptor.HelpLinkUri, customTags: [.. descriptor.CustomTags]);
        return Diagnostic.Create(inBlock, location, problem.Message);
    }

    /// <summary>Errors cannot be configured away: a network that is wrong must not build.</summary>
    private static DiagnosticDescriptor Make(Rule rule) => new(
        rule.Id, rule.Title, rule.Message, "NetGen",
        rule.IsWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks + rule.Id + ".md",
        customTags: rule.IsWarning ? [] : [WellKnownDiagnosticTags.NotConfigurable]);
}
