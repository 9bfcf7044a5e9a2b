namespace NetGen.Conformance;

/// <summary>An emulated Arm64 processor, where eng/install-arm64.sh has put one.</summary>
internal static class Arm64
{
    /// <summary>
    /// The command that runs a program, given as the next argument, on Arm64; or a skipped test that says what is missing.
    /// </summary>
    public static string[] Command()
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "arm64");
        string sysroot = Environment.GetEnvironmentVariable("NETGEN_ARM64_SYSROOT") is { Length: > 0 } given ? given
            : Path.Combine(folder, "sysroot");
        string host = Path.Combine(folder, "host", "NetGen.Conformance.Host");
        string? emulator = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(place => Path.Combine(place, "qemu-aarch64-static")).FirstOrDefault(File.Exists);
        if (emulator is null) Assert.Skip("There is no qemu-aarch64-static: run eng/install-arm64.sh.");
        foreach (string file in (string[])[Path.Combine(sysroot, "lib", "ld-linux-aarch64.so.1"), host])
            if (!File.Exists(file)) Assert.Skip($"There is no {file}: run eng/install-arm64.sh.");
        return [emulator, "-L", sysroot, host];
    }
}
