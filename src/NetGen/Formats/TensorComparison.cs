using System.Globalization;

namespace NetGen.Formats;

/// <summary>A tensor without its values.</summary>
/// <param name="Name">As files have it.</param>
/// <param name="Type">As safetensors spells it: <c>F32</c>.</param>
/// <param name="Shape">Its sizes in files, outermost first.</param>
internal sealed record TensorFacts(string Name, string Type, IReadOnlyList<int> Shape);

/// <summary>
/// Compares what a file has with what a network needs. The library does it while it loads and the compiler while it builds, both by this,
/// so that what builds loads.
/// </summary>
/// <param name="Missing">Needed, and not in the file.</param>
/// <param name="Extra">In the file, and not needed; PyTorch's counters of batches are neither.</param>
/// <param name="Unfit">Of another shape or of a type that is no float: what is needed, and what is there instead.</param>
/// <param name="Renamings">Where the file fits under other names: which prefix is which layer.</param>
internal sealed record TensorComparison(
    IReadOnlyList<TensorFacts> Missing, IReadOnlyList<TensorFacts> Extra, IReadOnlyList<(TensorFacts Needed, TensorFacts Found)> Unfit,
    IReadOnlyList<(string From, string To)>? Renamings)
{
    private static readonly HashSet<string> floats = ["F32", "F64", "F16", "BF16"];

    /// <summary>What PyTorch's batch normalization counts its batches by: one number, which no prediction depends on.</summary>
    private const string CounterRole = "num_batches_tracked";

    /// <param name="Prefix">Its name: <c>fc1</c> of <c>fc1.weight</c>.</param>
    /// <param name="Tensors">By role; of two that have the same, as <c>x</c> and <c>.x</c> have, the first.</param>
    /// <param name="Count">All of them: where two have the same role, no layer fits.</param>
    private sealed record Module(string Prefix, Dictionary<string, TensorFacts> Tensors, int Count);

    internal bool IsFit => Missing.Count == 0 && Extra.Count == 0 && Unfit.Count == 0;

    internal static TensorComparison Of(IReadOnlyList<TensorFacts> needed, IReadOnlyList<TensorFacts> found)
    {
        var byName = new Dictionary<string, TensorFacts>(StringComparer.Ordinal);
        foreach (TensorFacts tensor in found) byName[tensor.Name] = tensor;
        var names = new HashSet<string>(needed.Select(tensor => tensor.Name), StringComparer.Ordinal);
        List<TensorFacts> missing = [.. needed.Where(tensor => !byName.ContainsKey(tensor.Name))];
        List<TensorFacts> extra = [.. found.Where(tensor => !names.Contains(tensor.Name) && !IsCounter(tensor))];
        var unfit = new List<(TensorFacts, TensorFacts)>();
        foreach (TensorFacts tensor in needed)
            if (byName.TryGetValue(tensor.Name, out TensorFacts? there) && (!IsOfShape(tensor, there) || !IsFloat(there)))
                unfit.Add((tensor, there));
        return new TensorComparison(missing, extra, unfit, missing.Count > 0 ? Match(needed, found) : null);
    }

    internal static bool IsOfShape(TensorFacts needed, TensorFacts found) => needed.Shape.SequenceEqual(found.Shape);

    internal static bool IsFloat(TensorFacts tensor) => floats.Contains(tensor.Type);

    /// <summary>Whether it only counts batches, and is left out.</summary>
    internal static bool IsCounter(TensorFacts tensor) => Role(tensor.Name) == CounterRole && tensor.Shape.All(size => size == 1);

    /// <summary>
    /// Which module of the file is which layer, where every tensor finds its place: same roles, same shapes, in the order of the network;
    /// among modules that are the same, the one that comes first in the natural order of names (2 before 10).
    /// </summary>
    private static List<(string From, string To)>? Match(IReadOnlyList<TensorFacts> needed, IReadOnlyList<TensorFacts> found)
    {
        List<IGrouping<string, TensorFacts>> layers = [.. needed.GroupBy(tensor => Prefix(tensor.Name))];
        List<Module> free = [.. found.Where(tensor => !IsCounter(tensor))
            .GroupBy(tensor => Prefix(tensor.Name))
            .Select(group => new Module(group.Key,
                group.GroupBy(tensor => Role(tensor.Name)).ToDictionary(same => same.Key, same => same.First()), group.Count()))];
        if (free.Count != layers.Count) return null;
        free = [.. free.OrderBy(module => Natural(module.Prefix), StringComparer.Ordinal)];
        var map = new List<(string, string)>();
        foreach (IGrouping<string, TensorFacts> layer in layers)
        {
            Module? fitting = free.Find(module => Fits(module, [.. layer]));
            if (fitting is null) return null;
            free.Remove(fitting);
            map.Add((fitting.Prefix + ".*", layer.Key + ".*"));
        }

        return map;
    }

    private static bool Fits(Module module, List<TensorFacts> layer) =>
        module.Count == layer.Count
            && layer.TrueForAll(tensor => module.Tensors.TryGetValue(Role(tensor.Name), out TensorFacts? there)
                && IsOfShape(tensor, there));

    private static string Prefix(string name) => name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : "";

    private static string Role(string name) => name.Substring(name.LastIndexOf('.') + 1);

    /// <summary>With numbers filled up to one width, so that 10 comes after 2.</summary>
    private static string Natural(string name)
    {
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < name.Length;)
        {
            int first = i;
            while (i < name.Length && name[i] is >= '0' and <= '9' && i - first < 9) i++;
            if (i == first) text.Append(name[i++]);
            else text.Append(name.Substring(first, i - first).PadLeft(9, '0'));
        }

        return text.ToString();
    }

    /// <summary>Which names to change, as a sentence says it.</summary>
    internal static string Text(IReadOnlyList<(string From, string To)> renamings) =>
        List(renamings.Select(pair => $"{HostileText.Line(pair.From)} to {HostileText.Line(pair.To)}"), 32);

    /// <summary>Some items, and how many more there are: <c>a, b and 3 more</c>.</summary>
    internal static string List(IEnumerable<string> all, int most)
    {
        List<string> items = [.. all];
        if (items.Count > most + 1) items = [.. items.Take(most), $"{(items.Count - most).ToString(CultureInfo.InvariantCulture)} more"];
        return items.Count == 1 ? items[0] : string.Join(", ", items.Take(items.Count - 1)) + " and " + items[items.Count - 1];
    }
}
