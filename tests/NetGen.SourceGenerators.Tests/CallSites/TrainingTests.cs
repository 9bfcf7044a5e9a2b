using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.SourceGenerators.CallSites;
using NetGen.SourceGenerators.Tests.Pages;

namespace NetGen.SourceGenerators.Tests.CallSites;

/// <summary>Learning rates and batches where they are written.</summary>
public class TrainingTests
{
    private static IReadOnlyList<(string Id, string Underlined, string Message)> Say(string statements, string declarations = "")
    {
        string source = $$"""
            using NetGen;
            {{declarations}}
            class Program
            {
                static void Main(double rate, Optimizer optimizer)
                {
                    {{statements}}
                }
            }
            """;
        CSharpCompilation compilation = Generate.Compilation([source]);
        return [.. compilation.WithAnalyzers([new TrainingAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().Select(d =>
            (d.Id, source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length), d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    [Theory]
    [InlineData("new Adam(3);", "3")]
    [InlineData("new AdamW(learningRate: 1.5, weightDecay: 0.1);", "1.5")]
    [InlineData("new RMSprop(2);", "2")]
    [InlineData("var adam = new Adam(); adam.LearningRate = 10;", "10")]
    [InlineData("const double Rate = 4; new Adam(Rate);", "Rate")]
    public void A_step_of_more_than_one_is_doubted(string statement, string underlined) => Assert.Equal(("NG4010", underlined), Say(statement.Replace("new ", "_ = new ").Replace("= _ =", "=")).Select(m => (m.Id, m.Underlined)).Single());

    [Theory]
    [InlineData("_ = new Adam();")]
    [InlineData("_ = new Adam(1e-3, 0.9, 0.999, 2);")]
    [InlineData("_ = new Adam(rate);")]
    [InlineData("_ = new SGD(3);")]
    [InlineData("optimizer.LearningRate = 3;")]
    public void Other_numbers_are_not(string statement) => Assert.Empty(Say(statement));

    /// <summary>A class like a generated one: what is looked at are attributes and parameters.</summary>
    private const string Normalised = """
        [BatchNorm] class Classifier : INetworkLike { public float TrainStep([Elements(4)] System.ReadOnlySpan<float> x, [Elements(1)] System.ReadOnlySpan<float> t, Optimizer o) => 0; }
        interface INetworkLike;
        namespace NetGen { class BatchNormAttribute : System.Attribute; static class Trainer2 { public static void Fit<T>(this T net, int batchSize = 32) { } } }
        """;

    [Fact]
    public void A_batch_of_one_sample_is_doubted_where_batches_are_normalised()
    {
        var said = Say("new Classifier().TrainStep(new float[4], new float[1], optimizer); new Classifier().Fit(batchSize: 1);", Normalised);
        Assert.Equal([("NG4005", "new float[4]"), ("NG4005", "batchSize: 1")], said.Select(m => (m.Id, m.Underlined)));
        Assert.Equal(DiagnosticPage.Read("NG4005").Message, $"warning NG4005: {said[0].Message}\n");
    }

    [Fact]
    public void Larger_batches_and_networks_without_normalisation_are_not()
    {
        Assert.Empty(Say("new Classifier().TrainStep(new float[8], new float[2], optimizer); new Classifier().Fit(); new Classifier().Fit(batchSize: 2);", Normalised));
        Assert.Empty(Say("new Classifier().TrainStep(new float[4], new float[1], optimizer);", Normalised.Replace("[BatchNorm] ", "")));
    }
}
