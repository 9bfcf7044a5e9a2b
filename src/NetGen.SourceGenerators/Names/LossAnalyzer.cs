using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Compiler.Ops.Losses;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Names;

/// <summary>Says why a network has no method to train with, where C# says only that it has none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.Of(NameRules.NoLoss)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.SimpleMemberAccessExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        string name = access.Name.Identifier.ValueText;
        if (name is not ("TrainStep" or "Data" or "Loss" or "Fit" or "Evaluate")) return;
        SymbolInfo method = context.SemanticModel.GetSymbolInfo(access, context.CancellationToken);
        if (method.Symbol is not null || !method.CandidateSymbols.IsEmpty) return;
        ITypeSymbol? type = context.SemanticModel.GetTypeInfo(access.Expression, context.CancellationToken).Type
            ?? context.SemanticModel.GetSymbolInfo(access.Expression, context.CancellationToken).Symbol as ITypeSymbol;
        if (type is not INamedTypeSymbol network || !network.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass)))
            return;
        AttributeData[] all = [.. network.GetAttributes(),
            .. network.GetMembers().OfType<IPropertySymbol>().SelectMany(member => member.GetAttributes())];
        // What C# does not know may be the loss.
        if (all.Any(data => NodeAttributes.RoleOf(data.AttributeClass) == Role.Loss || NodeAttributes.IsUnknown(data))) return;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.Of(NameRules.NoLoss), access.Name.GetLocation(), network.Name, name, nameof(MeanSquaredError)));
    }
}
