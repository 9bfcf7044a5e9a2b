using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>
/// A wrong declaration as an editor shows it, with what is underlined and what is reported. It is drawn from the page of a diagnostic, whose
/// example and message are what the compiler says, as the pages' tests hold.
/// </summary>
internal static class Mistake
{
    private const double Character = 8.43, Line = 22, Left = 24, Top = 36, Width = 840;
    private const int Columns = 88;

    /// <param name="page">The page, in Markdown.</param>
    /// <returns>The picture, as SVG.</returns>
    public static string Draw(string page)
    {
        string code = Block(page, "Wrong", "csharp"), message = Block(page, "Message", "text").TrimEnd();
        string underlined = Regex.Match(code, "// ← (.*)").Groups[1].Value;
        string[] lines = [.. code.TrimEnd().Split('\n').SkipWhile(line => line.Length == 0 || line.StartsWith("using", StringComparison.Ordinal))];
        int wrong = Array.FindIndex(lines, line => line.Contains("// ←"));
        string[] wrapped = Wrapped(message);

        double box = Top + lines.Length * Line + 4, height = box + wrapped.Length * Line + 38;
        var svg = new StringBuilder();
        svg.Append(Invariant($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{Escaped(message)}">""")).Append('\n');
        svg.Append("<style>text{font:14px ui-monospace,Consolas,Menlo,'DejaVu Sans Mono',monospace;fill:#d4d4d4;white-space:pre}.k{fill:#569cd6}.t{fill:#4ec9b0}.n{fill:#b5cea8}.e{fill:#f48771}</style>\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"#1e1e1e\"/>\n");
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Split("   // ←")[0];
            svg.Append(Invariant($"""<text x="{Left}" y="{Top + i * Line}" textLength="{line.Length * Character:0.##}">{Colored(line)}</text>""")).Append('\n');
            if (i == wrong) svg.Append(Invariant($"""<path d="{Wave(Left + line.IndexOf(underlined, StringComparison.Ordinal) * Character, Top + i * Line + 5, underlined.Length * Character)}" fill="none" stroke="#f14c4c" stroke-width="1.6"/>""")).Append('\n');
        }
        svg.Append(Invariant($"""<rect x="{Left - 8}" y="{box}" width="{Width - 2 * Left + 16}" height="{wrapped.Length * Line + 16}" rx="5" fill="#252526" stroke="#454545"/>""")).Append('\n');
        for (int i = 0; i < wrapped.Length; i++)
            svg.Append(Invariant($"""<text x="{Left + 4}" y="{box + 24 + i * Line}" textLength="{wrapped[i].Length * Character:0.##}"{(i == 0 ? " class=\"e\"" : "")}>{Escaped(wrapped[i])}</text>""")).Append('\n');
        return svg.Append("</svg>\n").ToString();
    }

    private static string Block(string page, string heading, string language)
    {
        Match block = Regex.Match(page.ReplaceLineEndings("\n"), $@"^## {heading}\n.*?^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        return block.Success ? block.Groups[1].Value : throw new FormatException($"The page has no {language} block under {heading}.");
    }

    /// <summary>The id on a line of its own, the rest in lines that fit.</summary>
    private static string[] Wrapped(string message)
    {
        string[] parts = message.Split(": ", 2);
        var lines = new List<string> { parts[0] + ":", "" };
        foreach (string word in parts[1].Split(' '))
        {
            if (lines[^1].Length + word.Length >= Columns) lines.Add("");
            lines[^1] += lines[^1].Length == 0 ? word : " " + word;
        }
        return [.. lines];
    }

    private static string Colored(string line) => Regex.Replace(Escaped(line), @"\b(?<k>public|sealed|partial|class)\b|\b(?<n>\d+)\b|\b(?<t>[A-Z]\w*)\b", match =>
    {
        string kind = match.Groups["k"].Success ? "k" : match.Groups["n"].Success ? "n" : "t";
        return $"<tspan class=\"{kind}\">{match.Value}</tspan>";
    });

    /// <summary>A wavy line.</summary>
    private static string Wave(double x, double y, double width)
    {
        var path = new StringBuilder(Invariant($"M{x:0.#} {y}"));
        for (int i = 1; i * 4 <= width; i++) path.Append(Invariant($" q2 {(i % 2 == 0 ? 4 : -4)} 4 0"));
        return path.ToString();
    }

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
