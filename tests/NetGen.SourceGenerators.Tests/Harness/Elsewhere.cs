using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.SourceGenerators.Tests;

/// <summary>What another generator would have to write so that C# knows the names that it does not know yet.</summary>
internal static class Elsewhere
{
    /// <summary>Attributes, classes and constants, none of which NetGen's generator sees.</summary>
    public static string Text(Compilation compilation)
    {
        HashSet<string> attributes = [], types = [], constants = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith("/source/", StringComparison.Ordinal)))
        {
            foreach (Diagnostic error in compilation.GetSemanticModel(tree).GetDiagnostics())
            {
                if (error.Id is not ("CS0246" or "CS0103")) continue;
                SyntaxNode at = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
                if (at is not IdentifierNameSyntax { Identifier: { IsMissing: false, ValueText: { Length: > 0 } name } } || IsOurs(name))
                    continue;
                if (error.Id == "CS0103") constants.Add(name);
                else if (at.Parent is AttributeSyntax) attributes.Add(name);
                else types.Add(name);
            }
        }

        StringBuilder text = new("global using static ElsewhereConstants;\n");
        foreach (string name in attributes)
            text.AppendLine(
                "[System.AttributeUsage(System.AttributeTargets.All, AllowMultiple = true)] "
                + Invariant($"class @{name}Attribute(params object[] all) : System.Attribute;"));
        foreach (string name in types.Except(constants)) text.AppendLine(Invariant($"class @{name};"));
        text.AppendLine("static class ElsewhereConstants {");
        foreach (string name in constants) text.AppendLine(Invariant($"public const int @{name} = 2;"));
        return text.AppendLine("}").ToString();
    }

    /// <summary>Whoever writes a <c>NetworkAttribute</c> of his own, nearer than NetGen's, has no network.</summary>
    private static bool IsOurs(string name) => typeof(NetworkAttribute).Assembly.GetExportedTypes()
        .Any(type => type.Name.Split('`')[0] is var ours && (ours == name || ours == name + "Attribute"));

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
