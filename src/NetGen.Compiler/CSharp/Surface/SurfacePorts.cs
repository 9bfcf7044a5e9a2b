using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Networks;
using static NetGen.Compiler.Declarations.Naming;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>All inputs and outputs of a network.</summary>
internal sealed class SurfacePorts
{
    private SurfacePorts(IReadOnlyList<SurfacePort> inputs, IReadOnlyList<SurfacePort> outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
    }

    public IReadOnlyList<SurfacePort> Inputs { get; }
    public IReadOnlyList<SurfacePort> Outputs { get; }
    public IReadOnlyList<SurfacePort> Losses => Outputs.Where(output => output.Loss is not null).ToList();

    /// <summary>Whether there are one input and one output, which are called x and y.</summary>
    public bool IsSingle => Inputs.Count == 1 && Outputs.Count == 1;

    public static SurfacePorts Of(NetworkPlan plan) => Named(
        plan.Spec,
        plan.Inputs.Select(input => (input.Name, input.Shape.Length)),
        plan.Outputs.Select(output => (output.Name, output.Shape.Length, output.Loss is not { } loss ? null : new SurfaceLoss(
            loss.Target, loss.TargetLength, loss.Target == TargetKind.Indices ? output.Shape.Length / loss.TargetLength : 0,
            loss.Weight, loss.Title,
            LayerRegistry.FindLoss(loss.Kind)?.Accuracy ?? "None", LayerRegistry.FindLoss(loss.Kind)?.TargetsAreProbabilities ?? false))));

    /// <summary>What a declaration says of them, mistakes and all; lengths are 1.</summary>
    public static SurfacePorts Of(NetworkSpec spec)
    {
        HashSet<string> judged =
        [
            .. spec.Nodes.Where(node => LayerRegistry.FindLoss(node.Kind) is not null && node.Inputs.Count > 0)
                .Select(node => node.Inputs[0]),
        ];
        bool HasLoss(NodeSpec node) => judged.Contains(node.Name);
        var layers = spec.Nodes.Where(node => !node.IsInput && LayerRegistry.FindLoss(node.Kind) is null).ToList();
        var outputs = layers.Where(node => node.IsOutput || HasLoss(node)).ToList();
        if (outputs.Count == 0 && layers.Count > 0) outputs.Add(layers[layers.Count - 1]);
        var inputs = spec.Nodes.Where(node => node.IsInput).Select(node => (node.Name, 1)).ToList();
        SurfaceLoss some = new(TargetKind.Values, 1, 0, 1, "", "None");

        // Without an input, too, there would be one.
        if (inputs.Count < 2 && outputs.Count < 2) return Named(spec, [("Input", 1)], [("Output", 1, some)]);
        return Named(
            spec,
            inputs,
            outputs.Select(node => (node.Name, 1, HasLoss(node) ? some : null)));
    }

    /// <summary>
    /// The names derived from those of inputs and outputs, a loss of each output among them, though it be added later: no other member can
    /// have them.
    /// </summary>
    public IEnumerable<string> Constants =>
        Inputs.Select(input => input.Constant).Concat(Outputs.SelectMany(output => new[] { output.Constant, output.TargetConstant }));

    /// <summary>Inputs and outputs one of whose derived names an earlier one has, with that name.</summary>
    public IEnumerable<(SurfacePort Port, string Name)> Clashes
    {
        get
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (SurfacePort port in Inputs.Concat(Outputs))
                foreach (string name in port.Constants)
                    if (!known.Add(name)) yield return (port, name);
        }
    }

    private static SurfacePorts Named(NetworkSpec spec, IEnumerable<(string Name, int Length)> inputs,
        IEnumerable<(string Name, int Length, SurfaceLoss? Loss)> outputs)
    {
        (string Name, int Length)[] all = [.. inputs];
        (string Name, int Length, SurfaceLoss? Loss)[] results = [.. outputs];
        if (all.Length == 1 && results.Length == 1)
            return new SurfacePorts(
                [new(all[0].Name, "x", "", "dx", "InputLength", "", all[0].Length, null, "")],
                [new(results[0].Name, "y", "t", "dy", "OutputLength", "TargetLength", results[0].Length, results[0].Loss, "")]);

        // What methods use alongside them: members, other parameters, locals. An input called Threads is the parameter threadsInput.
        var taken = new HashSet<string>(StringComparer.Ordinal)
        {
            spec.Names.Core, spec.Names.HandlesField, spec.Names.Kernels, Plain(spec.Name), "LossValues", "Outputs",
            "optimizer", "sampleWeights", "threads", "tape", "training", "parameters", "samples", "seed", "batch", "_value",
            "_losses", "_total",
        };
        foreach (string name in all.Select(input => input.Name).Concat(results.Select(output => output.Name)))
            taken.UnionWith([Plain(name) + "Length", Plain(name) + "TargetLength"]);
        string Parameter(string name, string kind)
        {
            string camel = Camel(name), free = camel;
            for (int number = 1; !IsFree(free); number++) free = camel + kind + (number == 1 ? "" : Number(number));
            foreach (string form in Forms(free)) taken.Add(form);
            return Identifier(free);
        }
        string[] Forms(string name) => [name, name + "Target", name + "Gradient"];
        bool IsFree(string name) => !Forms(name).Any(taken.Contains);

        // Losses come as a record, which has members of its own.
        var losses = new HashSet<string>(results.Where(output => output.Loss is not null).Select(output => Plain(output.Name)),
            StringComparer.Ordinal);
        string LossProperty(string name)
        {
            string plain = Plain(name), free = plain;
            if (!OfRecord.Contains(plain)) return Identifier(plain);
            for (int number = 1; OfRecord.Contains(free) || losses.Contains(free); number++)
                free = plain + "Output" + (number == 1 ? "" : Number(number));
            losses.Add(free);
            return free;
        }

        SurfacePort Port(string name, int length, string kind, SurfaceLoss? loss, string property)
        {
            string parameter = Parameter(name, kind), plain = Plain(name);
            return new(name, parameter, parameter + "Target", parameter + "Gradient", plain + "Length", plain + "TargetLength", length,
                loss, property);
        }

        return new SurfacePorts(
            [.. all.Select(input => Port(input.Name, input.Length, "Input", null, ""))],
            [.. results.Select(output => Port(output.Name, output.Length, "Output", output.Loss, LossProperty(output.Name)))]);
    }

    /// <summary>What <c>LossValues</c> has for itself: <c>Total</c>, and the members of every record.</summary>
    private static readonly HashSet<string> OfRecord = new(StringComparer.Ordinal)
    {
        "Total", "get_Total", "set_Total", "LossValues", "Deconstruct", "Equals", "GetHashCode", "ToString", "PrintMembers", "GetType",
        "MemberwiseClone", "Finalize", "ReferenceEquals",
        "Clone", "EqualityContract", "op_Equality", "op_Inequality",
    };
}
