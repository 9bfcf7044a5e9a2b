using System.Globalization;
using NetGen.Compiler.Model;
using NetGen.Compiler.Passes;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Weights;

/// <summary>Compares a file's tensors with a network's parameters.</summary>
public static class WeightsCheck
{
    /// <summary>So many tensors are named in a message; of a file for quite another network the rest is only counted.</summary>
    private const int Named = 4;

    private static readonly HashSet<string> floats = ["F32", "F64", "F16", "BF16"];

    /// <summary>What differs; nothing for a network that has mistakes of its own.</summary>
    public static EquatableArray<Problem> Check(NetworkSpec spec, WeightsHeader file)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        return shapes.Succeeded ? new(Compare(spec.Name.TrimStart('@'), NetworkCompiler.Plan(shapes).Plan.Parameters, file)) : default;
    }

    /// <summary>The shape in files, which hold some weights as [out, in].</summary>
    public static IReadOnlyList<int> FileShape(ParameterPlan parameter) =>
        parameter.FileTransposed ? [.. parameter.Shape.Dimensions.Reverse()] : [.. parameter.Shape.Dimensions];

    private static IEnumerable<Problem> Compare(string network, IReadOnlyList<ParameterPlan> parameters, WeightsHeader file)
    {
        var tensors = file.Tensors.GroupBy(tensor => tensor.Name).ToDictionary(group => group.Key, group => group.First());
        var names = new HashSet<string>(parameters.Select(parameter => parameter.FileName));
        List<ParameterPlan> missing = [.. parameters.Where(parameter => !tensors.ContainsKey(parameter.FileName))];
        List<TensorHeader> extra = [.. file.Tensors.Where(tensor => !names.Contains(tensor.Name))];

        if (missing.Count > 0 && WeightNames.Match(parameters, file.Tensors) is { } map)
        {
            yield return new Problem(WeightsRules.PyTorchNames, -1, null, file.File, network, List(map.Select(pair => $"{pair.From} to {pair.To}"), ", ", 32));
        }
        else
        {
            if (missing.Count > 0) yield return new Problem(WeightsRules.Missing, -1, null, file.File, List(missing.Select(parameter => $"{parameter.FileName} {Text(FileShape(parameter))}")), network);
            if (extra.Count > 0) yield return new Problem(WeightsRules.Extra, -1, null, file.File, List(extra.Select(tensor => $"{tensor.Name} {Text(tensor.Shape)}")), network);
        }

        foreach (ParameterPlan parameter in parameters)
        {
            if (!tensors.TryGetValue(parameter.FileName, out TensorHeader? tensor)) continue;
            if (!tensor.Shape.SequenceEqual(FileShape(parameter)))
                yield return new Problem(WeightsRules.WrongShape, -1, null, file.File, $"{tensor.Name} {Text(tensor.Shape)}", network, Text(FileShape(parameter)));
            else if (!floats.Contains(tensor.Type))
                yield return new Problem(WeightsRules.WrongType, -1, null, file.File, $"{tensor.Name} {Text(tensor.Shape)}", tensor.Type, network);
        }
    }

    private static string List(IEnumerable<string> all, string separator = ", ", int most = Named)
    {
        List<string> items = [.. all];
        if (items.Count > most + 1) items = [.. items.Take(most), $"{(items.Count - most).ToString(CultureInfo.InvariantCulture)} more"];
        return items.Count == 1 ? items[0] : string.Join(separator, items.Take(items.Count - 1)) + " and " + items[items.Count - 1];
    }

    private static string Text(IReadOnlyList<int> shape) => "[" + string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture))) + "]";
}
