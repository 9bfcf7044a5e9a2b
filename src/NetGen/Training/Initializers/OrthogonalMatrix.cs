namespace NetGen;

/// <summary>Random matrices with orthonormal rows or columns, uniformly distributed.</summary>
internal static class OrthogonalMatrix
{
    /// <summary>
    /// Takes normal vectors, as many as the shorter side, and makes them orthonormal one after the other, each twice against those before
    /// it (Gram and Schmidt; twice is enough for full precision: L. Giraud et al., Numerische Mathematik 101, 2005), which is the Q of a QR
    /// decomposition whose R has a positive diagonal, PyTorch's convention. In double.
    /// </summary>
    public static void Fill(Span<float> values, int rows, int columns, double gain, ref RandomSequence numbers)
    {
        int count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            double[] vector = vectors[i] = new double[length];
            double norm;
            do
            {
                for (int k = 0; k < length; k++)
                    vector[k] = numbers.Normal();

                for (int pass = 0; pass < 2; pass++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        double overlap = Dot(vectors[j], vector);
                        for (int k = 0; k < length; k++)
                            vector[k] -= overlap * vectors[j][k];
                    }
                }

                norm = Math.Sqrt(Dot(vector, vector));
            }
            while (!(norm > 1e-6));

            for (int k = 0; k < length; k++)
                vector[k] /= norm;
        }

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double element = rows <= columns ? vectors[row][column] : vectors[column][row];
                values[row * columns + column] = (float)(gain * element);
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
            sum += a[k] * b[k];

        return sum;
    }
}
