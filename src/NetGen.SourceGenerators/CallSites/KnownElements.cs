using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>
/// The elements of an array or span that the source writes out, where every run of the program finds them as they are written.
/// </summary>
internal static class KnownElements
{
    /// <summary>The elements in order; null where they are not known, or might have been changed.</summary>
    public static IReadOnlyList<IOperation>? Of(IOperation? operation)
    {
        switch (operation)
        {
            case IConversionOperation conversion: return Of(conversion.Operand);
            case IArrayCreationOperation { DimensionSizes.Length: 1, Initializer: { } initializer }: return initializer.ElementValues;
            case ICollectionExpressionOperation collection when !collection.Elements.Any(element =>
                element is ISpreadOperation): return collection.Elements;
            case ILocalReferenceOperation local when IsOnlyRead(local): return Of(SingleAssignment.Of(local));
            case IPropertyReferenceOperation property when property.Type is INamedTypeSymbol { Name: "ReadOnlySpan" }: return Of(
                KnownLength.Body(property));
            case IInvocationOperation { TargetMethod: { Name: "AsSpan" or "AsMemory", ContainingType.Name: "MemoryExtensions" },
                Arguments: [var only] }: return Of(only.Value);
            default: return null;
        }
    }

    /// <summary>
    /// Whether a local is given to networks and otherwise looked at element by element: whatever else it is given to may change its
    /// elements.
    /// </summary>
    private static bool IsOnlyRead(ILocalReferenceOperation reference)
    {
        IOperation root = reference;
        while (root.Parent is { } parent) root = parent;
        return root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(other => SymbolEqualityComparer.Default.Equals(other.Local, reference.Local)).All(IsRead);
    }

    private static bool IsRead(ILocalReferenceOperation use)
    {
        IOperation? around = use.Parent;
        while (around is IConversionOperation { IsImplicit: true } conversion) around = conversion.Parent;
        return around switch
        {
            IArgumentOperation { Parameter: { } parameter } =>
                Elements.PerSample(parameter) is not null || parameter.Name == "sampleWeights",
            IPropertyReferenceOperation { Property.Name: "Length" } => true,
            IArrayElementReferenceOperation element =>
                element.Parent is not (IAssignmentOperation or IIncrementOrDecrementOperation
                    or IArgumentOperation { Parameter.RefKind: not RefKind.None })
                || element.Parent is IAssignmentOperation { Value: var value } && value == element,
            _ => false,
        };
    }
}
