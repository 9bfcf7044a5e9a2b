namespace NetGen.Runtime;

/// <summary>Start values of parameters.</summary>
internal static class ParameterInitializer
{
    /// <summary>Fills parameter number <paramref name="number"/> of a network by its own rule.</summary>
    internal static void Fill(Parameter parameter, ulong seed, int number)
    {
        ParameterInfo info = parameter.Info;
        var values = new float[info.Length];
        InitialValues.Fill(values, info.Rows, info.Columns, info.Initializer, info.FanIn, info.FanOut, info.InitializerValue, seed, number);
        parameter.CopyFrom(values);
    }
}
