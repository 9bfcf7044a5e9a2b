using System.Collections.Concurrent;
using System.Reflection;
using NetGen.Compiler;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Memory;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Shapes;

namespace NetGen.Conformance;

/// <summary>A generated network with what the compiler knows of it: its graph, its plan, and the classes of all instruction sets.</summary>
internal sealed class NetworkCase
{
    private static readonly ConcurrentDictionary<Type, NetworkCase> Known = new();
    private readonly ConcurrentDictionary<Isa, TargetKernels> kernels = new();

    private NetworkCase(Type type)
    {
        Type = type;
        ShapeInference shapes = ShapeInference.Infer(Declaration.Read(type));
        Assert.True(shapes.Succeeded, string.Join("\n", shapes.Problems.Select(problem => problem.Message)));
        Planned = NetworkCompiler.Plan(shapes);
    }

    public Type Type { get; }
    public PlannedNetwork Planned { get; }
    public NetworkPlan Plan => Planned.Plan;
    public MemoryMap Memory => Planned.Memory;
    public FusedNetwork Fused => Planned.Fused;

    public IReadOnlyList<LossPlan> Losses => [.. Plan.Outputs.Select(output => output.Loss).OfType<LossPlan>()];

    /// <summary>Values per sample: of each input, each output, and the target of each loss, where a class index is one.</summary>
    public IReadOnlyList<int> InputLengths => [.. Plan.Inputs.Select(input => input.Shape.Length)];
    public IReadOnlyList<int> OutputLengths => [.. Plan.Outputs.Select(output => output.Shape.Length)];
    public IReadOnlyList<int> TargetLengths => [.. Losses.Select(loss => loss.TargetLength)];

    /// <summary>Values per sample of all inputs, and of all outputs.</summary>
    public int InputLength => InputLengths.Sum();
    public int OutputLength => OutputLengths.Sum();

    public static NetworkCase Of(Type type) => Known.GetOrAdd(type, known => new NetworkCase(known));
    public static NetworkCase Of(string name) => Of(typeof(Classifier).Assembly.GetType($"NetGen.Conformance.{name}", throwOnError: true)!);

    /// <summary>All networks of NetGen.Conformance.Networks, chains and members, by name.</summary>
    public static IReadOnlyList<string> Names { get; } = typeof(Classifier).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<NetworkAttribute>() is not null).Select(type => type.Name)
        .Order(StringComparer.Ordinal).ToList();

    /// <summary>Names as the data of a theory.</summary>
    public static TheoryData<string> All => [.. Names];

    /// <summary>Networks of several layers, without those of a single layer or loss that golden files are for.</summary>
    public static TheoryData<string> Deep => [.. Names.Where(name => Of(name).Plan.Parameters.Count > 0)];

    public TargetKernels Kernels(Isa isa) => kernels.GetOrAdd(isa, wanted => new TargetKernels(Type, wanted, Memory));

    /// <summary>The gradient of a parameter as a program computes it, all uses added; null where it computes none.</summary>
    public Value? GradientOf(int parameter, FusedProgram? program) =>
        program?.Steps.SelectMany(step => step.FusionGroup.Ops).FirstOrDefault(op =>
        op.Output.Kind == ValueKind.ParameterGradient && op.AccumulatesInto is null
            && op.Output.Name == "d" + Fused.Training.Parameters[parameter].Value.Name)?.Output;

    /// <summary>The dense values of a parameter in a block of parameters or gradients.</summary>
    public static float[] Dense(ParameterPlan parameter, ReadOnlySpan<float> block)
    {
        var values = new float[parameter.Shape.Length];
        for (int i = 0; i < values.Length; i++) values[i] = block[Place(parameter, i)];
        return values;
    }

    /// <summary>Where the element is in the block, by the rule of the layout table.</summary>
    public static int Place(ParameterPlan parameter, int element)
    {
        int row = element / parameter.Columns, column = element % parameter.Columns, panel = parameter.Panel;
        return parameter.Offset + column / panel * parameter.Rows * panel + row * panel + column % panel;
    }

    /// <summary>For each float of the block: the index of the parameter it belongs to, −1 for padding.</summary>
    public int[] Owners()
    {
        var owners = new int[Plan.ParameterBlock];
        Array.Fill(owners, -1);
        for (int p = 0; p < Plan.Parameters.Count; p++)
            for (int i = 0; i < Plan.Parameters[p].Shape.Length; i++) owners[Place(Plan.Parameters[p], i)] = p;
        return owners;
    }

    public override string ToString() => Type.Name;
}
