using System.Text;

namespace NetGen.Compiler;

/// <summary>
/// The levels between a declaration and C#, as text: sections in the order of the passes, each headed by <c>==</c> and its title. The
/// same declaration gives the same text.
/// </summary>
public sealed class Trace
{
    private readonly StringBuilder text = new();

    /// <summary>Adds a section.</summary>
    /// <param name="title">What it shows: <c>program Predict</c>.</param>
    /// <param name="section">Its lines.</param>
    public void Add(string title, Func<string> section) =>
        text.Append("== ").Append(title).Append('\n').Append(section().TrimEnd('\n')).Append("\n\n");

    public override string ToString() => text.ToString();
}
