using System.Text.RegularExpressions;

namespace NetGen.Packages;

/// <summary>What the README tells a newcomer to do, done.</summary>
public sealed class ReadmeTests(Feed feed)
{
    /// <summary>The README's whole program.</summary>
    private static string Program(string readme)
    {
        Match block = Regex.Match(readme, "^```csharp\n(using NetGen;\n\nfloat\\[\\] x = .*?)^```",
            RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(block.Success, "The README has no program that begins with its data.");
        return block.Groups[1].Value;
    }

    [Fact]
    public async Task A_fresh_project_with_the_package_added_and_the_program_pasted_runs()
    {
        await Command.Succeed(feed.Projects, [Processes.DotNet, "new", "console", "-n", "Newcomer", "--no-restore"]);
        string project = Path.Combine(feed.Projects, "Newcomer");
        await Command.Succeed(project, [Processes.DotNet, "add", "package", "NetGen"]);
        Assert.Contains($"<PackageReference Include=\"NetGen\" Version=\"{Feed.Version}\" />",
            await File.ReadAllTextAsync(Path.Combine(project, "Newcomer.csproj")));
        feed.Write("Newcomer/Program.cs", Program(Repository.Read("README.md")));
        string output = await Command.Succeed(project, [Processes.DotNet, "run", "-c", "Release"]);
        var answers = Regex.Matches(output, @"^([01]) xor ([01]) = (\d[.,]\d+)$", RegexOptions.Multiline);
        Assert.True(answers.Count == 4, output);
        Assert.All(answers,
            answer => Assert.Equal(answer.Groups[1].Value != answer.Groups[2].Value ? "1" : "0",
                Math.Round(double.Parse(answer.Groups[3].Value.Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture))
                .ToString("0", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.DoesNotContain("warning", output);
    }

    [Fact]
    public void The_package_s_own_page_has_the_same_program_and_its_links_are_whole()
    {
        string page = Repository.Read("src", "NetGen", "README.md");
        Assert.Equal(Program(Repository.Read("README.md")), Program(page));
        Assert.All(Regex.Matches(page, @"\]\((.*?)\)"), link => Assert.StartsWith("https://", link.Groups[1].Value));
    }

    [Fact]
    public void Every_page_is_reached_from_the_README_and_links_lead_somewhere()
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>([Path.Combine(Repository.Root, "README.md")]);
        while (open.TryDequeue(out string? page))
        {
            if (!seen.Add(page) || !page.EndsWith(".md", StringComparison.Ordinal)) continue;
            string text = Regex.Replace(File.ReadAllText(page), @"^```.*?^```", "", RegexOptions.Multiline | RegexOptions.Singleline);
            foreach (Match link in Regex.Matches(text, @"(?<!`)\[[^\]]*\]\((?!https?:)(?<path>[^)#\s]+)(?:#[^)]*)?\)"))
            {
                string target = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, link.Groups["path"].Value));
                Assert.True(Path.Exists(target),
                    $"{Path.GetRelativePath(Repository.Root, page)} links to {link.Groups["path"].Value}, which is not there.");
                // Of a folder its page is read, if it has one.
                string next = Directory.Exists(target) ? Path.Combine(target, "README.md") : target;
                if (File.Exists(next)) open.Enqueue(next);
            }
        }

        string[] docs = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories);
        Assert.Empty(docs.Except(seen).Select(page => Path.GetRelativePath(Repository.Root, page)));
    }

    [Fact]
    public void The_picture_of_a_mistake_shows_the_message_of_today()
    {
        string message = Regex.Match(Repository.Read("docs", "diagnostics", "NG2001.md"), "^## Message\n\n```text\n(.*?)\n```",
            RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains($"aria-label=\"{System.Security.SecurityElement.Escape(message)}\"",
            Repository.Read("docs", "pictures", "mistake.svg"));
    }
}
