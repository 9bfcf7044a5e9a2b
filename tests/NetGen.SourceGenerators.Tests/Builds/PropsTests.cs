using System.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Builds;

/// <summary>
/// What src/NetGen/build/NetGen.props and NetGen.targets do in a build, tried in a real one that stops before a compiler.
/// </summary>
public class PropsTests
{
    private static (int ExitCode, string Output) Build(params string[] arguments) =>
        BuildTo("NetGen.SourceGenerators", "CoreCompile", arguments);

    private static (int ExitCode, string Output) BuildTo(string analyzer, string target, params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("netgen-props-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "App.proj"), $"""
                <Project>
                  <Import Project="{Path.Combine(Repository.Root, "src", "NetGen", "build", "NetGen.props")}" />
                  <ItemGroup><Analyzer Include="analyzers/{analyzer}.dll" /></ItemGroup>
                  <Target Name="CoreCompile"><Message Importance="high" Text="visible: @(CompilerVisibleProperty)" /><Message Importance="high" Text="features: $(Features)" /><Message Importance="high" Text="quiet: $(NoWarn)." /></Target>
                  <Target Name="IlcCompile"><Message Importance="high" Text="instructions: $(IlcInstructionSet)" /></Target>
                  <Import Project="{Path.Combine(Repository.Root, "src", "NetGen", "build", "NetGen.targets")}" />
                </Project>
                """);
            ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            };
            foreach (string argument in (string[])["msbuild", "App.proj", "-t:" + target, "-nologo", "-v:m", "-tl:off", .. arguments])
                start.ArgumentList.Add(argument);
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
    public void In_a_build_the_generator_is_told_so_and_the_properties_are_visible()
    {
        var (exitCode, output) = Build("-p:Features=strict");
        Assert.Equal(0, exitCode);
        Assert.Contains("features: strict;netgen-build", output);
        Assert.Contains("visible: RunAnalyzers;RunAnalyzersDuringBuild;IsImplicitlyTriggeredBuild;NetGenExplain", output);
    }

    /// <summary>What a suppressor says of arrays in attributes no one says where analyzers are left out.</summary>
    [Theory]
    [InlineData("quiet: CS1.", "-p:RunAnalyzers=")]
    [InlineData("quiet: CS1.", "-p:RunAnalyzers=true", "-p:RunAnalyzersDuringBuild=false")]
    [InlineData("quiet: CS1;CS3016.", "-p:RunAnalyzers=false")]
    [InlineData("quiet: CS1;CS3016.", "-p:RunAnalyzersDuringBuild=False")]
    [InlineData("quiet: CS1;CS3016.", "-p:IsImplicitlyTriggeredBuild=true")]
    public void Without_analyzers_C_is_quiet_about_arrays_in_attributes(string expected, params string[] properties) =>
        Assert.Contains(expected, Build([.. properties, "-p:NoWarn=CS1"]).Output);

    [Fact]
    public void An_editor_s_own_build_leaves_errors_to_the_analyzer() =>
        Assert.DoesNotContain("netgen-build", Build("-p:DesignTimeBuild=true").Output);

    private static (int ExitCode, string Output) BuildAhead(params string[] arguments) =>
        BuildTo("NetGen.SourceGenerators", "IlcCompile", ["-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64", .. arguments]);

    [Fact]
    public void Compiled_ahead_of_time_for_any_processor_a_project_is_told_what_to_set_and_nothing_is_set()
    {
        var (exitCode, output) = BuildAhead();
        Assert.Equal(0, exitCode);
        Assert.Contains("App.proj : " + Pages.DiagnosticPage.Read("NG3002").Message.TrimEnd(), output);
        Assert.Matches("instructions: *\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_program_of_one_file_is_told_its_own_directive() =>
        Assert.Contains("#:property IlcInstructionSet=avx at the top of the file uses AVX2", BuildAhead("-p:FileBasedProgram=true").Output);

    [Theory]
    [InlineData("-p:IlcInstructionSet=avx")]
    [InlineData("-p:RuntimeIdentifier=linux-arm64")]
    [InlineData("-p:PublishAot=false")]
    public void With_a_choice_on_Arm64_or_under_the_JIT_there_is_nothing_to_say(string argument) =>
        Assert.DoesNotContain("NG3002", BuildAhead(argument).Output);
}
