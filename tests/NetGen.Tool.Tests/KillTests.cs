using System.Diagnostics;
using NetGen.Formats;

namespace NetGen.Tool.Tests;

/// <summary>
/// A saver that is killed at any moment leaves the old file or the new one, whole, and the next save to the path leaves nothing of its
/// predecessors. Twelve kills in every run,
/// 600 with NETGEN_WHOLE=1.
/// </summary>
public sealed class KillTests : IDisposable
{
    private static readonly int kills = SlowTests.Wanted ? 300 : 6;

    private readonly Files files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.npz")]
    public void A_killed_save_leaves_the_old_file_or_the_new_one(string name)
    {
        const int values = 1_000_000;
        float[] ones = [.. Enumerable.Repeat(1f, values)], twos = [.. Enumerable.Repeat(2f, values)];
        string[] sources = [files.Safetensors("one.safetensors", ("w", [values], ones)),
            files.Safetensors("two.safetensors", ("w", [values], twos))];
        string folder = Directory.CreateDirectory(files.Path("target")).FullName, target = Path.Combine(folder, name);
        Assert.Equal(0, Files.Run("convert", sources[0], target).Code);
        var random = new Random(1);
        int killedWhileWriting = 0;
        HashSet<string> left = [];
        for (int kill = 0; kill < kills; kill++)
        {
            using Process saver = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                [typeof(Tool).Assembly.Location, "convert", sources[(kill + 1) % 2], target]) { RedirectStandardOutput = true })!;
            // From the moment at which the file in progress is there, and anywhere after it.
            while (!saver.HasExited && Directory.GetFiles(folder, ".netgen-*").All(left.Contains)) Thread.Sleep(0);
            for (double end = random.NextDouble() * 8,
                start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime((long)start).TotalMilliseconds < end;) Thread.SpinWait(20);
            bool wasRunning = !saver.HasExited;
            saver.Kill();
            saver.WaitForExit();
            string[] remains = Directory.GetFiles(folder, ".netgen-*");
            if (wasRunning && !remains.All(left.Contains)) killedWhileWriting++;
            left = [.. remains];
            float[] there = Assert.Single(WeightsFile.Read(target).Arrays).ToFloats();
            Assert.True(there.AsSpan().SequenceEqual(ones)
                || there.AsSpan().SequenceEqual(twos), $"Kill {kill}: the file is neither the old one nor the new one.");
        }
        Assert.True(killedWhileWriting > 0, "No kill hit a file in progress: the test proves nothing.");
        Assert.Equal(0, Files.Run("convert", sources[1], target).Code);
        Assert.Equal([target], Directory.GetFileSystemEntries(folder));
        Assert.Equal(twos, Assert.Single(WeightsFile.Read(target).Arrays).ToFloats());
    }
}
