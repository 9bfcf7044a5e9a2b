using System.Text;
using NetGen.Runtime;

namespace NetGen.Formats;

/// <summary>
/// A network's parameters in a safetensors file: PyTorch's names, weights as [out, in], so that PyTorch reads it as a state_dict.
/// The metadata holds the architecture, a line a layer.
/// </summary>
internal static class ParameterFile
{
    internal const string ArchitectureKey = "netgen.architecture";

    /// <summary>So many tensors are named in a message; the rest of another network's file is only counted.</summary>
    private const int MaxDifferences = 16;

    internal static void Save(ParameterSet parameters, NetworkInfo info, string path) =>
        SafetensorsFile.Write(path, Tensors(parameters), Metadata(info));

    internal static void Save(ParameterSet parameters, NetworkInfo info, Stream stream) =>
        SafetensorsFile.Write(stream, Tensors(parameters), Metadata(info));

    /// <summary>Reads all parameters, or none: everything is checked before anything changes.</summary>
    internal static void Load(ParameterSet parameters, NetworkInfo info, SafetensorsFile file)
    {
        var text = new StringBuilder();
        if (file.Metadata.TryGetValue(ArchitectureKey, out string? architecture) && architecture != info.Architecture)
            text.Append("\nLayers, - in the file, + in ").Append(info.Name).Append(":\n")
                .Append(LineDifference.Write(architecture, info.Architecture));
        string tensors = TensorDifference(parameters, info, file);
        if (tensors.Length > 0) text.Append("\nTensors:").Append(tensors);
        if (text.Length > 0)
            throw new SafetensorsException(file.Name, 0, $"the file does not hold the parameters of {info.Name}.{text}");

        foreach (Parameter parameter in parameters)
        {
            float[] values = file[parameter.FileName].ToFloats();
            parameter.CopyFrom(parameter.Info.FileTransposed ? Transposed(values, parameter.Info.Columns, parameter.Info.Rows) : values);
        }
    }

    private static string TensorDifference(ParameterSet parameters, NetworkInfo info, SafetensorsFile file)
    {
        TensorComparison comparison = TensorComparison.Of(
            [.. parameters.Select(parameter => new TensorFacts(parameter.FileName, "F32", FileShape(parameter.Info)))],
            [.. file.Tensors.Select(
                tensor => new TensorFacts(tensor.Name, SafetensorsTensor.NameOf(tensor.Type), tensor.Shape.ToArray()))]);
        if (comparison.IsFit) return "";
        if (comparison.Renamings is { } renamings)
            return $"\n  they fit {info.Name} under other names: rename "
                + $"{TensorComparison.Text(renamings)}, for instance where they are saved";

        List<string> lines = [.. comparison.Missing.Select(tensor => $"{Facts(tensor)}: missing in the file")];
        lines.AddRange(comparison.Unfit.Select(pair => Facts(pair.Needed) + (TensorComparison.IsOfShape(pair.Needed, pair.Found)
            ? $": holds {pair.Found.Type} in the file, which are no floats"
            : $": {ShapeText(pair.Found)} in the file")));
        lines.AddRange(comparison.Extra.Select(tensor => $"{Facts(tensor)}: in the file only"));
        if (lines.Count > MaxDifferences + 1) lines = [.. lines.Take(MaxDifferences), $"and {lines.Count - MaxDifferences} more"];
        return string.Concat(lines.Select(line => "\n  " + line));
    }

    private static string Facts(TensorFacts tensor) => $"{HostileText.Line(tensor.Name)} {ShapeText(tensor)}";

    private static string ShapeText(TensorFacts tensor) => HostileText.Line(Shapes.Text([.. tensor.Shape]));

    private static Dictionary<string, string> Metadata(NetworkInfo info) =>
        new() { ["format"] = "pt", [ArchitectureKey] = info.Architecture };

    /// <summary>What is to be written, whatever to.</summary>
    /// <exception cref="InvalidOperationException">A value is not finite, and that is checked.</exception>
    private static (string, int[], float[])[] Tensors(ParameterSet parameters)
    {
        if (parameters.FiniteChecks && parameters.NonFinite() is { } value)
            throw new InvalidOperationException(
                $"{value}: nothing has been saved, since the network would predict NaN. Train again (a smaller learning rate, clipped " +
                "gradients), or set Parameters.FiniteChecks = false to save it as it is.");
        return parameters.Select(parameter =>
        {
            float[] values = parameter.ToArray();
            return (parameter.FileName, FileShape(parameter.Info),
                parameter.Info.FileTransposed ? Transposed(values, parameter.Info.Rows, parameter.Info.Columns) : values);
        }).ToArray();
    }

    private static int[] FileShape(ParameterInfo info) => info.FileTransposed ? [info.Columns, info.Rows] : info.Shape;

    private static float[] Transposed(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = values[row * columns + column];
        return transposed;
    }
}
