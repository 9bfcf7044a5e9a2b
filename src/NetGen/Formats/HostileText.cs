using System.Globalization;
using System.Text;

namespace NetGen.Formats;

/// <summary>Text that someone else wrote, made fit for a message: short, on one line, and without what a terminal obeys.</summary>
internal static class HostileText
{
    /// <summary>The longest text of a file that a message repeats.</summary>
    private const int Longest = 80;

    /// <summary>The longest message; it holds a few quotations and a short list.</summary>
    private const int LongestMessage = 8000;

    /// <summary>So many of a list are named in a message.</summary>
    private const int Named = 8;

    /// <summary>In quotation marks, escaped and cut: <c>"dense1.weight"</c>.</summary>
    internal static string Quote(string text) => "\"" + Line(text) + "\"";

    /// <summary>Escaped and cut.</summary>
    internal static string Line(string text, int longest = Longest) =>
        text.Length <= longest ? Escape(text) : Escape(text.Substring(0, WholeTo(text, longest))) + "…";

    /// <summary>Some names of a list, each escaped and cut, and how many more there are.</summary>
    internal static string List(IEnumerable<string> names)
    {
        var first = new List<string>();
        int more = 0;
        foreach (string name in names)
            if (first.Count < Named) first.Add(Line(name));
            else more++;
        if (more > 0) first.Add("and " + more.ToString(CultureInfo.InvariantCulture) + " more");
        return string.Join(", ", first);
    }

    /// <summary>
    /// A whole message: lines stay lines, everything else that a terminal obeys is escaped, and it is cut. What passes here again stays as
    /// it is.
    /// </summary>
    internal static string Message(string text)
    {
        string cut = text.Length <= LongestMessage ? text : text.Substring(0, WholeTo(text, LongestMessage)) + "…";
        return string.Join("\n", cut.Split('\n').Select(Escape));
    }

    /// <summary>Controls, directions of writing, separators of lines and halves of pairs as <c>\u001B</c>; all else as it is.</summary>
    internal static string Escape(string text)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair || !IsObeyed(text[i]))
            {
                escaped?.Append(text, i, isPair ? 2 : 1);
                if (isPair) i++;
                continue;
            }
            escaped ??= new StringBuilder().Append(text, 0, i);
            escaped.Append("\\u").Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
        }
        return escaped?.ToString() ?? text;
    }

    private static bool IsObeyed(char unit) => CharUnicodeInfo.GetUnicodeCategory(unit) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    /// <summary>A length at which no pair of surrogates is torn.</summary>
    private static int WholeTo(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
