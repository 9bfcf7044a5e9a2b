using System.Globalization;

namespace NetGen.Packages;

/// <summary>The sample, compiled ahead of time for Arm64 on another processor, and run there by emulation.</summary>
public sealed class Arm64Tests(Feed feed)
{
    [Fact]
    public async Task For_Arm64_the_sample_is_compiled_across_and_its_networks_run_on_NEON()
    {
        SlowTests.OrSkip("Compilation ahead of time for Arm64, and emulation");
        AotSample.NeedsLinker();
        string libraries = Path.Combine(Repository.Root, "artifacts", "arm64", "sysroot-link");
        string[] missing =
            [.. ((string[])["clang", "ld.lld", "llvm-objcopy", "qemu-aarch64-static"]).Where(program => !AotSample.HasProgram(program))];
        if (missing.Length > 0 || !Directory.Exists(libraries))
            Assert.Skip(
                $"There is no {string.Join(", ", missing.Append(libraries).Take(Math.Max(1, missing.Length)))}: "
                + "eng/install-arm64.sh --link installs all of it.");

        AotSample sample = await AotSample.Publish(feed, "AotArm64", "linux-arm64", "LinkerFlavor=lld", "SysRoot=" + libraries);
        Assert.DoesNotContain("warning", sample.Output);
        // The limit spares the emulator the reservation of 256 GB.
        (string isa, double nanoseconds, string output) = await sample.Train(["qemu-aarch64-static", "-L", libraries],
            ("DOTNET_GCHeapHardLimit", "20000000"));
        Assert.Equal("Neon", isa);
        Report.Write("ahead of time, Arm64",
            string.Create(CultureInfo.InvariantCulture,
                $"samples/Aot, linux-arm64: {sample.Size} bytes, {isa} (emulated), one prediction of 10-64-64-1 {nanoseconds:F0} ns\n"
                + $"{output}"));
    }
}
