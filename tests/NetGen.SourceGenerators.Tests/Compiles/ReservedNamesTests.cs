using Microsoft.CodeAnalysis;
using NetGen.Compiler.CSharp;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>What is generated has no name that users do not know to be taken.</summary>
public class ReservedNamesTests
{
    [Fact]
    public void Every_generated_member_has_a_reserved_name_or_is_a_layer()
    {
        Generated generated =
            Generate.Run(
                "using NetGen;\n[Network(Checks = true), Input(2), Dense(2), Dropout, Dense(2), "
                + "SoftmaxCrossEntropy] sealed partial class Net;");
        string[] names = [.. generated.Compilation.GetTypeByMetadataName("Net")!.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })
            .Select(member => member.Name)
            .Distinct()];
        Assert.Contains("Predict", names);
        Assert.Empty(names.Except(SurfaceRenderer.ReservedNames).Except(Compiler.Declarations.PrivateNames.Wanted)
            .Except(["Dense1", "Dropout1", "Dense2"]));
        Assert.Empty(Compiler.Declarations.PrivateNames.Wanted.Except(["TIsa", "handles", "Handles", "ErrorsInDeclaration"]).Except(names));
    }
}
