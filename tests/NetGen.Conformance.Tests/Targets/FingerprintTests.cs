using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using NetGen.Compiler.Kinds;

namespace NetGen.Conformance;

/// <summary>
/// Whole processes on every instruction set, on processors that lack some, and on several threads: every function, initializer and
/// optimizer, and every network's outputs, gradients and parameters after 1,000 steps have the bits of tests/fingerprints.txt.
/// </summary>
public sealed class FingerprintTests
{
    private static readonly string Here = RuntimeInformation.ProcessArchitecture.ToString();

    [Theory]
    [InlineData("NETGEN_ISA", "Portable", Isa.Portable)]
    [InlineData("NETGEN_ISA", "Avx2", Isa.Avx2)]
    [InlineData("NETGEN_ISA", "Avx512!", Isa.Avx512)]
    [InlineData("NETGEN_ISA", "neon!", Isa.Neon)]
    [InlineData("DOTNET_EnableAVX512", "0", Isa.Avx2)]      // AVX2's registers and instructions alone, and chosen without being asked for
    [InlineData("DOTNET_EnableAVX2", "0", Isa.Portable)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", Isa.Portable)]
    public async Task Every_instruction_set_gives_the_bits_on_record(string variable, string value, Isa expected)
    {
        if (expected == Isa.Avx2 && !Fma.IsSupported) Assert.Skip("This processor has no AVX2 with FMA.");
        if (variable == "DOTNET_EnableAVX2" && Here != "X64") Assert.Skip("Only x64 processors can do without AVX2.");
        // DOTNET_EnableAVX512 leaves the same code, and looks at more: nothing wider is there.
        if (value == "Avx2" && Avx512F.IsSupported) SlowTests.OrSkip("AVX2 on a processor with AVX-512");
        await Fingerprints.AssertOnRecord([Processes.DotNet, Child.Runner], $"{expected}, {Here}, JIT", 1, (variable, value));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(7)]
    public async Task Any_number_of_threads_gives_the_bits_on_record(int threads)
    {
        if (threads == 1) SlowTests.OrSkip("One thread, which all instruction sets have");
        // more threads than processors are not used
        await Fingerprints.AssertOnRecord([Processes.DotNet, Child.Runner], $"{Runtime.IsaSelector.Best}, {Here}, JIT", threads,
            ("DOTNET_PROCESSOR_COUNT", "8"));
    }

    [Fact]
    public async Task An_instruction_set_the_processor_lacks_is_refused_by_name()
    {
        (int code, string output, string error) =
            await Child.Run([Processes.DotNet, Child.Runner, "fingerprints"],
                ("NETGEN_ISA", Runtime.IsaSelector.IsSupported(Isa.Neon) ? "Avx2" : "Neon"));
        Assert.NotEqual(0, code);
        Assert.Empty(output);
        Assert.Matches("PlatformNotSupportedException.*NETGEN_ISA asks for (Neon|Avx2), which this processor does not have", error);
    }

    /// <summary>Optimizers, initializers and functions enter by reflection; a layer or loss by a network that has it.</summary>
    [Fact]
    public void Every_layer_activation_and_loss_is_in_a_network_with_fingerprints()
    {
        Type[] networks = typeof(Classifier).Assembly.GetTypes().Where(type => type.IsDefined(typeof(NetworkAttribute), false)).ToArray();
        CustomAttributeData[] nodes = networks.SelectMany(type => type.GetCustomAttributesData()
            .Concat(type.GetProperties().SelectMany(property => property.GetCustomAttributesData())))
            .Where(data => typeof(NodeAttribute).IsAssignableFrom(data.AttributeType)).ToArray();
        HashSet<string> used =
        [
            .. nodes.Select(data => data.AttributeType.Name[..^"Attribute".Length]),
            .. nodes.SelectMany(data => data.ConstructorArguments.Concat(data.NamedArguments.Select(named => named.TypedValue)))
                .Where(argument => argument.ArgumentType == typeof(Activation))
                .Select(argument => ((Activation)argument.Value!).ToString()),
        ];
        string[] missing = LayerRegistry.Layers.Select(kind => kind.Name).Concat(LayerRegistry.Losses.Select(kind => kind.Name))
            .Where(kind => !used.Contains(kind)).ToArray();
        Assert.True(missing.Length == 0,
            $"In no network of tests/NetGen.Conformance.Networks: {string.Join(", ", missing)}. A line is enough: [Network, Input(20), "
            + "Foo] internal sealed partial class FooOf20;");
        Assert.All(networks,
            type => Assert.Contains(Fingerprints.Names, line => line.StartsWith(type.Name + ".", StringComparison.Ordinal)));
    }
}
