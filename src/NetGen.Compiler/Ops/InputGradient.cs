using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>dx[k] = Σⱼ dz[j]·W[k, j]   dz: N   W: K×N   dx: K.</summary>
public sealed class InputGradient(Value dz, Value weight, Value x) : Op([dz, weight], "d" + x.Name, x.Shape)
{
    public Value Dz => Inputs[0];

    public Value Weight => Inputs[1];

    public override MatrixProduct Product
    {
        get
        {
            (Axis m, Axis k, Axis j) = (Axis.Samples, Axis.Inputs(Output.Length), Axis.Outputs(Dz.Length));
            return field ??= new(new("dx", Output, m, k), j, new("dz", Dz, m, j), new("W", Weight, k, j));
        }
    }

    public override void Evaluate(Evaluation on)
    {
        double[] dz = on[Dz], w = on[Weight];
        int rows = Output.Length, columns = Dz.Length;
        var dx = new double[on.Samples * rows];
        for (int m = 0; m < on.Samples; m++)
            for (int k = 0; k < rows; k++)
                for (int j = 0; j < columns; j++) dx[m * rows + k] += dz[m * columns + j] * w[k * columns + j];
        on[Output] = dx;
    }
}
