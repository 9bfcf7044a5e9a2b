using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops;

/// <summary>y[j] = e^(x[j] − max x) / Σᵢ e^(x[i] − max x).</summary>
public sealed class Softmax(Value x, ValueName outputName) : RowOp([x], outputName, x.Shape)
{
    public static ActivationDefinition Definition { get; } = new("Softmax", 7, (x, name, _) => new Softmax(x, name))
    {
        Summary = "Probabilities: yⱼ = e^xⱼ / Σᵢ e^xᵢ, which add up to 1",
        Remarks = "For CrossEntropy; its logit form, SoftmaxCrossEntropy, has it inside.",
        Range = Domain.Distribution,
        WholeRow = true,
    };

    public override IReadOnlyList<Formula> Formulas =>
        [$"{Output}[m,j] = e^({Inputs[0]}[m,j] − max) / Σᵢ e^({Inputs[0]}[m,i] − max)"];

    public override void Lower(RowKernel row)
    {
        Expression sum = Exponentials(row, Inputs[0], Output, out _);
        Local total = row.Kernel.Let("total", Splat(sum));
        row.ForEach(Output.Length, j => row.Store(Output, j, row.Load(Output, j) / total));
    }

    /// <summary>What it makes a distribution of, where <paramref name="distribution"/> is one of its results.</summary>
    public static Value? Logits(Value distribution) => distribution.Producer is Softmax softmax ? softmax.Inputs[0] : null;

    /// <summary>Writes e^(x − max) to <paramref name="to"/> and returns its sum and the maximum, both scalars.</summary>
    public static Expression Exponentials(RowKernel row, Value x, Value to, out Expression maximum)
    {
        maximum = row.Maximum("max", x);
        Local highest = row.Kernel.Let("highest", Splat(maximum));
        row.ForEach(x.Length, j => row.Store(to, j, Of(VectorOp.Exp, row.Load(x, j) - highest)));
        return row.Sum("sum", to);
    }

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Inputs[0])) yield return (Inputs[0], graph.Add(new SoftmaxGradient(dy, Output, Inputs[0]), Layer));
    }

    public override void Evaluate(Evaluation on) => on[Output] = Rows(on[Inputs[0]], Output.Length);

    /// <summary>The softmax of each row, in double precision.</summary>
    public static double[] Rows(double[] x, int length)
    {
        var y = new double[x.Length];
        for (int start = 0; start < x.Length; start += length)
        {
            double max = x.Skip(start).Take(length).Max(), sum = 0;
            for (int j = start; j < start + length; j++) sum += y[j] = Math.Exp(x[j] - max);
            for (int j = start; j < start + length; j++) y[j] /= sum;
        }
        return y;
    }
}

/// <summary>dx[j] = y[j]·(dy[j] − Σᵢ dy[i]·y[i]).</summary>
public sealed class SoftmaxGradient(Value dy, Value y, Value x) : RowOp([dy, y], "d" + x.Name, x.Shape)
{
    public override IReadOnlyList<Formula> Formulas =>
        [$"{Output}[m,j] = {Inputs[1]}[m,j] · ({Inputs[0]}[m,j] − Σᵢ {Inputs[0]}[m,i]·{Inputs[1]}[m,i])"];

    public override void Lower(RowKernel row)
    {
        Expression dot = row.Sum("dot", Output, j => row.Load(Inputs[0], j) * row.Load(Inputs[1], j));
        Local mean = row.Kernel.Let("mean", Splat(dot));
        row.ForEach(Output.Length, j => row.Store(Output, j, row.Load(Inputs[1], j) * (row.Load(Inputs[0], j) - mean)));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] dy = on[Inputs[0]], y = on[Inputs[1]];
        int length = Output.Length;
        var dx = new double[y.Length];
        for (int start = 0; start < y.Length; start += length)
        {
            double dot = 0;
            for (int j = start; j < start + length; j++) dot += dy[j] * y[j];
            for (int j = start; j < start + length; j++) dx[j] = y[j] * (dy[j] - dot);
        }
        on[Output] = dx;
    }
}
