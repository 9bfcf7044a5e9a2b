using System.Diagnostics;
using NetGen.Formats;

namespace NetGen.Tool;

/// <summary>What a build explains of a project's networks, by building it.</summary>
internal static class Explanation
{
    private const string FileEnd = ".Explain.g.cs", Comment = "// ";

    /// <summary>The levels of each network, from its graph to its kernels, in the order of the networks' names.</summary>
    /// <param name="project">A project file, or the folder it is in.</param>
    /// <param name="network">The name of one network, with or without its namespace; null for all.</param>
    /// <exception cref="UsageException">There is no project, it does not build, or it has no such network.</exception>
    public static string Of(string project, string? network)
    {
        if (!File.Exists(project) && !Directory.Exists(project))
            throw new UsageException($"there is no project {HostileText.Quote(project)}.");
        string folder = Directory.CreateTempSubdirectory("netgen-explain-").FullName;
        try
        {
            Build(project, folder);
            string name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(project)));
            return Read(folder, network ?? "", name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Build(string project, string folder)
    {
        // All of it again: a compiler that has nothing to do writes no files.
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "build", project, "--no-incremental", "-nologo", "-v", "quiet", "-tl:off", "-p:NetGenExplain=true",
            $"-p:NetGenExplainFolder={folder}",
        ];
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process build = Process.Start(start) ?? throw new UsageException("dotnet could not be started.");
        Task<string> errors = build.StandardError.ReadToEndAsync();
        string text = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode == 0) return;
        string[] lines = [.. (text + errors.Result).Split('\n').Select(line => line.Trim())
            .Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct()];
        throw new UsageException("the project does not build.\n" + string.Join('\n', lines.Take(20)));
    }

    private static string Read(string folder, string network, string project)
    {
        string[] all = Directory.GetFiles(folder, "*" + FileEnd, SearchOption.AllDirectories);
        string[] files = [.. all.Where(file => network.Length == 0 || IsOf(file, network)).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            string what = network.Length == 0 ? "no network" : $"no network {HostileText.Quote(network)}";
            string others = all.Length == 0 ? ""
                : " It has " + string.Join(", ", all.Select(NameOf).Order(StringComparer.Ordinal).Distinct()) + ".";
            throw new UsageException($"{HostileText.Quote(project)} has {what}.{others}");
        }
        var text = new StringWriter { NewLine = "\n" };
        foreach (string file in files)
        {
            text.WriteLine($"==== {NameOf(file)}");
            foreach (string line in File.ReadLines(file).Skip(1))
                text.WriteLine(line.StartsWith(Comment, StringComparison.Ordinal) ? line[Comment.Length..] : "");
            text.WriteLine();
        }
        return text.ToString();
    }

    private static string NameOf(string file) => Path.GetFileName(file)[..^FileEnd.Length];

    private static bool IsOf(string file, string network) => NameOf(file) is var name
        && (name == network || name.EndsWith("." + network, StringComparison.Ordinal));
}
