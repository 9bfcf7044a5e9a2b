using System.Globalization;
using System.Text;

namespace NetGen.Goldens;

/// <summary>
/// A piece of a golden file: names in the order they were added, values that are strings, whole numbers, numbers, arrays of numbers,
/// other pieces or lists of pieces.
/// </summary>
internal sealed class Golden
{
    private readonly List<(string Name, object Value)> entries = [];

    public Golden Add(string name, object value)
    {
        entries.Add((name, value));
        return this;
    }

    public Golden AddAll(IEnumerable<(string Name, object Value)> more)
    {
        entries.AddRange(more);
        return this;
    }

    public string ToJson()
    {
        var text = new StringBuilder();
        Write(text, this, 0);
        return text.Append('\n').ToString();
    }

    /// <summary>Every number of <paramref name="single"/> must be close to the one at the same place here.</summary>
    /// <returns>The places where it is not, with both numbers.</returns>
    public IEnumerable<string> Differences(Golden single, string place = "")
    {
        for (int i = 0; i < entries.Count; i++)
            foreach (string difference in Differences(entries[i].Value, single.entries[i].Value, $"{place}/{entries[i].Name}"))
                yield return difference;
    }

    private static IEnumerable<string> Differences(object expected, object actual, string place) => (expected, actual) switch
    {
        (Golden e, Golden a) => e.Differences(a, place),
        (List<Golden> e, List<Golden> a) => e.SelectMany((item, i) => item.Differences(a[i], $"{place}[{i}]")),
        (double e, double a) => Close(e, a) ? [] : [$"{place}: {Number(e)} in double, {Number(a)} in single precision"],
        (double[] e, double[] a) => e.SelectMany((item, i) => Differences(item, a[i], $"{place}[{i}]")),
        _ => expected.Equals(actual) || expected is int[] ? [] : [$"{place}: {expected} and {actual}"],
    };

    /// <summary>As close as NetGen is asked to be.</summary>
    private static bool Close(double expected, double actual) => expected.Equals(actual) || Testing.Tolerance.Rule.Allows(expected, actual);

    private static void Write(StringBuilder text, object value, int depth)
    {
        switch (value)
        {
            case Golden golden:
                WriteLines(text, '{', golden.entries, '}', depth, entry =>
                {
                    text.Append('"').Append(entry.Name).Append("\": ");
                    Write(text, entry.Value, depth + 1);
                });
                break;
            case List<Golden> list:
                WriteLines(text, '[', list, ']', depth, item => Write(text, item, depth + 1));
                break;
            case double[] numbers:
                text.Append('[').AppendJoin(", ", numbers.Select(Number)).Append(']');
                break;
            case int[] numbers:
                text.Append('[').AppendJoin(", ", numbers).Append(']');
                break;
            case double number:
                text.Append(Number(number));
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case int number:
                text.Append(number);
                break;
            case string s:
                text.Append('"').Append(s).Append('"');
                break;
            default:
                throw new ArgumentException($"A golden file cannot hold a {value.GetType()}.");
        }
    }

    private static void WriteLines<T>(StringBuilder text, char open, List<T> items, char close, int depth, Action<T> write)
    {
        text.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(' ', 2 * depth + 2);
            write(items[i]);
        }
        text.Append('\n').Append(' ', 2 * depth).Append(close);
    }

    /// <summary>Nine significant digits: enough for every float32. JSON has no NaN and no infinities, so these are strings.</summary>
    private static string Number(double value)
    {
        if (double.IsNaN(value)) return "\"NaN\"";
        if (double.IsInfinity(value)) return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        return value.ToString("G9", CultureInfo.InvariantCulture);
    }
}
