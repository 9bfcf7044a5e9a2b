using NetGen.SourceGenerators;

namespace NetGen.Benchmarks;

/// <summary>Two projects to be built again and again: one with a network of ten layers, and one with a class.</summary>
internal sealed class BuildWork : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("netgen-build-").FullName;

    public BuildWork()
    {
        // What is above a folder of temporary files is no one's.
        foreach (string file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(folder, file), "<Project />");
        string bin = Path.GetDirectoryName(typeof(NetworkGenerator).Assembly.Location)!;
        Write("Plain", "", "namespace Edited; public sealed class TenLayers;");
        Write("Network", $"""
              <ItemGroup>
                <Reference Include="{Path.Combine(bin, "NetGen.dll")}" />
                <Analyzer Include="{Path.Combine(bin, "NetGen.SourceGenerators.dll")};{Path.Combine(bin, "NetGen.Compiler.dll")}" />
              </ItemGroup>
            """, GeneratorWork.Network());
        foreach (string project in (string[])["Plain", "Network"]) DotNet("restore", Path.Combine(folder, project));
    }

    /// <param name="shared">Whether by the compiler's server, which stays between builds, or by a compiler of its own, as in a first
    /// build.</param>
    public void Build(string project, bool shared) =>
        DotNet("build", Path.Combine(folder, project), "-c", "Release", "--no-restore", "--no-incremental", "-v", "quiet", "-nologo",
            "-tl:off", $"-p:UseSharedCompilation={shared}");

    private void Write(string name, string items, string source)
    {
        string project = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(Path.Combine(project, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
              </PropertyGroup>
            {items}
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "TenLayers.cs"), source);
    }

    private static void DotNet(params string[] arguments)
    {
        if (!Repository.TryDotNet(out string output, arguments))
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} fails.\n{output}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
