using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.SourceGenerators.CallSites;

namespace NetGen.CodeFixes;

/// <summary>Sets a number to the nearest that fits.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SizeFix : NetworkFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1106", "NG1107", "NG2008", "NG2009", "NG2041", "NG3101"];

    private protected override void Register(Fixing fixing)
    {
        switch (fixing.Id)
        {
            case "NG1106":
                // Of several sizes only the one that is written in the message.
                string wrong = fixing.Value(2);
                if (!long.TryParse(wrong, NumberStyles.Integer, CultureInfo.InvariantCulture, out long size)
                    || !long.TryParse(fixing.Value(3), NumberStyles.Integer, CultureInfo.InvariantCulture, out long most)) return;
                long fitting = size == 0 ? 1 : Math.Min(Math.Abs(size), most);
                foreach (ExpressionSyntax expression in Arguments(fixing).Where(expression => IsNumber(expression, size)))
                    Set(fixing, expression, fitting.ToString(CultureInfo.InvariantCulture));
                break;
            case "NG1107":
                // 50 is most likely meant as a percentage.
                if (!double.TryParse(fixing.Value(2), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate)
                    || rate is not (> 1 and < 100)) return;
                foreach (ExpressionSyntax expression in Arguments(fixing))
                    Set(fixing, expression, (rate / 100).ToString("R", CultureInfo.InvariantCulture));
                break;
            case "NG2008":
                Open(fixing);
                break;
            case "NG2009":
                Clip(fixing);
                break;
            case "NG2041" when fixing.Find<PropertyDeclarationSyntax>()?.Parent is TypeDeclarationSyntax type:
                Widen(fixing, type, fixing.Value(2), fixing.Value(5));
                Widen(fixing, type, fixing.Value(4), fixing.Value(3));
                break;
            case "NG3101":
                if (fixing.Diagnostic.Properties.TryGetValue(CallSiteAnalyzer.FittingLength, out string? length) && length is not null
                    && Length(fixing) is { } written) Set(fixing, written, length);
                break;
        }
    }

    /// <summary>The last of a shape's sizes that the others leave a whole number for.</summary>
    private static void Open(Fixing fixing)
    {
        List<ExpressionSyntax> sizes = [.. Arguments(fixing)];
        List<long?> numbers = [.. sizes.Select(Number)];
        if (numbers.Exists(number => number is null or < 1)
            || !long.TryParse(fixing.Value(4), NumberStyles.None, CultureInfo.InvariantCulture, out long values)) return;
        int open = -1;
        for (int i = 0; i < numbers.Count; i++)
        {
            decimal others = 1;
            for (int j = 0; j < numbers.Count && others <= values; j++)
                if (j != i) others *= numbers[j]!.Value;
            if (others <= values && values % others == 0) open = i;
        }

        if (open >= 0) Set(fixing, sizes[open], "-1");
    }

    /// <summary>A slice ends where the axis does; one that begins outside is moved until it fits.</summary>
    private static void Clip(Fixing fixing)
    {
        if (Arguments(fixing).ToList() is not [var expression] || Number(expression) is not { } written) return;
        if (!long.TryParse(fixing.Value(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long start)
            || !long.TryParse(fixing.Value(2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long last)
            || !long.TryParse(fixing.Value(5), NumberStyles.None, CultureInfo.InvariantCulture, out long axis)) return;
        long length = last - start + 1;
        if (start >= 0 && start < axis && written == length) Set(fixing, expression, (axis - start).ToString(CultureInfo.InvariantCulture));
        else if (written == start && length <= axis)
            Set(fixing, expression, Math.Max(0, Math.Min(start, axis - length)).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A dense layer among the members gets as many units as the other side has values.</summary>
    private static void Widen(Fixing fixing, TypeDeclarationSyntax type, string member, string shape)
    {
        if (!int.TryParse(shape, NumberStyles.None, CultureInfo.InvariantCulture, out int units)) return;
        AttributeSyntax? dense = type.Members.OfType<PropertyDeclarationSyntax>()
            .FirstOrDefault(property => property.Identifier.ValueText == member)
            ?.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(AttributeText.HasUnits);
        if (dense?.ArgumentList is { Arguments: [{ NameEquals: null, NameColon: null, Expression: var written }, ..] }
            && Number(written) is not null)
            fixing.Offer($"Set '{member}' to {shape} units", new TextChange(written.Span, shape));
    }

    private static void Set(Fixing fixing, ExpressionSyntax expression, string value) =>
        fixing.Offer($"Set it to {value}", new TextChange(expression.Span, value));

    /// <summary>Expressions under the underline: arguments of an attribute, or one of them.</summary>
    private static IEnumerable<ExpressionSyntax> Arguments(Fixing fixing) =>
        fixing.Find<AttributeSyntax>()?.ArgumentList?.Arguments.Where(argument => fixing.Span.Contains(argument.Span))
            .Select(argument => argument.Expression) ?? [];

    private static bool IsNumber(ExpressionSyntax expression, long value) => Number(expression) == value;

    /// <summary>Null where it is no number that is written there.</summary>
    private static long? Number(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: int literal } => literal,
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax { Token.Value: int literal } } minus when minus.IsKind(
            SyntaxKind.UnaryMinusExpression) => -(long)literal,
        _ => null,
    };

    /// <summary>The size in <c>new float[9]</c> or <c>stackalloc float[9]</c>, where it is a number.</summary>
    private static ExpressionSyntax? Length(Fixing fixing)
    {
        if (fixing.Find<ArgumentSyntax>() is not { } argument) return null;
        ArrayTypeSyntax? type = argument.Expression switch
        {
            ArrayCreationExpressionSyntax { Initializer: null } creation => creation.Type,
            StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax array } => array,
            _ => null,
        };
        return type?.RankSpecifiers is [{ Sizes: [LiteralExpressionSyntax size] }] ? size : null;
    }
}
