using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Ops;
using Values = NetGen.Compiler.Graphs.Evaluation;

namespace NetGen.Conformance;

/// <summary>
/// The same as <see cref="KernelRun"/>, by the naive double-precision loops that every operation of the compiler carries.
/// </summary>
internal sealed class Reference
{
    private readonly NetworkCase network;
    private readonly Inputs inputs;

    public Reference(NetworkCase network, Inputs inputs)
    {
        this.network = network;
        this.inputs = inputs;
        FusedNetwork programs = network.Fused;

        Values inference = Start(programs.Inference);
        inference.Run(programs.Inference.Forward.Ops);
        Predicted = Join(inference, programs.Inference.Outputs);

        Values onLoss = Start(programs.Training);
        onLoss.Run(programs.Training.Forward.Ops);
        Output = Join(onLoss, programs.Training.Outputs);
        Losses = [];
        FromLoss = new Dictionary<string, double[]>();
        IReadOnlyList<LossOfOutput> losses = programs.Training.Losses;
        if (losses.Count > 0)
        {
            Give(onLoss, losses.Select(part => part.Target), inputs.T, network.TargetLengths);
            for (int i = 0; i < losses.Count; i++) onLoss[losses[i].Scale] = Doubles(inputs.Scales(network.Losses[i]));
            onLoss.Run(losses.SelectMany(part => part.Ops));
            Losses = Planes.Join(losses.Select(part => onLoss[part.Loss.Output]), [.. losses.Select(_ => 1)]);
            FromLoss = Gradients(onLoss, programs.Backward!);
        }

        Values onOutput = Start(programs.Training);
        onOutput.Run(programs.Training.Forward.Ops);
        Give(onOutput, programs.OutputGradients, inputs.Dy, network.OutputLengths);
        FromOutput = Gradients(onOutput, programs.BackwardFrom);
        Dx = Join(onOutput, programs.InputGradients.OfType<Value>());
    }

    public double[] Predicted { get; }
    public double[] Output { get; }
    public double[] Losses { get; }

    /// <summary>Dense gradients by the parameter's name in code.</summary>
    public IReadOnlyDictionary<string, double[]> FromLoss { get; }
    public IReadOnlyDictionary<string, double[]> FromOutput { get; }
    public double[] Dx { get; }

    public void AssertClose(KernelRun run, Tolerance tolerance, string what)
    {
        tolerance.Close(Predicted, run.Predicted, what + ": Predict");
        tolerance.Close(Output, run.Output, what + ": Forward");
        tolerance.Close(Losses, run.Losses, what + ": losses");
        Tolerance ofSums = tolerance == Tolerance.BatchStatistics && !network.Plan.IsSingle ? Tolerance.SumsOverBatchStatistics : tolerance;
        foreach (ParameterPlan parameter in network.Plan.Parameters.Where(parameter => parameter.Trainable))
        {
            string name = Name(parameter);
            if (FromLoss.Count > 0)
                ofSums.Close(FromLoss.GetValueOrDefault(name) ?? new double[parameter.Shape.Length],
                    NetworkCase.Dense(parameter, run.FromLoss), $"{what}: gradient of {name} from the loss");
            ofSums.Close(FromOutput[name], NetworkCase.Dense(parameter, run.FromOutput), $"{what}: gradient of {name} from dy");
        }
        tolerance.Close(Dx, run.Dx, what + ": gradient of the input");
    }

    public static string Name(ParameterPlan parameter) => parameter.Layer + "." + parameter.Role;

    private Values Start(NetworkGraph graph)
    {
        var on = new Values(inputs.Samples) { Training = inputs.Training };
        Give(on, graph.Inputs, inputs.X, network.InputLengths);
        for (int p = 0; p < graph.Parameters.Count; p++)
            on[graph.Parameters[p].Value] = Doubles(NetworkCase.Dense(network.Plan.Parameters[p], inputs.Parameters));
        foreach (RandomRows random in graph.Forward.Ops.OfType<RandomRows>())
        {
            var values = new double[inputs.Samples * random.Output.Length];
            (nuint samples, nuint width) = ((nuint)inputs.Samples, (nuint)random.Output.Length);
            if (random is Compiler.Ops.GaussianNoise)
                Runtime.GaussianNoise.Fill(ref values[0], samples, width, random.Output.Length, random.Argument, inputs.Seed, inputs.Step,
                    0, random.Stream, inputs.Training);
            else
                Runtime.DropoutMask.Fill(ref values[0], samples, width, random.Output.Length, random.Argument, inputs.Seed, inputs.Step, 0,
                    random.Stream, inputs.Training);
            on[random.Output] = values;
        }
        return on;
    }

    private Dictionary<string, double[]> Gradients(Values on, FusedProgram program)
    {
        on.Run(program.Steps.SelectMany(step => step.FusionGroup.Ops));
        return Enumerable.Range(0, network.Plan.Parameters.Count).Where(p => network.GradientOf(p, program) is not null)
            .ToDictionary(p => Name(network.Plan.Parameters[p]), p => on[network.GradientOf(p, program)!]);
    }

    /// <summary>Rows of all ports, to the value of each.</summary>
    private static void Give(Values on, IEnumerable<Value> values, float[] rows, IReadOnlyList<int> lengths)
    {
        foreach ((Value value, float[] plane) in values.Zip(Planes.Split<float>(rows, lengths))) on[value] = Doubles(plane);
    }

    private static double[] Join(Values on, IEnumerable<Value> values)
    {
        Value[] all = [.. values];
        return Planes.Join(all.Select(value => on[value]), [.. all.Select(value => value.Length)]);
    }

    private static double[] Doubles(IEnumerable<float> values) => values.Select(value => (double)value).ToArray();
}
