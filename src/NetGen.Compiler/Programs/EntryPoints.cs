using NetGen.Compiler.Fusion;
using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Programs;

/// <summary>All entry points: this table is the only place that says what they are called with.</summary>
public static class EntryPoints
{
    /// <summary>The parameter block.</summary>
    public static readonly EntryParameter Parameters = Values("parameters", "Parameters");

    /// <summary>The gradient block, laid out as the parameter block.</summary>
    public static readonly EntryParameter Gradients = Values("gradients", "Gradients");

    /// <summary>
    /// 16 values, to which the squares of gradients are added lane by lane while these are stored: whoever has the sums knows how large
    /// no gradient is, without reading one. Which gradients, <see cref="Graphs.Op.SumsSquares"/> says.
    /// </summary>
    public static readonly EntryParameter Squares = Values("squares", "Squares");

    /// <summary>Inputs.</summary>
    public static readonly EntryParameter X = Rows("x", "Input");

    /// <summary>Outputs of a prediction.</summary>
    public static readonly EntryParameter Y = Rows("y_out", "Output");

    /// <summary>The caller's gradients of the outputs.</summary>
    public static readonly EntryParameter Dy = Rows("dy_given", "OutputGradient");

    /// <summary>Where the gradients of the inputs go.</summary>
    public static readonly EntryParameter Dx = Rows("dx_out", "InputGradient");

    /// <summary>Target values of the losses; class indices are copied to the tape, where no one else writes them.</summary>
    public static readonly EntryParameter Targets = Rows("t", "Target");

    /// <summary>The memory of a prediction.</summary>
    public static readonly EntryParameter Arena = Values("arena", "Memory");

    /// <summary>The memory of training: regions of <see cref="Capacity"/> rows, then what is one for all samples.</summary>
    public static readonly EntryParameter Tape = Values("tape", "Memory");

    /// <summary>Rows of a tape.</summary>
    public static readonly EntryParameter Capacity = Count("capacity");

    /// <summary>The first row of the call in regions of the tape.</summary>
    public static readonly EntryParameter First = Count("first");

    /// <summary>Samples of the call.</summary>
    public static readonly EntryParameter Samples = Count("samples");

    /// <summary>Which part of the results is computed, from 0.</summary>
    public static readonly EntryParameter Part = Count("part");

    /// <summary>How many parts the results have.</summary>
    public static readonly EntryParameter Parts = Count("parts");

    /// <summary>Which stage is done, from 0.</summary>
    public static readonly EntryParameter StageNumber = Count("stage");

    /// <summary>Which of several equal stages is done, from 0: what a method has alongside the call.</summary>
    public static readonly EntryParameter Turn = Count("i");

    public static readonly EntryParameter Seed = Number("seed");

    public static readonly EntryParameter TrainingStep = Number("step");

    /// <summary>The first sample of the call among all that the caller's rows hold.</summary>
    public static readonly EntryParameter FirstSample = Count("firstSample");

    public static readonly EntryParameter Training = Flag("training");

    /// <summary>Whether outputs that no loss reads are computed.</summary>
    public static readonly EntryParameter ForOutputs = Flag("forOutputs");

    /// <summary>Whether gradients are added to those that are there.</summary>
    public static readonly EntryParameter Accumulate = Flag("accumulate");

    /// <summary>Whether gradients of parameters are computed.</summary>
    public static readonly EntryParameter ForParameters = Flag("forParameters");

    /// <summary>Whether gradients of inputs are computed.</summary>
    public static readonly EntryParameter ForInput = Flag("forInput");

    /// <summary>y = network(x).</summary>
    public static readonly EntryPoint Predict = new("Predict", Division.Rows, [Parameters, X, Y, Arena, FirstSample, Samples]);

    /// <summary>What losses and the backward pass read.</summary>
    public static readonly EntryPoint Forward = new("Forward", Division.Rows,
        [Parameters, X, Tape, Capacity, First, Samples, Seed, TrainingStep, FirstSample, Training, ForOutputs]);

    /// <summary>One stage of <see cref="Forward"/>: several threads wait for one another behind each.</summary>
    public static readonly EntryPoint ForwardStage = new("ForwardStage", Division.Whole, [StageNumber, .. Forward.Parameters, Part, Parts]);

    /// <summary>Losses of samples and their gradients.</summary>
    public static readonly EntryPoint Loss = new("Loss", Division.Rows, [Targets, Tape, Capacity, First, FirstSample, Samples]);

    /// <summary>What the backward pass needs of the parameters alone.</summary>
    public static readonly EntryPoint TransposeWeights = new("TransposeWeights", Division.Whole, [Parameters, Tape, Capacity]);

    /// <summary>From the losses back through the layers.</summary>
    public static readonly EntryPoint BackwardPerSample = new("BackwardPerSample", Division.Rows,
        [Parameters, X, Tape, Capacity, First, FirstSample, Samples]);

    /// <summary>One stage of <see cref="BackwardPerSample"/>.</summary>
    public static readonly EntryPoint BackwardStage = new(
        "BackwardStage", Division.Whole, [StageNumber, .. BackwardPerSample.Parameters, Part, Parts]);

    /// <summary>Gradients of parameters from the losses.</summary>
    public static readonly EntryPoint AccumulateParameterGradients = new("AccumulateParameterGradients", Division.Results,
        [X, Tape, Capacity, First, FirstSample, Samples, Gradients, Squares, Accumulate, Part, Parts]);

    /// <summary>Gradients from those of the outputs.</summary>
    public static readonly EntryPoint BackwardFrom = new("BackwardFrom", Division.Whole,
        [Parameters, X, Dy, Dx, Tape, Capacity, First, FirstSample, Samples, Gradients, Squares, Accumulate, ForParameters, ForInput]);

    /// <summary>Puts the caller's gradients where losses put theirs; only <see cref="BackwardFrom"/> calls it.</summary>
    public static readonly EntryPoint OutputGradients = new("InjectOutputGradients", Division.Rows,
        [Dy, Tape, Capacity, First, FirstSample, Samples]);

    /// <summary>From the first layer to the inputs; only <see cref="BackwardFrom"/> calls it.</summary>
    public static readonly EntryPoint BackwardToInput = new("BackwardToInput", Division.Rows,
        [Parameters, X, Dx, Tape, Capacity, First, FirstSample, Samples]);

    /// <summary>Those through which the library reaches a network.</summary>
    public static IEnumerable<EntryPoint> Of(NetworkPlan plan)
    {
        IEnumerable<EntryPoint> always = [Predict, Forward, TransposeWeights, BackwardFrom];
        if (plan.Outputs.All(output => output.Loss is null)) return always;
        EntryPoint[] stages = plan.NeedsFullBatch ? [ForwardStage, BackwardStage] : [];
        return [.. always, Loss, BackwardPerSample, AccumulateParameterGradients, .. stages];
    }

    /// <summary>What does a stage: each has a method of its own.</summary>
    /// <param name="whole">The entry point it is a stage of.</param>
    /// <param name="number">From 0.</param>
    /// <param name="division">How threads divide it.</param>
    public static EntryPoint StageOf(EntryPoint whole, int number, Division division) => new(
        FormattableString.Invariant($"{whole.Name}{number + 1}"), division,
        division == Division.Results ? [.. whole.Parameters, Part, Parts] : whole.Parameters);

    /// <summary>The parameter that a library call is handed.</summary>
    public static EntryParameter Of(Graphs.CallArgument argument) => argument switch
    {
        Graphs.CallArgument.Samples => Samples,
        Graphs.CallArgument.Accumulate => Accumulate,
        Graphs.CallArgument.Seed => Seed,
        Graphs.CallArgument.Step => TrainingStep,
        Graphs.CallArgument.FirstSample => FirstSample,
        Graphs.CallArgument.Part => Part,
        Graphs.CallArgument.Parts => Parts,
        _ => Training,
    };

    private static EntryParameter Values(string name, string member) => new(name, EntryParameterKind.Values, member);

    private static EntryParameter Rows(string name, string member) => new(name, EntryParameterKind.Rows, member);

    private static EntryParameter Count(string name) => new(name, EntryParameterKind.Count, Pascal(name));

    private static EntryParameter Number(string name) => new(name, EntryParameterKind.Number, Pascal(name));

    private static EntryParameter Flag(string name) => new(name, EntryParameterKind.Flag, Pascal(name));

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
