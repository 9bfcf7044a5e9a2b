using System.Text;
using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.CSharp;

/// <summary>
/// Words that mean a type of the framework only while no type in scope has their name. Where one has (the user's own <c>nuint</c>,
/// alongside the network or around it), generated text says what is meant instead.
/// </summary>
internal static class ContextualWords
{
    /// <summary>
    /// The text, with the words that are captured written out. Names of the user's that look like them have an @, or are behind a
    /// namespace, and stay.
    /// </summary>
    public static string WrittenOut(string text, PrivateNames names)
    {
        Dictionary<string, string> captured = PrivateNames.Contextual.Where(word => word.Value.Length > 0 && names.IsCaptured(word.Key))
            .ToDictionary(word => word.Key, word => word.Value);
        if (captured.Count == 0) return text;
        var result = new StringBuilder(text.Length + text.Length / 4);
        for (int at = 0, end; at < text.Length; at = end)
        {
            end = EndOf(text, at);
            string part = text.Substring(at, end - at);
            result.Append(captured.TryGetValue(part, out string? meaning) && !(at > 0 && text[at - 1] is '.' or ':') ? meaning : part);
        }
        return result.ToString();
    }

    /// <summary>The end of a comment, a string literal, a word, or else of one character.</summary>
    private static int EndOf(string text, int at)
    {
        if (Starts(text, at, "//")) return After(text, "\n", at);
        if (Starts(text, at, "\"\"\"")) return After(text, "\"\"\"", at + 3);
        int end = at + 1;
        if (text[at] == '"')
        {
            while (end < text.Length && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
            return Math.Min(end + 1, text.Length);
        }
        if (!IsInWord(text[at])) return end;
        while (end < text.Length && IsInWord(text[end])) end++;
        return end;
    }

    private static bool Starts(string text, int at, string with) => string.CompareOrdinal(text, at, with, 0, with.Length) == 0;

    private static int After(string text, string what, int from) =>
        text.IndexOf(what, from, StringComparison.Ordinal) is var at and >= 0 ? at + what.Length : text.Length;

    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '@' || c > 127;
}
