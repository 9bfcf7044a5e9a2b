using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Shapes;
using NetGen.Formats;

namespace NetGen.Compiler.Weights;

/// <summary>Compares a file's tensors with a network's parameters.</summary>
public static class WeightsCheck
{
    /// <summary>So many tensors are named in a message; of a file for quite another network the rest is only counted.</summary>
    private const int Named = 4;

    /// <summary>What differs; nothing for a network that has mistakes of its own.</summary>
    public static EquatableArray<Problem> Check(NetworkSpec spec, WeightsHeader file)
    {
        ShapeInference shapes = ShapeInference.Infer(spec);
        return shapes.Succeeded ? new(Compare(spec.Name.TrimStart('@'), NetworkCompiler.Describe(shapes).Parameters, file)) : default;
    }

    /// <summary>The shape in files, which hold some weights as [out, in].</summary>
    public static IReadOnlyList<int> FileShape(ParameterPlan parameter) =>
        parameter.FileTransposed ? [.. parameter.Shape.Dimensions.Reverse()] : [.. parameter.Shape.Dimensions];

    private static IEnumerable<Problem> Compare(string network, IReadOnlyList<ParameterPlan> parameters, WeightsHeader file)
    {
        TensorComparison comparison = TensorComparison.Of(
            [.. parameters.Select(parameter => new TensorFacts(parameter.FileName, "F32", FileShape(parameter)))],
            [.. file.Tensors.Select(tensor => new TensorFacts(tensor.Name, tensor.Type, tensor.Shape))]);
        if (comparison.Renamings is { } renamings)
        {
            yield return new Problem(WeightsRules.PyTorchNames, -1, null, file.File, network, TensorComparison.Text(renamings));
        }
        else
        {
            if (comparison.Missing.Count > 0)
                yield return new Problem(WeightsRules.Missing, -1, null, file.File, List(comparison.Missing), network);
            if (comparison.Extra.Count > 0)
                yield return new Problem(WeightsRules.Extra, -1, null, file.File, List(comparison.Extra), network);
        }

        foreach ((TensorFacts needed, TensorFacts found) in comparison.Unfit)
        {
            if (!TensorComparison.IsOfShape(needed, found))
                yield return new Problem(WeightsRules.WrongShape, -1, null, file.File, Facts(found), network, Text(needed.Shape));
            else
                yield return new Problem(WeightsRules.WrongType, -1, null, file.File, Facts(found), found.Type, network);
        }
    }

    private static string List(IEnumerable<TensorFacts> tensors) => TensorComparison.List(tensors.Select(Facts), Named);

    private static string Facts(TensorFacts tensor) => $"{HostileText.Line(tensor.Name)} {HostileText.Line(Text(tensor.Shape))}";

    private static string Text(IReadOnlyList<int> shape) =>
        "[" + string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture))) + "]";
}
