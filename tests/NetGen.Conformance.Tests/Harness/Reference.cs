using NetGen.Compiler;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;
using Values = NetGen.Compiler.Graphs.Evaluation;

namespace NetGen.Conformance;

/// <summary>The same as <see cref="KernelRun"/>, by the naive double-precision loops that every operation of the compiler carries.</summary>
internal sealed class Reference
{
    private readonly NetworkCase network;
    private readonly Inputs inputs;

    public Reference(NetworkCase network, Inputs inputs)
    {
        this.network = network;
        this.inputs = inputs;
        Programs programs = network.Programs;

        Values inference = Start(programs.Inference);
        inference.Run(programs.Inference.Forward.Ops);
        Predicted = inference[programs.Inference.Output];

        Values onLoss = Start(programs.Training);
        onLoss.Run(programs.Training.Forward.Ops);
        Output = onLoss[programs.Training.Output];
        Losses = [];
        FromLoss = new Dictionary<string, double[]>();
        if (programs.Training is { Loss: { } loss } graph)
        {
            onLoss[graph.Target!] = inputs.Indices.Length > 0 ? Doubles(inputs.Indices.Select(index => (float)index)) : Doubles(inputs.T);
            onLoss[graph.Scale!] = Doubles(inputs.Scales(network.Plan));
            graph.TargetRows?.Evaluate(onLoss);
            loss.Evaluate(onLoss);
            Losses = onLoss[loss.Output];
            FromLoss = Gradients(onLoss, programs.Backward!);
        }

        Values onOutput = Start(programs.Training);
        onOutput.Run(programs.Training.Forward.Ops);
        onOutput[programs.OutputGradient] = Doubles(inputs.Dy);
        FromOutput = Gradients(onOutput, programs.BackwardFrom);
        Dx = programs.InputGradient is null ? [] : onOutput[programs.InputGradient];
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
        foreach (ParameterPlan parameter in network.Plan.Parameters.Where(parameter => parameter.Trainable))
        {
            string name = Name(parameter);
            if (FromLoss.Count > 0) tolerance.Close(FromLoss[name], NetworkCase.Dense(parameter, run.FromLoss), $"{what}: gradient of {name} from the loss");
            tolerance.Close(FromOutput[name], NetworkCase.Dense(parameter, run.FromOutput), $"{what}: gradient of {name} from dy");
        }
        tolerance.Close(Dx, run.Dx, what + ": gradient of the input");
    }

    public static string Name(ParameterPlan parameter) => parameter.Layer + "." + parameter.Role;

    private Values Start(NetworkGraph graph)
    {
        var on = new Values(inputs.Samples) { Training = inputs.Training, [graph.Input] = Doubles(inputs.X) };
        for (int p = 0; p < graph.Parameters.Count; p++)
            on[graph.Parameters[p].Value] = Doubles(NetworkCase.Dense(network.Plan.Parameters[p], inputs.Parameters));
        foreach (RandomRows random in graph.Forward.Ops.OfType<RandomRows>())
        {
            var values = new double[inputs.Samples * random.Output.Length];
            (nuint samples, nuint width) = ((nuint)inputs.Samples, (nuint)random.Output.Length);
            if (random is Compiler.Ops.GaussianNoise)
                Runtime.GaussianNoise.Fill(ref values[0], samples, width, random.Output.Length, random.Argument, inputs.Seed, inputs.Step, 0, random.Stream, inputs.Training);
            else
                Runtime.DropoutMask.Fill(ref values[0], samples, width, random.Output.Length, random.Argument, inputs.Seed, inputs.Step, 0, random.Stream, inputs.Training);
            on[random.Output] = values;
        }
        return on;
    }

    private Dictionary<string, double[]> Gradients(Values on, Program program)
    {
        var gradients = new Dictionary<string, double[]>();
        foreach (Op op in program.Steps.SelectMany(step => step.Group.Ops))
        {
            on.Run(op);
            if (op.Output.Kind != ValueKind.ParameterGradient || op.AddsTo is not null) continue;
            int p = network.Programs.Training.Parameters.ToList().FindIndex(parameter => "d" + parameter.Value.Name == op.Output.Name);
            gradients.Add(Name(network.Plan.Parameters[p]), on[op.Output]);
        }
        return gradients;
    }

    private static double[] Doubles(IEnumerable<float> values) => values.Select(value => (double)value).ToArray();
}
