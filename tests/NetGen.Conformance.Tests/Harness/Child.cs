using System.Diagnostics;
using System.Reflection;

namespace NetGen.Conformance;

/// <summary>A process of its own, so that the environment can choose the instruction set.</summary>
internal static class Child
{
    /// <summary>The program that prints fingerprints.</summary>
    public static string Runner { get; } =
        Path.GetFullPath(typeof(Child).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Runner").Value!);

    /// <summary>The .NET this process runs on.</summary>
    public static string DotNet { get; } = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Runs a command without this process's own choices of an instruction set.</summary>
    public static async Task<(int Code, string Output, string Error)> Run(IReadOnlyList<string> command, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root };
        foreach (string argument in command.Skip(1)) start.ArgumentList.Add(argument);
        foreach (string name in (string[])["NETGEN_ISA", "NETGEN_TARGETS", "DOTNET_EnableAVX2", "DOTNET_EnableAVX512", "DOTNET_EnableHWIntrinsic"]) start.Environment.Remove(name);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
