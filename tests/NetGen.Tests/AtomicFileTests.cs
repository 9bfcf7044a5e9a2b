using System.Diagnostics;
using NetGen.Formats;

namespace NetGen.Tests;

/// <summary>
/// A save replaces a file whole or not at all, respects what is at the path, and leaves nothing behind: not on failure, not after a killed
/// predecessor.
/// </summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static void Write(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static void OrSkip() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Links, modes and pipes as Unix has them.");

    [Fact]
    public void A_link_stays_a_link_and_its_target_is_written()
    {
        OrSkip();
        string file = folder.File("file"), link = folder.File("link"), second = folder.File("second");
        Write(file, "old");
        File.CreateSymbolicLink(link, "file");
        File.CreateSymbolicLink(second, link);
        Write(second, "new");
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(("file", link), (new FileInfo(link).LinkTarget, new FileInfo(second).LinkTarget));
        Assert.Equal(["file", "link", "second"], folder.Files);
    }

    [Fact]
    public void A_link_to_nothing_makes_the_file_it_names_and_one_to_itself_is_refused()
    {
        OrSkip();
        File.CreateSymbolicLink(folder.File("link"), folder.File("file"));
        Write(folder.File("link"), "new");
        Assert.Equal("new", File.ReadAllText(folder.File("file")));
        Assert.NotNull(new FileInfo(folder.File("link")).LinkTarget);
        File.CreateSymbolicLink(folder.File("loop"), folder.File("loop"));
        Assert.Contains("leads to itself", Assert.Throws<IOException>(() => Write(folder.File("loop"), "")).Message);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)]
    public void A_mode_stays(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no such modes.");
            return;
        }
        string path = folder.File("file");
        Write(path, "old");
        File.SetUnixFileMode(path, mode);
        Write(path, "new");
        Assert.Equal((mode, "new"), (File.GetUnixFileMode(path), File.ReadAllText(path)));
    }

    [Fact]
    public void A_pipe_and_devices_are_written_through_and_stay()
    {
        OrSkip();
        string pipe = folder.File("pipe");
        using (Process make = Process.Start("mkfifo", pipe)) make.WaitForExit();
        using Process reader = Process.Start(new ProcessStartInfo("cat", pipe) { RedirectStandardOutput = true })!;
        Write(pipe, "through");
        Assert.Equal("through", reader.StandardOutput.ReadToEnd());
        Assert.Equal(["pipe"], folder.Files);
        Write("/dev/null", "gone");
        using (FileStream device = File.OpenRead("/dev/null")) Assert.Equal(0, device.ReadByte() + 1);
        Assert.Contains("/dev/full", Assert.Throws<IOException>(() => Write("/dev/full", "no room")).Message);
        File.CreateSymbolicLink(folder.File("null"), "/dev/null");
        Write(folder.File("null"), "gone");
        Assert.Equal("/dev/null", new FileInfo(folder.File("null")).LinkTarget);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(219)]
    [InlineData(255)]
    public void Every_name_that_a_file_may_have_can_be_saved(int length)
    {
        string path = folder.File(new string('n', length));
        Write(path, "1");
        Write(path, "2");
        Assert.Equal("2", File.ReadAllText(path));
        Assert.Single(folder.Files);
    }

    [Theory]
    [InlineData("a b'c\"d`e$(f)%20;g,h[i]{j}#k!l&m|n~")]
    [InlineData("-rf")]
    [InlineData("line\nfeed")]
    [InlineData("ünïcødé 文字 😀")]
    [InlineData(".hidden")]
    [InlineData("*?")]
    public void Every_character_that_a_name_may_have_can_be_saved(string name)
    {
        OrSkip();
        Write(folder.File(name), "1");
        Write(folder.File(name), "2");
        Assert.Equal("2", File.ReadAllText(folder.File(name)));
        Assert.Equal([name], folder.Files);
    }

    [Fact]
    public void A_missing_folder_and_a_folder_for_a_file_are_named()
    {
        string path = folder.File("missing/net.safetensors");
        string message = Assert.Throws<DirectoryNotFoundException>(() => Write(path, "")).Message;
        Assert.Equal($"{path} cannot be written: there is no folder {folder.File("missing")}.", message);
        Directory.CreateDirectory(folder.File("folder"));
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => Write(folder.File("folder"), "")).Message);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => Write(folder.File("folder/"), "")).Message);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else_and_names_the_path()
    {
        string path = folder.File("net");
        Write(path, "old");
        Assert.Throws<InvalidTimeZoneException>(() => AtomicFile.Write(path, _ => throw new InvalidTimeZoneException()));
        var failure = Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            string temporary = ((FileStream)stream).Name;
            throw new IOException($"No space left on device : '{temporary}'");
        }));
        Assert.Equal($"{path} cannot be written: No space left on device : '{path}'", failure.Message);
        Assert.Equal(("old", "net"), (File.ReadAllText(path), Assert.Single(folder.Files)));
    }

    [Fact]
    public void What_a_killed_predecessor_left_is_removed_and_what_a_live_one_writes_is_not()
    {
        string path = folder.File("net"), other = folder.File("other");
        string? left = null;
        AtomicFile.Write(path, stream =>
        {
            // A file in progress of the same path that no one holds open, and this one, which is open while the path is saved again.
            string own = ((FileStream)stream).Name;
            left = own[..^8] + "deadbeef";
            File.WriteAllText(left, "left");
            Write(path, "between");
            Assert.False(File.Exists(left));
            Assert.True(File.Exists(own));
            stream.Write("last"u8);
        });
        Assert.Equal("last", File.ReadAllText(path));
        File.WriteAllText(left!, "left");
        Write(other, "other");
        Assert.True(File.Exists(left));        // of another path
        Write(path, "again");
        Assert.Equal(["net", "other"], folder.Files);
    }

    [Fact]
    public void Savers_of_one_path_at_the_same_time_all_succeed_and_leave_one_file()
    {
        string path = folder.File("net");
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => Write(path, new string((char)('a' + i % 26), 100_000)));
        Assert.Single(File.ReadAllText(path).Distinct());
        Assert.Equal(["net"], folder.Files);
    }
}
