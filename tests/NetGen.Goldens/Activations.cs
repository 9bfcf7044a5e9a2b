using static TorchSharp.torch;

namespace NetGen.Goldens;

/// <summary>Each activation's values and gradients, at ordinary and at extreme points.</summary>
internal static class Activations
{
    private static readonly double[] Extremes =
    [
        0.0, -0.0, float.Epsilon, -float.Epsilon, 1.17549435e-38f, -1.17549435e-38f, 1e-20f, -1e-20f, 1e-8f, -1e-8f, 1e-4f, -1e-4f,
        8, -8, 10, -10, 16.5, -16.5, 50, -50, 87.5, -87.5, 88.75, -88.75, 104, -104, 1e4, -1e4, 1e20f, -1e20f, float.MaxValue,
            float.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    public static Golden Make(ScalarType type)
    {
        var cases = new List<Golden>();
        string[] activations =
        [
            "Identity", "ReLU", "LeakyReLU", "Sigmoid", "Tanh", "GELU", "SiLU",
            "ReLU6", "ELU", "SELU", "CELU", "GELUTanh", "Mish", "Softplus", "Softsign", "HardSigmoid", "HardSwish", "HardTanh",
        ];
        foreach (string activation in activations)
        {
            // λ·x and PyTorch's 6·x/6 overflow in single precision for the greatest x. PyTorch's x/(1 + |x|) is ∞/∞ at infinity, where
            // NetGen's has its limit; x³ of the tanh form overflows in single precision.
            Func<double, bool> similar = activation switch
            {
                "Softsign" => value => !double.IsInfinity(value),
                "SELU" or "HardSwish" => value => value != float.MaxValue,
                "GELUTanh" => value => double.IsNaN(value) || Math.Abs(value) < 1e5,
                _ => _ => true,
            };
            double[] x = [.. Extremes.Where(similar), .. Numbers.Make(64 - Extremes.Count(similar), i => (i - 14) * 0.375)];
            cases.Add(Case(activation, activation, x, Numbers.Make(x.Length, _ => 1), 1, x.Length, type));
        }

        var numbers = new Numbers(11);
        foreach (int columns in (int[])[1, 2, 3, 10, 16, 17, 64, 65])
            cases.Add(Case($"Softmax of {columns}", "Softmax", numbers.Uniform(2 * columns, -6, 6), numbers.Uniform(2 * columns, -1, 1), 2,
                columns, type));
        double infinity = double.PositiveInfinity;
        double[] hard =
        [
            0, 0, 0, 0,   1000, -1000, 999, 0,   -1e4, -1e4, -1e4, -1e4,   1e20f, 0, -1e20f, 1,   -infinity, 0, 1, 2,
            infinity, 0, 1, 2,   double.NaN, 0, 1, 2,   float.MaxValue, float.MinValue, 0, 0,
        ];
        foreach (int columns in (int[])[2, 17, 65])
            cases.Add(Case($"LogSoftmax of {columns}", "LogSoftmax", numbers.Uniform(2 * columns, -6, 6),
                numbers.Uniform(2 * columns, -1, 1), 2, columns, type));
        cases.Add(Case("Softmax, extreme", "Softmax", hard, numbers.Uniform(hard.Length, -1, 1), hard.Length / 4, 4, type));
        return new Golden().Add("cases", cases);
    }

    private static Golden Case(string name, string activation, double[] values, double[] upstream, int rows, int columns, ScalarType type)
    {
        using var x = Torch.Leaf(values, type, rows, columns);
        using var y = Torch.Activate(activation, x);
        y.backward([Torch.Tensor(upstream, type, rows, columns)]);
        return new Golden().Add("name", name).Add("activation", activation).Add("shape", new[] { rows, columns })
            .Add("x", values).Add("dy", upstream).Add("y", Torch.Values(y)).Add("dx", Torch.Gradient(x));
    }
}
