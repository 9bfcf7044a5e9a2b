using System.Diagnostics;
using System.Reflection;

namespace NetGen.Conformance;

/// <summary>A process of its own, so that the environment can choose the instruction set.</summary>
internal static class Child
{
    /// <summary>The program that prints fingerprints.</summary>
    public static string Runner { get; } =
        Path.GetFullPath(typeof(Child).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Runner").Value!);

    /// <summary>Runs a command without this process's own choices of an instruction set.</summary>
    public static Task<(int Code, string Output, string Error)> Run(IReadOnlyList<string> command,
        params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0]) { WorkingDirectory = Repository.Root };
        foreach (string argument in command.Skip(1)) start.ArgumentList.Add(argument);
        foreach (string name in (string[])["NETGEN_ISA", "NETGEN_TARGETS", "DOTNET_EnableAVX2", "DOTNET_EnableAVX512",
            "DOTNET_EnableHWIntrinsic"]) start.Environment.Remove(name);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Processes.Run(start);
    }
}
