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
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["NG1106", "NG1107", "NG3101", "NG3102"];

    private protected override void Register(Fixing fixing)
    {
        switch (fixing.Id)
        {
            case "NG1106":
                // Of several sizes only the one that is written in the message.
                string wrong = fixing.Value(2);
                if (!long.TryParse(wrong, NumberStyles.Integer, CultureInfo.InvariantCulture, out long size) || !long.TryParse(fixing.Value(3), NumberStyles.Integer, CultureInfo.InvariantCulture, out long most)) return;
                long fitting = size == 0 ? 1 : Math.Min(Math.Abs(size), most);
                foreach (ExpressionSyntax expression in Arguments(fixing).Where(expression => IsNumber(expression, size)))
                    Set(fixing, expression, fitting.ToString(CultureInfo.InvariantCulture));
                break;
            case "NG1107":
                // 50 is most likely meant as a percentage.
                if (!double.TryParse(fixing.Value(1), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) || rate is not (> 1 and < 100)) return;
                foreach (ExpressionSyntax expression in Arguments(fixing)) Set(fixing, expression, (rate / 100).ToString("R", CultureInfo.InvariantCulture));
                break;
            case "NG3101" or "NG3102":
                if (fixing.Diagnostic.Properties.TryGetValue(CallSiteAnalyzer.FittingLength, out string? length) && length is not null && Length(fixing) is { } written) Set(fixing, written, length);
                break;
        }
    }

    private static void Set(Fixing fixing, ExpressionSyntax expression, string value) => fixing.Offer($"Set it to {value}", new TextChange(expression.Span, value));

    /// <summary>Expressions under the underline: arguments of an attribute, or one of them.</summary>
    private static IEnumerable<ExpressionSyntax> Arguments(Fixing fixing) =>
        fixing.Find<AttributeSyntax>()?.ArgumentList?.Arguments.Where(argument => fixing.Span.Contains(argument.Span)).Select(argument => argument.Expression) ?? [];

    private static bool IsNumber(ExpressionSyntax expression, long value) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: int literal } => literal == value,
        PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax { Token.Value: int literal } } minus when minus.IsKind(SyntaxKind.UnaryMinusExpression) => -literal == value,
        _ => false,
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
