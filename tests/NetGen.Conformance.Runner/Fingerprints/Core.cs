using System.Reflection;
using NetGen.Runtime;

namespace NetGen.Conformance.Fingerprints;

/// <summary>
/// What is behind the generated members of a network with several inputs or outputs, whose spans differ from network to network: the same,
/// by slots.
/// </summary>
internal sealed class Core
{
    public delegate void PredictMember(in Slots x, in Slots y, int threads);
    public delegate void ForwardMember(Tape tape, in Slots x, bool training);
    public delegate ReadOnlySpan<float> OutputMember(Tape tape, int output);
    public delegate float LossMember(Tape tape, in Slots t, ReadOnlySpan<float> sampleWeights, Span<float> losses);
    public delegate void BackwardMember(Tape tape);
    public delegate void BackwardFromMember(Tape tape, in Slots dy, in Slots dx, bool forParameters, bool forInput);
    public delegate float TrainMember(in Slots x, in Slots t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights, int threads,
        Span<float> losses);

    private Core(object core)
    {
        Predict = Find<PredictMember>(core, "Predict");
        Forward = Find<ForwardMember>(core, "Forward");
        OutputOf = Find<OutputMember>(core, "OutputOf");
        Loss = Find<LossMember>(core, "Loss");
        Backward = Find<BackwardMember>(core, "Backward");
        BackwardFrom = Find<BackwardFromMember>(core, "BackwardFrom");
        TrainStep = Find<TrainMember>(core, "TrainStep");
    }

    public PredictMember Predict { get; }
    public ForwardMember Forward { get; }
    public OutputMember OutputOf { get; }
    public LossMember Loss { get; }
    public BackwardMember Backward { get; }
    public BackwardFromMember BackwardFrom { get; }
    public TrainMember TrainStep { get; }

    public static Core Of<T>(T network) where T : class => new(
        typeof(T).GetField("core", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(network)
        ?? throw new InvalidOperationException($"{typeof(T).Name} has no field 'core'."));

    private static TDelegate Find<TDelegate>(object core, string name) where TDelegate : Delegate
    {
        Type[] parameters = [.. typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        MethodInfo method = core.GetType().GetMethod(name, parameters)
            ?? throw new InvalidOperationException(
                $"{core.GetType().Name} has no {name}({string.Join(", ", parameters.Select(parameter => parameter.Name))}).");
        return method.CreateDelegate<TDelegate>(core);
    }
}
