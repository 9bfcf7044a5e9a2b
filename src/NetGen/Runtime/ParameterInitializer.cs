namespace NetGen.Runtime;

/// <summary>Start values of parameters.</summary>
internal static class ParameterInitializer
{
    internal static void Fill(Parameter parameter, ulong seed, int stream)
    {
        var values = new float[parameter.Length];
        float bound = 1 / MathF.Sqrt(Math.Max(1, parameter.Info.FanIn));
        for (int i = 0; i < values.Length; i++) values[i] = (2 * Philox.Uniform(seed, Philox.InitializerStreams + stream, 0, 0, i) - 1) * bound;
        parameter.CopyFrom(values);
    }
}
