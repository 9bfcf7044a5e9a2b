using System.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Builds;

/// <summary>What src/NetGen/build/NetGen.props does in a build, tried in a real one that stops before the C# compiler.</summary>
public class PropsTests
{
    private static (int ExitCode, string Output) Build(params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("netgen-props-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "App.proj"), $"""
                <Project>
                  <Import Project="{Path.Combine(Repository.Root, "src", "NetGen", "build", "NetGen.props")}" />
                  <Target Name="CoreCompile"><Message Importance="high" Text="visible: @(CompilerVisibleProperty)" /></Target>
                </Project>
                """);
            ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            };
            foreach (string argument in (string[])["msbuild", "App.proj", "-t:CoreCompile", "-nologo", "-v:m", "-tl:off", .. arguments]) start.ArgumentList.Add(argument);
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_build_without_optimisation_warns_with_the_remedy()
    {
        var (exitCode, output) = Build("-p:Configuration=Debug");
        Assert.Equal(0, exitCode);
        Assert.Contains(
            "App.proj : warning NG3001: App is built without optimisation, which makes its networks some fifty times slower; "
            + "set <Optimize>true</Optimize> in the project, also for Debug", output);
    }

    [Fact]
    public void An_optimised_build_does_not_and_the_properties_are_visible()
    {
        var (exitCode, output) = Build("-p:Configuration=Debug", "-p:Optimize=true");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("NG3001", output);
        Assert.Contains("visible: RunAnalyzers;RunAnalyzersDuringBuild;IsImplicitlyTriggeredBuild", output);
    }

    [Fact]
    public void An_editor_s_own_build_does_not() => Assert.DoesNotContain("NG3001", Build("-p:DesignTimeBuild=true").Output);
}
