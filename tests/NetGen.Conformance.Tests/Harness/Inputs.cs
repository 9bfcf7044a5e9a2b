using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using NetGen.Compiler.Networks;

namespace NetGen.Conformance;

/// <summary>
/// Parameters, samples and gradients for a network, drawn from a seed. Where it has several inputs, outputs or losses, a row holds all of a
/// sample's, one after the other.
/// </summary>
internal sealed class Inputs
{
    public Inputs(NetworkCase network, int samples, int seed)
    {
        var random = new Random(seed);
        NetworkPlan plan = network.Plan;
        Samples = samples;
        Parameters = new float[plan.ParameterBlock];
        foreach (ParameterPlan parameter in plan.Parameters)
        {
            // So that values neither die out nor grow from layer to layer.
            double bound = parameter.Shape.Rank == 1 ? 0.3 : 1.7 / Math.Sqrt(parameter.Rows);
            for (int i = 0; i < parameter.Shape.Length; i++)
                Parameters[NetworkCase.Place(parameter, i)] = parameter.Role == "RunningVariance" ? Uniform(random, 0.5, 2)
                    : Uniform(random, -bound, bound);
        }
        X = Draw(random, samples * network.InputLength, -2, 2);
        Dy = Draw(random, samples * network.OutputLength, -1, 1);
        Weights = Draw(random, samples, 0, 2);
        T = Planes.Join(plan.Outputs.Where(output => output.Loss is not null).Select(output => Targets(random, output, samples)),
            network.TargetLengths);
    }

    public int Samples { get; }
    public float[] Parameters { get; set; }
    public float[] X { get; set; }

    /// <summary>Targets; class indices as numbers, as kernels take them.</summary>
    public float[] T { get; set; }

    /// <summary>What each sample counts.</summary>
    public float[] Weights { get; set; }
    public float[] Dy { get; set; }
    public bool Training { get; set; } = true;

    /// <summary>Whether memory begins where a forbidden page ends, instead of ending where one begins.</summary>
    public bool AtStart { get; set; }
    public ulong Seed { get; set; } = 11;
    public ulong Step { get; set; } = 3;

    /// <summary>What the surface writes into the scale region of a loss: the weight's share in the mean.</summary>
    public float[] Scales(LossPlan loss) => Weights.Select(weight => (float)loss.Weight * weight / Samples).ToArray();

    private static int[] Classes(Random random, int classes, int samples) =>
        Enumerable.Range(0, samples).Select(_ => random.Next(classes)).ToArray();

    /// <summary>Class indices; or probabilities for losses on them, distributions for losses over classes, else any values.</summary>
    private static float[] Targets(Random random, OutputPlan output, int samples)
    {
        int length = output.Shape.Length;
        if (output.Loss!.Target == TargetKind.Indices) return Classes(random, length, samples).Select(index => (float)index).ToArray();
        string loss = output.Loss.Title;
        float[] t = loss is "mean squared error" or "mean absolute error" or "Huber" or "smooth L1" or "log-cosh" or "cosine similarity"
            ? Draw(random, samples * length, -1, 1) : Draw(random, samples * length, 0, 1);
        if (loss is "cross-entropy" or "softmax cross-entropy" or "KL divergence")
            for (int first = 0; first < t.Length; first += length)
            {
                float sum = t.AsSpan(first, length).ToArray().Sum();
                for (int j = first; j < first + length; j++) t[j] /= sum;
            }
        return t;
    }

    /// <summary>The samples named, in that order: any of these, any number of times.</summary>
    public Inputs Select(NetworkCase network, IReadOnlyList<int> samples) => new(network, samples.Count, seed: 0)
    {
        Parameters = Parameters,
        X = Rows(X, samples),
        T = Rows(T, samples),
        Weights = Rows(Weights, samples),
        Dy = Rows(Dy, samples),
        Training = Training,
        Seed = Seed,
        Step = Step,
    };

    private TValue[] Rows<TValue>(TValue[] all, IReadOnlyList<int> samples)
    {
        int length = all.Length / Samples;
        return samples.SelectMany(m => all.AsSpan(m * length, length).ToArray()).ToArray();
    }

    public static float[] Draw(Random random, int count, double from, double to)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = Uniform(random, from, to);
        return values;
    }

    private static float Uniform(Random random, double from, double to) => (float)(from + random.NextDouble() * (to - from));
}
