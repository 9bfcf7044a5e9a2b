namespace NetGen.Conformance;

/// <summary>Samples and typed networks for tests that go through the generated members.</summary>
internal static class Samples
{
    public static float[] Draw(int count, int seed, double from = -1, double to = 1) => Inputs.Draw(new Random(seed), count, from, to);

    public static int[] Classes(int count, int classes, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => random.Next(classes)).ToArray();
    }

    /// <summary>The rule of the quick start: x₀ + x₁ > x₂².</summary>
    public static (float[] X, float[] T) Learnable(int count, int seed)
    {
        float[] x = Draw(count * 10, seed), t = new float[count];
        for (int i = 0; i < count; i++) t[i] = x[10 * i] + x[10 * i + 1] > x[10 * i + 2] * x[10 * i + 2] ? 1 : 0;
        return (x, t);
    }

    /// <summary>All parameters, or gradients, one after the other.</summary>
    public static float[] Flat(ParameterSet parameters) => parameters.SelectMany(parameter => parameter.ToArray()).ToArray();

    /// <summary>The block behind the parameters, padding included: not for users, so by reflection.</summary>
    public static float[] Block(ParameterSet parameters)
    {
        const System.Reflection.BindingFlags any =
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public;
        return ((Runtime.AlignedBlock<float>)typeof(ParameterSet).GetProperty("Block", any)!.GetValue(parameters)!).Span.ToArray();
    }

    /// <summary>
    /// Every block of state an optimizer keeps: fields of type Memory&lt;float&gt; of its class and those it derives from.
    /// </summary>
    public static List<(string Name, float[] Values)> State(Optimizer optimizer)
    {
        var state = new List<(string, float[])>();
        for (Type? type = optimizer.GetType(); type is not null; type = type.BaseType)
            foreach (var field in type.GetFields(
                System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic
                | System.Reflection.BindingFlags.DeclaredOnly))
                if (field.GetValue(optimizer) is Memory<float> { IsEmpty: false } memory) state.Add((field.Name, memory.ToArray()));
        return state;
    }
}
