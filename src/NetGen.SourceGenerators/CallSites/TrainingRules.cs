using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators.CallSites;

/// <summary>LintWarnings about how a network is trained, where the training is written.</summary>
public static class TrainingRules
{
    public static readonly Rule OneSampleBatch = new("NG4005", "Batch normalization of one sample",
        "{0} normalizes over a batch (by {1}), and one sample has no variance, so that this call is refused: "
        + "train with two samples or more at a time", IsWarning: true);

    public static readonly Rule LargeLearningRate = new("NG4010", "A learning rate that is too large",
        "{0} moves every weight by {2} at each step{3}, and {1} is far too much: {4} is usual", IsWarning: true);

    public static IReadOnlyList<Rule> All { get; } = [OneSampleBatch, LargeLearningRate];
}
