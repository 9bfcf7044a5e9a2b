using System.Text.RegularExpressions;

namespace NetGen.SourceGenerators.Tests.Pages;

/// <summary>A page of docs/diagnostics: a wrong example with an arrow at what is underlined, the message, a right example, why.</summary>
internal sealed class DiagnosticPage
{
    private readonly string text;

    private DiagnosticPage(string id, string text)
    {
        Id = id;
        this.text = text;
    }

    public string Id { get; }

    public string Title => text[..text.IndexOf('\n')];

    public string Wrong => Block("Wrong", "csharp");

    public string Message => Block("Message", "text");

    public string Right => Block("Right", "csharp");

    /// <summary>
    /// Files of the project alongside the example: a text whose first line names it, under the same heading; the network of weights is in
    /// the project's item.
    /// </summary>
    public IReadOnlyList<ProjectFile> Files(string heading)
    {
        Match block = Regex.Match(Section(heading), @"^(?<fence>```+)text\n(?<name>.*?)\n(?<content>.*?)^\k<fence>$",
            RegexOptions.Multiline | RegexOptions.Singleline);
        if (!block.Success) return [];
        string name = block.Groups["name"].Value, content = block.Groups["content"].Value;
        Match item = Regex.Match(Section(heading), "<NetGenWeights Include=\"(?<file>.*?)\" Network=\"(?<network>.*?)\" />");
        return item.Success
            ? [new ProjectFile("/source/obj/" + name + ".netgen-weights.txt", $"netgen-weights 2\n{name}\n{content}end\n",
                item.Groups["network"].Value)]
            : [new ProjectFile("/source/" + name, content)];
    }

    public string Why => Section("Why").Trim();

    /// <summary>What is behind <c>// ←</c> in the wrong example.</summary>
    public string Underlined => Regex.Match(Wrong, "// ← (.*)").Groups[1].Value;

    public static DiagnosticPage Read(string id) => new(id, Repository.Read("docs", "diagnostics", id + ".md"));

    private string Section(string heading)
    {
        Match section = Regex.Match(text, $@"^## {heading}\n(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, $"{Id}.md has no section {heading}.");
        return section.Groups[1].Value;
    }

    private string Block(string heading, string language)
    {
        Match block = Regex.Match(Section(heading), $@"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(block.Success, $"{Id}.md has no {language} block under {heading}.");
        return block.Groups[1].Value;
    }
}
