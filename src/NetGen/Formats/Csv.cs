using System.Globalization;
using System.Text;

namespace NetGen.Formats;

/// <summary>
/// A table of text with separators (RFC 4180: fields may be in quotes, a quote within is doubled). Lines end with LF, CR LF or CR; empty
/// ones are skipped. Small: the whole table is read into memory.
/// </summary>
public sealed class Csv
{
    /// <summary>What tables say where there is no value, besides nothing at all.</summary>
    private static readonly HashSet<string> missing = new(["NA", "N/A", "NaN", "null", "None", "?", "-"], StringComparer.OrdinalIgnoreCase);

    private readonly string name;
    private readonly string[] columns;
    private readonly List<(string[] Fields, int Line)> rows;

    private Csv(string name, string[] columns, List<(string[] Fields, int Line)> rows)
    {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
    }

    /// <summary>The names in the first line, or <c>0</c>, <c>1</c> … where there is none.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>How many rows there are, the header not counted.</summary>
    public int Count => rows.Count;

    /// <summary>A field as it is in the file, quotes removed.</summary>
    /// <param name="row">0 is the first row below the header.</param>
    /// <param name="column">0 is the first.</param>
    public string this[int row, int column] => rows[row].Fields[column];

    /// <summary>Reads a file in UTF-8, or in UTF-16 or UTF-32 with a byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Whether the first line holds names.</param>
    /// <param name="separator">Between fields; neither a quote nor the end of a line.</param>
    /// <exception cref="FormatException">
    /// A line has another number of fields, a quote is not closed, two columns have one name, or the bytes are no text; the message says
    /// which line.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read, or is longer than 1 GB.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Csv Load(string path, bool header = true, char separator = ',')
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        using (FileStream stream = BoundedRead.Open(path))
        {
            bytes = BoundedRead.UpTo(stream, MaxBytes + 1);
            if (bytes.Length > MaxBytes)
                throw new IOException($"{HostileText.Line(path, 4096)} is longer than 1 GB; a table that large cannot be read whole.");
        }
        return Parse(Decode(bytes, path), header, separator, path);
    }

    private const int MaxBytes = 1 << 30;

    /// <summary>Reads text.</summary>
    /// <exception cref="FormatException">
    /// A line has another number of fields, a quote is not closed, or two columns have one name; the message says which line.
    /// </exception>
    /// <param name="text">The table.</param>
    /// <param name="header">Whether the first line holds names.</param>
    /// <param name="separator">Between fields; neither a quote nor the end of a line.</param>
    /// <param name="name">What to call it in messages.</param>
    public static Csv Parse(string text, bool header = true, char separator = ',', string name = "(text)")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        if (separator is '"' or '\n' or '\r')
            throw new ArgumentException("A quote or the end of a line cannot separate fields.", nameof(separator));
        name = HostileText.Line(name, 4096);
        var reader = new Reader(text, separator, name);
        var rows = new List<(string[] Fields, int Line)>();
        while (reader.Next() is { } row)
        {
            if (rows.Count > 0 && row.Fields.Length != rows[0].Fields.Length)
                throw new FormatException(
                    $"{name}, line {row.Line}: {Fields(row.Fields.Length)}, where line {rows[0].Line} has "
                    + $"{Fields(rows[0].Fields.Length)}.");
            rows.Add(row);
        }
        int width = rows.Count > 0 ? rows[0].Fields.Length : 0;
        if (!header || rows.Count == 0)
            return new Csv(name, [.. Enumerable.Range(0, width).Select(i => i.ToString(CultureInfo.InvariantCulture))], rows);
        (string[] columns, int line) = rows[0];
        rows.RemoveAt(0);
        RefuseTwice(columns, line, name);
        return new Csv(name, columns, rows);
    }

    private static string Fields(int count) => count == 1 ? "1 field" : $"{count} fields";

    /// <summary>Of two columns with one name the first would be taken without a word. Columns without a name cannot be asked for.</summary>
    private static void RefuseTwice(string[] columns, int line, string name)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < columns.Length; i++)
            if (columns[i].Length > 0 && !first.TryAdd(columns[i], i))
            {
                throw new FormatException(
                    $"{name}, line {line}: columns {first[columns[i]] + 1} and {i + 1} are both called "
                    + $"{HostileText.Quote(columns[i])}. Rename one; "
                    + "or read the table with header: false, which numbers the columns, if this line holds no names.");
            }
    }

    /// <summary>The place of the column called <paramref name="column"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public int IndexOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        int index = Array.IndexOf(columns, column);
        return index >= 0 ? index
            : throw new KeyNotFoundException($"{name} has no column {HostileText.Quote(column)}. It has: {HostileText.List(columns)}.");
    }

    /// <summary>Columns as floats, row by row: what a network's <c>Data</c> takes.</summary>
    /// <param name="names">The columns, in the order in which they are wanted; all of them where none is named.</param>
    /// <returns>As many values for each row as there are columns wanted; all of them finite.</returns>
    /// <exception cref="FormatException">
    /// A field is missing, is no number in the invariant culture (1.5, −3e2) or is larger than a float; the message says which line and
    /// column.
    /// </exception>
    /// <exception cref="KeyNotFoundException">There is no column of that name.</exception>
    public float[] ToFloats(params ReadOnlySpan<string> names) => ToFloats(null, names);

    /// <summary>Columns as floats, with a value for those that are missing.</summary>
    /// <param name="ifMissing">What to put where a field is empty, NA, N/A, NaN, null, None, ? or -.</param>
    /// <param name="names">The columns, in the order in which they are wanted; all of them where none is named.</param>
    /// <returns>As many values for each row as there are columns wanted.</returns>
    /// <exception cref="FormatException">A field is neither missing nor a number, or is larger than a float; the message says which line
    /// and column.</exception>
    /// <exception cref="KeyNotFoundException">There is no column of that name.</exception>
    public float[] ToFloats(float ifMissing, params ReadOnlySpan<string> names) => ToFloats((float?)ifMissing, names);

    private float[] ToFloats(float? ifMissing, ReadOnlySpan<string> names)
    {
        int[] places = names.IsEmpty ? [.. Enumerable.Range(0, columns.Length)] : new int[names.Length];
        for (int i = 0; i < names.Length; i++) places[i] = IndexOf(names[i]);
        var values = new float[checked(rows.Count * places.Length)];
        for (int row = 0, i = 0; row < rows.Count; row++)
            foreach (int place in places) values[i++] = Number(row, place, ifMissing);
        return values;
    }

    private float Number(int row, int column, float? ifMissing)
    {
        string field = rows[row].Fields[column];
        string trimmed = field.Trim();
        bool isMissing = trimmed.Length == 0 || missing.Contains(trimmed);
        if (isMissing && ifMissing is { } value) return value;
        if (!isMissing && float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out float number)
            && float.IsFinite(number)) return number;
        string where = $"{name}, line {rows[row].Line} (row {row + 1}), column {HostileText.Line(columns[column])}: ";
        throw new FormatException(where + (isMissing
            ? $"the value is missing ({HostileText.Quote(field)}). Say what to put in its place, "
                + "ToFloats(ifMissing: 0, …), or leave the row out."
            : float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? $"{HostileText.Quote(field)} is not within a float's range."
            : $"{HostileText.Quote(field)} is no number."));
    }

    /// <summary>A column of names as class indices, and the names in ordinal order, which the indices follow.</summary>
    /// <exception cref="KeyNotFoundException">There is no column of that name.</exception>
    public (int[] Indices, string[] Classes) ToClasses(string column)
    {
        int place = IndexOf(column);
        string[] classes = [.. rows.Select(row => row.Fields[place]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return ([.. rows.Select(row => Array.BinarySearch(classes, row.Fields[place], StringComparer.Ordinal))], classes);
    }

    private static string Decode(byte[] bytes, string path)
    {
        Encoding encoding = bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
            [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        };
        try
        {
            return encoding.GetString(bytes);
        }
        catch (ArgumentException failure)
        {
            string place = failure is DecoderFallbackException { Index: >= 0 } at ? $", byte {at.Index}" : "";
            throw new FormatException(
                $"{HostileText.Line(path, 4096)}{place}: the text is not valid {encoding.WebName.ToUpperInvariant()}. Save the file as "
                + "UTF-8, or decode it and hand the text to Csv.Parse.", failure);
        }
    }

    /// <summary>Row after row of a text.</summary>
    private sealed class Reader(string text, char separator, string name)
    {
        private readonly List<string> fields = [];
        private readonly StringBuilder field = new();
        private int at = text.StartsWith('\uFEFF') ? 1 : 0, line = 1;

        /// <summary>The next row that is not an empty line, and the line it begins in; null where there is none.</summary>
        internal (string[] Fields, int Line)? Next()
        {
            while (at < text.Length)
            {
                int start = line;
                bool isQuoted = Row();
                if (fields is not [""] || isQuoted) return (fields.ToArray(), start);
            }
            return null;
        }

        /// <returns>Whether anything is in quotes: an empty text in quotes is a field, and no empty line.</returns>
        private bool Row()
        {
            fields.Clear();
            bool quoted = false, anyQuoted = false;
            int opened = line;
            while (at < text.Length)
            {
                char c = text[at++];
                bool endsLine = c == '\n' || c == '\r' && (at == text.Length || text[at] != '\n');
                if (endsLine) line++;
                if (quoted)
                {
                    if (c != '"') field.Append(c);
                    else if (at < text.Length && text[at] == '"') field.Append(text[at++]);
                    else quoted = false;
                }
                else if (c == '"' && field.Length == 0) (quoted, anyQuoted, opened) = (true, true, line);
                else if (c == separator) Add();
                else if (endsLine) break;
                else if (c != '\r') field.Append(c);
            }
            if (quoted) throw new FormatException($"{name}, line {opened}: a quote is opened and never closed.");
            Add();
            return anyQuoted;
        }

        private void Add()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
