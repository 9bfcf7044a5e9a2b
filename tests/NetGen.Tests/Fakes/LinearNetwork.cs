using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>The surface of <see cref="Linear{T}"/> with mean squared error, as generated code has it.</summary>
internal sealed class LinearNetwork : INetwork<LinearNetwork>
{
    internal const int PredictBlock = 8, TrainBlock = 32;

    internal readonly NetworkCore<Linear<float>> core;

    internal LinearNetwork(ulong seed) : this(new NetworkCore<Linear<float>>(Description, seed)) => core.Initialize();

    private LinearNetwork(NetworkCore<Linear<float>> core)
    {
        this.core = core;
        Dense1 = new Dense("Dense1", core.Parameters);
    }

    internal static NetworkDescription Description { get; } = Describe(
        "LinearNetwork", TargetType.Values, Linear<float>.Outputs, "mean squared error", AccuracyKind.None);

    public static NetworkInfo Info => Description.Info;
    public Dense Dense1 { get; }
    public ParameterSet Parameters => core.Parameters;
    public static LinearNetwork Create(ulong seed) => new(seed);

    public static LinearNetwork Load(string path)
    {
        var network = new LinearNetwork(new NetworkCore<Linear<float>>(Description, 0));
        network.core.Load(path);
        return network;
    }

    internal static LinearNetwork Load(ReadOnlySpan<byte> bytes)
    {
        var network = new LinearNetwork(new NetworkCore<Linear<float>>(Description, 0));
        network.core.Load(bytes);
        return network;
    }

    public void Save(string path) => core.Save(path);
    public void Save(Stream stream) => core.Save(stream);
    public Tape<LinearNetwork> CreateTape(int capacity) => new(core, capacity);
    public void Predict(ReadOnlySpan<float> x, Span<float> y, int threads = 1) => core.Predict(x, y, threads);

    public float TrainStep(ReadOnlySpan<float> x, ReadOnlySpan<float> t, Optimizer optimizer, ReadOnlySpan<float> sampleWeights = default,
        int threads = 1) =>
        core.TrainStep(new Slots(x), new Slots(t), optimizer, sampleWeights, threads);

    public ReadOnlySpan<float> Forward(Tape<LinearNetwork> tape, ReadOnlySpan<float> x, bool training = true) =>
        core.Forward(tape, x, training);
    public float Loss(Tape<LinearNetwork> tape, ReadOnlySpan<float> t, ReadOnlySpan<float> sampleWeights = default) =>
        core.Loss(tape, t, sampleWeights);
    public void Backward(Tape<LinearNetwork> tape) => core.Backward(tape);
    public void Backward(Tape<LinearNetwork> tape, ReadOnlySpan<float> dy) => core.BackwardFrom(tape, dy, default, true, false);
    public void BackwardToInput(Tape<LinearNetwork> tape, ReadOnlySpan<float> dy, Span<float> dx, bool parameters = false) =>
        core.BackwardFrom(tape, dy, dx, parameters, true);

    void INetwork<LinearNetwork>.Predict(Batch batch) => core.Predict(batch);
    float INetwork<LinearNetwork>.TrainStep(Batch batch, Optimizer optimizer) => core.TrainStep(batch, optimizer);
    float INetwork<LinearNetwork>.Evaluate(Batch batch) => core.Evaluate(batch);

    internal static NetworkDescription Describe(string name, TargetType type, int targetLength, string loss, AccuracyKind accuracy,
        bool frozenBias = false, double lossWeight = 1,
        bool watchesReads = false, int? ignored = null, bool wholeBatch = false) => new(
        new NetworkInfo
        {
            Name = name,
            InputLength = Linear<float>.Inputs,
            OutputLength = Linear<float>.Outputs,
            TargetLength = targetLength,
            TargetType = type,
            Loss = loss,
            LossWeight = lossWeight,
            Accuracy = accuracy,
            ParameterCount = 8,
            Architecture = "input 3\nDense1 Dense → 2",
            IsOptimized = true,
            IgnoreIndex = ignored,
            Layers = [new LayerInfo("Dense1", "Dense", "", "2", 8, 12)],
        },
        new NetworkLayout
        {
            ParameterBlock = Linear<float>.Block,
            PredictBlock = PredictBlock,
            PredictArena = 16,
            TrainBlock = TrainBlock,
            TapePerSample = Linear<float>.PerSample,
            TapeFixed = 0,
            NeedsFullBatch = wholeBatch,
            WatchesReads = watchesReads,
            Inputs = [new TapeRegion(Linear<float>.InputAt, Linear<float>.Inputs)],
            Outputs =
            [
                new OutputRegions(new TapeRegion(Linear<float>.OutputAt, Linear<float>.Outputs))
                {
                    Indices = new TapeRegion(Linear<float>.IndicesAt, 1), Scale = new TapeRegion(Linear<float>.ScaleAt, 1),
                    Loss = new TapeRegion(Linear<float>.LossAt, 1),
                },
            ],
        },
        [
            new ParameterInfo("Dense1", "Weight", [3, 2], 0, 16, Initializer.PyTorchLinear, 3, 2, double.NaN, "dense1.weight", true, true),
            new ParameterInfo("Dense1", "Bias", [2], 48, 16, Initializer.PyTorchLinear, 3, 2, double.NaN, "dense1.bias", false,
                !frozenBias),
        ]);
}

/// <summary>The same with softmax cross-entropy of class indices.</summary>
internal sealed class LinearClassifier(ulong seed) : INetwork<LinearClassifier>
{
    private readonly NetworkCore<LinearOfIndices<float>> core = Initialized(seed);

    internal static NetworkDescription Description { get; } = LinearNetwork.Describe(
        "LinearClassifier", TargetType.Indices, 1, "softmax cross-entropy", AccuracyKind.Class);

    public static NetworkInfo Info => Description.Info;
    internal NetworkCore Core => core;
    public ParameterSet Parameters => core.Parameters;
    public static LinearClassifier Create(ulong seed) => new(seed);
    public static LinearClassifier Load(string path) => throw new NotSupportedException();
    public void Save(string path) => core.Save(path);
    public Tape<LinearClassifier> CreateTape(int capacity) => new(core, capacity);

    public float TrainStep(ReadOnlySpan<float> x, ReadOnlySpan<int> t, Optimizer optimizer) =>
        core.TrainStep(new Slots(x), new Slots(Slots.Indices(t)), optimizer);

    void INetwork<LinearClassifier>.Predict(Batch batch) => core.Predict(batch);
    float INetwork<LinearClassifier>.TrainStep(Batch batch, Optimizer optimizer) => core.TrainStep(batch, optimizer);
    float INetwork<LinearClassifier>.Evaluate(Batch batch) => core.Evaluate(batch);

    private static NetworkCore<LinearOfIndices<float>> Initialized(ulong seed)
    {
        var core = new NetworkCore<LinearOfIndices<float>>(Description, seed);
        core.Initialize();
        return core;
    }
}
