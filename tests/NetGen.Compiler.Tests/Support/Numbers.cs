using NetGen.Compiler.Networks;

namespace NetGen.Compiler.Tests;

/// <summary>Numbers that are the same at every run, and the same as floats and as doubles.</summary>
internal static class Numbers
{
    /// <summary>Uniform between −size and size.</summary>
    public static double[] Random(int count, int seed, double size = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => (double)(float)((random.NextDouble() * 2 - 1) * size)).ToArray();
    }

    /// <summary>Between 0.05 and 0.95; with <paramref name="row"/>, rows that add up to 1.</summary>
    public static double[] Probabilities(int count, int seed, int row = 0)
    {
        double[] p = Random(count, seed).Select(value => (double)(float)(0.5 + 0.45 * value)).ToArray();
        for (int start = 0; row > 0 && start < count; start += row)
        {
            double sum = p.Skip(start).Take(row).Sum();
            for (int i = start; i < start + row; i++) p[i] = (float)(p[i] / sum);
        }
        return p;
    }

    public static int[] Indices(int count, int classes, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => random.Next(classes)).ToArray();
    }

    public static float[] Floats(this IEnumerable<double> values) => values.Select(value => (float)value).ToArray();

    public static double[] Doubles(this IEnumerable<float> values) => values.Select(value => (double)value).ToArray();

    /// <summary>Dense parameters, one array each in the plan's order, in a block laid out as the plan says; padding is +0.</summary>
    public static double[] Pack(NetworkPlan plan, IReadOnlyList<double[]> parameters)
    {
        var block = new double[plan.ParameterBlock];
        ForEach(plan, (p, i, at) => block[at] = parameters[p][i]);
        return block;
    }

    /// <summary>The reverse of <see cref="Pack"/>.</summary>
    public static IReadOnlyList<double[]> Unpack(NetworkPlan plan, IReadOnlyList<double> block)
    {
        double[][] parameters = plan.Parameters.Select(parameter => new double[parameter.Shape.Length]).ToArray();
        ForEach(plan, (p, i, at) => parameters[p][i] = block[at]);
        return parameters;
    }

    /// <summary>Which floats of a block are no parameter's.</summary>
    public static IEnumerable<int> Padding(NetworkPlan plan)
    {
        var used = new HashSet<int>();
        ForEach(plan, (_, _, at) => Assert.True(used.Add(at)));
        return Enumerable.Range(0, plan.ParameterBlock).Where(at => !used.Contains(at));
    }

    private static void ForEach(NetworkPlan plan, Action<int, int, int> element)
    {
        for (int p = 0; p < plan.Parameters.Count; p++)
        {
            ParameterPlan parameter = plan.Parameters[p];
            for (int row = 0; row < parameter.Rows; row++)
                for (int column = 0; column < parameter.Columns; column++)
                    element(p, row * parameter.Columns + column,
                        parameter.Offset + column / parameter.Panel * parameter.Rows * parameter.Panel + row * parameter.Panel
                        + column % parameter.Panel);
        }
    }
}
