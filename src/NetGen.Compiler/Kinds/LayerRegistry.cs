namespace NetGen.Compiler.Kinds;

/// <summary>All kinds of layers and losses: the one line a new kind adds outside its own file and its attribute.</summary>
public static class LayerRegistry
{
    /// <summary>The sum of what it joins, which residual blocks end in.</summary>
    public static Merge Sum { get; } = new Add();

    public static IReadOnlyList<LayerKind> Layers { get; } =
    [
        new Dense(),
        new Dropout(),
        new Flatten(),
        Sum,
        new Multiply(),
        new Concat(),
        new BatchNorm(),
        new GaussianNoise(),
        new LayerNorm(),
        new PReLU(),
        new Reshape(),
        new RMSNorm(),
        new Slice(),
        new Split(),
        .. ActivationLayer.All,
    ];

    public static IReadOnlyList<LossKind> Losses { get; } =
    [
        new MeanSquaredError(),
        new MeanAbsoluteError(),
        new Huber(),
        new SmoothL1(),
        new Hinge(),
        new CategoricalHinge(),
        new CosineSimilarity(),
        new KLDivergence(),
        new BinaryCrossEntropy(),
        new SigmoidCrossEntropy(),
        new CrossEntropy(),
        new SoftmaxCrossEntropy(),
    ];

    /// <summary>Kinds that this thread knows alongside those: a test's own.</summary>
    [ThreadStatic]
    private static IReadOnlyList<LayerKind>? brought;

    /// <summary>All kinds of layers that may be declared.</summary>
    public static IEnumerable<LayerKind> Known => brought is null ? Layers : Layers.Concat(brought);

    /// <summary>Lets this thread declare other kinds of layers too.</summary>
    internal static void Bring(params IReadOnlyList<LayerKind> kinds) => brought = kinds;

    // Asked of each node again and again.
    private static readonly Dictionary<string, LayerKind> layersByName = Layers.ToDictionary(kind => kind.Name);
    private static readonly Dictionary<string, LossKind> lossesByName = Losses.ToDictionary(kind => kind.Name);

    public static LayerKind? FindLayer(string name) =>
        layersByName.TryGetValue(name, out LayerKind? kind) ? kind : brought?.FirstOrDefault(other => other.Name == name);

    public static LossKind? FindLoss(string name) => lossesByName.TryGetValue(name, out LossKind? kind) ? kind : null;
}
