using System.Globalization;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Passes;

/// <summary>The comment above a kernel: its formula with shapes, its tile, and what a reader would ask.</summary>
public static class Describe
{
    public static IReadOnlyList<string> Kernel(Group group, TargetIsa target)
    {
        var lines = new List<string>();
        lines.AddRange(Formulas(group).Select((formula, i) => i == 0 ? $"{group.Root.Layer}:  {formula}" : formula));
        lines.Add(string.Join("   ", group.Reads.Concat(group.Stored).Distinct().Select(value => $"{value.Name}: {Shape(value)}")));
        if (group.Root is MatMul or InputGradient or WeightGradient) lines.Add(Order(group.Root, target));
        if (group.Root is BiasGradient) lines.Add("samples in order");
        return lines;
    }

    private static IEnumerable<string> Formulas(Group group)
    {
        switch (group.Root)
        {
            case RowOp op: return op.Formulas;
            case CopyRows op: return [$"{op.Output.Name}[m,j] = {op.Inputs[0].Name}[m,j], rows padded to 16 floats"];
            case BiasGradient op: return [$"{op.Output.Name}[j] = Σₘ {op.Dz.Name}[m,j]"];
            case WeightGradient op: return [$"{op.Output.Name}[k,j] = Σₘ {op.X.Name}[m,k]·{op.Dz.Name}[m,j]"];
        }
        string column = group.Root is InputGradient ? "k" : "j", index = $"[m,{column}]";
        string sum = group.Root switch
        {
            MatMul op => $"Σₖ {op.X.Name}[m,k]·{op.Weight.Name}[k,j]",
            InputGradient op => $"Σⱼ {op.Dz.Name}[m,j]·{op.Weight.Name}[k,j]",
            Elementwise op => op.Format(op.Inputs.Select(Named).ToList()),
            _ => "",
        };
        if (group.Bias is not null) sum += $" + {group.Bias.Bias.Name}[{column}]";

        var formulas = new List<string>();
        Value current = ((Op?)group.Bias ?? group.Root).Output;
        foreach (Elementwise op in group.Epilogue)
        {
            if (group.Stored.Contains(current))
            {
                formulas.Add($"{current.Name}{index} = {sum}");
                sum = current.Name + index;
            }
            string inner = sum;
            Value before = current;
            bool atom = inner.IndexOf(' ') < 0;
            sum = op.Format(op.Inputs.Select(input => input != before ? Named(input) : op.Inputs.Count > 1 && !atom ? $"({inner})" : inner).ToList());
            current = op.Output;
        }
        formulas.Add($"{current.Name}{index} = {sum}");
        return formulas;

        string Named(Value value) => value.Kind is ValueKind.Parameter or ValueKind.Statistics ? $"{value.Name}[{column}]" : value.Name + index;
    }

    private static string Shape(Value value) => value.Kind switch
    {
        ValueKind.Parameter or ValueKind.ParameterGradient or ValueKind.Statistics => value.Shape.ToString(),
        ValueKind.TargetIndices or ValueKind.Scale => "M",
        _ when Layouts.IsOnePerSample(value) => "M",
        _ => $"M×{value.Shape}",
    };

    private static string Order(Op op, TargetIsa target)
    {
        (int split, int results, string rows, string columns, string terms) = op switch
        {
            MatMul product => (Schedule.Split(product.X.Length, product.Output.Length), product.Output.Length, "samples", "outputs", "k"),
            InputGradient product => (1, product.Output.Length, "samples", "inputs", "j"),
            WeightGradient product => (1, product.Dz.Length, "inputs", "outputs", "samples"),
            _ => throw new CompilerBugException($"{op.GetType().Name} has no tiles"),
        };
        Tile tile = target.Tiles[split];
        int width = Math.Min(tile.Columns, Math.Max(CallerRows.Pad(results), target.Lanes)), accumulators = tile.Rows * Math.Max(width / target.Lanes, 1) * split;
        string order = split == 1
            ? $"{terms} in order, so that every target sums alike"
            : $"{Number(split)} partial sums each, term k to partial k mod {Number(split)}, the same on every target";
        string height = tile.Rows == 1 ? "one of the " + rows : $"{Number(tile.Rows)} {rows}";
        return $"tile: {height} × {Number(width)} {columns}, {Number(accumulators)} accumulators; {order}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
