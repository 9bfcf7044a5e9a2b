namespace NetGen.Packages;

/// <summary>The tool, installed from the packed package.</summary>
public sealed class ToolTests(Feed feed)
{
    [Fact]
    public async Task It_is_installed_and_reads_and_converts_a_network_s_file()
    {
        string folder = Path.Combine(feed.Folder, "tools");
        await Command.Succeed(feed.Projects, [Command.DotNet, "tool", "install", "NetGen.Tool", "--version", Feed.Version, "--tool-path", folder]);
        string netgen = Path.Combine(folder, OperatingSystem.IsWindows() ? "netgen.exe" : "netgen");
        byte[] header = "{\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"u8.ToArray();
        await File.WriteAllBytesAsync(Path.Combine(feed.Projects, "tiny.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. header, .. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(1.5f)]);
        Assert.Matches(@"dense1\.bias +F32 +2 +2 +0\.5 +1\.5 +1 +0\.5\n", await Command.Succeed(feed.Projects, [netgen, "summary", "tiny.safetensors"]));
        await Command.Succeed(feed.Projects, [netgen, "convert", "tiny.safetensors", "tiny.npz"]);
        Assert.Equal("1 array equal, 0 not", (await Command.Succeed(feed.Projects, [netgen, "diff", "tiny.safetensors", "tiny.npz"])).Trim());
        (int code, string output) = await Command.Run(feed.Projects, [netgen, "summary", "tiny.txt"]);
        Assert.Equal(2, code);
        Assert.Contains("netgen: tiny.txt ends in \".txt\"", output);
    }
}
