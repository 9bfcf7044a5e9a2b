using System.Reflection;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Kinds;

/// <summary>
/// All kinds of layers and losses of this assembly, found by themselves: a kind has no line anywhere but in its own file.
/// </summary>
public static class LayerRegistry
{
    private static readonly Type[] types = [.. typeof(LayerKind).Assembly.GetTypes().OrderBy(type => type.FullName,
        StringComparer.Ordinal)];

    /// <summary>Layers that are classes, and activations by number.</summary>
    public static IReadOnlyList<LayerKind> Layers { get; } =
    [
        .. types.Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(LayerKind)) && type.GetConstructor([]) is not null)
            .Select(Activator.CreateInstance).Cast<LayerKind>(),
        .. ActivationLayer.All,
    ];

    /// <summary>What operations of losses say by a static property <c>Definition</c>.</summary>
    public static IReadOnlyList<LossKind> Losses { get; } = [.. types
        .Select(type => type.GetProperty("Definition", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Select(property => property?.GetValue(null)).OfType<LossKind>()];

    /// <summary>The sum of what it joins, which residual blocks end in.</summary>
    public static Merge Sum { get; } = Layers.OfType<Merge>().Single(kind => kind.Name == nameof(Add));

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
