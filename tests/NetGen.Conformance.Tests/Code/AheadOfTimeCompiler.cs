namespace NetGen.Conformance;

/// <summary>The compiler of NativeAOT as a lister of machine code: for any processor, and without linking.</summary>
internal sealed class AheadOfTimeCompiler
{
    private readonly string compiler, framework;

    private AheadOfTimeCompiler(string compiler, string framework)
    {
        this.compiler = compiler;
        this.framework = framework;
    }

    /// <summary>The compiler as a publish has restored it, or a skipped test that says how to get it.</summary>
    public static AheadOfTimeCompiler FindOrSkip()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
            ? given : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string? compiler = Newest("runtime.linux-x64.microsoft.dotnet.ilcompiler"),
            runtime = Newest("microsoft.netcore.app.runtime.nativeaot.linux-x64");
        if (compiler is null || runtime is null)
            Assert.Skip($"{packages} has no compiler ahead of time: dotnet publish -r linux-x64 samples/Aot brings it.");
        return new AheadOfTimeCompiler(Path.Combine(compiler, "tools", "ilc"), Path.Combine(runtime, "runtimes", "linux-x64"));

        string? Newest(string package)
        {
            string folder = Path.Combine(packages, package);
            return Directory.Exists(folder)
                ? Directory.GetDirectories(folder)
                .MaxBy(path => Version.TryParse(Path.GetFileName(path), out Version? version) ? version : new Version(0, 0)) : null;
        }
    }

    /// <summary>The listing of the methods of an assembly.</summary>
    /// <param name="instructions">As <c>IlcInstructionSet</c>; empty for the least that the architecture has.</param>
    /// <param name="methods">As <c>JitDisasm</c>.</param>
    public async Task<string> List(string assembly, string architecture, string instructions, string methods)
    {
        string work = Directory.CreateTempSubdirectory("netgen-code-").FullName;
        try
        {
            string listing = Path.Combine(work, "listing.txt");
            (int code, string output, string error) = await Child.Run(
            [
                compiler, assembly, "-r", typeof(NetworkAttribute).Assembly.Location, "-r",
                    Path.Combine(framework, "lib", "net10.0", "*.dll"), "-r", Path.Combine(framework, "native", "*.dll"),
                "-o", Path.Combine(work, "code.o"), "-O", "--nativelib", "--multifile", "--noscan", "--reflectiondata", "none",
                    "--parallelism:1", "--targetos", "linux", "--targetarch", architecture,
                .. instructions == "" ? Array.Empty<string>()
                    : ["--instruction-set", instructions], $"--codegenopt:JitDisasm={methods}", $"--codegenopt:JitStdOutFile={listing}",
            ]);
            Assert.True(code == 0, output + error);
            return await File.ReadAllTextAsync(listing);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
