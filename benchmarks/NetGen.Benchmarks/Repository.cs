using System.Diagnostics;

namespace NetGen.Benchmarks;

/// <summary>Where the sources are, and the SDK's commands on them.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Runs <c>dotnet</c>; its output is shown only where it fails.</summary>
    public static bool TryDotNet(out string output, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The SDK takes no settings from the process of a program that it has started.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToArray()) start.Environment.Remove(name);
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Publishes a project compiled ahead of time, and returns the program's path.</summary>
    public static string Publish(string project, string to)
    {
        string path = Path.Combine(Root, project);
        if (!TryDotNet(out string output, "publish", "-m:1", "-c", "Release", "-r",
            System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, "-v", "quiet", "-nologo", "-o", to, path))
            throw new InvalidOperationException($"{project} cannot be published.\n{output}");
        return Path.Combine(to, Path.GetFileName(project) + (OperatingSystem.IsWindows() ? ".exe" : ""));
    }

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "NetGen.sln"))) return folder;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has NetGen.sln.");
    }
}
