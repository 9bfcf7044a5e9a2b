using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>Warns of training that cannot work: steps that are far too large, batch normalisation of a single sample.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Optimisers that divide the gradient by its own size, so that the learning rate alone is the step.</summary>
    private static readonly HashSet<string> scaling = ["Adam", "AdamW", "Adamax", "NAdam", "RAdam", "AMSGrad", "Lion", "RMSprop"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. TrainingRules.All.Select(Descriptors.Of)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(AnalyzeCreation, OperationKind.ObjectCreation);
        context.RegisterOperationAction(AnalyzeAssignment, OperationKind.SimpleAssignment);
        context.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
    }

    private static void AnalyzeCreation(OperationAnalysisContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        CheckRate(context, creation.Type, creation.Arguments);
    }

    private static void CheckRate(OperationAnalysisContext context, ITypeSymbol? optimizer, ImmutableArray<IArgumentOperation> arguments)
    {
        if (!IsScaling(optimizer)) return;
        foreach (IArgumentOperation argument in arguments)
            if (argument.Parameter?.Name == "learningRate") CheckRate(context, optimizer!, argument.Value);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property.Name: "LearningRate", Instance.Type: { } type } && IsScaling(type)) CheckRate(context, type, assignment.Value);
    }

    private static void CheckRate(OperationAnalysisContext context, ITypeSymbol optimizer, IOperation rate)
    {
        if (rate.ConstantValue is { HasValue: true, Value: double value } && value > 1)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(TrainingRules.LargeLearningRate), rate.Syntax.GetLocation(), optimizer.Name, value.ToString("R", CultureInfo.InvariantCulture)));
    }

    private static bool IsScaling(ITypeSymbol? type) => IsOurs(type) && scaling.Contains(type!.Name);

    private static bool IsOurs(ISymbol? symbol) => symbol?.ContainingNamespace is { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true };

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        switch (call.TargetMethod.Name)
        {
            case "Keras":
                CheckRate(context, call.TargetMethod.ContainingType, call.Arguments);
                break;
            case "TrainStep":
            case "Forward" when call.Arguments.Any(argument => argument is { Parameter.Name: "training", Value.ConstantValue: { HasValue: true, Value: true } }):
                foreach (IArgumentOperation argument in call.Arguments)
                {
                    if (Elements.PerSample(argument.Parameter) is not { } perSample) continue;
                    if (KnownLength.Of(argument.Value) == perSample) CheckNormalisation(context, call.TargetMethod.ContainingType, argument);
                    break;
                }

                break;
            case "Fit" when IsOurs(call.TargetMethod.ContainingType) && call.TargetMethod.TypeArguments is [INamedTypeSymbol network]:
                foreach (IArgumentOperation argument in call.Arguments)
                    if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "batchSize", Value.ConstantValue: { HasValue: true, Value: 1 } }) CheckNormalisation(context, network, argument);
                break;
        }
    }

    /// <summary>The declaration has the attributes, in source and metadata alike.</summary>
    private static void CheckNormalisation(OperationAnalysisContext context, INamedTypeSymbol? network, IArgumentOperation argument)
    {
        if (network is null) return;
        if (Normalization(network, new(SymbolEqualityComparer.Default)) is { } where)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(TrainingRules.OneSampleBatch), argument.Syntax.GetLocation(), network.Name, where));
    }

    /// <summary>How a network or block normalises over batches, itself or by a block it applies; null where it does not.</summary>
    /// <param name="looked">Blocks that have been looked at: one may apply itself, by mistake.</param>
    private static string? Normalization(INamedTypeSymbol declared, HashSet<ISymbol> looked)
    {
        if (!looked.Add(declared)) return null;
        foreach (AttributeData data in declared.GetAttributes().Concat(declared.GetMembers().OfType<IPropertySymbol>().SelectMany(member => member.GetAttributes())))
        {
            if (data.AttributeClass is not { } attribute || NodeAttributes.RoleOf(attribute) != Role.Layer) continue;
            if (attribute.Name == "BatchNormAttribute") return NodeAttributes.KindOf(attribute);
            foreach (INamedTypeSymbol block in attribute.TypeArguments.OfType<INamedTypeSymbol>())
                if (Normalization(block, looked) is { } inner) return $"{inner} of block {block.Name}";
        }

        // [Apply] says which block by the property's type.
        foreach (IPropertySymbol member in declared.GetMembers().OfType<IPropertySymbol>())
        {
            if (member.Type is INamedTypeSymbol block && NodeAttributes.IsBlock(block) && member.GetAttributes().Any(data => NodeAttributes.RoleOf(data.AttributeClass) == Role.Layer)
                && Normalization(block, looked) is { } inner) return $"{inner} of block {block.Name}";
        }

        return null;
    }
}
