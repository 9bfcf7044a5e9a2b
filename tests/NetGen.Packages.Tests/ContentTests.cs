using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;

namespace NetGen.Packages;

/// <summary>What is in the packages, and what they say of themselves.</summary>
public sealed class ContentTests(Feed feed)
{
    [Fact]
    public void The_package_holds_library_analyzers_task_props_and_papers_and_nothing_else()
    {
        string[] expected =
        [
            "README.md", "icon.png",
            "analyzers/dotnet/cs/NetGen.CodeFixes.dll", "analyzers/dotnet/cs/NetGen.Compiler.dll", "analyzers/dotnet/cs/NetGen.SourceGenerators.dll",
            "buildTransitive/NetGen.props", "buildTransitive/NetGen.targets",
            "lib/net10.0/NetGen.dll", "lib/net10.0/NetGen.xml",
            "tasks/netstandard2.0/NetGen.Build.dll",
        ];
        Assert.Equal(expected.Order(), Files("NetGen", "nupkg").Order());
        Assert.Equal(["lib/net10.0/NetGen.pdb"], Files("NetGen", "snupkg"));
        Assert.Equal(["README.md", "icon.png", "lib/net10.0/NetGen.Benchmarking.dll", "lib/net10.0/NetGen.Benchmarking.xml"], Files("NetGen.Benchmarking", "nupkg").Order(StringComparer.Ordinal));
        Assert.Equal(["lib/net10.0/NetGen.Benchmarking.pdb"], Files("NetGen.Benchmarking", "snupkg"));
    }

    [Theory]
    [InlineData("NetGen", "")]
    [InlineData("NetGen.Benchmarking", "BenchmarkDotNet NetGen")]
    public void A_package_names_its_licence_its_source_and_what_it_needs(string package, string dependencies)
    {
        using ZipArchive archive = Open(package, "nupkg");
        using Stream stream = archive.GetEntry(package + ".nuspec")!.Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single();
        XElement Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name);
        Assert.Equal("MIT", Of("license").Value);
        Assert.Equal("README.md", Of("readme").Value);
        Assert.Equal("icon.png", Of("icon").Value);
        Assert.NotEmpty(Of("description").Value);
        Assert.NotEmpty(Of("tags").Value);
        Assert.Equal("https://github.com/netgen-net/netgen", Of("projectUrl").Value);
        Assert.Equal("https://github.com/netgen-net/netgen", Of("repository").Attribute("url")!.Value);
        Assert.Matches("^[0-9a-f]{40}$", Of("repository").Attribute("commit")!.Value);
        Assert.Equal(dependencies, string.Join(' ', metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Order()));
    }

    [Theory]
    [InlineData("NetGen")]
    [InlineData("NetGen.Benchmarking")]
    public void Symbols_lead_to_the_published_sources(string package)
    {
        using ZipArchive archive = Open(package, "snupkg");
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(Copy(archive.GetEntry($"lib/net10.0/{package}.pdb")!));
        MetadataReader reader = provider.GetMetadataReader();
        // Its kind, as the specification of portable PDBs names it.
        var sourceLink = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        string text = Encoding.UTF8.GetString(reader.GetBlobBytes(reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(info => reader.GetGuid(info.Kind) == sourceLink).Value));
        Assert.Matches("https://raw.githubusercontent.com/netgen-net/netgen/[0-9a-f]{40}/\\*", text);
    }

    [Fact]
    public void Assemblies_are_deterministic_and_the_analyzers_need_nothing_that_is_not_in_the_package_or_the_compiler()
    {
        string[] known = ["netstandard", "System.Collections.Immutable", "System.Memory", "System.Reflection.Metadata", "System.Composition.AttributedModel", "System.Runtime.CompilerServices.Unsafe", "System.Threading.Tasks.Extensions"];
        using ZipArchive archive = Open("NetGen", "nupkg");
        ZipArchiveEntry[] assemblies = [.. archive.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal))];
        string[] own = [.. assemblies.Select(entry => Path.GetFileNameWithoutExtension(entry.Name))];
        foreach (ZipArchiveEntry entry in assemblies)
        {
            using var assembly = new PEReader(Copy(entry));
            Assert.Contains(assembly.ReadDebugDirectory(), data => data.Type == DebugDirectoryEntryType.Reproducible);
            if (!entry.FullName.StartsWith("analyzers", StringComparison.Ordinal)) continue;
            MetadataReader reader = assembly.GetMetadataReader();
            string[] needed = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
            Assert.All(needed, name => Assert.True(own.Contains(name) || known.Contains(name) || name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{entry.Name} needs {name}"));
        }
    }

    private ZipArchive Open(string package, string kind) => ZipFile.OpenRead(Path.Combine(feed.Packages, $"{package}.{Feed.Version}.{kind}"));

    /// <summary>Files but for those in which the format says what it is.</summary>
    private string[] Files(string package, string kind)
    {
        using ZipArchive archive = Open(package, kind);
        return [.. archive.Entries.Select(entry => entry.FullName).Where(name => name != package + ".nuspec" && name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))];
    }

    private static MemoryStream Copy(ZipArchiveEntry entry)
    {
        var copy = new MemoryStream();
        using Stream stream = entry.Open();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
