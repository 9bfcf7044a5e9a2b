using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>Locals that are given a value where they are declared and never again.</summary>
internal static class SingleAssignment
{
    /// <summary>The one value of a local; null where there are several, or might be.</summary>
    public static IOperation? Of(ILocalReferenceOperation reference)
    {
        ILocalSymbol local = reference.Local;
        if (local.RefKind != RefKind.None || local.IsForEach || reference.IsDeclaration) return null;
        IOperation root = reference;
        while (root.Parent is { } parent) root = parent;

        IOperation? value = null;
        foreach (IOperation operation in root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                value = declarator.GetVariableInitializer()?.Value;
            else if (operation is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, local)
                && MayChange(other))
                return null;
        }

        return value;
    }

    /// <summary>Whether a use may give the local another value, itself or through a reference to it.</summary>
    private static bool MayChange(ILocalReferenceOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use || assignment is ISimpleAssignmentOperation { IsRef: true },
        IIncrementOrDecrementOperation or ITupleOperation or IAddressOfOperation => true,
        IArgumentOperation argument => argument.Parameter is null or { RefKind: RefKind.Ref or RefKind.Out },
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
        IConditionalOperation { IsRef: true } => true,
        { Kind: OperationKind.None } => true,
        _ => false,
    };

    /// <summary>Whether anything in a class assigns, or hands out by reference, something of this name.</summary>
    public static bool MayAssign(SyntaxNode type, string name)
    {
        foreach (SyntaxNode node in type.DescendantNodes())
        {
            SyntaxNode? target = node switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left,
                ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None) => argument.Expression,
                RefExpressionSyntax reference => reference.Expression,
                PrefixUnaryExpressionSyntax unary when unary.IsKind(SyntaxKind.AddressOfExpression) => unary.Operand,
                _ => null,
            };
            if (target is TupleExpressionSyntax) return true;
            if (target is IdentifierNameSyntax { Identifier.ValueText: var own } && own == name) return true;
            if (target is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && member == name) return true;
        }

        return false;
    }
}
