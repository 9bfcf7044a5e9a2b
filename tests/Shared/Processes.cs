using System.Diagnostics;

namespace NetGen.Testing;

/// <summary>Processes that tests start and wait for.</summary>
internal static class Processes
{
    /// <summary>The .NET this process runs on.</summary>
    public static string DotNet { get; } = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
        ? path : "dotnet";

    /// <summary>Runs a process to its end.</summary>
    /// <returns>Its exit code, and all it wrote.</returns>
    public static async Task<(int Code, string Output, string Error)> Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
