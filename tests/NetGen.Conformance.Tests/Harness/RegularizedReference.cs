namespace NetGen.Conformance;

/// <summary>
/// <see cref="Regularized"/> by hand, in double precision, from its declaration and the formulas of docs/defaults.md alone: nothing of the
/// compiler or the library takes part but the first parameters.
/// </summary>
internal sealed class RegularizedReference
{
    private const int In = 9, First = 20, Second = 18, Out = 3;
    private const double Epsilon = 1e-5;

    public RegularizedReference(ParameterSet start)
    {
        foreach (Parameter parameter in start) Values[parameter.Name] = parameter.ToArray().Select(value => (double)value).ToArray();
    }

    /// <summary>By name, row by row, [in, out].</summary>
    public Dictionary<string, double[]> Values { get; } = [];

    /// <summary>What the declaration asks for: penalties, the bound of norms, the share of the weight decay.</summary>
    private static (double L1, double L2, double MaxNorm, double Decay) Asked(string name) => name switch
    {
        "Dense1.Weight" => (1e-2, 2e-2, 0.6, 1),
        "Dense1.Bias" => (0, 0, 0, 0),
        "LayerNorm1.Weight" => (0, 0, 0, 0.25),
        "LayerNorm1.Bias" => (0, 0, 0, 2),
        "Dense2.Weight" => (0, 5e-2, 0, 0.5),
        "Dense2.Bias" or "Dense3.Bias" => (0, 0, 0, 1),
        "Dense3.Weight" => (0, 0, 0.5, 0),
        _ => throw new ArgumentException(name),
    };

    /// <summary>One step on a batch; returns the loss before it, penalties included.</summary>
    /// <param name="rule">Changes parameters in place: the name, the parameters, their gradients, the weight decay's share.</param>
    public double Step(double[] x, double[] t, Action<string, double[], double[], double> rule)
    {
        (double loss, Dictionary<string, double[]> gradients) = Gradients(x, t);
        foreach ((string name, double[] w) in Values)
        {
            (double l1, double l2, double maxNorm, double decay) = Asked(name);
            double[] g = gradients[name];
            for (int i = 0; i < w.Length; i++)
            {
                loss += l1 * Math.Abs(w[i]) + l2 * w[i] * w[i];
                g[i] += l1 * Math.Sign(w[i]) + 2 * l2 * w[i];
            }
            rule(name, w, g, decay);
            if (maxNorm == 0) continue;
            int units = name == "Dense1.Weight" ? First : Out;
            for (int j = 0; j < units; j++)
            {
                double norm = 0;
                for (int i = j; i < w.Length; i += units) norm += w[i] * w[i];
                norm = Math.Sqrt(norm);
                if (norm > maxNorm)
                    for (int i = j; i < w.Length; i += units) w[i] *= maxNorm / (norm + 1e-7);
            }
        }
        return loss;
    }

    private (double Loss, Dictionary<string, double[]> Gradients) Gradients(double[] x, double[] t)
    {
        Dictionary<string, double[]> sum = Values.ToDictionary(pair => pair.Key, pair => new double[pair.Value.Length]);
        int samples = t.Length / Out;
        double loss = 0;
        for (int m = 0; m < samples; m++)
        {
            double[] input = x[(m * In)..(m * In + In)];
            double[] a = Dense("Dense1", input, First).Select(Math.Tanh).ToArray();
            double mean = a.Average(), root = Math.Sqrt(a.Average(value => (value - mean) * (value - mean)) + Epsilon);
            double[] n = a.Select(value => (value - mean) / root).ToArray();
            double[] h = n.Select((value, j) => value * Values["LayerNorm1.Weight"][j] + Values["LayerNorm1.Bias"][j]).ToArray();
            double[] b = Dense("Dense2", h, Second).Select(Math.Tanh).ToArray(), y = Dense("Dense3", b, Out);

            double[] dy = y.Select((value, j) => 2 * (value - t[m * Out + j]) / (Out * samples)).ToArray();
            loss += y.Select((value, j) => Math.Pow(value - t[m * Out + j], 2)).Sum() / (Out * samples);
            double[] db = Back("Dense3", b, dy).Select((slope, j) => slope * (1 - b[j] * b[j])).ToArray();
            double[] dh = Back("Dense2", h, db);
            for (int j = 0; j < First; j++)
            {
                sum["LayerNorm1.Weight"][j] += dh[j] * n[j];
                sum["LayerNorm1.Bias"][j] += dh[j];
            }
            double[] dn = dh.Select((slope, j) => slope * Values["LayerNorm1.Weight"][j]).ToArray();
            double average = dn.Average(), along = dn.Zip(n, (slope, value) => slope * value).Average();
            Back("Dense1", input, dn.Select((slope, j) => (slope - average - n[j] * along) / root * (1 - a[j] * a[j])).ToArray());
        }
        return (loss, sum);

        double[] Dense(string layer, double[] from, int units) => Enumerable.Range(0, units)
            .Select(j => Values[layer + ".Bias"][j] + from.Select((value, i) => value * Values[layer + ".Weight"][i * units + j]).Sum())
            .ToArray();

        // Adds the layer's gradients and returns that of what it took.
        double[] Back(string layer, double[] from, double[] slope)
        {
            double[] w = Values[layer + ".Weight"];
            int units = slope.Length;
            for (int i = 0; i < w.Length; i++) sum[layer + ".Weight"][i] += from[i / units] * slope[i % units];
            for (int j = 0; j < units; j++) sum[layer + ".Bias"][j] += slope[j];
            return from.Select((_, i) => Enumerable.Range(0, units).Sum(j => w[i * units + j] * slope[j])).ToArray();
        }
    }
}
