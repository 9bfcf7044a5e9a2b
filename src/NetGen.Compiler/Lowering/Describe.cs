using System.Globalization;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Layout;
using NetGen.Compiler.Targets;

namespace NetGen.Compiler.Lowering;

/// <summary>The comment above a kernel: its formula with shapes, its tile, and what a reader would ask.</summary>
public static class Describe
{
    /// <summary>Above a call: the layer, its formula and shapes; nothing where the operation has no formula.</summary>
    /// <param name="names">What values are called where the call is; those that are not there have their own names.</param>
    public static IReadOnlyList<string> Call(FusionGroup group, IReadOnlyDictionary<Value, string>? names = null)
    {
        List<string> formulas = [.. Formulas(group).Select(formula => formula.Text(names))];
        if (formulas.Count == 0) return formulas;
        formulas[0] = $"{group.Root.Layer}:  {formulas[0]}";
        return Joined(formulas, string.Join("   ", group.Operands.Select(value => $"{((Formula)$"{value}").Text(names)}: {Shape(value)}")));
    }

    /// <summary>Notes on formulas are behind the last one, where there is room.</summary>
    private static IReadOnlyList<string> Joined(IReadOnlyList<string> formulas, string more)
    {
        string last = formulas[formulas.Count - 1] + "     " + more;
        return last.Length > LineLength ? [.. formulas, more] : [.. formulas.Take(formulas.Count - 1), last];
    }

    /// <summary>Above a method: the formula in the method's own names.</summary>
    public static IReadOnlyList<string> Shared(FusionGroup group, IReadOnlyDictionary<Value, string> names) =>
        [.. Formulas(group).Select(formula => formula.Text(names))];

    /// <summary>Above a product's kernel: the tile as well, and the order of the sum.</summary>
    public static IReadOnlyList<string> Shared(FusionGroup group, Tile tile, int vectors, int split,
        IReadOnlyDictionary<Value, string> names) =>
        Joined(Shared(group, names), Order(group.Root.Product!, tile, vectors, split));

    /// <summary>Above the kernel that applies functions to sums: the formula without the sum.</summary>
    public static IReadOnlyList<string> Functions(FusionGroup group, IReadOnlyDictionary<Value, string> names) =>
        [.. Formulas(group, isSummed: true).Select(formula => formula.Text(names))];

    /// <summary>Formulas share a line with their notes up to this length.</summary>
    private const int LineLength = 160;

    /// <param name="isSummed">Whether the product is there, with its bias.</param>
    private static IReadOnlyList<Formula> Formulas(FusionGroup group, bool isSummed = false)
    {
        if (group.Root.Formulas is { } own) return own;
        MatrixProduct? product = group.Root.Product;
        string column = product?.Result.Column.Letter ?? "j", index = $"[{product?.Result.Row.Letter ?? "m"},{column}]";
        Value current = group.Summed.Output;
        Formula sum = product?.Formula ?? group.Root.ByElement!.Format([.. group.Root.Inputs.Select(Element)]);
        if (isSummed) sum = $"{current}[m,j]";
        else if (group.Bias is not null) sum = $"{sum} + {Element(group.Bias)}";

        var formulas = new List<Formula>();
        foreach (Op op in group.Epilogue)
        {
            Value before = current;
            // What is used twice is written once, else the formula of a row of sums would double at each of them.
            if (group.Stored.Contains(current) || op.Inputs.Count(input => input == before) > 1 && !sum.IsAtom)
            {
                formulas.Add($"{Element(current)} = {sum}");
                sum = Element(current);
            }
            Formula inner = op.Inputs.Count == 1 || sum.IsAtom ? sum : $"({sum})";
            sum = op.ByElement!.Format([.. op.Inputs.Select(input => input == before ? inner : Element(input))]);
            current = op.Output;
        }
        formulas.Add($"{Element(current)} = {sum}");
        return formulas;

        Formula Element(Value value) => value.IsOnePerColumn ? (Formula)$"{value}[{column}]" : $"{value}{index}";
    }

    private static string Shape(Value value) => value.Kind switch
    {
        ValueKind.Parameter or ValueKind.ParameterGradient or ValueKind.Statistics => value.Shape.ToString(),
        ValueKind.TargetIndices or ValueKind.Scale => "M",
        _ when Layouts.IsOnePerSample(value) => "M",
        _ => $"M×{value.Shape}",
    };

    private static string Order(MatrixProduct product, Tile tile, int vectors, int split)
    {
        (string rows, string columns) = (product.Result.Row.Counts, product.Result.Column.Counts);
        int accumulators = tile.Rows * vectors * split;
        string order = split == 1
            ? $"{(product.IsOverSamples ? product.Term.Counts : product.Term.Letter)} in order, the same on every target"
            : $"{Number(split)} partial sums each, term k to partial k mod {Number(split)}, the same on every target";
        return $"tile: {Count(tile.Rows, rows)} × {Count(tile.Columns, columns)}, {Count(accumulators, "accumulators")}; {order}";
    }

    private static string Count(int number, string plural) => Number(number) + " " + (number == 1 ? plural.TrimEnd('s') : plural);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
