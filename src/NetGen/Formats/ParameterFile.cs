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

    internal static void Save(ParameterSet parameters, NetworkInfo info, string path) =>
        SafetensorsFile.Write(path, Tensors(parameters), Metadata(info));

    internal static void Save(ParameterSet parameters, NetworkInfo info, Stream stream) =>
        SafetensorsFile.Write(stream, Tensors(parameters), Metadata(info));

    /// <summary>Reads all parameters, or none: everything is checked before anything changes.</summary>
    internal static void Load(ParameterSet parameters, NetworkInfo info, SafetensorsFile file)
    {
        var text = new StringBuilder();
        if (file.Metadata.TryGetValue(ArchitectureKey, out string? architecture) && architecture != info.Architecture)
            text.Append("\nLayers, - in the file, + in ").Append(info.Name).Append(":\n").Append(LineDifference.Write(architecture, info.Architecture));
        string tensors = TensorDifference(parameters, file);
        if (tensors.Length > 0) text.Append("\nTensors:").Append(tensors);
        if (text.Length > 0)
            throw new SafetensorsException(file.Name, 0, $"the file does not hold the parameters of {info.Name}.{text}");

        foreach (Parameter parameter in parameters)
        {
            float[] values = file[parameter.FileName].ToFloats();
            parameter.CopyFrom(parameter.Info.FileTransposed ? Transposed(values, parameter.Info.Columns, parameter.Info.Rows) : values);
        }
    }

    private static string TensorDifference(ParameterSet parameters, SafetensorsFile file)
    {
        var text = new StringBuilder();
        foreach (Parameter parameter in parameters)
        {
            string shape = Shapes.Text(FileShape(parameter.Info));
            if (!file.TryGet(parameter.FileName, out SafetensorsTensor? tensor))
                text.Append($"\n  {parameter.FileName} {shape}: missing in the file");
            else if (!tensor.Shape.SequenceEqual(FileShape(parameter.Info)))
                text.Append($"\n  {parameter.FileName} {shape}: {Shapes.Text(tensor.Shape)} in the file");
            else if (tensor.Type is not (SafetensorsType.F32 or SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.F64))
                text.Append($"\n  {parameter.FileName} {shape}: holds {SafetensorsTensor.NameOf(tensor.Type)} in the file, which are no floats");
        }
        foreach (SafetensorsTensor tensor in file.Tensors)
            if (!parameters.Any(parameter => parameter.FileName == tensor.Name))
                text.Append($"\n  {tensor.Name} {Shapes.Text(tensor.Shape)}: in the file only");
        return text.ToString();
    }

    private static Dictionary<string, string> Metadata(NetworkInfo info) => new() { ["format"] = "pt", [ArchitectureKey] = info.Architecture };

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
