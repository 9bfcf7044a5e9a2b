using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.SourceGenerators.Names;

namespace NetGen.CodeFixes.Names;

/// <summary>Values in the form a parameter of NetGen's takes: members of its enums, spans and memory of the right numbers.</summary>
internal static class Values
{
    /// <summary>
    /// The member of an enum that a text, a name or a creation names: <c>"relu"</c>, <c>Relu</c>, <c>nn.ReLU()</c>; null where there is
    /// none.
    /// </summary>
    public static string? EnumMember(ExpressionSyntax expression, ITypeSymbol type, string qualifier)
    {
        if (LastWord(expression) is not { } word) return null;
        string[] members = [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).Select(field => field.Name)];
        return NameSearch.Find(word, members, BroughtNames.Functions, BroughtNames.Initializers, BroughtNames.Members) is { } member
            ? $"{qualifier}{type.Name}.{member}" : null;
    }

    /// <summary>The last name an expression is made of.</summary>
    public static string? LastWord(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text.Split('.').Last(),
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NullLiteralExpression) => "None",
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" },
            ArgumentList.Arguments: [{ Expression: var named }] } => LastWord(named),
        InvocationExpressionSyntax call => LastWord(call.Expression),
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax name } => name.Identifier.ValueText,
        ObjectCreationExpressionSyntax { Type: QualifiedNameSyntax name } => name.Right.Identifier.ValueText,
        _ => null,
    };

    /// <summary>An expression as what a parameter takes.</summary>
    /// <returns>The text, the same where it fits as it is; null where nothing can be done about it.</returns>
    public static string? Convert(ExpressionSyntax expression, ITypeSymbol to, SemanticModel model)
    {
        string text = expression.ToString();
        if (model.ClassifyConversion(expression, to).IsImplicit || Fits(model.GetTypeInfo(expression).Type, to,
            model.Compilation)) return text;
        if (to.TypeKind == TypeKind.Enum) return EnumMember(expression, to, "");
        ITypeSymbol? from = model.GetTypeInfo(expression).Type;
        if (from is null || to is not INamedTypeSymbol { TypeArguments: [{ } element] } wanted) return null;
        if (wanted.Name is not ("ReadOnlySpan" or "ReadOnlyMemory" or "Span" or "Memory")) return null;

        // Results are written into the caller's memory: a copy would take them.
        if (wanted.Name is "Span" or "Memory") return null;
        bool isSpan = wanted.Name == "ReadOnlySpan";
        if (IsNumber(from)) return isSpan ? $"[{Number(expression, from, element)}]" : $"new[] {{ {Number(expression, from, element)} }}";
        if (ElementOf(from) is not { } given) return null;
        bool isSame = SymbolEqualityComparer.Default.Equals(given, element);
        string cast = $"v => ({element.ToDisplayString()})v";
        string Linq(string operand, string method, string arguments) => Enumerable(expression, method, operand, arguments, model);
        string ToArray(string operand) => Linq(operand, "ToArray", "");
        switch (from)
        {
            case IArrayTypeSymbol { Rank: 1 } when IsNumber(given):
                return $"{Name("System.Array", expression, model)}.ConvertAll({text}, {cast})";
            case IArrayTypeSymbol { Rank: 1 } when ElementOf(given) is { } inner:
                string values = Linq(Operand(expression), "SelectMany", "row => row");
                return ToArray(SymbolEqualityComparer.Default.Equals(inner, element) ? values : Linq(values, "Select", cast));
            case IArrayTypeSymbol:
                string all = Linq(Operand(expression), $"Cast<{given.ToDisplayString()}>", "");
                return ToArray(isSame ? all : Linq(all, "Select", cast));
            case INamedTypeSymbol { Name: "List" } when isSame:
                return isSpan ? $"{Name("System.Runtime.InteropServices.CollectionsMarshal", expression, model)}.AsSpan({text})"
                    : Operand(expression) + ".ToArray()";
            case INamedTypeSymbol { Name: "List" }:
                return $"{Operand(expression)}.ConvertAll({cast}).ToArray()";
            case INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" }:
                string array = Operand(expression) + ".ToArray()";
                return isSame ? array : $"{Name("System.Array", expression, model)}.ConvertAll({array}, {cast})";
            default:
                return ToArray(isSame ? Operand(expression) : Linq(Operand(expression), "Select", cast));
        }
    }

    private static string Operand(ExpressionSyntax expression) => IsPrimary(expression) ? expression.ToString() : $"({expression})";

    /// <summary>A type's name, as short as the usings at that place let it be.</summary>
    private static string Name(string type, ExpressionSyntax at, SemanticModel model)
    {
        string name = type.Substring(type.LastIndexOf('.') + 1);
        return model.LookupNamespacesAndTypes(at.SpanStart, name: name).Any(symbol => symbol.ToDisplayString() == type) ? name : type;
    }

    /// <summary>A method of LINQ's, called as one of the value's where the usings have it.</summary>
    private static string Enumerable(ExpressionSyntax at, string method, string operand, string arguments, SemanticModel model)
    {
        bool isImported = model.LookupNamespacesAndTypes(at.SpanStart, name: "Enumerable")
            .Any(symbol => symbol.ToDisplayString() == "System.Linq.Enumerable");
        return isImported ? $"{operand}.{method}({arguments})"
            : $"System.Linq.Enumerable.{method}({operand}{(arguments.Length == 0 ? "" : ", " + arguments)})";
    }

    /// <summary>Whether a value of a type would be samples or targets: numbers in some collection.</summary>
    public static bool IsData(ExpressionSyntax expression, SemanticModel model) => ElementOf(model.GetTypeInfo(expression).Type) is not null
        || expression is CollectionExpressionSyntax or ImplicitArrayCreationExpressionSyntax;

    public static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    /// <summary>Numbers as a collection expression of single precision; null where one is no number.</summary>
    public static string? Row(IEnumerable<ExpressionSyntax> numbers, ITypeSymbol element, SemanticModel model)
    {
        List<string> row = [];
        foreach (ExpressionSyntax number in numbers)
        {
            if (model.GetTypeInfo(number).Type is not { } type || !IsNumber(type)) return null;
            row.Add(Number(number, type, element));
        }

        return $"[{string.Join(", ", row)}]";
    }

    private static string Number(ExpressionSyntax expression, ITypeSymbol from, ITypeSymbol to)
    {
        string text = expression.ToString();
        if (SymbolEqualityComparer.Default.Equals(from, to) || to.SpecialType == SpecialType.System_Single
            && from.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int16 or SpecialType.System_Byte) return text;
        if (to.SpecialType == SpecialType.System_Single
            && expression is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax })
            return text.TrimEnd('d', 'D', 'm', 'M') + "f";
        return $"({to.ToDisplayString()}){(IsPrimary(expression) ? text : $"({text})")}";
    }

    private static bool IsPrimary(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            or ParenthesizedExpressionSyntax or LiteralExpressionSyntax or ObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax;

    /// <summary>Conversions that C# 14 has for spans, and older compilers by operators.</summary>
    private static bool Fits(ITypeSymbol? from, ITypeSymbol to, Compilation compilation)
    {
        if (from is null) return false;
        if (compilation.ClassifyCommonConversion(from, to).IsImplicit) return true;
        if (to is not INamedTypeSymbol { TypeArguments: [{ } element], Name: var name }) return false;
        return name is "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory" && from switch
        {
            IArrayTypeSymbol { Rank: 1 } array => SymbolEqualityComparer.Default.Equals(array.ElementType, element),
            INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ } given] } => name == "ReadOnlySpan"
                && SymbolEqualityComparer.Default.Equals(given, element),
            INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", TypeArguments: [{ } given] } => name == "ReadOnlyMemory"
                && SymbolEqualityComparer.Default.Equals(given, element),
            _ => false,
        };
    }

    /// <summary>The innermost numbers' type of an array, a list, memory or whatever can be enumerated; null of other types.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol? type)
    {
        ITypeSymbol? element = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "IEnumerable",
                TypeArguments: [{ } one] } => one,
            INamedTypeSymbol named when named.SpecialType != SpecialType.System_String => named.AllInterfaces
                .FirstOrDefault(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                ?.TypeArguments[0],
            _ => null,
        };
        return IsNumber(element) || element is IArrayTypeSymbol && ElementOf(element) is not null ? element : null;
    }
}
