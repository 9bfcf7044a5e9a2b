using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Compiler.Kinds;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>Warns of training that cannot work: steps that are far too large, batch normalization of a single sample.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Up to which learning rate an optimizer is reported nothing about, what its step is, and which rate is usual.</summary>
    private sealed record Rate(double Most, string Step, string Whatever, string Usual);

    /// <summary>The gradient is divided by its own size, so that the learning rate alone is the step.</summary>
    private static readonly Rate scaled = new(1, "about its learning rate", ", whatever the gradient", "0.001");

    private static readonly Dictionary<string, Rate> rates = new()
    {
        ["Adam"] = scaled, ["AdamW"] = scaled, ["Adamax"] = scaled, ["NAdam"] = scaled, ["RAdam"] = scaled, ["Lion"] = scaled,
        ["RMSprop"] = scaled,
        ["Adagrad"] = scaled with { Usual = "0.01" },
        ["Adadelta"] = new(10, "its learning rate times what earlier steps were", "", "1"),
        ["SGD"] = new(10, "its learning rate times the gradient", "", "0.01"),
    };

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
        if (RateOf(optimizer) is null) return;
        foreach (IArgumentOperation argument in arguments)
            if (argument.Parameter?.Name == "learningRate") CheckRate(context, optimizer!, argument.Value);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context)
    {
        var assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property.Name: "LearningRate", Instance.Type: { } type }
            && RateOf(type) is not null) CheckRate(context, type, assignment.Value);
    }

    private static void CheckRate(OperationAnalysisContext context, ITypeSymbol optimizer, IOperation rate)
    {
        if (RateOf(optimizer) is { } known && rate.ConstantValue is { HasValue: true, Value: double value } && value > known.Most)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(TrainingRules.LargeLearningRate), rate.Syntax.GetLocation(),
                optimizer.Name, value.ToString("R", CultureInfo.InvariantCulture), known.Step, known.Whatever, known.Usual));
    }

    private static Rate? RateOf(ITypeSymbol? type) => IsOurs(type) && rates.TryGetValue(type!.Name, out Rate? rate) ? rate : null;

    private static bool IsOurs(ISymbol? symbol) =>
        symbol?.ContainingNamespace is { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true };

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        switch (call.TargetMethod.Name)
        {
            case "Keras":
                CheckRate(context, call.TargetMethod.ContainingType, call.Arguments);
                break;
            case "TrainStep":
            case "Forward" when call.Arguments.Any(
                argument => argument is { Parameter.Name: "training", Value.ConstantValue: { HasValue: true, Value: true } }):
                foreach (IArgumentOperation argument in call.Arguments)
                {
                    if (Elements.PerSample(argument.Parameter) is not { } perSample) continue;
                    if (KnownLength.Of(argument.Value) == perSample)
                        CheckNormalization(context, call.TargetMethod.ContainingType, argument);
                    break;
                }

                break;
            case "Fit" when IsOurs(call.TargetMethod.ContainingType) && call.TargetMethod.TypeArguments is [INamedTypeSymbol network]:
                foreach (IArgumentOperation argument in call.Arguments)
                    if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "batchSize",
                        Value.ConstantValue: { HasValue: true, Value: 1 } }) CheckNormalization(context, network, argument);
                break;
        }
    }

    /// <summary>The declaration has the attributes, in both source and metadata.</summary>
    private static void CheckNormalization(OperationAnalysisContext context, INamedTypeSymbol? network, IArgumentOperation argument)
    {
        if (network is null) return;
        if (Normalization(network, new(SymbolEqualityComparer.Default)) is { } where)
            context.ReportDiagnostic(
                Diagnostic.Create(Descriptors.Of(TrainingRules.OneSampleBatch), argument.Syntax.GetLocation(), network.Name, where));
    }

    /// <summary>How a network or block normalizes over batches, itself or by a block it applies; null where it does not.</summary>
    /// <param name="looked">Blocks that have been looked at: one may apply itself, by mistake.</param>
    private static string? Normalization(INamedTypeSymbol declared, HashSet<ISymbol> looked)
    {
        if (!looked.Add(declared)) return null;
        foreach (AttributeData data in declared.GetAttributes()
            .Concat(declared.GetMembers().OfType<IPropertySymbol>().SelectMany(member => member.GetAttributes())))
        {
            if (data.AttributeClass is not { } attribute || NodeAttributes.RoleOf(attribute) != Role.Layer) continue;
            string kind = NodeAttributes.KindOf(attribute);
            if (LayerRegistry.FindLayer(kind)?.NeedsSeveralSamples == true) return kind;
            foreach (INamedTypeSymbol block in attribute.TypeArguments.OfType<INamedTypeSymbol>())
                if (Normalization(block, looked) is { } inner) return $"{inner} of block {block.Name}";
        }

        // [Apply] says which block by the property's type.
        foreach (IPropertySymbol member in declared.GetMembers().OfType<IPropertySymbol>())
        {
            if (member.Type is INamedTypeSymbol block && NodeAttributes.IsBlock(block)
                && member.GetAttributes().Any(data => NodeAttributes.RoleOf(data.AttributeClass) == Role.Layer)
                && Normalization(block, looked) is { } inner) return $"{inner} of block {block.Name}";
        }

        return null;
    }
}
