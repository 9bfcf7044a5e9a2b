using Microsoft.CodeAnalysis;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>The members of networks with several inputs and outputs, as users see them.</summary>
public class PortsTests
{
    private const string WideAndDeep = """
        using System;
        using NetGen;
        namespace Samples;

        /// <summary>Two inputs, two outputs.</summary>
        [Network(Checks = true)]
        public sealed partial class WideAndDeep
        {
            [Input(100)]                                            public partial Input Wide { get; }
            [Input(32)]                                             public partial Input Deep { get; }
            [Dense(64, Activation.ReLU, From = nameof(Deep))]       public partial Dense Hidden { get; }
            [Concat(nameof(Hidden), nameof(Wide))]                  public partial Layer Joined { get; }
            [Dense(1, Activation.Sigmoid), BinaryCrossEntropy]      public partial Dense Click { get; }
            [Dense(3, From = nameof(Joined)), SoftmaxCrossEntropy(Weight = 0.1)]  public partial Dense Kind { get; }
        }

        """;

    private const string Use = """
        static class Use
        {
            static void All(WideAndDeep net, ReadOnlySpan<float> wide, ReadOnlySpan<float> deep, Span<float> click, Span<float> kind, float[] values, int[] classes)
            {
                net.Predict(wide, deep, click, kind, threads: 2);
                WideAndDeep.LossValues loss = net.TrainStep(wide, deep, clickTarget: values, kindTarget: classes, new Adam(), sampleWeights: values, threads: 1);
                float sum = loss.Total + loss.Click + loss.Kind;
                Tape<WideAndDeep> tape = net.CreateTape(8);
                WideAndDeep.Outputs y = net.Forward(tape, wide, deep, training: false);
                ReadOnlySpan<float> first = y.Click, second = y.Kind;
                loss = net.Loss(tape, values, classes, values);
                net.Backward(tape);
                net.Backward(tape, clickGradient: first, kindGradient: default);
                net.BackwardToInput(tape, first, second, wideGradient: click, deepGradient: default, parameters: true);
                Dataset<WideAndDeep> data = WideAndDeep.Data(values, values, values, classes, values);
                net.Fit(data, new Adam());
                net.Reserve(2, 100);
                int lengths = WideAndDeep.WideLength + WideAndDeep.DeepLength + WideAndDeep.ClickLength + WideAndDeep.ClickTargetLength + WideAndDeep.KindLength + WideAndDeep.KindTargetLength;
                _ = (sum, lengths, net.Hidden.Weight, net.Wide.Length, net.Joined.Name, net.CheckGradients());
            }
        }
        """;

    [Fact]
    public void Members_give_parameters_losses_and_outputs_their_names()
    {
        Generated generated = Generate.Run(WideAndDeep + Use).AssertClean();
        INamedTypeSymbol type = generated.Compilation.GetTypeByMetadataName("Samples.WideAndDeep")!;
        Assert.Equal(100, ((IFieldSymbol)type.GetMembers("WideLength").Single()).ConstantValue);
        Assert.Equal(1, ((IFieldSymbol)type.GetMembers("KindTargetLength").Single()).ConstantValue);
        Assert.Empty(type.GetMembers("InputLength"));
        IMethodSymbol predict = type.GetMembers("Predict").OfType<IMethodSymbol>().Single();
        Assert.Equal(["wide", "deep", "click", "kind", "threads"], predict.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([100, 32, 1, 3],
            predict.Parameters.Take(4).Select(parameter => parameter.GetAttributes().Single().ConstructorArguments[0].Value));
        Assert.Contains("Dense (ReLU), 32 → 64",
            generated.Compilation.GetTypeByMetadataName("Samples.WideAndDeep")!.GetMembers("Hidden").OfType<IPropertySymbol>()
            .Select(property => property.PartialImplementationPart ?? property).Single().GetDocumentationCommentXml());
    }

    [Fact]
    public void A_mistake_gives_one_error_and_all_uses_compile() =>
        Assert.Equal(["NG1106"],
            Generate.Run(WideAndDeep.Replace("Dense(64", "Dense(0") + Use).Build()
            .Where(message => message.Severity == DiagnosticSeverity.Error).Select(message => message.Id));

    [Fact]
    public void One_output_or_one_loss_needs_no_type_of_its_own() => Generate.Run("""
        using System;
        using NetGen;

        [Network]
        sealed partial class Siamese
        {
            [Input(4)] internal partial Input Left { get; }
            [Input(4)] internal partial Input Right { get; }
            [Concat(nameof(Left), nameof(Right))] internal partial Layer Both { get; }
            [Dense(1), SigmoidCrossEntropy] internal partial Dense Same { get; }
        }

        [Network]
        sealed partial class Heads
        {
            [Input(4)] internal partial Input State { get; }
            [Dense(8, Activation.Tanh)] internal partial Dense Trunk { get; }
            [Dense(2), Output] internal partial Dense Policy { get; }
            [Dense(1, From = nameof(Trunk)), MeanSquaredError] internal partial Dense Value { get; }
        }

        static class Use
        {
            static void All(Siamese pair, Heads heads, float[] x, float[] y)
            {
                float same = pair.Predict(x, x), loss = pair.TrainStep(x, x, y, new Adam()), value = heads.TrainStep(x, y, new Adam());
                ReadOnlySpan<float> output = pair.Forward(pair.CreateTape(1), x, x);
                Heads.Outputs outputs = heads.Forward(heads.CreateTape(1), x);
                _ = (same, loss, value, output.Length, outputs.Policy.Length, outputs.Value.Length);
            }
        }
        """).AssertClean();

    [Fact]
    public void Names_that_parameters_have_already_and_keywords_compile() => Generate.Run("""
        using NetGen;

        [Network]
        sealed partial class Net
        {
            [Input(2)] public partial Input Threads { get; }
            [Input(2)] public partial Input Class { get; }
            [Input(2)] public partial Input Core { get; }
            [Add(nameof(Threads), nameof(Class), nameof(Core))] public partial Layer Sum { get; }
            [Dense(2), MeanSquaredError] public partial Dense Total { get; }
            [Dense(2, From = nameof(Sum)), MeanSquaredError] public partial Dense @event { get; }
        }

        static class Use
        {
            static float All(Net net, float[] x)
            {
                net.Predict(threadsInput: x, @class: x, coreInput: x, total: x, @event: x);
                Net.LossValues loss = net.TrainStep(x, x, x, totalTarget: x, eventTarget: x, new Adam());
                return loss.Total + loss.TotalOutput + loss.@event;
            }
        }
        """).AssertClean();

    [Theory]
    [InlineData("WideLength")]
    [InlineData("ClickTargetLength")]
    [InlineData("LossValues")]
    [InlineData("Outputs")]
    public void Names_made_of_members_are_reserved(string name)
    {
        Generated generated = Generate.Run([WideAndDeep + $"partial class WideAndDeep {{ const int {name} = 1; }}"],
            generator: Generate.WithoutKernels);
        Assert.Contains(generated.Build(), message => message.Id == "NG1010" && generated.Underlined(message) == name);
    }
}
