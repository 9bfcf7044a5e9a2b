using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>Each loss and its gradient, with and without sample weights.</summary>
internal static class Losses
{
    public static Golden Make(ScalarType type)
    {
        var cases = new List<Golden>();
        var numbers = new Numbers(12);
        foreach ((int n, int columns) in ((int, int)[])[(5, 1), (6, 3), (19, 10)])
        {
            double[] logits = numbers.Uniform(n * columns, -4, 4), values = numbers.Uniform(n * columns, -2, 2);
            double[] probabilities = numbers.Uniform(n * columns, 0.01, 0.99), distributions = numbers.Distributions(n, columns);
            double[] bits = numbers.Indices(n * columns, 2), softBits = numbers.Uniform(n * columns, 0, 1),
                indices = numbers.Indices(n, columns);
            double[] weights = numbers.Uniform(n, 0, 2);
            weights[1] = 0;

            foreach (double[]? w in (double[]?[])[null, weights])
            {
                cases.Add(Case("MeanSquaredError", logits, values, n, columns, w, type));
                cases.Add(Case("BinaryCrossEntropy", probabilities, bits, n, columns, w, type));
                cases.Add(Case("BinaryCrossEntropy", probabilities, softBits, n, columns, w, type));
                cases.Add(Case("SigmoidCrossEntropy", logits, bits, n, columns, w, type));
                cases.Add(Case("SigmoidCrossEntropy", logits, softBits, n, columns, w, type));
                if (columns == 1) continue;
                double[] rows = numbers.Distributions(n, columns);
                cases.Add(Case("SoftmaxCrossEntropy", logits, indices, n, columns, w, type, indices: true));
                cases.Add(Case("SoftmaxCrossEntropy", logits, distributions, n, columns, w, type));
                cases.Add(Case("CrossEntropy", rows, indices, n, columns, w, type, indices: true));
                cases.Add(Case("CrossEntropy", rows, distributions, n, columns, w, type));
            }
        }

        // Far from the target the logit forms stay finite; probabilities of 0 and 1 cost at most 100, the bound PyTorch puts on −log.
        double[] far = [-1000, -120, -90, -20, 0, 20, 90, 120, 1000, -1000, 1000, 0];
        double[] wrong = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 0];
        cases.Add(Case("SigmoidCrossEntropy", far, wrong, 12, 1, null, type, note: "far from the target"));
        cases.Add(Case("SoftmaxCrossEntropy", far, [0, 1, 2], 3, 4, null, type, indices: true, note: "far from the target"));
        cases.Add(Case("BinaryCrossEntropy", [0, 1, 0, 1], [0, 1, 1, 0], 4, 1, null, type, note: "probabilities of 0 and 1"));

        numbers = new Numbers(14);
        foreach (double[]? w in (double[]?[])[null, numbers.Uniform(19, 0, 2)])
        {
            double[] y = numbers.Uniform(190, -3, 3), t = numbers.Uniform(190, -2, 2), rows = numbers.Distributions(19, 10);
            foreach (string loss in (string[])["MeanAbsoluteError", "Huber", "SmoothL1", "CosineSimilarity"])
                cases.Add(Case(loss, y, t, 19, 10, w, type));
            cases.Add(Case("Hinge", y, [.. numbers.Indices(190, 2).Select(bit => 2 * bit - 1)], 19, 10, w, type));
            cases.Add(Case("KLDivergence", [.. rows.Select(p => (double)(float)Math.Log(p))], numbers.Distributions(19, 10), 19,
                10, w, type));
        }
        AddSmoothed(cases, type);
        return new Golden().Add("cases", cases);
    }

    /// <summary>Smoothed labels, with class indices that are ignored among them.</summary>
    private static void AddSmoothed(List<Golden> cases, ScalarType type)
    {
        const int n = 7, columns = 10;
        var numbers = new Numbers(13);
        double[] logits = numbers.Uniform(n * columns, -4, 4), rows = numbers.Distributions(n, columns),
            distributions = numbers.Distributions(n, columns);
        double[] indices = numbers.Indices(n, columns), weights = numbers.Uniform(n, 0, 2);
        double[] some = [.. indices];
        some[1] = some[5] = Torch.Ignored;
        foreach (double[]? w in (double[]?[])[null, weights])
            foreach ((string loss, double[] y) in ((string, double[])[])[("SmoothedSoftmaxCrossEntropy", logits),
                ("SmoothedCrossEntropy", rows)])
            {
                cases.Add(Case(loss, y, indices, n, columns, w, type, indices: true));
                cases.Add(Case(loss, y, some, n, columns, w, type, indices: true, note: "two ignored"));
                cases.Add(Case(loss, y, distributions, n, columns, w, type));
            }
    }

    private static Golden Case(string loss, double[] predicted, double[] wanted, int n, int columns, double[]? weights, ScalarType type,
        bool indices = false, string? note = null)
    {
        string name =
            $"{loss}, {n}×{columns}{(indices ? ", indices" : "")}{(weights is null ? "" : ", weighted")}"
            + $"{(note is null ? "" : ", " + note)}";
        using var y = Torch.Leaf(predicted, type, n, columns);
        using var t = indices ? Torch.Indices(wanted) : Torch.Tensor(wanted, type, n, columns);
        using var value = Torch.Loss(loss, y, t, weights);
        value.backward();
        return new Golden().Add("name", name).Add("loss", loss).Add("shape", new[] { n, columns }).Add("indices", indices)
            .Add("y", predicted).Add("t", wanted).Add("weights", weights ?? [])
            .Add("losses", Torch.Values(Torch.LossPerSample(loss, y, t)))
            .Add("value", Torch.Values(value)[0]).Add("dy", Torch.Gradient(y));
    }
}
