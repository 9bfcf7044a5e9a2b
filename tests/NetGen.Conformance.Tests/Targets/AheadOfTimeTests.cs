using System.Reflection;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace NetGen.Conformance;

/// <summary>The runner as an executable compiled ahead of time: the same bits as from the JIT.</summary>
public sealed class AheadOfTimeTests
{
    /// <summary>
    /// Compiled for no instruction set in particular, portable code runs; for AVX, which documents advise, AVX2's where the processor has
    /// it; for AVX2 or AVX-512, theirs.
    /// </summary>
    [Theory]
    [InlineData("", Isa.Portable)]
    [InlineData("avx", Isa.Avx2)]
    [InlineData("avx2", Isa.Avx2)]
    [InlineData("x86-64-v4", Isa.Avx512)]
    public async Task Code_compiled_ahead_of_time_gives_the_bits_on_record(string instructions, Isa expected)
    {
        SlowTests.OrSkip("Compilation ahead of time, a minute each");
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            Assert.Skip("These executables are for Linux on x64.");
        if (!Runtime.IsaSelector.IsSupported(expected)) Assert.Skip($"This processor has no {expected}.");
        string folder = Path.Combine(Repository.Root, "artifacts", "aot"),
            to = Path.Combine(folder, instructions == "" ? "default" : instructions);
        string cores = Path.Combine(folder, $"cores-{instructions}.rd.xml");
        Directory.CreateDirectory(folder);
        Cores().Save(cores);
        (int code, string output, string error) = await Child.Run(
            [Processes.DotNet, "publish", "-m:1", "-c", "Release", "-r", "linux-x64", "-v", "quiet", "--artifacts-path",
                to + "-build", "-o", to,
                $"-p:IlcInstructionSet={instructions}", $"-p:Cores={cores}", Path.Combine("tests", "NetGen.Conformance.Aot")]);
        Assert.True(code == 0, output + error);
        await Fingerprints.AssertOnRecord([Path.Combine(to, "NetGen.Conformance.Runner")], $"{expected}, X64, AOT");
    }

    /// <summary>
    /// What the fingerprints reach by reflection: the types behind the generated members, of which the compiler keeps otherwise what the
    /// members call.
    /// </summary>
    private static XDocument Cores()
    {
        XNamespace rd = "http://schemas.microsoft.com/netfx/2013/01/metadata";
        IEnumerable<XElement> types = typeof(Classifier).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<NetworkAttribute>() is not null)
            .Select(type => type.GetField("core", BindingFlags.Instance | BindingFlags.NonPublic)!.FieldType)
            .Select(core => new XElement(rd + "Type",
                new XAttribute("Name",
                    $"{core.GetGenericTypeDefinition().FullName}[[{core.GenericTypeArguments[0].FullName},"
                    + $"{core.GenericTypeArguments[0].Assembly.GetName().Name}]]"),
                new XAttribute("Dynamic", "Required All")));
        return new XDocument(new XElement(rd + "Directives", new XElement(rd + "Application",
            new XElement(rd + "Assembly", new XAttribute("Name", typeof(NetworkInfo).Assembly.GetName().Name!), types))));
    }
}
