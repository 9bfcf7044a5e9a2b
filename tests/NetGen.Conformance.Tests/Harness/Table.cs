namespace NetGen.Conformance;

/// <summary>Measurements with their classes, row by row, and ways to part what is learned from what is held out.</summary>
internal sealed record Table(float[] X, int[] Classes)
{
    public int Count => Classes.Length;

    public int Columns => X.Length / Count;

    /// <summary>For each row one of <paramref name="folds"/> parts, at random; each part has its share of every class.</summary>
    public int[] Folds(int folds, int seed)
    {
        int[] order = Enumerable.Range(0, Count).ToArray(), fold = new int[Count];
        new Random(seed).Shuffle(order);
        int next = 0;
        foreach (int row in order.OrderBy(row => Classes[row])) fold[row] = next++ % folds;
        return fold;
    }

    /// <summary>Rows in the order of the indices.</summary>
    public Table Rows(IEnumerable<int> rows)
    {
        int[] chosen = rows.ToArray();
        return new Table(chosen.SelectMany(row => X[(row * Columns)..((row + 1) * Columns)]).ToArray(),
            chosen.Select(row => Classes[row]).ToArray());
    }

    /// <summary>
    /// Both tables with each column moved and scaled so that its mean over <paramref name="seen"/> is 0 and its deviation 1.
    /// </summary>
    public static (Table Seen, Table Held) Standardized(Table seen, Table held)
    {
        int columns = seen.Columns;
        var mean = new double[columns];
        var deviation = new double[columns];
        for (int i = 0; i < seen.X.Length; i++) mean[i % columns] += seen.X[i] / (double)seen.Count;
        for (int i = 0; i < seen.X.Length; i++) deviation[i % columns] += Math.Pow(seen.X[i] - mean[i % columns], 2) / seen.Count;
        return (Scaled(seen), Scaled(held));

        Table Scaled(Table table) =>
            table with { X = table.X.Select((x, i) => (float)((x - mean[i % columns]) / Math.Sqrt(deviation[i % columns]))).ToArray() };
    }

    /// <summary>
    /// The share of rows per network classes rightly that has not seen them: ten times nine tenths are learned and one is held out.
    /// </summary>
    /// <param name="seed">What the tenths are drawn from.</param>
    /// <param name="right">Trains a network on the first table and returns its accuracy on the second.</param>
    public double CrossValidate(int seed, Func<Table, Table, double> right)
    {
        int[] fold = Folds(10, seed);
        double sum = 0;
        for (int part = 0; part < 10; part++)
        {
            ILookup<bool, int> held = Enumerable.Range(0, Count).ToLookup(row => fold[row] == part);
            (Table learned, Table kept) = Standardized(Rows(held[false]), Rows(held[true]));
            sum += right(learned, kept) * kept.Count;
        }
        return sum / Count;
    }
}
