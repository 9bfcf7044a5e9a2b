using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Compiler.Kinds;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>What the elements of a network's parameter may be, by its declaration.</summary>
/// <param name="What">To are behind "takes": <c>targets from 0 to 1</c>.</param>
/// <param name="Contains">Whether an element is one.</param>
internal sealed record ElementRange(string What, Func<double, bool> Contains)
{
    private static readonly ElementRange shares = new("targets from 0 to 1", value => value is >= 0 and <= 1);

    private static readonly ElementRange weights = new("weights that are not negative", value => value >= 0);

    /// <summary>Null where there is nothing to say of the parameter.</summary>
    public static ElementRange? Of(INamedTypeSymbol network, IParameterSymbol parameter)
    {
        if (!network.GetAttributes().Any(data => NodeAttributes.IsNetwork(data.AttributeClass))) return null;
        if (parameter.Name == "sampleWeights") return weights;
        if (Loss(network, parameter) is not (var output, { AttributeClass: { } kind } loss)
            || LayerRegistry.FindLoss(NodeAttributes.KindOf(kind)) is not { } known) return null;
        if (parameter.Type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Int32 }] })
            return Classes(network, output, loss);
        return known.TargetsAreProbabilities ? shares : null;
    }

    private static ElementRange? Classes(INamedTypeSymbol network, string? output, AttributeData loss)
    {
        int? ignored = loss.NamedArguments.FirstOrDefault(named => named.Key == "IgnoreIndex").Value is { Kind: TypedConstantKind.Primitive,
            Value: int index } ? index : null;
        return (Constant(network, "OutputLength") ?? Constant(network, output + "Length")) is { } classes
            ? new($"class indices from 0 to {(classes - 1).ToString(CultureInfo.InvariantCulture)}", value => value >= 0 && value < classes
                || value == ignored)
            : null;
    }

    /// <summary>The loss whose targets a parameter takes: the network's one loss, or that of the member it is named after.</summary>
    private static (string? Output, AttributeData Loss)? Loss(INamedTypeSymbol network, IParameterSymbol parameter)
    {
        List<(string? Output, AttributeData Loss)> losses = [.. network.GetAttributes().Where(IsLoss).Select(data => ((string?)null, data)),
            .. network.GetMembers().OfType<IPropertySymbol>()
                .SelectMany(member => member.GetAttributes().Where(IsLoss).Select(data => ((string?)member.Name, data)))];
        if (parameter.Name == "t") return losses is [var only] ? only : null;
        foreach ((string? Output, AttributeData Loss) loss in losses)
            if (loss.Output is { } output && string.Equals(parameter.Name, output + "Target", StringComparison.OrdinalIgnoreCase))
                return loss;
        return null;
    }

    private static bool IsLoss(AttributeData data) => NodeAttributes.RoleOf(data.AttributeClass) == Role.Loss;

    private static int? Constant(INamedTypeSymbol network, string name) =>
        network.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: int value }
            ? value : null;
}
