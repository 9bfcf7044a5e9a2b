using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators.Diagnostics;
using NetGen.SourceGenerators.Files;

namespace NetGen.SourceGenerators;

/// <summary>Wires declarations to files. Reading is <see cref="NetworkParser"/>'s, writing the compiler's.</summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class NetworkGenerator : IIncrementalGenerator
{
    private readonly Func<NetworkSpec, CompilationResult> compile;
    private readonly Checks checks;

    public NetworkGenerator() : this(NetworkCompiler.Compile) { }

    /// <summary>With another compiler or other checks, for tests of what happens when they fail.</summary>
    internal NetworkGenerator(Func<NetworkSpec, CompilationResult> compile, Checks? checks = null)
    {
        this.compile = compile;
        this.checks = checks ?? Checks.Compiler;
    }

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParseResult> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(NetworkParser.NetworkAttribute, IsType, Parse)
            .Where(IsDeclaration)
            .WithTrackingName(TrackingNames.Parse);

        // From here on nothing knows where the declaration is: an edit above it changes no specification.
        IncrementalValuesProvider<NetworkSpec> specs = parsed
            .Where(CanBeEmitted)
            .Select(SpecOf)
            .WithTrackingName(TrackingNames.Spec);

        IncrementalValuesProvider<ParsedBlock> blocks = context.SyntaxProvider
            .ForAttributeWithMetadataName(BlockParser.BlockAttribute, IsType, ParseBlock)
            .Where(IsParsed)
            .WithTrackingName(TrackingNames.Blocks)!;

        IncrementalValuesProvider<BlockHandleSpec> blockSpecs = blocks.Where(HasSpec).Select(SpecOf)
            .WithTrackingName(TrackingNames.BlockSpec);

        IncrementalValueProvider<EquatableArray<string>> collisions = specs
            .Select(MetadataName)
            .Collect()
            .Combine(blockSpecs.Select(MetadataName).Collect())
            .Select(Collisions)
            .WithTrackingName(TrackingNames.Collisions);

        IncrementalValuesProvider<(CompiledNetwork Network, EquatableArray<string> Collisions)> compiled = specs
            .Select(Compile)
            .WithTrackingName(TrackingNames.Compile)
            .Combine(collisions);

        context.RegisterSourceOutput(compiled, EmitSurface);
        context.RegisterImplementationSourceOutput(compiled, EmitKernels);

        // Nothing is left of it where no explanation is asked for.
        IncrementalValueProvider<bool> explains = context.AnalyzerConfigOptionsProvider.Select(Explains);
        context.RegisterImplementationSourceOutput(specs.Combine(collisions).Combine(explains).Where(IsExplained), EmitExplanation);

        context.RegisterSourceOutput(blockSpecs.Combine(collisions), EmitBlock);

        // In an editor mistakes are the analyzer's to report, in a build they are reported here.
        IncrementalValueProvider<DiagnosticOwner> whoReports = context.AnalyzerConfigOptionsProvider
            .Combine(context.ParseOptionsProvider.Combine(context.CompilationProvider.Select(OptionsOf)))
            .Select(WhoReportsIn)
            .WithTrackingName(TrackingNames.DiagnosticOwner);

        IncrementalValueProvider<EquatableArray<NamedWeights>> weights = context.AdditionalTextsProvider
            .Where(IsWeights)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(ReadWeights)
            .Collect()
            .Select(ArrayOf)
            .WithTrackingName(TrackingNames.Weights);

        IncrementalValuesProvider<EquatableArray<Finding>> findings = parsed
            .Combine(whoReports.Combine(weights))
            .Select(FindingsOf)
            .WithTrackingName(TrackingNames.Findings);

        context.RegisterSourceOutput(findings, Report);
        context.RegisterSourceOutput(blocks.Combine(whoReports), ReportBlock);
        context.RegisterSourceOutput(
            parsed.Where(IsBuilt).Select(NameOf).Collect()
            .Combine(context.CompilationProvider.Combine(context.ParseOptionsProvider).Select(UnoptimizedIn)).Combine(whoReports)
            .SelectMany(WarnOfUnoptimized), ReportFinding);
        context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(MissingNetwork.InputAttribute, IsType, FindMissingNetwork).Where(IsFound)
            .Combine(whoReports), ReportMissingNetwork);
        context.RegisterSourceOutput(
            weights.Combine(parsed.Where(IsNetwork).Select(MetadataNameOf).Collect().Select(NamesOf)).Combine(whoReports)
            .SelectMany(WeightsOfNoNetwork), ReportProblem);
    }

    /// <summary>One of the two: what was parsed, or the parser's own failure.</summary>
    private sealed record ParseResult(ParsedNetwork? Network, Finding? Failure);

    private static bool IsType(SyntaxNode node, CancellationToken _) => node is TypeDeclarationSyntax;

    private static ParseResult Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        try
        {
            return new(NetworkParser.Parse((INamedTypeSymbol)context.TargetSymbol, context.TargetNode, context.SemanticModel.Compilation,
                cancellation, context.SemanticModel), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Place name = Place.Of(((TypeDeclarationSyntax)context.TargetNode).Identifier);
            return new(null, new Finding(DeclarationRules.InternalError(context.TargetSymbol.Name, exception), name));
        }
    }

    private static ParsedBlock? ParseBlock(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        try
        {
            return BlockParser.Parse((INamedTypeSymbol)context.TargetSymbol, context.TargetNode, context.SemanticModel.Compilation,
                cancellation, context.SemanticModel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Place name = Place.Of(((TypeDeclarationSyntax)context.TargetNode).Identifier);
            return new ParsedBlock(name, null,
                new([new Finding(DeclarationRules.InternalError(context.TargetSymbol.Name, exception), name)]));
        }
    }

    private static bool IsParsed(ParsedBlock? block) => block is not null;

    private static bool HasSpec(ParsedBlock block) => block.Spec is not null;

    private static BlockHandleSpec SpecOf(ParsedBlock block, CancellationToken _) => block.Spec!;

    private static void EmitBlock(SourceProductionContext context, (BlockHandleSpec Spec, EquatableArray<string> Collisions) block)
    {
        BlockHandleSpec spec = block.Spec;
        try
        {
            context.AddSource(HintNames.For(spec.MetadataName, HintNames.BlockSuffix, block.Collisions),
                SourceText.From(Compiler.CSharp.BlockSurface.Render(spec), Encoding.UTF8));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            context.ReportDiagnostic(Descriptors.ToDiagnostic(DeclarationRules.InternalError(spec.MetadataName, exception), Location.None));
        }
    }

    private static bool IsDeclaration(ParseResult result) => result.Network is not null || result.Failure is not null;

    private static bool CanBeEmitted(ParseResult result) => result.Network is { CanBeEmitted: true };

    private static NetworkSpec SpecOf(ParseResult result, CancellationToken _) => result.Network!.Spec;

    private static string MetadataName(NetworkSpec spec, CancellationToken _) => spec.MetadataName;

    private static string MetadataName(BlockHandleSpec spec, CancellationToken _) => spec.MetadataName;

    private static EquatableArray<string> Collisions((ImmutableArray<string> Networks, ImmutableArray<string> Blocks) names,
        CancellationToken _) =>
        HintNames.Collisions(names.Networks, names.Blocks);

    private CompiledNetwork Compile(NetworkSpec spec, CancellationToken _) => CompiledNetwork.Compile(spec, compile);

    private static void EmitSurface(SourceProductionContext context, (CompiledNetwork Network, EquatableArray<string> Collisions) compiled)
    {
        if (compiled.Network.Failure is { } failure) context.ReportDiagnostic(Descriptors.ToDiagnostic(failure, Location.None));
        Emit(context, compiled.Network, compiled.Collisions, isSurface: true);
    }

    private static void EmitKernels(SourceProductionContext context,
        (CompiledNetwork Network, EquatableArray<string> Collisions) compiled) =>
        Emit(context, compiled.Network, compiled.Collisions, isSurface: false);

    /// <summary>The surface is what the user's code binds to, so an editor needs it; kernels only a build does.</summary>
    private static void Emit(SourceProductionContext context, CompiledNetwork network, EquatableArray<string> collisions, bool isSurface)
    {
        try
        {
            // The surface comes first; to reach the others would write them.
            foreach (GeneratedFile file in isSurface ? network.Files.Take(1) : network.Files.Skip(1))
            {
                if (file.Suffix.Length == 0 != isSurface) throw new InvalidOperationException("The surface is one file, and the first.");
                context.AddSource(HintNames.For(network.Spec.MetadataName, file.Suffix, collisions),
                    SourceText.From(file.Text, Encoding.UTF8));
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            context.ReportDiagnostic(
                Descriptors.ToDiagnostic(DeclarationRules.InternalError(network.Spec.MetadataName, exception), Location.None));
        }
    }
}
