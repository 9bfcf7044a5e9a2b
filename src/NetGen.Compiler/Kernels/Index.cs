using System.Globalization;

namespace NetGen.Compiler.Kernels;

/// <summary>An integer variable of a kernel: a loop counter or a count given by the caller (<c>nuint</c> in the text).</summary>
public sealed record Var(string Name);

/// <summary>An affine position in a buffer: Σ factor·variable + constant, in elements.</summary>
public sealed class Index
{
    private readonly (Var Var, int Factor)[] terms;

    private Index((Var, int)[] terms, int constant)
    {
        this.terms = terms;
        Constant = constant;
    }

    public int Constant { get; }

    public IReadOnlyList<(Var Var, int Factor)> Terms => terms;

    public static Index Zero { get; } = new([], 0);

    public static implicit operator Index(int constant) => new([], constant);

    public static implicit operator Index(Var variable) => new([(variable, 1)], 0);

    public static Index operator +(Index a, Index b)
    {
        var sum = a.terms.ToList();
        foreach ((Var variable, int factor) in b.terms)
        {
            int at = sum.FindIndex(term => term.Var == variable);
            if (at < 0) sum.Add((variable, factor));
            else sum[at] = (variable, checked(sum[at].Factor + factor));
        }
        return new(sum.Where(term => term.Factor != 0).ToArray(), checked(a.Constant + b.Constant));
    }

    public static Index operator *(Index a, int factor) => factor == 0
        ? Zero
        : new(a.terms.Select(term => (term.Var, checked(term.Factor * factor))).ToArray(), checked(a.Constant * factor));

    public override string ToString()
    {
        var parts = terms.Select(term => term.Factor == 1
            ? term.Var.Name
            : $"{term.Var.Name} * {term.Factor.ToString(CultureInfo.InvariantCulture)}").ToList();
        if (Constant != 0 || parts.Count == 0) parts.Add(Constant.ToString(CultureInfo.InvariantCulture));
        return string.Join(" + ", parts);
    }
}
