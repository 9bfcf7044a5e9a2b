using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>z[j] = Σₖ x[k]·W[k, j]   x: K   W: K×N   z: N.</summary>
public sealed class MatMul(Value x, Value weight, ValueName outputName)
    : Op([x, weight], outputName, new Shape(weight.Shape[1]))
{
    /// <summary>Whether the terms of its sums are written out for single samples.</summary>
    public Unroll Unroll { get; init; }

    public Value X => Inputs[0];

    public Value Weight => Inputs[1];

    public override MatrixProduct Product
    {
        get
        {
            (Axis m, Axis k, Axis j) = (Axis.Samples, Axis.Inputs(X.Length), Axis.Outputs(Output.Length));
            return field ??= new(new("y", Output, m, j), k, new("x", X, m, k), new("W", Weight, k, j))
            {
                Unroll = Unroll, NameWithBias = "Dense",
            };
        }
    }

    /// <summary>dx = dz·Wᵀ, dW = xᵀ·dz.</summary>
    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Weight)) yield return (Weight, graph.Add(new WeightGradient(X, dy, Weight), Layer));
        if (wanted(X)) yield return (X, graph.Add(new InputGradient(dy, Weight, X), Layer));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[X], w = on[Weight];
        int rows = X.Length, columns = Output.Length;
        var z = new double[on.Samples * columns];
        for (int m = 0; m < on.Samples; m++)
            for (int j = 0; j < columns; j++)
                for (int k = 0; k < rows; k++) z[m * columns + j] += x[m * rows + k] * w[k * columns + j];
        on[Output] = z;
    }
}
