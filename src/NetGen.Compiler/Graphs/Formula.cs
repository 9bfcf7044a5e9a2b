using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetGen.Compiler.Graphs;

/// <summary>
/// A formula as a reader writes it. An interpolated string becomes one, and the values and formulas in it stay what they are until it is
/// printed, with the names that are in force there. There is no conversion from strings, in which they would have been printed already.
/// </summary>
[InterpolatedStringHandler]
public sealed class Formula(int literalLength, int formattedCount)
{
    private readonly List<object> parts = new(2 * formattedCount + Math.Min(literalLength, 1));

    public void AppendLiteral(string text) => parts.Add(text);

    /// <param name="part">A value, a formula, or what has one text: a word, a number.</param>
    public void AppendFormatted(object part) =>
        parts.Add(part is Value or Formula ? part : Convert.ToString(part, CultureInfo.InvariantCulture)!);

    /// <summary>Whether it is one word or call, so that it needs no parentheses alongside others.</summary>
    public bool IsAtom => parts.All(part => part is Formula inner ? inner.IsAtom : part is Value || ((string)part).IndexOf(' ') < 0);

    /// <summary>Formulas with commas between them.</summary>
    public static Formula List(IEnumerable<Formula> items) => items.Aggregate((list, item) => $"{list}, {item}");

    /// <param name="names">What values are called; those that are not there have their own names.</param>
    public string Text(IReadOnlyDictionary<Value, string>? names)
    {
        var text = new StringBuilder();
        Append(text, names);
        return text.ToString();
    }

    private void Append(StringBuilder text, IReadOnlyDictionary<Value, string>? names)
    {
        foreach (object part in parts)
        {
            if (part is Formula inner) inner.Append(text, names);
            else if (part is not Value value) text.Append(part);
            else text.Append(names is not null && names.TryGetValue(value, out string? name) ? name : value.Name.Text);
        }
    }
}
