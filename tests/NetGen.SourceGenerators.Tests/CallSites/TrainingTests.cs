using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.SourceGenerators.CallSites;

namespace NetGen.SourceGenerators.Tests.CallSites;

/// <summary>Learning rates and batches where they are written.</summary>
public class TrainingTests
{
    private static IReadOnlyList<(string Id, string Underlined, string Message)> Say(string statements)
    {
        string source = $$"""
            using System;
            using Library;
            using NetGen;
            class Program
            {
                static void Main(double rate, bool train, Optimizer optimizer, Normalized net, Deep deep, WideAndDeep wide, Classifier plain, Tape<Normalized> tape, float[] some)
                {
                    {{statements}}
                }
            }
            """;
        CSharpCompilation compilation = Generate.Compilation([source]).AddReferences(Calls.Library);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(message => message.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return [.. compilation.WithAnalyzers([new TrainingAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)
            .GetAwaiter().GetResult().OrderBy(d => d.Location.SourceSpan.Start).Select(d =>
            (d.Id, source.Substring(d.Location.SourceSpan.Start,
                d.Location.SourceSpan.Length), d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
    }

    [Theory]
    [InlineData("new Adam(3);", "3")]
    [InlineData("new AdamW(learningRate: 1.5, weightDecay: 0.1);", "1.5")]
    [InlineData("new RMSprop(2);", "2")]
    [InlineData("new Adam { LearningRate = 3 };", "3")]
    [InlineData("_ = Adam.Keras(3);", "3")]
    [InlineData("_ = Lion.Keras(learningRate: 10.5);", "10.5")]
    [InlineData("var adam = new Adam(); adam.LearningRate = 10;", "10")]
    [InlineData("const double Rate = 4; new Adam(Rate);", "Rate")]
    [InlineData("new SGD(100);", "100")]
    [InlineData("new SGD(0.1) { LearningRate = 50 };", "50")]
    [InlineData("_ = SGD.Keras(100);", "100")]
    [InlineData("new Adagrad(5);", "5")]
    [InlineData("new Adadelta(100);", "100")]
    public void A_step_of_more_than_one_is_doubted(string statement, string underlined) =>
        Assert.Equal(("NG4010", underlined),
            Say(statement.Replace("new ", "_ = new ").Replace("= _ =", "=")).Select(m => (m.Id, m.Underlined)).Single());

    [Theory]
    [InlineData("_ = new Adam();")]
    [InlineData("_ = new Adam(1e-3, 0.9, 0.999, 2);")]
    [InlineData("_ = new Adam(rate);")]
    [InlineData("_ = new SGD(3);")]
    [InlineData("_ = SGD.Keras(3);")]
    [InlineData("_ = AdamW.Keras();")]
    [InlineData("optimizer.LearningRate = 3;")]
    public void Other_numbers_are_not(string statement) => Assert.Empty(Say(statement));

    [Theory]
    [InlineData("net.TrainStep(new float[4], new float[1], optimizer);", "new float[4]", "Normalized", "BatchNorm")]
    [InlineData("net.TrainStep(some.AsSpan(0, 4), some.AsSpan(0, 1), optimizer);", "some.AsSpan(0, 4)", "Normalized", "BatchNorm")]
    [InlineData("net.Forward(tape, new float[4]);", "new float[4]", "Normalized", "BatchNorm")]
    [InlineData("net.Fit(Normalized.Data(some, some), optimizer, batchSize: 1);", "batchSize: 1", "Normalized", "BatchNorm")]
    [InlineData("deep.TrainStep(new float[4], [1], optimizer);", "new float[4]", "Deep", "BatchNorm of block Step")]
    [InlineData("wide.TrainStep(new float[6], new float[4], [1], [2], optimizer);", "new float[6]", "WideAndDeep",
        "BatchNorm of block Step")]
    public void A_batch_of_one_sample_is_doubted_where_batches_are_normalized(string statement, string underlined,
        string network, string by)
    {
        var reported = Assert.Single(Say(statement));
        Assert.Equal(("NG4005", underlined), (reported.Id, reported.Underlined));
        Assert.Equal(
            $"{network} normalizes over a batch (by {by}), and one sample has no variance, so that this call is refused: "
            + "train with two samples or more at a time", reported.Message);
    }

    [Theory]
    [InlineData("net.TrainStep(new float[8], new float[2], optimizer);")]
    [InlineData("net.TrainStep(some, some, optimizer);")]
    [InlineData("net.Fit(Normalized.Data(some, some), optimizer);")]
    [InlineData("net.Fit(Normalized.Data(some, some), optimizer, batchSize: 2);")]
    [InlineData("net.Forward(tape, new float[4], training: false);")]
    [InlineData("net.Forward(tape, new float[4], train);")]
    [InlineData("net.Predict(new float[4]);")]
    [InlineData("plain.TrainStep(new float[10], new float[1], optimizer);")]
    public void Larger_batches_prediction_and_networks_without_normalization_are_not(string statement) => Assert.Empty(Say(statement));
}
