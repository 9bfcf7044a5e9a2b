using System.Diagnostics;

namespace NetGen.Testing;

/// <summary>
/// A compiler server of this test run's own: builds that tests start share it, instead of compiling the compiler again for each. It serves
/// no other build, and ends with the tests.
/// </summary>
internal static class CompilerServer
{
    /// <summary>The MSBuild property, or environment variable, that makes a build use it.</summary>
    public const string Property = "SharedCompilationId";

    /// <summary>The name of its pipe.</summary>
    public static string Name { get; } = Start();

    private static string Start()
    {
        string name = $"netgen-tests-{Environment.ProcessId}";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(name);
        return name;
    }

    private static void Stop(string name)
    {
        // Of the SDK that global.json selects, as builds are: dotnet msbuild says where its compiler is.
        using Process asked = Process.Start(new ProcessStartInfo(
            Processes.DotNet, ["msbuild", Path.Combine(Repository.Root, "Directory.Build.props"), "-getProperty:MSBuildToolsPath"])
            { RedirectStandardOutput = true })!;
        string server = Path.Combine(asked.StandardOutput.ReadToEnd().Trim(), "Roslyn", "bincore", "VBCSCompiler.dll");
        if (!File.Exists(server)) return;
        using Process stopping = Process.Start(Processes.DotNet, ["exec", server, "-shutdown", $"-pipename:{name}"]);
        stopping.WaitForExit();
    }
}
