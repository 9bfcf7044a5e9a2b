using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using NetGen.CodeFixes;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>From a chain to members.</summary>
public class NameLayersTests
{
    [Fact]
    public Task Where_a_layer_of_a_chain_names_what_it_takes_the_chain_becomes_members() => Fix.Of<NameLayersFix>(
        """
        [Network]
        [Input(28)]
        [Dense(8, Activation.ReLU)]
        [{|NG1158:Concat("Dense1", "Input")|}]
        [Dense(3), SoftmaxCrossEntropy]
        sealed partial class Net;
        """,
        """
        [Network]
        sealed partial class Net
        {
            [Input(28)] public partial Input Input { get; }
            [Dense(8, Activation.ReLU)] public partial Dense Dense1 { get; }
            [Concat("Dense1", "Input")] public partial Layer Concat1 { get; }
            [Dense(3), SoftmaxCrossEntropy] public partial Dense Dense2 { get; }
        }
        """);

    [Fact]
    public Task Where_the_forms_are_mixed_the_chain_becomes_members() => Fix.Of<NameLayersFix>(
        """
        [Network]
        [Input(28, 28), Flatten]
        [Dense(8, Activation.ReLU)]
        sealed partial class Net
        {
            [{|NG1009:Dense(3)|}, SoftmaxCrossEntropy] public partial Dense Class { get; }
        }
        """,
        """
        [Network]
        sealed partial class Net
        {
            [Input(28, 28)] public partial Input Input { get; }
            [Flatten] public partial Layer Flatten1 { get; }
            [Dense(8, Activation.ReLU)] public partial Dense Dense1 { get; }
            [Dense(3), SoftmaxCrossEntropy] public partial Dense Class { get; }
        }
        """);

    /// <summary>Offered at any layer of a chain, whether something is wrong or not.</summary>
    [Fact]
    public async Task A_chain_can_be_made_members()
    {
        const string chain =
            "using NetGen;\n[Network, Input(4)]\n[Dense(3, Activation.Tanh)] // hidden\n[Dense(2), SoftmaxCrossEntropy]\n"
            + "sealed partial class Net\n{\n    public int Own => 1;\n}\n";
        using AdhocWorkspace workspace = new();
        Document document = workspace.AddProject("Networks", LanguageNames.CSharp).AddDocument("File0.cs", chain);
        List<CodeAction> actions = [];
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await new NameLayersRefactoring().ComputeRefactoringsAsync(
            new(document, new(chain.IndexOf("Tanh", StringComparison.Ordinal), 0), actions.Add, cancellation));
        var change = (ApplyChangesOperation)Assert.Single(await Assert.Single(actions).GetOperationsAsync(cancellation));
        string members = (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync(cancellation)).ToString();
        Assert.Contains(
            "    [Dense(3, Activation.Tanh)] public partial Dense Dense1 { get; }\n"
            + "    [Dense(2), SoftmaxCrossEntropy] public partial Dense Dense2 { get; }\n    public int Own => 1;\n", members);
        Expect.None(members);
    }

    [Fact]
    public async Task A_class_that_is_no_network_is_left_alone()
    {
        using AdhocWorkspace workspace = new();
        Document document = workspace.AddProject("Networks", LanguageNames.CSharp)
            .AddDocument("File0.cs", "[System.Serializable] class C;");
        List<CodeAction> actions = [];
        await new NameLayersRefactoring().ComputeRefactoringsAsync(
            new(document, new(3, 0), actions.Add, TestContext.Current.CancellationToken));
        Assert.Empty(actions);
    }
}
