using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.Costs;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>A budget and where it is written.</summary>
internal sealed record DeclaredBudget(Budget Budget, AttributePlaces Places);

/// <summary>Reads <c>[Budget(…)]</c>, which is no part of what is compiled: raising it compiles nothing again.</summary>
internal static class BudgetReader
{
    public static DeclaredBudget? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (AttributeData data in type.GetAttributes())
        {
            if (data.AttributeClass is not { Name: "BudgetAttribute",
                ContainingNamespace: { Name: "NetGen", ContainingNamespace.IsGlobalNamespace: true } }) continue;
            if (data.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax) continue;
            AttributeReader.Reading reading = AttributeReader.Read(data, syntax);
            return new DeclaredBudget(new Budget(Limit("MaxParameters"), Limit("MaxFlops"), Limit("MaxBytes")), reading.Places);

            long Limit(string name)
            {
                foreach (Argument argument in reading.Arguments)
                    if (argument.Name == name) return Convert.ToInt64(argument.Value, CultureInfo.InvariantCulture);
                return 0;
            }
        }

        return null;
    }
}
