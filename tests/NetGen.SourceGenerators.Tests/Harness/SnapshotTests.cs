namespace NetGen.SourceGenerators.Tests;

/// <summary>The snapshot helper accepts what is right and refuses what is not.</summary>
public class SnapshotTests
{
    private static string Folder() => Directory.CreateTempSubdirectory("netgen-snapshot-").FullName;

    [Fact]
    public void What_was_verified_passes_and_leaves_nothing_behind()
    {
        string folder = Folder();
        File.WriteAllText(Path.Combine(folder, "Net.Test#Net.g.verified.cs"), "// one\r\n// two\r\n");
        File.WriteAllText(Path.Combine(folder, "Net.Test#Net.g.received.cs"), "// older");
        Snapshot.Verify("// one\n// two\n", "Net.g.cs", "Net", "Test", Path.Combine(folder, "Tests.cs"));
        Assert.Equal(["Net.Test#Net.g.verified.cs"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_difference_fails_with_its_line_and_is_written_alongside()
    {
        string folder = Folder();
        File.WriteAllText(Path.Combine(folder, "Net.Test#Net.g.verified.cs"), "// one\n// two\n");
        var failure = Assert.ThrowsAny<Xunit.Sdk.XunitException>(
            () => Snapshot.Verify("// one\n// three\n", "Net.g.cs", "Net", "Test", Path.Combine(folder, "Tests.cs")));
        Assert.StartsWith("Line 2 should be\n  // two\nand is\n  // three\n", failure.Message);
        Assert.Equal("// one\n// three\n", File.ReadAllText(Path.Combine(folder, "Net.Test#Net.g.received.cs")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_snapshot_that_is_not_there_fails()
    {
        string folder = Folder();
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(
            () => Snapshot.Verify("// one\n", "Net.g.cs", "Net", "Test", Path.Combine(folder, "Tests.cs")));
        Assert.True(File.Exists(Path.Combine(folder, "Net.Test#Net.g.received.cs")));
        Directory.Delete(folder, recursive: true);
    }
}
