using System.Globalization;

namespace NetGen.Compiler.Kernels;

/// <summary>An integer variable of a kernel: a loop counter or a count given by the caller (<c>nuint</c> in the text).</summary>
public record Var(string Name);

/// <summary>A row's number times the distance of rows: where calls of kernels begin.</summary>
public sealed record Product(Var First, Var Second) : Var($"{First.Name} * {Second.Name}");

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

    /// <summary>Each term times the variable.</summary>
    public static Index operator *(Index a, Var by) =>
        new([.. a.terms.Select(term => ((Var)new Product(term.Var, by), term.Factor)), .. a.Constant == 0 ? [] : new[] { (by, a.Constant) }], 0);

    /// <summary>Whether both are the same sum, written in the same order.</summary>
    public bool Equals(Index? other)
    {
        if (other is null || Constant != other.Constant || terms.Length != other.terms.Length) return false;
        for (int i = 0; i < terms.Length; i++)
            if (terms[i].Factor != other.terms[i].Factor || terms[i].Var != other.terms[i].Var) return false;
        return true;
    }

    public override bool Equals(object? other) => Equals(other as Index);

    public override int GetHashCode() => Constant * 31 + terms.Length;

    public override string ToString()
    {
        string text = "";
        foreach ((Var variable, int factor) in terms.OrderBy(term => term.Factor < 0))
        {
            string size = Math.Abs(factor) == 1 ? variable.Name : $"{variable.Name} * {Math.Abs(factor).ToString(CultureInfo.InvariantCulture)}";
            text += text.Length == 0 ? factor < 0 ? "-" + size : size : factor < 0 ? " - " + size : " + " + size;
        }
        if (text.Length == 0) return Constant.ToString(CultureInfo.InvariantCulture);
        return Constant == 0 ? text : text + (Constant < 0 ? " - " : " + ") + Math.Abs(Constant).ToString(CultureInfo.InvariantCulture);
    }
}
