using NetGen.CodeFixes;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>From a chain to members.</summary>
public class NameLayersTests
{
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
}
