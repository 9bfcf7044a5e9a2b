using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>The surface of <see cref="Joined{T}"/>, as generated code has it.</summary>
internal sealed class JoinedNetwork : INetwork<JoinedNetwork>
{
    internal const int PredictBlock = 8, PredictArena = 16, TrainBlock = 32;
    internal const double UWeight = 1, VWeight = 0.25;

    internal readonly NetworkCore<Joined<float>> core = new(Description, 1);

    internal JoinedNetwork() => core.Initialize();

    internal readonly record struct LossValues(float Total, float U, float V);

    internal readonly ref struct Outputs(ReadOnlySpan<float> u, ReadOnlySpan<float> v)
    {
        public ReadOnlySpan<float> U { get; } = u;
        public ReadOnlySpan<float> V { get; } = v;
    }

    public static NetworkInfo Info => Description.Info;
    public ParameterSet Parameters => core.Parameters;
    public Parameter Weight => Parameters[0];
    public static JoinedNetwork Create(ulong seed) => new();
    public static JoinedNetwork Load(string path) => throw new NotSupportedException();
    public void Save(string path) => core.Save(path);
    public Tape<JoinedNetwork> CreateTape(int capacity) => new(core, capacity);

    public void Predict(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> u, Span<float> v, int threads = 1) =>
        core.Predict(new Slots(a, b), new Slots(u, v), threads);

    public LossValues TrainStep(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<int> uTarget, ReadOnlySpan<float> vTarget,
        Optimizer optimizer, ReadOnlySpan<float> sampleWeights = default, int threads = 1)
    {
        Span<float> losses = stackalloc float[2];
        float total = core.TrainStep(new Slots(a, b), new Slots(Slots.Indices(uTarget), vTarget), optimizer, sampleWeights,
            threads, losses);
        return new LossValues(total, losses[0], losses[1]);
    }

    public static Dataset<JoinedNetwork> Data(ReadOnlyMemory<float> a, ReadOnlyMemory<float> b, ReadOnlyMemory<int> uTarget,
        ReadOnlyMemory<float> vTarget, ReadOnlyMemory<float> sampleWeights = default) =>
        new([new BatchSlot(a), new BatchSlot(b)], [new BatchSlot(default, uTarget), new BatchSlot(vTarget)], sampleWeights);

    public Outputs Forward(Tape<JoinedNetwork> tape, ReadOnlySpan<float> a, ReadOnlySpan<float> b, bool training = true)
    {
        core.Forward(tape, new Slots(a, b), training);
        return new Outputs(core.OutputOf(tape, 0), core.OutputOf(tape, 1));
    }

    public LossValues Loss(Tape<JoinedNetwork> tape, ReadOnlySpan<int> uTarget, ReadOnlySpan<float> vTarget,
        ReadOnlySpan<float> sampleWeights = default)
    {
        Span<float> losses = stackalloc float[2];
        float total = core.Loss(tape, new Slots(Slots.Indices(uTarget), vTarget), sampleWeights, losses);
        return new LossValues(total, losses[0], losses[1]);
    }

    public void Backward(Tape<JoinedNetwork> tape) => core.Backward(tape);

    public void Backward(Tape<JoinedNetwork> tape, ReadOnlySpan<float> uGradient, ReadOnlySpan<float> vGradient) =>
        core.BackwardFrom(tape, new Slots(uGradient, vGradient), default, true, false);

    public void BackwardToInput(Tape<JoinedNetwork> tape, ReadOnlySpan<float> uGradient, ReadOnlySpan<float> vGradient,
        Span<float> aGradient, Span<float> bGradient, bool parameters = false) =>
        core.BackwardFrom(tape, new Slots(uGradient, vGradient), new Slots(aGradient, bGradient), parameters, true);

    void INetwork<JoinedNetwork>.Predict(Batch batch) => core.Predict(batch);
    float INetwork<JoinedNetwork>.TrainStep(Batch batch, Optimizer optimizer) => core.TrainStep(batch, optimizer);
    float INetwork<JoinedNetwork>.Evaluate(Batch batch) => core.Evaluate(batch);

    internal static NetworkDescription Description { get; } = new(
        new NetworkInfo
        {
            Name = "JoinedNetwork",
            InputLength = 3,
            OutputLength = 3,
            TargetLength = 2,
            TargetType = TargetType.Indices,
            Loss = "softmax cross-entropy + 0.25 · mean squared error",
            Accuracy = AccuracyKind.Class,
            ParameterCount = 9,
            Architecture = "input A 2\ninput B 1",
            IsOptimized = true,
            Layers = [new LayerInfo("Joined", "Dense", "", "3", 9, 18)],
            Inputs = [new InputInfo("A", "2", 2), new InputInfo("B", "1", 1)],
            Outputs =
            [
                new OutputInfo("U", "2", 2) { TargetType = TargetType.Indices, TargetLength = 1, Loss = "softmax cross-entropy",
                    LossWeight = UWeight, Accuracy = AccuracyKind.Class },
                new OutputInfo("V", "1", 1)
                    { TargetType = TargetType.Values, TargetLength = 1, Loss = "mean squared error", LossWeight = VWeight },
            ],
        },
        new NetworkLayout
        {
            ParameterBlock = Joined<float>.Block,
            PredictBlock = PredictBlock,
            PredictArena = PredictArena,
            TrainBlock = TrainBlock,
            TapePerSample = Joined<float>.PerSample,
            TapeFixed = 0,
            Inputs = [new TapeRegion(Joined<float>.AAt, 2), new TapeRegion(Joined<float>.BAt, 1)],
            Outputs =
            [
                new OutputRegions(new TapeRegion(Joined<float>.UAt, 2))
                {
                    Indices = new TapeRegion(Joined<float>.IndicesAt, 1), Scale = new TapeRegion(Joined<float>.UScaleAt, 1),
                    Loss = new TapeRegion(Joined<float>.ULossAt, 1),
                },
                new OutputRegions(new TapeRegion(Joined<float>.VAt, 1))
                    { Scale = new TapeRegion(Joined<float>.VScaleAt, 1), Loss = new TapeRegion(Joined<float>.VLossAt, 1) },
            ],
        },
        [new ParameterInfo("Joined", "Weight", [3, 3], 0, 16, Initializer.PyTorchLinear, 3, 3, double.NaN, "joined.weight", true, true)]);
}
