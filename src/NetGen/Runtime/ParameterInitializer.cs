namespace NetGen.Runtime;

/// <summary>Start values of parameters.</summary>
internal static class ParameterInitializer
{
    /// <summary>Fills a parameter by its own rule.</summary>
    /// <param name="parameter">What to fill.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="stream">The parameter's number in its network.</param>
    internal static void Fill(Parameter parameter, ulong seed, int stream)
    {
        ParameterInfo info = parameter.Info;
        var values = new float[parameter.Length];
        InitialValues.Fill(values, info.Rows, info.Columns, info.Initializer, info.FanIn, info.FanOut, info.InitializerValue, seed, stream);
        parameter.CopyFrom(values);
    }
}
