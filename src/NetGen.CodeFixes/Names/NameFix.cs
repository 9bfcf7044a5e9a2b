using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Declarations;
using NetGen.SourceGenerators;
using NetGen.SourceGenerators.Names;

namespace NetGen.CodeFixes.Names;

/// <summary>
/// Puts NetGen's word or call in the place of what other libraries have for it, where C# has an error for that: <c>[Linear(4, 3)]</c>,
/// <c>new Adam(lr: 0.1)</c>, <c>net.Fit(x, t, adam)</c>, a <c>double[]</c> for a span of <c>float</c>; and declares a loss for what needs
/// one. What is nothing of
/// NetGen's is left alone.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NameFix : CodeFixProvider
{
    /// <summary>
    /// Names that do not exist, here or in a type or namespace; arguments of other types, names and numbers; what is no attribute, no
    /// method, no value of a type.
    /// </summary>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        "CS0029", "CS0103", "CS0117", "CS0149", "CS0176", "CS0234", "CS0246", "CS0305", "CS0411", "CS0426", "CS0616", "CS0617",
            "CS0712", "CS0815",
            "CS1061", "CS1501", "CS1503", "CS1593", "CS1729", "CS1739",
        "CS1744", "CS1929", "CS1955", "CS7036",
    ];

    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        // Projects without NetGen have these errors too.
        if (root is null || model?.Compilation.GetTypeByMetadataName(NetworkParser.NetworkAttribute) is null) return;
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (root.FullSpan.Contains(diagnostic.Location.SourceSpan)) Register(new Fixing(context, diagnostic, root, text), model);
    }

    private static void Register(Fixing fixing, SemanticModel model)
    {
        SyntaxNode node = fixing.Root.FindNode(fixing.Span, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
        {
            if (AttributeWords.Rewrite(attribute, model) is { } written
                && written != attribute.ToString()) fixing.Offer($"Use [{written}]", new TextChange(attribute.Span, written));
            return;
        }

        if (node is SimpleNameSyntax type && TypeWord(type, model) is { } own && own != type.ToString())
        {
            fixing.Offer($"Use '{own}'", new TextChange(type.Span, own));
            return;
        }

        if (LossDeclaration.IsWanted(node, model) is { } network)
        {
            LossDeclaration.Offer(fixing, network, model);
            return;
        }

        // From the inside out: the first that has another form in NetGen's words.
        foreach (SyntaxNode one in node.AncestorsAndSelf())
        {
            if (one is StatementSyntax or MemberDeclarationSyntax or LambdaExpressionSyntax) return;
            if (one is not ExpressionSyntax expression) continue;
            if (expression is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } needless
                && CallWords.IsNeedless(needless, model))
            {
                fixing.Offer($"Remove '{needless}': it is so by itself", AttributeText.Remove(WithLine(fixing.Text, statement.Span)));
                return;
            }

            if (expression is InvocationExpressionSyntax result && Output(fixing, result, model)) return;
            string? written = expression switch
            {
                InvocationExpressionSyntax call => CallWords.Call(call, model) ?? CallWords.Creation(call, model),
                ObjectCreationExpressionSyntax creation => CallWords.Creation(creation, model),
                MemberAccessExpressionSyntax access when access.Parent is not InvocationExpressionSyntax => CallWords.Access(access, model),
                _ => null,
            };
            if (written is null || written == expression.ToString()) continue;
            fixing.Offer($"Use '{Short(written)}'", new TextChange(expression.Span, written));
            return;
        }
    }

    /// <summary>
    /// The type of a variable or of a network's member: an optimizer, the handle of a layer. Null elsewhere: what is created is looked at
    /// with its arguments.
    /// </summary>
    private static string? TypeWord(SimpleNameSyntax name, SemanticModel model)
    {
        TypeSyntax type = name.FirstAncestorOrSelf<NullableTypeSyntax>() is { } nullable ? nullable : name;
        switch (type.Parent)
        {
            case PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax declaration }
                when model.GetDeclaredSymbol(declaration) is { } symbol && UnknownAttributes.IsNetwork(symbol)
                && UnknownAttributes.Kind(name.Identifier.ValueText, model.Compilation) is { } kind:
                string handle = NodeAttributes.KindOf(kind);
                return Known.Types(model.Compilation).Any(one => one.Name == handle && one.TypeKind == TypeKind.Class
                    && one.InstanceConstructors.Length > 0 && (handle == NodeKinds.Input || one.BaseType?.Name == "Layer"))
                    ? handle : "Layer";
            case VariableDeclarationSyntax or ParameterSyntax or PropertyDeclarationSyntax or MethodDeclarationSyntax:
                return NameSearch.Known(name.Identifier.ValueText, [.. Known.Optimizers(model.Compilation).Select(one => one.Name)],
                    BroughtNames.Optimizers);
            default:
                return null;
        }
    }

    /// <summary><c>float[] y = net.Predict(x)</c>: several values are written where the caller wants them.</summary>
    private static bool Output(Fixing fixing, InvocationExpressionSyntax call, SemanticModel model)
    {
        if (call is not { Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var word },
            ArgumentList.Arguments: [{ Expression: var x }] }) return false;
        if (word is not ("Predict" or "predict" or "Forward" or "forward") || CallWords.Receiver(receiver, model) is not { } network
            || !Known.IsNetwork(network)) return false;
        if (call.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            || variable.Parent is not VariableDeclarationSyntax declared) return false;
        if (declared is not { Variables.Count: 1, Type: var type, Parent: LocalDeclarationStatementSyntax statement }) return false;
        bool isArray = model.GetTypeInfo(type).Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Single };
        if (!type.IsVar && !isArray) return false;
        IMethodSymbol? predict = network.GetMembers("Predict").OfType<IMethodSymbol>()
            .FirstOrDefault(one => one.Parameters is [_, { Type.Name: "Span" }, ..]);
        // Where there is one value, Predict returns it.
        if (predict is null || type.IsVar && network.GetMembers("Predict").OfType<IMethodSymbol>()
            .Any(one => one.Parameters.Length == 1)) return false;
        if (Values.Convert(x, predict.Parameters[0].Type, model) is not { } input) return false;
        string name = network.ToMinimalDisplayString(model, call.SpanStart);
        bool isLong = x is IdentifierNameSyntax
            && model.GetTypeInfo(x).Type is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" };
        string length = isLong ? $"{x}.Length / {name}.InputLength * {name}.OutputLength" : $"{name}.OutputLength";
        string indentation = AttributeText.Indentation(fixing.Text, statement.SpanStart) is { } blanks
            ? AttributeText.NewLine(fixing.Text) + blanks : " ";
        fixing.Offer($"Use '{receiver}.Predict({input}, {variable.Identifier})'",
            new TextChange(statement.Span,
                $"var {variable.Identifier} = new float[{length}];{indentation}{receiver}.Predict({input}, {variable.Identifier});"));
        return true;
    }

    private static string Short(string written) => written.Length <= 80 ? written : written.Substring(0, 79) + "…";

    /// <summary>A statement with the line it has to itself.</summary>
    private static TextSpan WithLine(SourceText text, TextSpan span)
    {
        TextLine line = text.Lines.GetLineFromPosition(span.Start);
        return text.ToString(line.Span).Trim().Length == span.Length ? line.SpanIncludingLineBreak : span;
    }
}
