using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>
/// What <c>Forward</c> of a network gives, or one of its several outputs: for each sample of its input, a row of fixed length.
/// </summary>
internal readonly record struct NetworkOutput(string Network, IOperation Input, int PerInput, int PerOutput)
{
    /// <summary>Null where the operation is no such call.</summary>
    public static NetworkOutput? Of(IOperation? operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion) operation = conversion.Operand;
        if (operation is ILocalReferenceOperation local && SingleAssignment.Of(local) is { } value) return Of(value);
        if (operation is IPropertyReferenceOperation { Property: { ContainingType: { Name: "Outputs",
            ContainingType: { } network } } property, Instance: { } outputs })
            return Call(outputs) is { } all && SymbolEqualityComparer.Default.Equals(all.TargetMethod.ContainingType, network)
                ? Of(all, property.Type, property.Name + "Length", "." + property.Name) : null;
        return Call(operation) is { } one ? Of(one, one.TargetMethod.ReturnType, "OutputLength", "") : null;
    }

    /// <param name="call">The call.</param>
    /// <param name="type">What it gives, or one property of that.</param>
    /// <param name="constant">Where the network says how many values that has.</param>
    /// <param name="suffix">What tells it from others of the network.</param>
    private static NetworkOutput? Of(IInvocationOperation call, ITypeSymbol type, string constant, string suffix)
    {
        INamedTypeSymbol network = call.TargetMethod.ContainingType;
        if (type is not INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1 } || Constant(network, constant) is not { } perOutput)
            return null;
        foreach (IArgumentOperation argument in call.Arguments)
            if (Elements.PerSample(argument.Parameter) is { } perInput)
                return new(network.Name + suffix, argument.Value, perInput, perOutput);
        return null;
    }

    /// <summary>The call itself, or the one whose result a local is given.</summary>
    private static IInvocationOperation? Call(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => Call(SingleAssignment.Of(local)),
        IInvocationOperation { TargetMethod: { Name: "Forward", ContainingType: not null } } call => call,
        _ => null,
    };

    private static int? Constant(INamedTypeSymbol type, string name)
    {
        foreach (ISymbol member in type.GetMembers(name))
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: int value } && value > 0) return value;
        return null;
    }
}

/// <summary>Reads <c>[Elements(n)]</c>, by name and not by symbol, in both source and metadata.</summary>
internal static class Elements
{
    /// <summary>Values per sample in a parameter; null where it has no such attribute.</summary>
    public static int? PerSample(IParameterSymbol? parameter)
    {
        if (parameter is null) return null;
        foreach (AttributeData attribute in parameter.OriginalDefinition.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "ElementsAttribute",
                ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } }
                && attribute.ConstructorArguments is [{ Value: int perSample }] && perSample > 0)
            {
                return perSample;
            }
        }

        return null;
    }
}
