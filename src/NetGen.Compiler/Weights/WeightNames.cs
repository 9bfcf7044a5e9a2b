using System.Globalization;
using NetGen.Compiler.Model;

namespace NetGen.Compiler.Weights;

/// <summary>Recognises the parameters of a network under the names a PyTorch module gives them: <c>0.weight</c>, <c>net.2.bias</c>, <c>fc1.weight</c>.</summary>
public static class WeightNames
{
    public readonly record struct Renaming(string From, string To);

    /// <param name="Tensors">By role; of two that have the same, as <c>x</c> and <c>.x</c> have, the first.</param>
    /// <param name="Count">All of them: where two have the same role, no layer fits.</param>
    private sealed record Group(string Prefix, Dictionary<string, TensorHeader> Tensors, int Count);

    /// <summary>
    /// Which module of the file is which layer, where every tensor finds its place: same roles, same shapes, in the order of the network; among modules that are alike,
    /// the one that comes first in the natural order of names (2 before 10).
    /// </summary>
    public static IReadOnlyList<Renaming>? Match(IReadOnlyList<ParameterPlan> parameters, IReadOnlyList<TensorHeader> tensors)
    {
        // What only counts steps belongs to no parameter.
        List<Group> free = [.. tensors.Where(tensor => Role(tensor.Name) != "num_batches_tracked")
            .GroupBy(tensor => Prefix(tensor.Name))
            .Select(group => new Group(group.Key, group.GroupBy(tensor => Role(tensor.Name)).ToDictionary(alike => alike.Key, alike => alike.First()), group.Count()))
            .OrderBy(group => Natural(group.Prefix), StringComparer.Ordinal)];
        var map = new List<Renaming>();
        foreach (IGrouping<string, ParameterPlan> layer in parameters.GroupBy(parameter => Prefix(parameter.FileName)))
        {
            Group? fitting = free.Find(group => Fits(group, [.. layer]));
            if (fitting is null) return null;
            free.Remove(fitting);
            map.Add(new Renaming(fitting.Prefix + ".*", layer.Key + ".*"));
        }

        return free.Count == 0 ? map : null;
    }

    private static bool Fits(Group group, List<ParameterPlan> layer) =>
        group.Count == layer.Count
        && layer.TrueForAll(parameter => group.Tensors.TryGetValue(Role(parameter.FileName), out TensorHeader? tensor) && tensor.Shape.SequenceEqual(WeightsCheck.FileShape(parameter)));

    private static string Prefix(string name) => name.LastIndexOf('.') is > 0 and var dot ? name.Substring(0, dot) : "";

    private static string Role(string name) => name.Substring(name.LastIndexOf('.') + 1);

    /// <summary>With numbers filled up to one width, so that 10 comes after 2.</summary>
    private static string Natural(string name) =>
        System.Text.RegularExpressions.Regex.Replace(name, "[0-9]{1,9}", match => int.Parse(match.Value, CultureInfo.InvariantCulture).ToString("D9", CultureInfo.InvariantCulture));
}
