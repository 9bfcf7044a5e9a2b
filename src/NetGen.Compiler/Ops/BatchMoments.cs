using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>
/// The mean μ and the variance v of a batch while training, which then move the running ones; those otherwise. From them 1/√(v + ε), the
/// factor γ/√(v + ε), the shift β − μ·γ/√(v + ε), and what a sample's share in the statistics is: 1/M, or 0 of running ones
/// (Ioffe and Szegedy, arXiv 1502.03167).
/// </summary>
public sealed class BatchMoments : BatchOp
{
    private readonly double epsilon, momentum;
    private readonly bool unbiased;

    /// <param name="momentum">The share of the batch in the running statistics.</param>
    /// <param name="unbiased">Whether the running variance takes the batch's divided by M − 1.</param>
    public BatchMoments(Value x, BatchParameters parameters, double epsilon, double momentum, bool unbiased, ValueName name)
        : base([x, .. parameters.All], name + "_scale", x.Shape)
    {
        (Parameters, this.epsilon, this.momentum, this.unbiased) = (parameters, epsilon, momentum, unbiased);
        Shift = new Value(name + "_shift", x.Shape, ValueKind.Statistics, this);
        Mean = new Value(name + "_mean", x.Shape, ValueKind.Statistics, this);
        Rstd = new Value(name + "_rstd", x.Shape, ValueKind.Statistics, this);
        Share = new Value(name + "_share", new Declarations.Shape(1), ValueKind.Statistics, this);
        Outputs = [Output, Shift, Mean, Rstd, Share];
    }

    public BatchParameters Parameters { get; }
    public double Epsilon => epsilon;
    public double Momentum => momentum;
    public bool Unbiased => unbiased;
    public Value Scale => Output;
    public Value Shift { get; }
    public Value Mean { get; }
    public Value Rstd { get; }
    public Value Share { get; }

    public override LibraryCall Call => new(LibraryFunction.Moments,
    [
        .. Rows(Inputs[0]), epsilon, momentum, unbiased, CallArgument.Training, .. Parameters.Arguments,
        new ValueArgument(Scale), new ValueArgument(Shift), new ValueArgument(Mean), new ValueArgument(Rstd), new ValueArgument(Share),
        CallArgument.Part, CallArgument.Parts,
    ]);

    /// <summary>The reference leaves running statistics as they are.</summary>
    public override void Evaluate(Evaluation on)
    {
        int length = Output.Length;
        double[] x = on[Inputs[0]], mean = on[Parameters.RunningMean], variance = on[Parameters.RunningVariance];
        if (on.Training)
        {
            double[] Column(int j) => Enumerable.Range(0, on.Samples).Select(m => x[m * length + j]).ToArray();
            mean = Enumerable.Range(0, length).Select(j => Column(j).Average()).ToArray();
            variance = mean.Select((mu, j) => Column(j).Average(value => (value - mu) * (value - mu))).ToArray();
        }
        double[] rstd = variance.Select(v => 1 / Math.Sqrt(v + epsilon)).ToArray();
        (on[Scale], on[Shift]) = Parameters.Fold(on, mean, rstd);
        (on[Mean], on[Rstd], on[Share]) = (mean, rstd, [on.Training ? 1.0 / on.Samples : 0]);
    }
}
