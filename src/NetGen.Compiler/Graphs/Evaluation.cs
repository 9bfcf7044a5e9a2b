namespace NetGen.Compiler.Graphs;

/// <summary>Dense values of a graph in double precision: the oracle that tests compare kernels with.</summary>
public sealed class Evaluation(int samples)
{
    private readonly Dictionary<Value, double[]> values = [];

    public int Samples { get; } = samples;

    /// <summary>Whether statistics are those of the batch.</summary>
    public bool Training { get; init; }

    /// <summary>Rows of a per-sample value, or the elements of a parameter.</summary>
    public double[] this[Value of]
    {
        get => values.TryGetValue(of, out double[]? array)
            ? array
            : throw new InvalidOperationException($"{of} has no value yet");
        set => values[of] = value;
    }

    public bool Has(Value value) => values.ContainsKey(value);

    public void Run(IEnumerable<Op> ops)
    {
        foreach (Op op in ops) Run(op);
    }

    public void Run(Op op)
    {
        op.Evaluate(this);
        if (op.AccumulatesInto is { } earlier)
            this[earlier] = this[op.Output] = this[earlier].Zip(this[op.Output], (a, b) => a + b).ToArray();
    }

    /// <summary>Sets the op's output element by element from its inputs of the same shape.</summary>
    public void Map(Op op, Func<double[], double> function)
    {
        double[][] inputs = op.Inputs.Select(input => this[input]).ToArray();
        var arguments = new double[inputs.Length];
        var result = new double[inputs[0].Length];
        for (int i = 0; i < result.Length; i++)
        {
            for (int a = 0; a < arguments.Length; a++) arguments[a] = inputs[a][i];
            result[i] = function(arguments);
        }
        this[op.Output] = result;
    }
}
