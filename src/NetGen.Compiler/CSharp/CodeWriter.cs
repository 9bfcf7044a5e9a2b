using System.Text;

namespace NetGen.Compiler.CSharp;

/// <summary>
/// Writes indented C#: lines, slabs of lines (raw strings) and blocks. Line ends are <c>\n</c> and numbers invariant, whatever the machine,
/// so that a declaration always gives the same text.
/// </summary>
/// <example>
/// <code>
/// using (writer.Block("for (nuint m = 0; m &lt; M; m++)"))
///     writer.Write($"""
///         var x = Load(ref h, m * {stride});
///         Store(x, ref y, m * {stride});
///         """);
/// </code>
/// </example>
public sealed class CodeWriter
{
    private const string IndentUnit = "    ";

    private readonly StringBuilder text = new();
    private string indent = "";
    private bool blockIsEmpty = true;

    /// <summary>How many blocks are open.</summary>
    public int Depth => indent.Length / IndentUnit.Length;

    /// <summary>Writes an empty line.</summary>
    public void Write() => text.Append('\n');

    /// <summary>Writes one line or many, each at the current indentation. Empty lines get no trailing blanks.</summary>
    public void Write(string slab)
    {
        int start = 0;
        while (true)
        {
            int end = slab.IndexOf('\n', start);
            int length = (end < 0 ? slab.Length : end) - start;
            if (length > 0 && slab[start + length - 1] == '\r') length--;
            if (length > 0) text.Append(indent).Append(slab, start, length);
            text.Append('\n');
            if (end < 0) break;
            start = end + 1;
        }
        blockIsEmpty = false;
    }

    /// <summary>The same for an interpolated string; a value of several lines is indented to the place where it is.</summary>
    public void Write(Slab slab) => Write(slab.ToString());

    /// <summary>Writes statements that belong together on one line, or on as many as they need.</summary>
    /// <param name="length">Of a line, indentation not counted.</param>
    public void WriteTogether(IEnumerable<string> statements, int length)
    {
        string line = "";
        foreach (string statement in statements)
        {
            if (line.Length > 0 && line.Length + statement.Length > length)
            {
                Write(line);
                line = "";
            }
            line += (line.Length == 0 ? "" : " ") + statement;
        }
        if (line.Length > 0) Write(line);
    }

    /// <summary>Writes an empty line, except at the start of a block: what is between members.</summary>
    public void Separate()
    {
        if (!blockIsEmpty) Write();
        blockIsEmpty = true;    // two calls in a row give one empty line
    }

    /// <summary>Writes a header and <c>{</c>, indents, and closes with <paramref name="end"/> when disposed.</summary>
    public Scope Block(string header, string end = "}")
    {
        if (header.Length > 0) Write(header);
        Write("{");
        Indent();
        return new Scope(this, end);
    }

    /// <inheritdoc cref="Block(string, string)"/>
    public Scope Block(Slab header, string end = "}") => Block(header.ToString(), end);

    /// <summary>Writes <c>{</c>, indents, and closes with <c>}</c> when disposed.</summary>
    public Scope Block() => Block("");

    /// <summary>Writes the first line of a statement and indents its others until disposed.</summary>
    public Scope Continued(string first)
    {
        Write(first);
        return Indented();
    }

    /// <summary>Indents what follows, without braces, until disposed.</summary>
    public Scope Indented()
    {
        Indent();
        return new Scope(this, null);
    }

    public override string ToString() => text.ToString();

    private void Indent()
    {
        indent += IndentUnit;
        blockIsEmpty = true;
    }

    private void Close(string? end)
    {
        indent = indent.Substring(IndentUnit.Length);
        if (end is not null) Write(end);
        blockIsEmpty = false;
    }

    /// <summary>An open block; disposing closes it.</summary>
    public readonly struct Scope(CodeWriter writer, string? end) : IDisposable
    {
        public void Dispose() => writer.Close(end);
    }
}
