using System.IO.Compression;
using System.Reflection;
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
            "analyzers/dotnet/cs/NetGen.CodeFixes.dll", "analyzers/dotnet/cs/NetGen.Compiler.dll",
                "analyzers/dotnet/cs/NetGen.SourceGenerators.dll",
            "buildTransitive/net10.0/NetGen.props", "buildTransitive/net10.0/NetGen.targets",
            "lib/net10.0/NetGen.dll", "lib/net10.0/NetGen.xml",
            "tasks/netstandard2.0/NetGen.Build.dll",
        ];
        Assert.Equal(expected.Order(), Files("NetGen", "nupkg").Order());
        Assert.Equal(["lib/net10.0/NetGen.pdb"], Files("NetGen", "snupkg"));
        Assert.Equal(["README.md", "icon.png", "lib/net10.0/NetGen.Benchmarking.dll", "lib/net10.0/NetGen.Benchmarking.xml"],
            Files("NetGen.Benchmarking", "nupkg").Order(StringComparer.Ordinal));
        Assert.Equal(["lib/net10.0/NetGen.Benchmarking.pdb"], Files("NetGen.Benchmarking", "snupkg"));
    }

    [Fact]
    public void Templates_and_tool_are_packages_of_their_kind_with_all_they_need()
    {
        Assert.Equal("Template", Kind("NetGen.Templates"));
        Assert.All(Files("NetGen.Templates", "nupkg"),
            file => Assert.True(file is "README.md" or "icon.png" || file.StartsWith("templates/", StringComparison.Ordinal), file));
        Assert.Equal("DotnetTool", Kind("NetGen.Tool"));
        Assert.Superset(
            new HashSet<string>(["README.md", "icon.png", "tools/net10.0/any/netgen-tool.dll", "tools/net10.0/any/NetGen.dll",
                "tools/net10.0/any/System.CommandLine.dll"]), new HashSet<string>(Files("NetGen.Tool", "nupkg")));

        string Kind(string package) =>
            Metadata(package).Descendants().Single(element => element.Name.LocalName == "packageType").Attribute("name")!.Value;
    }

    [Theory]
    [InlineData("NetGen")]
    [InlineData("NetGen.Benchmarking")]
    public void What_is_public_is_on_the_list(string package)
    {
        string[] listed = [
            .. ((string[])["Shipped", "Unshipped"]).SelectMany(kind => Repository.Read("src", package, $"PublicAPI.{kind}.txt").Split('\n'))
            .Where(line => line.Length > 0 && !line.StartsWith('#') && !line.Contains("->") && !line.Contains('('))
            .Select(line => System.Text.RegularExpressions.Regex.Replace(line.Replace("static ", "").Replace("[NG3110]", ""), @"<([^<>]*)>",
                arguments => "`" + arguments.Groups[1].Value.Split(',').Length)).Order(StringComparer.Ordinal)];
        using ZipArchive archive = Open(package, "nupkg");
        using var assembly = new PEReader(Copy(archive.GetEntry($"lib/net10.0/{package}.dll")!));
        MetadataReader reader = assembly.GetMetadataReader();
        string[] types = [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(IsPublic).Select(Name)
            .Order(StringComparer.Ordinal)];
        Assert.NotEmpty(types);
        Assert.Equal(types, listed);

        bool IsPublic(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsPublic(reader.GetTypeDefinition(type.GetDeclaringType())),
            _ => false,
        };

        string Name(TypeDefinition type) => type.IsNested
            ? $"{Name(reader.GetTypeDefinition(type.GetDeclaringType()))}.{reader.GetString(type.Name)}"
            : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    [Theory]
    [InlineData("NetGen", "")]
    [InlineData("NetGen.Benchmarking", "BenchmarkDotNet NetGen")]
    [InlineData("NetGen.Templates", "")]
    [InlineData("NetGen.Tool", "")]
    public void A_package_names_its_license_its_source_and_what_it_needs(string package, string dependencies)
    {
        XElement metadata = Metadata(package);
        XElement Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name);
        Assert.Equal("MIT", Of("license").Value);
        Assert.Equal("README.md", Of("readme").Value);
        Assert.Equal("icon.png", Of("icon").Value);
        Assert.NotEmpty(Of("description").Value);
        Assert.NotEmpty(Of("tags").Value);
        Assert.Equal("https://github.com/netgen-net/netgen", Of("projectUrl").Value);
        Assert.Equal("https://github.com/netgen-net/netgen", Of("repository").Attribute("url")!.Value);
        Assert.Matches("^[0-9a-f]{40}$", Of("repository").Attribute("commit")!.Value);
        Assert.Equal(dependencies,
            string.Join(' ',
                metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(element => element.Attribute("id")!.Value).Order()));
    }

    [Theory]
    [InlineData("NetGen")]
    [InlineData("NetGen.Benchmarking")]
    public void Symbols_lead_to_the_published_sources(string package)
    {
        using ZipArchive archive = Open(package, "snupkg");
        using MetadataReaderProvider provider =
            MetadataReaderProvider.FromPortablePdbStream(Copy(archive.GetEntry($"lib/net10.0/{package}.pdb")!));
        MetadataReader reader = provider.GetMetadataReader();
        // Its kind, as the specification of portable PDBs names it.
        var sourceLink = new Guid("CC110556-A091-4D38-9FEC-25AB9A351A6A");
        string text = Encoding.UTF8.GetString(
            reader.GetBlobBytes(reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
                .Single(info => reader.GetGuid(info.Kind) == sourceLink).Value));
        Assert.Matches("https://raw.githubusercontent.com/netgen-net/netgen/[0-9a-f]{40}/\\*", text);
    }

    [Fact]
    public void Assemblies_are_deterministic_and_the_analyzers_need_nothing_that_is_not_in_the_package_or_the_compiler()
    {
        string[] known = ["netstandard", "System.Collections.Immutable", "System.Memory", "System.Reflection.Metadata",
            "System.Composition.AttributedModel", "System.Runtime.CompilerServices.Unsafe", "System.Threading.Tasks.Extensions"];
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
            Assert.All(needed,
                name => Assert.True(own.Contains(name) || known.Contains(name)
                    || name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), $"{entry.Name} needs {name}"));
        }
    }

    private XElement Metadata(string package)
    {
        using ZipArchive archive = Open(package, "nupkg");
        using Stream stream = archive.GetEntry(package + ".nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    private ZipArchive Open(string package, string kind) =>
        ZipFile.OpenRead(Path.Combine(feed.Packages, $"{package}.{Feed.Version}.{kind}"));

    /// <summary>Files but for those in which the format says what it is.</summary>
    private string[] Files(string package, string kind)
    {
        using ZipArchive archive = Open(package, kind);
        return [.. archive.Entries.Select(entry => entry.FullName)
            .Where(name => name != package + ".nuspec" && name != "[Content_Types].xml"
                && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))];
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
