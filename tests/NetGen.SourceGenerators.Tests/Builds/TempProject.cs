using System.Diagnostics;
using System.Text.RegularExpressions;
using NetGen.Build;
using NetGen.Compiler;

namespace NetGen.SourceGenerators.Tests.Builds;

/// <summary>
/// A project of its own in a temporary folder that uses NetGen as the package will be used, built by <c>dotnet build</c>.
/// </summary>
internal sealed class TempProject : IDisposable
{
    private bool isRestored;

    public TempProject(string items = "", string properties = "")
    {
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Props}.props" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <Optimize>true</Optimize>
                <NetGenBuildAssembly>{typeof(WeightsText).Assembly.Location}</NetGenBuildAssembly>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(NetworkAttribute).Assembly.Location}" />
                <Analyzer Include="{typeof(NetworkGenerator).Assembly.Location}" />
                <Analyzer Include="{typeof(NetworkCompiler).Assembly.Location}" />
                {items}
              </ItemGroup>
              <Import Project="{Props}.targets" />
            </Project>
            """);
    }

    private static string Props => System.IO.Path.Combine(Repository.Root, "src", "NetGen", "build", "NetGen");

    public string Folder { get; } = Directory.CreateTempSubdirectory("netgen-build-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public void Write(string name, string text) => System.IO.File.WriteAllText(Path(name), text);

    /// <summary>What was built, as <c>error NG1106: …</c>: each line as often as it is printed.</summary>
    public (int ExitCode, IReadOnlyList<string> Lines, string Output) Build(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            { WorkingDirectory = Folder, RedirectStandardOutput = true };
        string[] all = ["msbuild", "App.csproj", "-nologo", "-v:q", "-tl:off", "-clp:NoSummary", "-m:1", "-nodeReuse:false",
            $"-p:{CompilerServer.Property}={CompilerServer.Name}", .. isRestored ? [] : (string[])["-restore"], .. arguments];
        foreach (string argument in all) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        isRestored = true;
        var lines = Regex.Matches(output, @"(?:error|warning) [A-Z]+[0-9]+: .*?(?= \[[^\[\]]*App\.csproj\]| \(https)",
            RegexOptions.Multiline).Select(match => match.Value).ToList();
        return (process.ExitCode, lines, output);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
