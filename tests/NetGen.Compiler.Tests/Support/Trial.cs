using System.Numerics;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Targets;
using NetGen.Interpreter;

namespace NetGen.Compiler.Tests;

/// <summary>A network with numbers: parameters, a batch, targets, weights of samples; and what comes out of all its programs.</summary>
internal sealed class Trial
{
    /// <summary>Losses of dropout networks depend on it; any number will do.</summary>
    public const ulong Seed = 5, TrainingStep = 3;

    public Trial(PlannedNetwork network, int samples, int seed = 1)
    {
        Network = network;
        Samples = samples;
        NetworkPlan plan = network.Plan;
        Parameters = plan.Parameters.Select((parameter, i) =>
            parameter.Role == "RunningVariance" ? Numbers.Random(parameter.Shape.Length, seed + i, 0.5).Select(v => 1 + v).ToArray() :
            Numbers.Random(parameter.Shape.Length, seed + i, parameter.Shape.Rank == 1 ? 0.5 : 1.5 / Math.Sqrt(parameter.Shape[0])))
            .ToList();
        X = Numbers.Random(samples * plan.Inputs.Sum(input => input.Shape.Length), seed + 100, 2);
        Targets = plan.Outputs.SelectMany((output, i) => TargetsOf(output, samples, seed + 101 + 1000 * i)).ToArray();
        Scales = Numbers.Probabilities(samples, seed + 103);
        Dy = Numbers.Random(samples * plan.Outputs.Sum(output => output.Shape.Length), seed + 104);
    }

    /// <summary>Targets one output's loss has a meaning for; class indices as numbers.</summary>
    private static double[] TargetsOf(OutputPlan output, int samples, int seed)
    {
        if (output.Loss is not { } loss) return [];
        int length = samples * loss.TargetLength;
        return loss switch
        {
            { Target: TargetKind.Indices } =>
                Numbers.Indices(samples, output.Shape.Length, seed + 1).Select(index => (double)index).ToArray(),
            { Title: "mean squared error" or "mean absolute error" or "Huber" or "smooth L1" or "log-cosh"
                or "cosine similarity" } =>
                Numbers.Random(length, seed),
            { Title: "cross-entropy" or "softmax cross-entropy" or "KL divergence" } =>
                Numbers.Probabilities(length, seed, loss.TargetLength),
            _ => Numbers.Probabilities(length, seed),
        };
    }

    public PlannedNetwork Network { get; }
    public int Samples { get; }
    public IReadOnlyList<double[]> Parameters { get; }
    public double[] X { get; }
    public double[] Targets { get; }
    public double[] Scales { get; }
    public double[] Dy { get; }

    /// <summary>What the programs gave, by name; gradients as a block.</summary>
    public sealed record Results<T>(T[] Predicted, T[] Output, T[] Losses, T[] Gradients, T[] GradientsFromOutput, T[] Dx)
    {
        public IEnumerable<(string Name, T[] Numbers)> All =>
        [
            ("predicted", Predicted), ("output", Output), ("losses", Losses), ("gradients", Gradients),
                ("gradients from dy", GradientsFromOutput), ("dx", Dx),
        ];
    }

    /// <summary>All programs, interpreted on a target.</summary>
    /// <param name="training">Whether dropout drops.</param>
    public Results<T> Run<T>(TargetIsa target, bool training = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var machine = new NetworkInterpreter<T>(Network, target);
        T[] parameters = Convert<T>(Numbers.Pack(Network.Plan, Parameters)), x = Convert<T>(X);
        var gradients = new T[parameters.Length];
        var fromOutput = new T[parameters.Length];
        var dx = new T[x.Length];
        T[] losses = [];

        // The rows are not the first of the tape: what is computed from the wrong row shows.
        const int first = 3;
        var tape = new InterpretedTape<T>(Network, (first + Samples + 15) / 16 * 16);
        T[] predicted = machine.Predict(parameters, x, Samples);
        machine.Forward(parameters, x, tape, first, Samples, Seed, TrainingStep, firstSample: 0, training);
        T[] output = tape.Output(first, Samples);
        machine.TransposeWeights(parameters, tape);
        if (Network.Fused.Loss is not null)
        {
            tape.SetScales(first, Convert<T>(Scales));
            machine.Loss(Convert<T>(Targets), tape, first, Samples);
            losses = tape.Losses(first, Samples);
            machine.Backward(parameters, x, tape, first, Samples, gradients, accumulate: false);
        }
        machine.BackwardFrom(parameters, x, Convert<T>(Dy), dx, tape, first, Samples, fromOutput, accumulate: false, forParameters: true,
            forInput: true);
        return new(predicted, output, losses, gradients, fromOutput, dx);
    }

    /// <summary>
    /// The same by the operations' double-precision references. Gradients as a block; dropout as the mask given by
    /// <paramref name="masks"/>.
    /// </summary>
    public Results<double> Reference(Func<Op, double[]>? masks = null)
    {
        FusedNetwork programs = Network.Fused;
        var evaluation = new Compiler.Graphs.Evaluation(Samples) { Training = masks is not null };
        foreach (NetworkGraph graph in new[] { programs.Inference, programs.Training })
        {
            for (int i = 0; i < Parameters.Count; i++) evaluation[graph.Parameters[i].Value] = Parameters[i];
            Split(graph.Inputs, X);
        }
        Split(programs.OutputGradients, Dy);
        foreach (Op op in Ops(programs.Forward).Where(op => op is Ops.RandomRows && masks is not null)) evaluation[op.Output] = masks!(op);

        evaluation.Run(Ops(programs.Predict));
        evaluation.Run(Ops(programs.Forward));
        double[] losses = [], gradients = [];
        if (programs.Loss is not null)
        {
            foreach (LossOfOutput part in programs.Training.Losses) evaluation[part.Scale] = Scales;
            Split(programs.Training.Losses.Select(part => part.Target), Targets);
            evaluation.Run(Ops(programs.Loss));
            losses = Join(programs.Training.Losses.Select(part => part.Loss.Output));
            evaluation.Run(Ops(programs.Backward!));
            gradients = Gradients(programs.Backward!);
        }
        evaluation.Run(Ops(programs.BackwardFrom));
        return new(Join(programs.Inference.Outputs), Join(programs.Training.Outputs), losses,
            gradients.Length == 0 ? new double[Network.Plan.ParameterBlock] : gradients, Gradients(programs.BackwardFrom),
            programs.InputGradients.SelectMany((dx, i) => dx is null ? new double[Samples * Network.Plan.Inputs[i].Shape.Length]
                : evaluation[dx]).ToArray());

        void Split(IEnumerable<Value> values, double[] rows)
        {
            int start = 0;
            foreach (Value value in values)
            {
                evaluation[value] = rows[start..(start + Samples * value.Length)];
                start += Samples * value.Length;
            }
        }

        double[] Join(IEnumerable<Value> values) => values.SelectMany(value => evaluation[value]).ToArray();

        double[] Gradients(FusedProgram program)
        {
            var found = Ops(program).Where(op => op.AccumulatesInto is null).Select(op => op.Output)
                .Where(value => value.Kind == ValueKind.ParameterGradient).ToDictionary(value => value.Name);
            return Numbers.Pack(Network.Plan, programs.Training.Parameters.Select(parameter =>
                found.TryGetValue("d" + parameter.Value.Name, out Value? gradient) ? evaluation[gradient]
                    : new double[parameter.Shape.Length]).ToList());
        }
    }

    private static IEnumerable<Op> Ops(FusedProgram program) => program.Steps.SelectMany(step => step.FusionGroup.Ops);

    private static T[] Convert<T>(double[] numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => numbers.Select(T.CreateTruncating).ToArray();
}
