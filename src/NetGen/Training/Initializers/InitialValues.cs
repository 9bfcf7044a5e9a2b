using NetGen.Runtime;

namespace NetGen;

/// <summary>
/// The values parameters start with, from random numbers of their own and the four basic operations and roots: the same on every machine.
/// </summary>
internal static class InitialValues
{
    /// <summary>The standard deviation of the standard normal distribution cut off at ±2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>Fills a parameter, dense and row by row.</summary>
    /// <param name="values">[rows, columns].</param>
    /// <param name="rows">Rows: the inputs of a weight, 1 for a bias.</param>
    /// <param name="columns">Columns: the outputs.</param>
    /// <param name="initializer">The rule; <see cref="Initializer.Default"/> is PyTorch's, <see cref="Initializer.PyTorchLinear"/>.</param>
    /// <param name="fanIn">Values a unit takes in.</param>
    /// <param name="fanOut">Units a value goes to.</param>
    /// <param name="value">The rule's own value v. NaN stands for its default: 1 for an orthogonal matrix, 0 for a constant, 0.05 (Keras's)
    /// for the rest.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="parameter">Which parameter of the network it is, from 0.</param>
    internal static void Fill(
        Span<float> values, int rows, int columns, Initializer initializer, int fanIn, int fanOut, double value, ulong seed, int parameter)
    {
        if (values.Length != rows * columns)
            throw new ArgumentException($"{values.Length} values cannot be {rows} rows of {columns}.", nameof(values));

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameter, Philox.ShuffleStream - Philox.InitializerStreams);
        var numbers = new RandomSequence(seed, Philox.InitializerStreams + parameter);
        double spread = double.IsNaN(value) ? 0.05 : value;
        double inputs = Math.Max(1, fanIn), both = Math.Max(1, (double)fanIn + fanOut);
        switch (initializer)
        {
            case Initializer.Default or Initializer.PyTorchLinear:
                Uniform(values, ref numbers, 1 / Math.Sqrt(inputs));
                break;
            case Initializer.GlorotUniform:
                Uniform(values, ref numbers, Math.Sqrt(6 / both));
                break;
            case Initializer.HeUniform:
                Uniform(values, ref numbers, Math.Sqrt(6 / inputs));
                break;
            case Initializer.LeCunUniform:
                Uniform(values, ref numbers, Math.Sqrt(3 / inputs));
                break;
            case Initializer.Uniform:
                Uniform(values, ref numbers, spread);
                break;
            case Initializer.GlorotNormal:
                Truncated(values, ref numbers, Math.Sqrt(2 / both) / TruncatedDeviation);
                break;
            case Initializer.HeNormal:
                Truncated(values, ref numbers, Math.Sqrt(2 / inputs) / TruncatedDeviation);
                break;
            case Initializer.LeCunNormal:
                Truncated(values, ref numbers, Math.Sqrt(1 / inputs) / TruncatedDeviation);
                break;
            case Initializer.TruncatedNormal:
                Truncated(values, ref numbers, spread);
                break;
            case Initializer.Normal:
                foreach (ref float v in values)
                    v = (float)(spread * numbers.Normal());

                break;
            case Initializer.Orthogonal:
                OrthogonalMatrix.Fill(values, rows, columns, double.IsNaN(value) ? 1 : value, ref numbers);
                break;
            case Initializer.Zeros:
                values.Clear();
                break;
            case Initializer.Ones:
                values.Fill(1);
                break;
            case Initializer.Constant:
                values.Fill(double.IsNaN(value) ? 0 : (float)value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "There is no such initializer.");
        }
    }

    private static void Uniform(Span<float> values, ref RandomSequence numbers, double bound)
    {
        foreach (ref float v in values)
        {
            // 2u − 1 is exact.
            v = (float)(bound * (2.0 * numbers.Uniform() - 1));
        }
    }

    private static void Truncated(Span<float> values, ref RandomSequence numbers, double deviation)
    {
        foreach (ref float v in values)
        {
            float normal;
            do
            {
                normal = numbers.Normal();
            }
            while (!(Math.Abs(normal) <= 2));
            v = (float)(deviation * normal);
        }
    }
}
