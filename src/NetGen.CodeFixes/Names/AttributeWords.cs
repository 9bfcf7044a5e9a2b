using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Ops.Losses;
using NetGen.SourceGenerators;
using NetGen.SourceGenerators.Names;

namespace NetGen.CodeFixes.Names;

/// <summary>An attribute of a network in another library's words, in NetGen's.</summary>
internal static class AttributeWords
{
    /// <summary>The attribute as NetGen has it; null where nothing is known of it, or where it is on nothing of NetGen's.</summary>
    public static string? Rewrite(AttributeSyntax attribute, SemanticModel model)
    {
        if (!IsOfNetwork(attribute, model)) return null;
        string word = AttributeText.KindOf(attribute);
        List<AttributeArgumentSyntax> arguments = [.. attribute.ArgumentList?.Arguments ?? default];
        string folded = BroughtNames.Fold(word), qualifier = "";
        if (folded is "activation" or "layer" && arguments is [{ Expression: var named }, ..] && Values.LastWord(named) is { } function)
        {
            // [Activation("relu")]
            (word, folded) = (function, BroughtNames.Fold(function));
            arguments.RemoveAt(0);
        }

        // What is written before the name goes with it, unless it is a way to the library.
        if (attribute.Name is QualifiedNameSyntax { Left: var left }
            && model.GetSymbolInfo(left).Symbol is INamespaceSymbol { Name: "NetGen" }) qualifier = left + ".";
        INamedTypeSymbol? kind = UnknownAttributes.Kind(word, model.Compilation);
        if (kind is null || Known.Constructor(kind) is not { } constructor) return null;

        // What PyTorch's linear layer takes first follows from the layer above.
        if (LayerRegistry.FindLayer(NodeAttributes.KindOf(kind))?.HasUnits == true && arguments.Count(IsPositional) >= 2
            && IsInteger(arguments[0], model)
            && IsInteger(arguments[1], model)) arguments.RemoveAt(0);
        if (arguments.FindIndex(argument => BroughtNames.Fold(NameOf(argument) ?? "") == "fromlogits") is >= 0 and var logits)
        {
            if (arguments[logits].Expression.IsKind(SyntaxKind.TrueLiteralExpression))
                kind = UnknownAttributes.Kind(kind.Name == nameof(BinaryCrossEntropy) + "Attribute"
                    ? nameof(SigmoidCrossEntropy) : nameof(SoftmaxCrossEntropy),
                    model.Compilation);
            arguments.RemoveAt(logits);
            if (kind is null || Known.Constructor(kind) is not { } other) return null;
            constructor = other;
        }

        string?[] given = new string?[constructor.Parameters.Length];
        List<string> more = [], rest = [];
        int position = 0;
        foreach (AttributeArgumentSyntax argument in arguments)
        {
            if (IsPositional(argument))
            {
                bool isOfList = position >= constructor.Parameters.Length && constructor.Parameters.LastOrDefault() is { IsParams: true };
                IParameterSymbol? parameter = position < constructor.Parameters.Length ? constructor.Parameters[position] : isOfList
                    ? constructor.Parameters.Last() : null;
                position++;
                if (isOfList) rest.Add(argument.Expression.ToString());
                else if (parameter is not null && Value(argument.Expression, parameter.Type, qualifier,
                    model) is { } value) given[parameter.Ordinal] = value;
                else AddSwitch(argument, kind, more);
                continue;
            }

            string name = NameOf(argument)!;
            IReadOnlyCollection<string> names = [.. constructor.Parameters.Select(parameter => parameter.Name), .. Known.Settable(kind)
                .Select(property => property.Name)];
            string? ours = NameSearch.Known(name, names, BroughtNames.Arguments);
            if (ours is null && BroughtNames.Fold(name) == "trainable" && argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression)
                && names.Contains("Frozen")) more.Add("Frozen = true");
            if (ours is null && (BroughtNames.Fold(name) == "trainable"
                || BroughtNames.Needless.Contains(BroughtNames.Fold(name)))) continue;
            ours ??= NameSearch.Find(name, names);
            if (ours is null) return null;
            if (constructor.Parameters.FirstOrDefault(one => one.Name == ours) is { } taken)
            {
                if (Value(argument.Expression, taken.Type, qualifier, model) is not { } value) return null;
                given[taken.Ordinal] = value;
            }
            else
            {
                IPropertySymbol property = Known.Settable(kind).First(one => one.Name == ours);
                if (Value(argument.Expression, property.Type, qualifier, model) is not { } value) return null;
                more.Add($"{ours} = {value}");
            }
        }

        if (folded == "categoricalcrossentropy" && given.Length > 0) given[0] ??= $"{qualifier}Targets.Distributions";
        List<string> all = [];
        bool isGap = false;
        for (int i = 0; i < given.Length; i++)
        {
            if (given[i] is null) isGap = true;
            else all.Add(isGap ? $"{constructor.Parameters[i].Name}: {given[i]}" : given[i]!);
        }

        all.AddRange(rest);
        all.AddRange(more);
        string written = kind.Name.Substring(0, kind.Name.Length - "Attribute".Length), types = "";
        if (Rightmost(attribute.Name) is GenericNameSyntax generic) types = generic.TypeArgumentList.ToString();
        return qualifier + written + types + (all.Count == 0 ? "" : $"({string.Join(", ", all)})");
    }

    /// <summary>Whether the class, or the class of the property, is a network or block, or has a layer.</summary>
    public static bool IsOfNetwork(AttributeSyntax attribute, SemanticModel model) =>
        attribute.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } type && model.GetDeclaredSymbol(type) is { } symbol
            && UnknownAttributes.IsNetwork(symbol);

    private static SimpleNameSyntax? Rightmost(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax aliased => aliased.Name,
        _ => name as SimpleNameSyntax,
    };

    private static bool IsPositional(AttributeArgumentSyntax argument) => argument.NameColon is null && argument.NameEquals is null;

    private static string? NameOf(AttributeArgumentSyntax argument) =>
        (argument.NameColon?.Name ?? argument.NameEquals?.Name)?.Identifier.ValueText;

    private static bool IsInteger(AttributeArgumentSyntax argument, SemanticModel model) => IsPositional(argument)
        && (argument.Expression is LiteralExpressionSyntax { Token.Value: int }
            || model.GetTypeInfo(argument.Expression).Type?.SpecialType == SpecialType.System_Int32);

    /// <summary>A value as its parameter takes it; as it is written where the parameter is no enum.</summary>
    private static string? Value(ExpressionSyntax expression, ITypeSymbol type, string qualifier, SemanticModel model)
    {
        if (type.TypeKind != TypeKind.Enum) return expression.ToString();
        if (SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(expression).Type, type)) return expression.ToString();
        return Values.EnumMember(expression, type, qualifier);
    }

    /// <summary>PyTorch's third argument of a linear layer is whether there is a bias.</summary>
    private static void AddSwitch(AttributeArgumentSyntax argument, INamedTypeSymbol kind, List<string> more)
    {
        if (argument.Expression.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression && Known.Settable(kind)
            .Any(property => property.Name == "Bias")) more.Add($"Bias = {argument.Expression}");
    }
}
