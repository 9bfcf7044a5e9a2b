using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>
/// Generated code compiles without a word, whatever the project is set to and whatever is around it. All of this is at warning level
/// 9999, with checked arithmetic, without unsafe code and with documentation comments diagnosed.
/// </summary>
public class HostileSettingsTests
{
    private const string Layers = """
        [NetGen.Network]
        [NetGen.Input(2, 3)]
        [NetGen.Flatten]
        [NetGen.LeakyReLU(-0.125)]
        [NetGen.Dropout(0.25)]
        [NetGen.Dense(3, NetGen.Activation.Softmax, Initializer = NetGen.Initializer.Uniform, InitializerValue = 1e-3)]
        [NetGen.CrossEntropy(Weight = 0.5)]

        """;

    /// <summary>What users' projects have that gets in the way of careless names.</summary>
    public static TheoryData<string, string> Surroundings => new()
    {
        { "a namespace", "namespace Samples;\n" + Layers + "sealed partial class Net;" },
        { "the global namespace", Layers + "sealed partial class Net;" },
        { "a public class", "namespace Samples;\n/// <summary>A network.</summary>\n" + Layers + "public partial class Net;" },
        { "keywords", "namespace @event.@namespace;\npartial class @static\n{\n" + Layers + "internal sealed partial class @class;\n}" },
        { "a generic class",
            "namespace Samples;\npartial class Outer<T, TSelf> where T : struct\n{\n" + Layers + "internal sealed partial class Net;\n}" },
        { "a private class in a struct in an interface",
            "partial interface IOuter<T>\n{\npartial struct Middle\n{\n" + Layers + "private sealed partial class Net;\n}\n}" },
        { "a static class", "static partial class Outer\n{\n" + Layers + "internal sealed partial class Net;\n}" },
        {
            "types with the names of what kernels use",
            "namespace Samples;\nclass System; class Vector512; class Vector256; class Vector128; class Unsafe; class MathF; class "
            + "Math; class Load; class Fma; class Avx2; class Avx512F;\n"
            + "class AdvSimd; class V; class Span; class ReadOnlySpan; class Single; class MemoryMarshal; class Tape; class Isa; class "
            + "Dense; class Parameter; class Optimizer; class Numerics; class Runtime;\n"
            + Layers.Replace("NetGen.", "global::NetGen.") + "sealed partial class Net;"
        },
        { "a namespace named NetGen within its own",
            "namespace Company.NetGen.System;\nclass Runtime;\n" + Layers.Replace("NetGen.", "global::NetGen.")
            + "sealed partial class Net;" },
        {
            "global usings that bring in everything",
            "global using System;\nglobal using System.Numerics;\nglobal using System.Runtime.Intrinsics;\n"
            + "global using System.Runtime.CompilerServices;\nglobal using static System.Math;\nnamespace Samples;\n"
            + Layers + "sealed partial class Net;"
        },
        {
            "a base class and members of its own",
            "namespace Samples;\nclass Base { public int Size => 1; public float[] parameters = []; protected object arena = new(); }\n"
            + Layers
            + "sealed partial class Net : Base, System.IDisposable\n{\nprivate readonly int x = 1, y = 2, seed = 3, network = 4;\n"
            + "public Net() : this(1UL) { }\npublic int Sum => x + y + seed + network;\npublic void Dispose() { }\n}"
        },
        {
            "aliases and usings of words that generated code has",
            "#pragma warning disable CS8981\nglobal using nuint = System.Int32;\nglobal using static Samples.Outer;\n"
            + "namespace Samples;\nstatic class Outer { public enum Kernels { } public static int core() => 1; public class @var { } }\n"
            + Layers
            + "sealed partial class Net { private int two = core() + (int)default(Kernels); "
            + "[System.Runtime.CompilerServices.IndexerName(\"Passes\")] public int this[nuint i] => i + two; }"
        },
        {
            "a base class with members of the same names",
            "namespace Samples;\nclass Base { public virtual void Save(string path) => _ = path; public int Info => 1; public const int "
            + "InputLength = 0; public float Predict(float x) => x; }\n"
            + Layers + "partial class Net : Base;"
        },
    };

    [Theory]
    [MemberData(nameof(Surroundings))]
    public void Every_surrounding_compiles(string surrounding, string source)
    {
        Assert.NotEmpty(surrounding);
        Assert.NotEmpty(Generate.Run(source).AssertClean().Files);
    }

    [Fact]
    public void Every_kind_of_layer_and_loss_compiles()
    {
        const string layers =
            "Identity, ReLU, LeakyReLU, Sigmoid, Tanh, GELU, SiLU, Dense(17, Activation.Tanh, Bias = false), "
            + "Dropout, Dense(5, Frozen = true), Softmax";
        string[] losses = ["MeanSquaredError", "BinaryCrossEntropy", "CrossEntropy", "CrossEntropy(Targets.Distributions)"];
        string[] logitLosses = ["SigmoidCrossEntropy", "SoftmaxCrossEntropy", "SoftmaxCrossEntropy(Targets.Distributions)"];
        Generate.Run("#pragma warning disable NG4002 // every pair that compiles\nusing NetGen;\nnamespace Samples;\n" + string.Join("\n",
            [
                $"[Network, Input(3), {layers}] sealed partial class Net;",
                $"[Network(Checks = true), Input(3), {layers}, CrossEntropy] sealed partial class Checked;",
                .. losses.Select((loss, i) => $"[Network, Input(3), Dense(4), Softmax, {loss}] sealed partial class Loss{i};"),
                .. logitLosses.Select(
                    (loss, i) => $"[Network(Defaults.Keras), Input(3), Dense(4), {loss}] sealed partial class LogitLoss{i};"),
            ])).AssertClean();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp14)]
    [InlineData(LanguageVersion.Preview)]
    public void Every_language_version_from_12_compiles(LanguageVersion version) =>
        Generate.Run(["namespace Samples;\n" + Layers + "sealed partial class Net;"], Generate.ParseOptions.WithLanguageVersion(version))
            .AssertClean();

    [Theory]
    [InlineData(NullableContextOptions.Disable, OptimizationLevel.Debug)]
    [InlineData(NullableContextOptions.Annotations, OptimizationLevel.Debug)]
    [InlineData(NullableContextOptions.Warnings, OptimizationLevel.Release)]
    public void Every_nullable_context_compiles(NullableContextOptions nullable, OptimizationLevel optimization) =>
        Generate.Run(
            ["namespace Samples;\n" + Layers + "sealed partial class Net;"],
            compile: Generate.CompilationOptions.WithNullableContextOptions(nullable).WithOptimizationLevel(optimization)).AssertClean();

    [Fact]
    public void A_wrong_network_s_stubs_compile()
    {
        Generated generated =
            Generate.Run(["/// <summary>A network.</summary>\n" + Layers.Replace("Dense(3", "Dense(0") + "public partial class Net;"]);
        Assert.Equal(["NG1106"], generated.Build().Select(message => message.Id));
        Assert.Equal(["Net.g.cs"], generated.Files.Keys);
    }

    [Fact]
    public void The_culture_does_not_matter()
    {
        const string source = "namespace Samples;\n" + Layers + "sealed partial class Net;";
        IReadOnlyDictionary<string, string> usual = Generate.Run(source).Files;

        // U+2212 for minus and a comma for the point, as in Sweden.
        CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "\u2212";
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NumberGroupSeparator = "\u00a0";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal("\u22121,5", (-1.5).ToString(odd));
            Assert.Equal(usual, Generate.Run(source).Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Text_is_generated_safe_and_with_line_feeds_only()
    {
        foreach (var (name, text) in Generate.Run("namespace Samples;\n" + Layers + "sealed partial class Net;").Files)
        {
            Assert.True(text.StartsWith("// <auto-generated>\n", StringComparison.Ordinal), name);
            Assert.DoesNotContain("\r", text);
            Assert.DoesNotContain("unsafe ", text);
        }
    }
}
