namespace NetGen.Packages;

/// <summary>The tool, installed from the packed package.</summary>
public sealed class ToolTests(Feed feed)
{
    [Fact]
    public async Task It_is_installed_and_reads_and_converts_a_network_s_file()
    {
        string folder = Path.Combine(feed.Folder, "tools");
        await Command.Succeed(feed.Projects,
            [Processes.DotNet, "tool", "install", "NetGen.Tool", "--version", Feed.Version, "--tool-path", folder]);
        string netgen = Path.Combine(folder, OperatingSystem.IsWindows() ? "netgen.exe" : "netgen");
        byte[] header = "{\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8.ToArray();
        await File.WriteAllBytesAsync(Path.Combine(feed.Projects, "tiny.safetensors"),
            [.. BitConverter.GetBytes((long)header.Length), .. header, .. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(1.5f)]);
        Assert.Matches(@"dense1\.bias +F32 +2 +2 +0\.5 +1\.5 +1 +0\.5\n",
            await Command.Succeed(feed.Projects, [netgen, "summary", "tiny.safetensors"]));
        await Command.Succeed(feed.Projects, [netgen, "convert", "tiny.safetensors", "tiny.npz"]);
        Assert.Equal("1 array equal, 0 not",
            (await Command.Succeed(feed.Projects, [netgen, "diff", "tiny.safetensors", "tiny.npz"])).Trim());
        (int code, string output) = await Command.Run(feed.Projects, [netgen, "summary", "tiny.txt"]);
        Assert.Equal(2, code);
        Assert.Contains("netgen: tiny.txt ends in \".txt\"", output);
    }

    /// <summary>
    /// A project is built and its networks are explained, all or one; the text is that of the compiler, without the marks of comments.
    /// </summary>
    [Fact]
    public async Task It_explains_the_networks_of_a_project()
    {
        string folder = Path.Combine(feed.Folder, "explaining");
        await Command.Succeed(feed.Projects,
            [Processes.DotNet, "tool", "install", "NetGen.Tool", "--version", Feed.Version, "--tool-path", folder]);
        string netgen = Path.Combine(folder, OperatingSystem.IsWindows() ? "netgen.exe" : "netgen");
        feed.Write("Explained/Explained.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="NetGen" Version="{Feed.Version}" /></ItemGroup>
            </Project>
            """);
        feed.Write("Explained/Networks.cs", """
            namespace App;

            [NetGen.Network, NetGen.Input(2), NetGen.Dense(3, NetGen.Activation.Tanh), NetGen.MeanSquaredError] public partial class First { }
            [NetGen.Network, NetGen.Input(4), NetGen.Dense(1)] public partial class Second { }
            """);
        string all = await Command.Succeed(feed.Projects, [netgen, "explain", "Explained"]);
        Assert.StartsWith("==== App.First\n== graph of predictions\n  s1: 3 = MatMul(x, W1)     Dense1\n", all.Replace("\r", ""));
        foreach (string part in (string[])["\n==== App.Second\n", "\n== program Predict\n", "\n== program AccumulateParameterGradients\n",
            "\n== kernel Dense", " Neon\n"]) Assert.Contains(part, all);
        string one = await Command.Succeed(feed.Projects, [netgen, "explain", "Explained/Explained.csproj", "--network", "Second"]);
        Assert.StartsWith("==== App.Second\n", one);
        Assert.DoesNotContain("App.First", one);

        (int code, string output) = await Command.Run(feed.Projects, [netgen, "explain", "Explained", "--network", "Third"]);
        Assert.Equal((2, "netgen: \"Explained\" has no network \"Third\". It has App.First, App.Second."), (code, output.Trim()));
        (code, output) = await Command.Run(feed.Projects, [netgen, "explain", "Missing"]);
        Assert.Equal((2, "netgen: there is no project \"Missing\"."), (code, output.Trim()));
        feed.Write("Explained/Wrong.cs", "[NetGen.Network, NetGen.Input(0), NetGen.Dense(1)] public partial class Wrong { }");
        (code, output) = await Command.Run(feed.Projects, [netgen, "explain", "Explained"]);
        Assert.Equal(2, code);
        Assert.StartsWith("netgen: the project does not build.\n", output);
        Assert.Contains("Wrong.cs(1,", output);
    }
}
