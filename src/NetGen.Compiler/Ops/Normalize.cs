using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops;

/// <summary>
/// y[j] = (x[j] − μ)/√(v + ε) with μ the mean of a sample's values and v the mean of (x − μ)², not corrected; where it is not centered, μ
/// is 0 (Ba et al., arXiv 1607.06450; Zhang and Sennrich, arXiv 1910.07467).
/// </summary>
public sealed class Normalize(Value x, double epsilon, bool centered, ValueName outputName) : RowOp([x], outputName, x.Shape)
{
    public double Epsilon { get; } = epsilon;

    public bool Centered { get; } = centered;

    public override IReadOnlyList<Formula> Formulas => Centered
        ? [$"{Output}[m,j] = ({Inputs[0]}[m,j] − μ) / √(v + ε)   μ: mean of the row, v: mean of (x − μ)²"]
        : [$"{Output}[m,j] = {Inputs[0]}[m,j] / √(v + ε)   v: mean of x²"];

    public override void Lower(RowKernel row)
    {
        (Func<Index, Expression> difference, Local root) = Moments(row, Inputs[0], Output, Epsilon, Centered);
        row.ForEach(Output.Length, j => row.Store(Output, j, difference(j) / root));
    }

    /// <summary>x − μ, by column, and √(v + ε) in every lane.</summary>
    /// <param name="scratch">A row that is free until the moments are known.</param>
    public static (Func<Index, Expression> Difference, Local Root) Moments(RowKernel row, Value x, Value scratch, double epsilon,
        bool centered)
    {
        Expression count = Vector(x.Length);
        Local? mean = centered ? row.Kernel.Let("mean", Splat(row.Sum("sum", x)) / count) : null;
        Expression Difference(Index j) => mean is null ? row.Load(x, j) : row.Load(x, j) - mean;
        Expression squares = row.Sum("squares", scratch, j =>
        {
            Local d = row.Kernel.Let("d", Difference(j));
            return d * d;
        });
        return (Difference, row.Kernel.Let("root", Of(VectorOp.Sqrt, Splat(squares) / count + Vector(epsilon))));
    }

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Inputs[0])) yield return (Inputs[0], graph.Add(new NormalizeGradient(this, dy), Layer));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[Inputs[0]];
        var y = new double[x.Length];
        for (int start = 0; start < x.Length; start += Output.Length)
        {
            (double mean, double root) = Moments(x, start);
            for (int j = start; j < start + Output.Length; j++) y[j] = (x[j] - mean) / root;
        }
        on[Output] = y;
    }

    internal (double Mean, double Root) Moments(double[] x, int start)
    {
        double[] row = x.Skip(start).Take(Output.Length).ToArray();
        double mean = Centered ? row.Average() : 0;
        return (mean, Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + Epsilon));
    }
}

/// <summary>
/// dx[j] = (dy[j] − mean dy − y[j]·mean(dy·y))/√(v + ε); without the mean of dy where it is not centered. The root comes from x again.
/// </summary>
public sealed class NormalizeGradient(Normalize normalize, Value dy)
    : RowOp([dy, normalize.Output, normalize.Inputs[0]], "d" + normalize.Inputs[0].Name, normalize.Output.Shape)
{
    public override IReadOnlyList<Formula> Formulas =>
        [$"{Output}[m,j] = ({Inputs[0]}[m,j]{Mean} − {Inputs[1]}[m,j] · mean({Inputs[0]}·{Inputs[1]})) / √(v + ε)"];

    private Formula Mean => normalize.Centered ? (Formula)$" − mean {Inputs[0]}" : $"";

    public override void Lower(RowKernel row)
    {
        Value dy = Inputs[0], y = Inputs[1];
        Local root = Normalize.Moments(row, Inputs[2], Output, normalize.Epsilon, normalize.Centered).Root;
        Expression count = Vector(Output.Length);
        Local? mean = normalize.Centered ? row.Kernel.Let("mean_dy", Splat(row.Sum("sum_dy", dy)) / count) : null;
        Local slope = row.Kernel.Let("slope", Splat(row.Sum("dot", Output, j => row.Load(dy, j) * row.Load(y, j))) / count);
        row.ForEach(Output.Length, j =>
        {
            Expression rest = mean is null ? row.Load(dy, j) : row.Load(dy, j) - mean;
            row.Store(Output, j, Fma(-slope, row.Load(y, j), rest) / root);
        });
    }

    public override void Evaluate(Evaluation on)
    {
        double[] dy = on[Inputs[0]], y = on[Inputs[1]], x = on[Inputs[2]];
        int length = Output.Length;
        var dx = new double[x.Length];
        for (int start = 0; start < x.Length; start += length)
        {
            double root = normalize.Moments(x, start).Root, mean = 0, slope = 0;
            for (int j = start; j < start + length; j++)
            {
                mean += normalize.Centered ? dy[j] / length : 0;
                slope += dy[j] * y[j] / length;
            }
            for (int j = start; j < start + length; j++) dx[j] = (dy[j] - mean - y[j] * slope) / root;
        }
        on[Output] = dx;
    }
}
