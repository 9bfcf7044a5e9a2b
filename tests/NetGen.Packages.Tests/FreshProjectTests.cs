using System.Text.RegularExpressions;

namespace NetGen.Packages;

/// <summary>What fresh projects of every kind do with the package.</summary>
public sealed class FreshProjectTests(Feed feed, FreshProjects fresh) : IClassFixture<FreshProjects>
{
    [Fact]
    public void All_projects_build_without_a_warning()
    {
        Assert.True(fresh.ExitCode == 0, fresh.Output);
        Assert.DoesNotContain("warning", fresh.Output);
    }

    [Theory]
    [InlineData("Plain")]
    [InlineData("Bare")]
    [InlineData("Off")]
    [InlineData("Sharp12")]
    [InlineData("Sharp13")]
    [InlineData("Strict")]
    [InlineData("Central")]
    [InlineData("User")]
    public async Task A_program_trains_and_predicts(string project) => Assert.Contains("learned: True, Tanh, 17", await feed.Run(project));

    [Fact]
    public async Task An_xunit_project_runs_its_tests() => Assert.Matches("Total: 1,.* Failed: 0", await feed.Run("Tests"));

    /// <summary>With BenchmarkDotNet's shortest job here, as the documentation has it where there is time.</summary>
    [Theory]
    [InlineData("--job", "dry")]
    [InlineData]
    public async Task A_network_is_benchmarked_by_the_documented_line(params string[] arguments)
    {
        if (arguments.Length == 0) SlowTests.OrSkip("All benchmarks of a network, some minutes");
        string output = await feed.Run("Measured", arguments: arguments);
        AssertMatches(@"\| Method +\| Batch +\| Mean .*\| ns/sample +\| GFLOP/s +\| Peak +\| Roofline +\| Allocated +\|", output);
        foreach (string method in (string[])["Predict", "TrainStep"])
            foreach (int batch in (int[])[1, 32, 256])
                AssertMatches($@"\n\| {method} +\| {batch} +\|.*\d [nuμm]?s \|.*\d\.\d+ +\|", output.Replace("\r", ""));

        // The whole output tells why.
        static void AssertMatches(string pattern, string text) => Assert.True(Regex.IsMatch(text, pattern), $"{pattern} is not in\n{text}");
    }

    /// <summary>
    /// A project of an older .NET is refused while packages are restored, with the framework that is needed, and not by errors about names
    /// after it.
    /// </summary>
    [Fact]
    public async Task Where_the_packages_cannot_work_they_cannot_be_installed()
    {
        List<(string Name, string Package, string Framework)> old = [];
        foreach (string package in (string[])["NetGen", "NetGen.Benchmarking"])
            foreach (string framework in (string[])["net8.0", "net9.0", "netstandard2.0", "net8.0;net10.0"])
            {
                // What BenchmarkDotNet needs on .NET 8 is on few machines, and its absence is reported instead.
                if (package != "NetGen" && framework.Contains(';')) continue;
                string name = "Old" + package.Length + framework.Replace(".", "").Replace(";", "_");
                feed.Write($"{name}/{name}.csproj", $"""
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup><TargetFrameworks>{framework}</TargetFrameworks><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup>
                      <ItemGroup><PackageReference Include="{package}" Version="{Feed.Version}" /></ItemGroup>
                    </Project>
                    """);
                old.Add((name, package, framework));
            }
        feed.Write("Old.slnx",
            $"<Solution>\n{string.Concat(old.Select(one => $"  <Project Path=\"{one.Name}/{one.Name}.csproj\" />\n"))}</Solution>\n");
        (int code, string output) = await Command.Run(feed.Projects,
            [Processes.DotNet, "restore", "Old.slnx", "-nologo", "-tl:off", "-v", "minimal"]);
        Assert.NotEqual(0, code);
        foreach ((string name, string package, string framework) in old)
            Assert.True(Regex.IsMatch(output,
                $@"{name}\.csproj : error NU1202: Package {Regex.Escape(package)} {Regex.Escape(Feed.Version)} "
                + $@"is not compatible with {framework.Split(';')[0]}.*supports: net10\.0"), $"{name}: {output}");
    }

    [Fact]
    public async Task What_is_wrong_is_reported_by_the_package_s_analyzers_and_its_task()
    {
        feed.Write("Wrong/Wrong.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NetGen" Version="{Feed.Version}" />
                <NetGenWeights Include="weights.safetensors" Network="Right" />
              </ItemGroup>
            </Project>
            """);
        feed.Write("Wrong/Source.cs", """
            using NetGen;
            [Network, Input(28, 28), Dense(10)] public partial class Wrong;
            [Network, Input(2), Dense(1)] public partial class Right;
            public static class Calls { public static float Of(Right right) => right.Predict(new float[3]); }
            """);
        byte[] header =
            [.. "{\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[0,12]},"u8,
            .. "\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}}"u8];
        await File.WriteAllBytesAsync(Path.Combine(feed.Projects, "Wrong", "weights.safetensors"),
            [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[16]]);
        (int code, string output) = await Command.Run(Path.Combine(feed.Projects, "Wrong"),
            [Processes.DotNet, "build", "-nologo", "-tl:off", "-v", "minimal"]);
        Assert.NotEqual(0, code);
        foreach (string message in (string[])["error NG2001: Dense 'Dense1' takes a vector",
            "error NG5003: 'weights.safetensors' has dense1.weight [1, 3]", "error NG3101: ",
                "warning NG3001: Wrong is built without optimization"])
            Assert.Contains(message, output);
        Assert.DoesNotContain("error CS", output);
    }
}
