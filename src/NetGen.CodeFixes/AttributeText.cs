using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Compiler.Kinds;

namespace NetGen.CodeFixes;

/// <summary>Attributes as text: put in and taken out the way they are, each on a line or several in brackets.</summary>
internal static class AttributeText
{
    /// <summary>Puts an attribute above another: on a line of its own where that one has one, else before it.</summary>
    public static TextChange Above(SourceText text, AttributeSyntax at, string attribute) => Put(text, at, attribute, above: true);

    /// <summary>Puts an attribute below another.</summary>
    public static TextChange Below(SourceText text, AttributeSyntax at, string attribute) => Put(text, at, attribute, above: false);

    private static TextChange Put(SourceText text, AttributeSyntax at, string attribute, bool above)
    {
        var list = (AttributeListSyntax)at.Parent!;
        string name = Qualifier(at) + attribute;
        if (list.Attributes.Count > 1) return above ? Insert(at.SpanStart, name + ", ") : Insert(at.Span.End, ", " + name);
        if (Indentation(text, list.SpanStart) is not { } indentation || !EndsItsLine(text, list))
            return above ? Insert(list.SpanStart, $"[{name}] ") : Insert(list.Span.End, $" [{name}]");
        string line = NewLine(text);
        return above ? Insert(list.SpanStart, $"[{name}]{line}{indentation}") : Insert(list.Span.End, $"{line}{indentation}[{name}]");
    }

    /// <summary>Puts a member above another and what is written about that one.</summary>
    public static TextChange Above(SourceText text, MemberDeclarationSyntax at, string member)
    {
        SyntaxTrivia about = at.GetLeadingTrivia()
            .FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
                || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia));
        int start = about.HasStructure ? about.FullSpan.Start : at.SpanStart;
        return Insert(start, member + (Indentation(text, start) is { } indentation ? NewLine(text) + indentation : " "));
    }

    /// <summary>
    /// A name that no member of a class has, whatever the case: this one, or with the first number from 2 on that makes it free.
    /// </summary>
    public static string FreeName(IEnumerable<string> taken, string name)
    {
        HashSet<string> all = new(taken, StringComparer.OrdinalIgnoreCase);
        string free = name;
        for (int number = 2; all.Contains(free); number++) free = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return free;
    }

    /// <summary>
    /// The span whose removal leaves no trace of an attribute: its line where it has one of its own, else it and one comma.
    /// </summary>
    public static TextSpan Whole(SourceText text, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1) return InList(list.Attributes, attribute);
        if (Indentation(text, list.SpanStart) is not null && EndsItsLine(text, list))
        {
            TextLine first = text.Lines.GetLineFromPosition(list.SpanStart), last = text.Lines.GetLineFromPosition(list.Span.End);
            return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        }

        int end = list.Span.End;
        while (end < text.Length && text[end] == ' ') end++;
        return TextSpan.FromBounds(list.SpanStart, end);
    }

    /// <summary>The span of an argument with one comma, or of the whole list where it is the only one.</summary>
    public static TextSpan Whole(AttributeArgumentSyntax argument)
    {
        var list = (AttributeArgumentListSyntax)argument.Parent!;
        return list.Arguments.Count == 1 ? list.Span : InList(list.Arguments, argument);
    }

    private static TextSpan InList<T>(SeparatedSyntaxList<T> list, T item) where T : SyntaxNode
    {
        int index = list.IndexOf(item);
        return index == 0 ? TextSpan.FromBounds(item.SpanStart, list[1].SpanStart)
            : TextSpan.FromBounds(list[index - 1].Span.End, item.Span.End);
    }

    /// <summary><c>NetGen.</c> where that is how the attribute is written.</summary>
    public static string Qualifier(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Left + ".",
        AliasQualifiedNameSyntax aliased => aliased.Alias + "::",
        _ => "",
    };

    /// <summary>The blanks a line begins with; null where something else is before the position.</summary>
    public static string? Indentation(SourceText text, int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        string before = text.ToString(TextSpan.FromBounds(line.Start, position));
        return before.Trim().Length == 0 ? before : null;
    }

    /// <summary>Whether nothing but a comment follows on the line.</summary>
    private static bool EndsItsLine(SourceText text, SyntaxNode node)
    {
        TextLine line = text.Lines.GetLineFromPosition(node.Span.End);
        string after = text.ToString(TextSpan.FromBounds(node.Span.End, line.End)).Trim();
        return line.EndIncludingLineBreak > line.End && (after.Length == 0 || after.StartsWith("//", StringComparison.Ordinal));
    }

    public static string NewLine(SourceText text)
    {
        TextLine first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    public static TextChange Insert(int position, string inserted) => new(new TextSpan(position, 0), inserted);

    public static TextChange Remove(TextSpan span) => new(span, "");

    /// <summary>The attribute of a declaration that ends in this kind, such as <c>Softmax</c>; the last one above a place.</summary>
    public static AttributeSyntax? Before(AttributeSyntax attribute)
    {
        AttributeSyntax? before = null;
        foreach (AttributeSyntax other in InOrder(attribute))
        {
            if (other == attribute) return before;
            before = other;
        }

        return null;
    }

    /// <summary>All attributes of the declaration an attribute is on, from top to bottom.</summary>
    public static IEnumerable<AttributeSyntax> InOrder(AttributeSyntax attribute) =>
        attribute.Parent?.Parent is MemberDeclarationSyntax member ? member.AttributeLists.SelectMany(list => list.Attributes) : [];

    /// <summary>The name without qualifier and without "Attribute".</summary>
    public static string KindOf(AttributeSyntax attribute) => NetGen.SourceGenerators.Names.UnknownAttributes.Word(attribute.Name);

    /// <summary>Whether its arguments begin with the number of values its layer gives and the activation it ends in.</summary>
    public static bool HasUnits(AttributeSyntax attribute) => LayerRegistry.FindLayer(KindOf(attribute))?.HasUnits == true;
}
