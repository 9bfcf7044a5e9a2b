using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using static NetGen.Compiler.Kernels.Expression;

namespace NetGen.Compiler.Ops;

/// <summary>y[j] = x[j] − max x − log Σᵢ e^(x[i] − max x).</summary>
public sealed class LogSoftmax(Value x, ValueName outputName) : RowOp([x], outputName, x.Shape)
{
    public static ActivationDefinition Definition { get; } = new("LogSoftmax", 19, (x, name, _) => new LogSoftmax(x, name))
    {
        Summary = "Logarithms of probabilities: yⱼ = xⱼ − log Σᵢ e^xᵢ",
        Remarks = "No value above 0. Derivative: dxⱼ = dyⱼ − e^yⱼ·Σᵢ dyᵢ.",
        WholeRow = true,
    };

    public override IReadOnlyList<Formula> Formulas =>
        [$"{Output}[m,j] = {Inputs[0]}[m,j] − max − log Σᵢ e^({Inputs[0]}[m,i] − max)"];

    public override void Lower(RowKernel row)
    {
        Expression sum = Softmax.Exponentials(row, Inputs[0], Output, out Expression maximum);
        Local highest = row.Kernel.Let("top", Splat(maximum)), log = row.Kernel.Let("log", Of(VectorOp.Log, Splat(sum)));
        row.ForEach(Output.Length, j => row.Store(Output, j, row.Load(Inputs[0], j) - highest - log));
    }

    public override IEnumerable<(Value Input, Value Gradient)> Gradient(Graph graph, Value dy, Func<Value, bool> wanted)
    {
        if (wanted(Inputs[0])) yield return (Inputs[0], graph.Add(new LogSoftmaxGradient(dy, Output, Inputs[0]), Layer));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] x = on[Inputs[0]];
        var y = new double[x.Length];
        for (int start = 0; start < x.Length; start += Output.Length)
        {
            double max = x.Skip(start).Take(Output.Length).Max(),
                log = Math.Log(x.Skip(start).Take(Output.Length).Sum(value => Math.Exp(value - max)));
            for (int j = start; j < start + Output.Length; j++) y[j] = x[j] - max - log;
        }
        on[Output] = y;
    }
}

/// <summary>dx[j] = dy[j] − e^y[j]·Σᵢ dy[i].</summary>
public sealed class LogSoftmaxGradient(Value dy, Value y, Value x) : RowOp([dy, y], "d" + x.Name, x.Shape)
{
    public override IReadOnlyList<Formula> Formulas =>
        [$"{Output}[m,j] = {Inputs[0]}[m,j] − e^{Inputs[1]}[m,j] · Σᵢ {Inputs[0]}[m,i]"];

    public override void Lower(RowKernel row)
    {
        Local sum = row.Kernel.Let("sums", Splat(row.Sum("sum", Inputs[0])));
        row.ForEach(Output.Length, j => row.Store(Output, j, Fma(-Of(VectorOp.Exp, row.Load(Inputs[1], j)), sum, row.Load(Inputs[0], j))));
    }

    public override void Evaluate(Evaluation on)
    {
        double[] dy = on[Inputs[0]], y = on[Inputs[1]];
        var dx = new double[y.Length];
        for (int start = 0; start < y.Length; start += Output.Length)
        {
            double sum = dy.Skip(start).Take(Output.Length).Sum();
            for (int j = start; j < start + Output.Length; j++) dx[j] = dy[j] - Math.Exp(y[j]) * sum;
        }
        on[Output] = dx;
    }
}
