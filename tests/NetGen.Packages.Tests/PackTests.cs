using System.IO.Compression;
using System.Reflection;
using System.Reflection.Emit;

namespace NetGen.Packages;

/// <summary>What packing itself sees to: that users of the version before are not broken, and that anybody gets the same bytes.</summary>
public sealed class PackTests(Feed feed)
{
    [Fact]
    public async Task A_package_without_a_type_that_the_version_before_had_is_refused()
    {
        string before = Path.Combine(feed.Folder, "NetGen.before.nupkg");
        File.Copy(Path.Combine(feed.Packages, $"NetGen.{Feed.Version}.nupkg"), before);
        Assert.Equal(0, (await Pack("same")).Code);

        var assembly = new PersistedAssemblyBuilder(new AssemblyName("NetGen"), typeof(object).Assembly);
        assembly.DefineDynamicModule("NetGen").DefineType("NetGen.Gone", TypeAttributes.Public | TypeAttributes.Class).CreateType();
        using (ZipArchive archive = ZipFile.Open(before, ZipArchiveMode.Update))
        {
            archive.GetEntry("lib/net10.0/NetGen.dll")!.Delete();
            using Stream stream = archive.CreateEntry("lib/net10.0/NetGen.dll").Open();
            assembly.Save(stream);
        }
        (int code, string output) = await Pack("broken");
        Assert.NotEqual(0, code);
        Assert.Matches("error CP0001: Type 'NetGen.Gone' exists on .*lib/net10.0/NetGen.dll", output);

        // The file that says that a package was looked at already is another one each time: it would be believed.
        Task<(int Code, string Output)> Pack(string name) => Command.Run(Repository.Root,
            [Processes.DotNet, "pack", "--no-build", "-m:1", "-c", Feed.Configuration, "-nologo", "-v", "minimal", "-tl:off", "-o",
                Path.Combine(feed.Folder, name), $"-p:PackageVersion={Feed.Version}",
                $"-p:PackageValidationBaselinePath={before}",
                    $"-p:_ApiCompatValidatePackageSemaphoreFile={Path.Combine(feed.Folder, name + ".seen")}",
                        Path.Combine("src", "NetGen")]);
    }

    [Fact]
    public async Task Two_clones_in_different_folders_give_the_same_assemblies()
    {
        SlowTests.OrSkip("The package built twice from clones");
        List<(string Name, byte[] Bytes)[]> packages = [];
        foreach (string name in (string[])["one", "another place"])
        {
            string clone = Path.Combine(feed.Folder, "clones", name);
            await Command.Succeed(feed.Folder, ["git", "clone", "-q", Repository.Root, clone]);
            await Command.Succeed(clone,
                [Processes.DotNet, "pack", "-m:1", "-c", "Release", "-v", "quiet", "-o", "packages", Path.Combine("src", "NetGen")],
                ("CI", "true"));
            using ZipArchive package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Path.Combine(clone, "packages"), "*.nupkg"))),
                symbols = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Path.Combine(clone, "packages"), "*.snupkg")));
            packages.Add(
                [.. package.Entries.Concat(symbols.Entries).Where(entry => Path.GetExtension(entry.Name) is ".dll" or ".pdb")
                    .Select(entry => (entry.FullName, Bytes(entry))).OrderBy(entry => entry.FullName, StringComparer.Ordinal)]);
        }
        Assert.Equal(6, packages[0].Length);
        Assert.Equal(packages[0].Select(entry => entry.Name), packages[1].Select(entry => entry.Name));
        Assert.All(packages[0].Zip(packages[1]),
            pair => Assert.True(pair.First.Bytes.AsSpan().SequenceEqual(pair.Second.Bytes),
                $"{pair.First.Name} has other bytes in the other folder."));
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
