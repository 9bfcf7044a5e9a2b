using System.Globalization;
using System.Text;

namespace NetGen.Formats;

/// <summary>A table of text with separators (RFC 4180: fields may stand in quotes, a quote within is doubled). Small: the whole table is read into memory.</summary>
public sealed class Csv
{
    private readonly string name;
    private readonly string[] columns;
    private readonly List<string[]> rows;

    private Csv(string name, string[] columns, List<string[]> rows)
    {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
    }

    /// <summary>The names in the first line, or <c>0</c>, <c>1</c> … where there is none.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>How many rows there are, the header not counted.</summary>
    public int Count => rows.Count;

    /// <summary>A field as it stands in the file, quotes removed.</summary>
    public string this[int row, int column] => rows[row][column];

    /// <summary>Reads a file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Whether the first line holds names.</param>
    /// <param name="separator">Between fields.</param>
    /// <exception cref="FormatException">A line has another number of fields, or a quote is not closed; the message says which.</exception>
    public static Csv Load(string path, bool header = true, char separator = ',')
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllText(path), header, separator, path);
    }

    /// <summary>Reads text.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    /// <param name="text">The table.</param>
    /// <param name="header">Whether the first line holds names.</param>
    /// <param name="separator">Between fields.</param>
    /// <param name="name">What to call it in messages.</param>
    public static Csv Parse(string text, bool header = true, char separator = ',', string name = "(text)")
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = new List<string[]>();
        int at = text.StartsWith('\uFEFF') ? 1 : 0, line = 1;
        while (at < text.Length)
        {
            int start = line;
            string[] row = Row(text, separator, ref at, ref line, name);
            if (row is [""]) continue;    // an empty line
            if (rows.Count > 0 && row.Length != rows[0].Length)
                throw new FormatException($"{name}, line {start}: {row.Length} fields, where the lines above have {rows[0].Length}.");
            rows.Add(row);
        }
        int width = rows.Count > 0 ? rows[0].Length : 0;
        string[] columns = header && rows.Count > 0 ? rows[0] : Enumerable.Range(0, width).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        if (header && rows.Count > 0) rows.RemoveAt(0);
        return new Csv(name, columns, rows);
    }

    /// <summary>The place of the column called <paramref name="column"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists them all.</exception>
    public int IndexOf(string column)
    {
        int index = Array.IndexOf(columns, column);
        return index >= 0 ? index : throw new KeyNotFoundException($"{name} has no column \"{column}\". It has: {string.Join(", ", columns)}.");
    }

    /// <summary>Columns as floats, row by row: what a network's <c>Data</c> takes.</summary>
    /// <param name="names">The columns, in the order in which they are to stand; all of them where none is named.</param>
    /// <exception cref="FormatException">A field is no number (in the invariant culture); the message says which.</exception>
    public float[] ToFloats(params ReadOnlySpan<string> names)
    {
        int[] places = names.IsEmpty ? Enumerable.Range(0, columns.Length).ToArray() : new int[names.Length];
        for (int i = 0; i < names.Length; i++) places[i] = IndexOf(names[i]);
        var values = new float[rows.Count * places.Length];
        for (int row = 0, i = 0; row < rows.Count; row++)
            foreach (int place in places)
                if (!float.TryParse(rows[row][place], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i++]))
                    throw new FormatException($"{name}, row {row + 1}, column {columns[place]}: \"{rows[row][place]}\" is no number.");
        return values;
    }

    /// <summary>A column of names as class indices, and the names in ordinal order, which the indices follow.</summary>
    public (int[] Indices, string[] Classes) ToClasses(string column)
    {
        int place = IndexOf(column);
        string[] classes = rows.Select(row => row[place]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return (rows.Select(row => Array.BinarySearch(classes, row[place], StringComparer.Ordinal)).ToArray(), classes);
    }

    private static string[] Row(string text, char separator, ref int at, ref int line, string name)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        int opened = line;
        for (; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') field.Append(text[at++]);
                else quoted = false;
            }
            else if (c == '"' && field.Length == 0) (quoted, opened) = (true, line);
            else if (c == separator) Add();
            else if (c == '\n')
            {
                at++;
                break;
            }
            else if (c != '\r' || at + 1 >= text.Length || text[at + 1] != '\n') field.Append(c);
        }
        if (quoted) throw new FormatException($"{name}, line {opened}: a quote is opened and never closed.");
        Add();
        return fields.ToArray();

        void Add()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
