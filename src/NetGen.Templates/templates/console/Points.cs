internal static class Points
{
    /// <summary>
    /// Points with coordinates from -1 to 1, two numbers each, and 1 for each that lies in the circle of radius 0.7, else 0.
    /// </summary>
    public static (float[] X, float[] T) Draw(int count, int seed)
    {
        var random = new Random(seed);
        float[] x = new float[2 * count], t = new float[count];
        for (int i = 0; i < count; i++)
        {
            x[2 * i] = random.NextSingle() * 2 - 1;
            x[2 * i + 1] = random.NextSingle() * 2 - 1;
            t[i] = x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1] < 0.49f ? 1 : 0;
        }
        return (x, t);
    }
}
