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
    public async Task A_program_trains_and_predicts(string project) => Assert.Contains("learnt: True, Tanh, 17", await feed.Run(project));

    [Fact]
    public async Task An_xunit_project_runs_its_tests() => Assert.Matches("Total: 1,.* Failed: 0", await feed.Run("Tests"));

    [Fact]
    public async Task A_network_is_benchmarked_by_the_package_for_it() => Assert.Contains("measured: True", await feed.Run("Measured"));

    [Fact]
    public async Task What_is_wrong_is_said_by_the_package_s_analyzers_and_its_task()
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
        byte[] header = "{\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[0,12]},\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]}}"u8.ToArray();
        await File.WriteAllBytesAsync(Path.Combine(feed.Projects, "Wrong", "weights.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[16]]);
        (int code, string output) = await Command.Run(Path.Combine(feed.Projects, "Wrong"), [Command.DotNet, "build", "-nologo", "-tl:off", "-v", "minimal"]);
        Assert.NotEqual(0, code);
        foreach (string message in (string[])["error NG2001: Dense 'Dense1' takes a vector", "error NG5003: 'weights.safetensors' has dense1.weight [1, 3]", "error NG3101: ", "warning NG3001: Wrong is built without optimisation"])
            Assert.Contains(message, output);
        Assert.DoesNotContain("error CS", output);
    }
}
