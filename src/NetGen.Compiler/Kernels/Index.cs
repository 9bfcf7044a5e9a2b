using System.Globalization;

namespace NetGen.Compiler.Kernels;

/// <summary>An affine position in a buffer: Σ factor·variable + constant, in elements.</summary>
public sealed class Index : IEquatable<Index>
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
        // Most sums have no variable on one side.
        if (b.terms.Length == 0) return b.Constant == 0 ? a : new(a.terms, checked(a.Constant + b.Constant));
        if (a.terms.Length == 0) return a.Constant == 0 ? b : new(b.terms, checked(a.Constant + b.Constant));
        var sum = a.terms.ToList();
        foreach ((Var variable, int factor) in b.terms)
        {
            int at = sum.FindIndex(term => term.Var == variable);
            if (at < 0) sum.Add((variable, factor));
            else sum[at] = (variable, checked(sum[at].Factor + factor));
        }
        return new(sum.Where(term => term.Factor != 0).ToArray(), checked(a.Constant + b.Constant));
    }

    public static Index operator *(Index a, int factor) => factor == 0 || a.IsZero
        ? Zero
        : factor == 1 ? a
        : new(a.terms.Select(term => (term.Var, checked(term.Factor * factor))).ToArray(), checked(a.Constant * factor));

    /// <summary>What a variable is multiplied by; 0 where it is not there.</summary>
    public int Factor(Var variable) => Array.Find(terms, term => term.Var == variable).Factor;

    /// <summary>Whether it is the number 0.</summary>
    public bool IsZero => terms.Length == 0 && Constant == 0;

    /// <summary>Whether it is the variable of that name and nothing else.</summary>
    public bool IsOnly(string variable) => Constant == 0 && terms.Length == 1 && terms[0].Factor == 1 && terms[0].Var.Name == variable;

    /// <summary>Each term times the variable.</summary>
    public static Index operator *(Index a, Var by) =>
        new([.. a.terms.Select(term => ((Var)new Product(term.Var, by), term.Factor)), .. a.Constant == 0 ? []
            : new[] { (by, a.Constant) }], 0);

    /// <summary>Whether both are the same sum, written in the same order.</summary>
    public bool Equals(Index? other)
    {
        if (other is null || Constant != other.Constant || terms.Length != other.terms.Length) return false;
        for (int i = 0; i < terms.Length; i++)
            if (terms[i].Factor != other.terms[i].Factor || terms[i].Var != other.terms[i].Var) return false;
        return true;
    }

    public override bool Equals(object? other) => Equals(other as Index);

    public override int GetHashCode()
    {
        int hash = Constant;
        foreach ((_, int factor) in terms) hash = unchecked(hash * 31 + factor);
        return hash;
    }

    public override string ToString()
    {
        if (terms.Length == 0) return Constant.ToString(CultureInfo.InvariantCulture);
        if (Constant == 0 && terms.Length == 1 && terms[0].Factor == 1) return terms[0].Var.Name;
        string text = "";
        bool subtracts = terms.Any(term => term.Factor < 0);
        foreach ((Var variable, int factor) in subtracts ? terms.OrderBy(term => term.Factor < 0) : terms.AsEnumerable())
        {
            string size = Math.Abs(factor) == 1 ? variable.Name
                : $"{variable.Name} * {Math.Abs(factor).ToString(CultureInfo.InvariantCulture)}";
            text += text.Length == 0 ? factor < 0 ? "-" + size : size : factor < 0 ? " - " + size : " + " + size;
        }
        return Constant == 0 ? text : text + (Constant < 0 ? " - " : " + ") + Math.Abs(Constant).ToString(CultureInfo.InvariantCulture);
    }
}
