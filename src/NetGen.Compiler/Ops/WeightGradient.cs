using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>dW[k, j] = Σₘ x[m, k]·dz[m, j], over the samples m in order.</summary>
public sealed class WeightGradient(Value x, Value dz, Value weight)
    : Op([x, dz], "d" + weight.Name, weight.Shape, ValueKind.ParameterGradient)
{
    public Value X => Inputs[0];

    public Value Dz => Inputs[1];

    public Value Weight { get; } = weight;

    public override Value GradientOf => Weight;

    public override bool SumsSquares => true;

    public override MatrixProduct Product
    {
        get
        {
            (Axis m, Axis k, Axis j) = (Axis.Samples, Axis.Inputs(X.Length), Axis.Outputs(Dz.Length));
            return field ??= new(new("dW", Output, k, j), m, new("x", X, m, k), new("dz", Dz, m, j));
        }
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[X], dz = on[Dz];
        int rows = X.Length, columns = Dz.Length;
        var dw = new double[rows * columns];
        for (int m = 0; m < on.Samples; m++)
            for (int k = 0; k < rows; k++)
                for (int j = 0; j < columns; j++) dw[k * columns + j] += x[m * rows + k] * dz[m * columns + j];
        on[Output] = dw;
    }
}
