using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Costs;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Weights;

namespace NetGen.SourceGenerators.Diagnostics;

/// <summary>Rules as Roslyn wants them.</summary>
public static class Descriptors
{
    /// <summary>Where the page of each id is.</summary>
    public const string HelpLinks = "https://github.com/netgen-net/netgen/blob/main/docs/diagnostics/";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> byId =
        new[]
        {
            DeclarationRules.All, Compiler.Declarations.Rules.All, Compiler.Lint.LintRules.All, WeightsRules.All, CostRules.All,
            CallSites.CallSiteRules.All, CallSites.TrainingRules.All, Names.NameRules.All,
        }.SelectMany(rules => rules).ToImmutableDictionary(rule => rule.Id, Make);

    /// <summary>The same, without the tag that makes an error one that cannot be configured away.</summary>
    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> configurable = byId.ToImmutableDictionary(pair => pair.Key,
        pair => new DiagnosticDescriptor(
        pair.Key, pair.Value.Title, pair.Value.MessageFormat, pair.Value.Category, pair.Value.DefaultSeverity,
        pair.Value.IsEnabledByDefault, helpLinkUri: pair.Value.HelpLinkUri,
        customTags: [.. pair.Value.CustomTags.Where(tag => tag != WellKnownDiagnosticTags.NotConfigurable)]));

    /// <summary>Of every rule, sorted by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. byId.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    internal static DiagnosticDescriptor Of(Rule rule) => byId[rule.Id];

    /// <param name="problem">What is wrong.</param>
    /// <param name="location">What is underlined.</param>
    /// <param name="properties">What a fix wants to know; without them it gets what fills the message.</param>
    /// <param name="inner">Where it is written inside a block.</param>
    /// <param name="isConfigurable">Whether it does without the tag that keeps it from being configured away, at which the compiler
    /// stops.</param>
    internal static Diagnostic ToDiagnostic(Problem problem, Location location, ImmutableDictionary<string, string?>? properties = null,
        Location? inner = null, bool isConfigurable = false)
    {
        DiagnosticDescriptor descriptor = (isConfigurable ? configurable : byId)[problem.Rule.Id];
        if (problem.Path is null)
            return Diagnostic.Create(descriptor, location, properties ?? Numbered(problem.Values), [.. problem.Values]);

        // The same rule, its message behind the path through the blocks. No fix: the block is elsewhere.
        var inBlock = new DiagnosticDescriptor(descriptor.Id, descriptor.Title, "{0}", descriptor.Category, descriptor.DefaultSeverity,
            descriptor.IsEnabledByDefault,
            helpLinkUri: descriptor.HelpLinkUri, customTags: [.. descriptor.CustomTags]);
        return Diagnostic.Create(inBlock, location, inner is null ? null : [inner], problem.Message);
    }

    /// <summary>What fills the message, by its place there: fixes read it.</summary>
    private static ImmutableDictionary<string, string?> Numbered(EquatableArray<string> values) =>
        values.Select((value, index) => new KeyValuePair<string, string?>(index.ToString(System.Globalization.CultureInfo.InvariantCulture),
            value)).ToImmutableDictionary();

    /// <summary>
    /// Errors of declarations cannot be configured away: a network that is wrong must not build. Those of calls can, for the test that
    /// calls wrongly on purpose.
    /// </summary>
    private static DiagnosticDescriptor Make(Rule rule) => new(
        rule.Id, rule.Title, rule.Message, "NetGen",
        rule.IsWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLinks + rule.Id + ".md",
        customTags: [.. Tags(rule)]);

    private static IEnumerable<string> Tags(Rule rule)
    {
        if (!rule.IsWarning && !IsOfCalls(rule)) yield return WellKnownDiagnosticTags.NotConfigurable;
        if (IsOfProject(rule)) yield return WellKnownDiagnosticTags.CompilationEnd;
    }

    /// <summary>What is known only when all networks have been seen.</summary>
    private static bool IsOfProject(Rule rule) =>
        rule == WeightsRules.NoNetwork || rule == WeightsRules.UnreadText || rule == CostRules.ReportOfNothing;

    internal static bool IsOfCalls(Rule rule) => rule.Id.StartsWith("NG3", StringComparison.Ordinal);
}
