using System.Globalization;
using System.Text.Json;

namespace NetGen.Conformance;

/// <summary>Reads tests/Goldens, whose format tests/NetGen.Goldens/README.md tells.</summary>
internal static class Golden
{
    public static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Goldens", file))).RootElement;

    public static double[] Doubles(this JsonElement element, string name) => element.GetProperty(name).Doubles();

    public static float[] Floats(this JsonElement element, string name) => element.Doubles(name).Select(value => (float)value).ToArray();

    public static int[] Integers(this JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(value => value.GetInt32()).ToArray();

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static double[] Doubles(this JsonElement array) => array.EnumerateArray().Select(Number).ToArray();

    public static double Number(this JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            var text => double.Parse(text!, CultureInfo.InvariantCulture),
        }
        : value.GetDouble();

    /// <summary>Gives a network the parameters of a state_dict: [out, in] becomes [in, out].</summary>
    public static void Set(ParameterSet parameters, JsonElement values)
    {
        Assert.Equal(values.EnumerateObject().Count(), parameters.Count);
        foreach (JsonProperty property in values.EnumerateObject())
        {
            Parameter parameter = parameters[property.Name];
            parameter.CopyFrom(InCode(parameter, property.Value.Doubles()).Select(value => (float)value).ToArray());
        }
    }

    /// <summary>Values of a file in the order of the code.</summary>
    public static double[] InCode(Parameter parameter, double[] inFile) => InCode([.. parameter.Shape], inFile);

    /// <param name="shape">As the code has it: [inputs, outputs] for a weight.</param>
    /// <param name="inFile">By rows of inputs.</param>
    public static double[] InCode(int[] shape, double[] inFile)
    {
        if (shape.Length == 1) return inFile;
        int inputs = shape[0], outputs = shape[1];
        var values = new double[inFile.Length];
        for (int i = 0; i < inputs; i++)
            for (int j = 0; j < outputs; j++) values[i * outputs + j] = inFile[j * inputs + i];
        return values;
    }
}
