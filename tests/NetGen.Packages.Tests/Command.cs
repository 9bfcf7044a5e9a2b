using System.Diagnostics;

namespace NetGen.Packages;

/// <summary>A command as a process of its own.</summary>
internal static class Command
{
    /// <summary>Runs a command to its end, in a folder.</summary>
    /// <returns>Its exit code, and all it wrote.</returns>
    public static async Task<(int Code, string Output)> Run(string folder, string[] command,
        params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder };
        // As on a user's machine: the settings of this test run are not for them. Their compiler server ends with the tests.
        foreach (string name in (string[])["CI", "NETGEN_ISA", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH"])
            start.Environment.Remove(name);
        (string, string)[] settings =
        [
            ("DOTNET_CLI_UI_LANGUAGE", "en"), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
                ("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false"),
            ("MSBUILDDISABLENODEREUSE", "1"), (CompilerServer.Property, CompilerServer.Name), .. environment,
        ];
        foreach ((string name, string value) in settings) start.Environment[name] = value;
        (int code, string output, string error) = await Processes.Run(start);
        return (code, output + error);
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>All it wrote.</returns>
    public static async Task<string> Succeed(string folder, string[] command, params (string Name, string Value)[] environment)
    {
        (int code, string output) = await Run(folder, command, environment);
        Assert.True(code == 0, $"{string.Join(' ', command)} ended with {code}:\n{output}");
        return output;
    }
}
