using System.Globalization;
using System.Text;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Kernels;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Passes;

/// <summary>The comment above a kernel: its formula with shapes, its tile, and what a reader would ask.</summary>
public static class Describe
{
    /// <summary>Above a call: the layer, its formula and shapes.</summary>
    public static IReadOnlyList<string> Call(Group group)
    {
        string shapes = string.Join("   ", group.Reads.Concat(group.Stored).Distinct().Select(value => $"{value.Name}: {Shape(value)}"));
        return Joined([.. Formulas(group).Select((formula, i) => i == 0 ? $"{group.Root.Layer}:  {formula}" : formula)], shapes);
    }

    /// <summary>What is said of formulas stands behind the last one, where there is room.</summary>
    private static IReadOnlyList<string> Joined(IReadOnlyList<string> formulas, string more)
    {
        string last = formulas[formulas.Count - 1] + "     " + more;
        return last.Length > LineLength ? [.. formulas, more] : [.. formulas.Take(formulas.Count - 1), last];
    }

    /// <summary>Above a method: the formula in the method's own names.</summary>
    public static IReadOnlyList<string> Shared(Group group, IReadOnlyDictionary<string, string> names) => Renamed(Formulas(group), names);

    /// <summary>Above a product's kernel: the tile as well, and the order of the sum.</summary>
    public static IReadOnlyList<string> Shared(Group group, Tile tile, int vectors, int split, IReadOnlyDictionary<string, string> names) =>
        Joined(Shared(group, names), Order(group.Root, tile, vectors, split));

    /// <summary>Above the kernel that applies functions to sums: the formula without the sum.</summary>
    public static IReadOnlyList<string> Functions(Group group, IReadOnlyDictionary<string, string> names)
    {
        string done = ((Op?)group.Bias ?? group.Root).Output.Name;
        return Renamed(Formulas(group, done + "[m,j]"), names);
    }

    private static List<string> Renamed(IEnumerable<string> formulas, IReadOnlyDictionary<string, string> names) => formulas.Select(formula => Renamed(formula, names)).ToList();

    private static string Renamed(string formula, IReadOnlyDictionary<string, string> names)
    {
        var text = new StringBuilder(formula.Length);
        for (int at = 0, end; at < formula.Length; at = end)
        {
            for (end = at; end < formula.Length && IsInWord(formula[end]); end++) { }
            if (end == at) text.Append(formula[end++]);
            else text.Append(names.TryGetValue(formula.Substring(at, end - at), out string? name) ? name : formula.Substring(at, end - at));
        }
        return text.ToString();
    }

    private static bool IsInWord(char c) => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9' or '_';

    /// <summary>Formulas share a line with what is said of them up to this length.</summary>
    private const int LineLength = 160;

    /// <param name="sumName">Stands for the product's sum, with its bias.</param>
    private static IEnumerable<string> Formulas(Group group, string? sumName = null)
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
        if (sumName is not null) sum = sumName;
        else if (group.Bias is not null) sum += $" + {group.Bias.Bias.Name}[{column}]";

        var formulas = new List<string>();
        Value current = ((Op?)group.Bias ?? group.Root).Output;
        foreach (Elementwise op in group.Epilogue)
        {
            Value before = current;
            // What is used twice is written once, else the formula of a row of sums would double at each of them.
            if (group.Stored.Contains(current) || op.Inputs.Count(input => input == before) > 1 && sum.IndexOf(' ') >= 0)
            {
                formulas.Add($"{current.Name}{index} = {sum}");
                sum = current.Name + index;
            }
            string inner = sum;
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

    private static string Order(Op op, Tile tile, int vectors, int split)
    {
        (string rows, string columns, string terms) = op switch
        {
            MatMul => ("samples", "outputs", "k"),
            InputGradient => ("samples", "inputs", "j"),
            WeightGradient => ("inputs", "outputs", "samples"),
            _ => throw new CompilerBugException($"{op.GetType().Name} has no tiles"),
        };
        int accumulators = tile.Rows * vectors * split;
        string order = split == 1
            ? $"{terms} in order, so that every target sums alike"
            : $"{Number(split)} partial sums each, term k to partial k mod {Number(split)}, the same on every target";
        string height = tile.Rows == 1 ? "one of the " + rows : $"{Number(tile.Rows)} {rows}";
        return $"tile: {height} × {Number(tile.Columns)} {columns}, {Number(accumulators)} accumulator{(accumulators == 1 ? "" : "s")}; {order}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
