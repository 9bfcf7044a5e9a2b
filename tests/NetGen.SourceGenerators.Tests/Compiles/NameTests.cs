using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Compiler.CSharp;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>
/// Users' names are their own: whatever a member, an input, an output, a layer, a type, a base class's member or a type parameter is
/// called, the generated code compiles without a word and means by each of its names what it meant without them. Only what users call has a
/// fixed name, and who takes that gets a message (NG1010).
/// </summary>
public class NameTests
{
    /// <summary>
    /// Two inputs, two losses, batch statistics, products, row operations, checks: nearly all that generated code has names for.
    /// </summary>
    private static readonly string Large = Qualified("""
        [Input(5)] public partial Input Wide { get; }
        [Input(16)] public partial Input Deep { get; }
        [Dense(16, Activation.Tanh, From = "Deep")] public partial Dense Hidden { get; }
        [BatchNorm] public partial Layer Normed { get; }
        [Dropout(0.25)] public partial Layer Dropped { get; }
        [Concat("Dropped", "Wide")] public partial Layer Joined { get; }
        [LayerNorm] public partial Layer Layered { get; }
        [Dense(1, Activation.Sigmoid), BinaryCrossEntropy] public partial Dense Click { get; }
        [Dense(3, From = "Layered"), SoftmaxCrossEntropy(Weight = 0.5)] public partial Dense Kind { get; }
        """);

    private static readonly string Chain =
        Qualified("[Network(Checks = true), Input(5), Dense(3, Activation.Tanh), BatchNorm, Dense(2), SoftmaxCrossEntropy]");

    private static readonly string Block = Qualified("[Dense(3)] public partial Dense First { get; }");

    /// <summary>Any name is used here: they hide one another, are never read, and look like keywords.</summary>
    private const string Usings = "#pragma warning disable CS0169, CS0649, CS8981, CS0414, CS0108, CS0067, CS0693, CS1591, NG4002\n";

    /// <summary>The user's own part names the library in full, so that it is the generated part whose names are tried.</summary>
    private static string Qualified(string text) => System.Text.RegularExpressions.Regex.Replace(
        text, @"(?<=[\[ ,(])(Network|Block|Input|Dense|BatchNorm|Dropout|Concat|LayerNorm|BinaryCrossEntropy|SoftmaxCrossEntropy|"
        + @"MeanSquaredError|Layer|Activation|Output|Add)(?=[(\], .])", "global::NetGen.$1");

    /// <summary>
    /// Every identifier of the code generated for a large network, a chain and a block, and all words that are keywords in some places.
    /// </summary>
    private static readonly Lazy<string[]> Invented = new(() =>
    {
        Generated generated = Generate.Run(Usings + $$"""
            [global::NetGen.Network(Checks = true)] sealed partial class Net { {{Large}} }
            {{Chain}} sealed partial class Other;
            [global::NetGen.Block] sealed partial class Step { {{Block}} }
            """);
        HashSet<string> own = ["Wide", "Deep", "Hidden", "Normed", "Dropped", "Joined", "Layered", "Click", "Kind", "Net", "Other",
            "Step", "First"];
        return
        [
            .. generated.Result.GeneratedSources.SelectMany(file => file.SyntaxTree.GetRoot().DescendantTokens())
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)
                .Concat(SyntaxFacts.GetContextualKeywordKinds().Select(SyntaxFacts.GetText))
                .Concat(SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText))
                .Concat(["nuint", "nint", "var", "dynamic", "notnull", "unmanaged", "_", "__", "Y_", "P_out", "TIsa_2", "core_2", "core_3",
                    "Handles_2", "handle_First_2"])
                .Except(own).Distinct()
                .Where(name => SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.IsReservedKeyword(SyntaxFacts.GetKeywordKind(name)))
                .Order(StringComparer.Ordinal),
        ];
    });

    private static readonly string[] OfObject =
        [.. typeof(object).GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic
            | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Static).Select(member => member.Name)];

    /// <summary>Names that are free for members of the user's.</summary>
    private static IEnumerable<string> Free => Invented.Value.Except(SurfaceRenderer.ReservedNames).Except(OfObject)
        .Except(["Dense1", "BatchNorm1", "Dense2", "WideLength", "DeepLength", "ClickLength", "KindLength", "ClickTargetLength",
            "KindTargetLength", "Name"]);

    [Fact]
    public void Those_that_are_tried_are_all_that_are_generated()
    {
        Assert.InRange(Invented.Value.Length, 500, 5000);
        string[] some = ["core", "TIsa", "Kernels", "network", "_losses", "y_out", "dx_out", "x_wide", "y_click", "acc0_0", "nuint", "var",
            "handle_First", "System", "Passes"];
        Assert.Empty(some.Except(Invented.Value));
    }

    /// <summary>Forms of a member of the class, and of one of its base class.</summary>
    private static readonly (string Own, string Inherited)[] Forms =
    [
        ("private int {0};", ""), ("private void {0}() {{ }}", ""), ("private void {0}<T>() {{ }}", ""),
            ("private int {0} {{ get; set; }}", ""), ("private event global::System.Action {0};", ""),
        ("public class {0} {{ }}", ""), ("public interface {0} {{ }}", ""), ("", "protected int {0};"),
            ("", "protected internal struct {0} {{ }}"),
    ];

    /// <summary>Each name in one role, and all as types of the namespace: what is together in one compilation takes little time.</summary>
    [Fact]
    public void Names_in_all_roles_at_once()
    {
        string Members(Func<(string Own, string Inherited), string> form) =>
            string.Join("\n", Forms.Select((forms, role) => All(form(forms), Free.Where((_, index) => index % Forms.Length == role))));
        AssertClean(Usings + $$"""
            namespace Samples
            {
                {{All("public class {0} {{ }}", Invented.Value)}}
                public abstract class Base { {{Members(form => form.Inherited)}} public class Net { } public class Step { } }
                [global::NetGen.Network] public sealed partial class Net : Base { {{Large}} {{Members(form => form.Own)}} }
                [global::NetGen.Block] public sealed partial class Step : Base { {{Block}} {{Members(form => form.Own)}} }
            }
            """);
    }

    public static TheoryData<string, string> Roles => [.. Forms.Select(form => (form.Own, form.Inherited))];

    [Theory]
    [MemberData(nameof(Roles))]
    public void Members_of_any_name_are_the_user_s(string own, string inherited)
    {
        SlowTests.OrSkip("All names in each role take minutes");
        AssertClean(Usings + $$"""
            public abstract class Base { {{All(inherited, Free)}} }
            [global::NetGen.Network(Checks = true)] public sealed partial class Net : Base { {{Large}} {{All(own, Free)}} }
            {{Chain}} public sealed partial class Other : Base { {{All(own, Free)}} }
            [global::NetGen.Block] public sealed partial class Step : Base { {{Block}} {{All(own, Free)}} }
            """);
    }

    [Fact]
    public void Types_in_the_namespace_have_any_name()
    {
        SlowTests.OrSkip("All names in each role take minutes");
        AssertClean(Usings + $$"""
            namespace Samples
            {
                {{All("class {0} {{ }}", Invented.Value)}}
                [global::NetGen.Network(Checks = true)] sealed partial class Net { {{Large}} }
                {{Chain}} sealed partial class Other;
                [global::NetGen.Block] sealed partial class Step { {{Block}} }
            }
            """);
    }

    [Fact]
    public void Classes_around_it_have_members_and_type_parameters_of_any_name()
    {
        // Some words cannot be tried here: what a file name made of all of them would be, no matter.
        AssertClean(Usings + $$"""
            partial class Outer<{{string.Join(", ", (SlowTests.Wanted ? Invented.Value : Hard).Select(name => "@" + name))}}>
            {
                {{Qualified("[Network, Input(5), Dense(3, Activation.Tanh), BatchNorm, Dense(2), SoftmaxCrossEntropy]")}} sealed partial class Net;
            }
            partial class Members
            {
                {{All("static int {0} = 0;", SlowTests.Wanted ? Invented.Value : Hard)}}
                {{Qualified("[Network, Input(5), Dense(3, Activation.Tanh), Dense(2), SoftmaxCrossEntropy]")}} sealed partial class Net;
                [global::NetGen.Block] sealed partial class Step { {{Block}} }
            }
            """);
    }

    /// <summary>Names that generated code has next to names made of the user's.</summary>
    private static readonly string[] Hard =
    [
        "core", "handles", "Handles", "Description", "Kernels", "IKernels", "Passes", "TIsa", "Avx2", "nuint", "var", "ErrorsInDeclaration",
        "Out", "Given", "Of", "P", "P_out", "P_rows", "PStride", "Y_", "_", "X_of", "Of_P", "Total", "TotalOutput", "Equals_",
            "Deconstruct",
            "PrintMembers", "Clone",
        "Optimizer", "SampleWeights", "Threads", "Tape", "Training", "Samples", "Seed", "Batch", "_value", "_losses", "_total", "Value",
            "Field", "Class", "record", "XTarget", "Größe",
    ];

    [Fact]
    public void Inputs_layers_and_outputs_have_hard_names() =>
        AssertClean(Usings + Ports("Net", [.. Hard.Take(15)], [.. Hard.Skip(30)], [.. Hard.Skip(15).Take(15)]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Inputs_layers_and_outputs_have_any_name(int turn)
    {
        SlowTests.OrSkip("All names in each role take minutes");
        string[] names = [.. Free.Where(name => name is not "nameof" and not "JoinedInputs").Concat(Hard)
            .Concat(OfObject.Where(SyntaxFacts.IsValidIdentifier)).DistinctBy(name => name.ToUpperInvariant())
            .Order(StringComparer.Ordinal)];
        const int Each = 15;
        for (int from = 0; from < names.Length; from += 3 * Each)
        {
            string[][] thirds = [.. names.Skip(from).Take(3 * Each).Chunk(Each)];
            if (thirds.Length < 3) thirds = [.. names.TakeLast(3 * Each).Chunk(Each)];
            AssertClean(Usings + Ports("Net", thirds[turn], thirds[(turn + 1) % 3], thirds[(turn + 2) % 3]));
        }
    }

    /// <summary>What is called otherwise computes the same, to the bit.</summary>
    [Fact]
    public void Names_change_no_result()
    {
        static string Network(string type, params string[] n) => $$"""

            [Network] public sealed partial class {{type}}
            {
                [Input(5)] public partial Input {{n[0]}} { get; }
                [Input(3)] public partial Input {{n[1]}} { get; }
                [Concat("{{n[0]}}", "{{n[1]}}")] public partial Layer Joined { get; }
                [Dense(7, Activation.Tanh)] public partial Dense Hidden { get; }
                [Dense(3), MeanSquaredError] public partial Dense {{n[2]}} { get; }
                [Dense(3, From = "Hidden"), MeanSquaredError(Weight = 0.5)] public partial Dense {{n[3]}} { get; }
                [Multiply("{{n[2]}}", "{{n[3]}}"), MeanSquaredError] public partial Layer {{n[4]}} { get; }

                public static float[] Run()
                {
                    var net = new {{type}}(3);
                    float[] a = [.. Enumerable.Range(0, 20).Select(i => i * 0.1f)], b = [.. Enumerable.Range(0, 12).Select(i => 1 - i * 0.2f)], t = new float[12], c = new float[12], d = new float[12], e = new float[12];
                    for (int step = 0; step < 3; step++) net.TrainStep(a, b, t, t, t, new SGD(0.1));
                    net.Predict(a, b, c, d, e);
                    Tape<{{type}}> tape = net.CreateTape(4);
                    float[] da = new float[20], db = new float[12];
                    net.Forward(tape, a, b);
                    net.BackwardToInput(tape, c, d, e, da, db);
                    return [.. c, .. d, .. e, .. da, .. db];
                }
            }
            """;
        using LoadedNetworks networks = LoadedNetworks.Load("using System.Linq;\nusing NetGen;"
            + Network("Plain", "First", "Second", "One", "Two", "Three") + Network("Odd", "Out", "Y_", "P", "PStride", "P_out"));
        float[] plain = networks.Call<float[]>("Plain", "Run");
        Assert.Contains(plain, value => value != 0);
        Assert.Equal(plain, networks.Call<float[]>("Odd", "Run"));
    }

    /// <summary>The name of the class, each in a namespace of its own.</summary>
    [Fact]
    public void Networks_and_blocks_have_any_name()
    {
        IEnumerable<string> names = SlowTests.Wanted ? Invented.Value.Except(SurfaceRenderer.ReservedNames).Except(["Dense1", "Name"])
            : ["core", "Handles", "var", "nuint"];
        foreach (string[] some in names.Chunk(20))
            AssertClean(Usings + string.Concat(some.Select((name, index) => $$"""

                namespace Space{{index}}
                {
                    {{Qualified("[Network, Input(2), Dense(2), MeanSquaredError]")}} sealed partial class @{{name}};
                }
                namespace Blocks{{index}}
                {
                    [global::NetGen.Block, global::NetGen.Dense(2)] sealed partial class @{{name}};
                }
                """)));
    }

    /// <summary>A network of an input, an output with a loss, and a layer for each name.</summary>
    private static string Ports(string type, IReadOnlyList<string> inputs, IReadOnlyList<string> layers, IReadOnlyList<string> outputs) =>
        $$"""

        [global::NetGen.Network{{(SlowTests.Wanted ? "(Checks = true)" : "")}}]
        sealed partial class {{type}}
        {
            {{All("[global::NetGen.Input(3)] public partial global::NetGen.Input {0} {{ get; }}", inputs)}}
            [global::NetGen.Concat({{string.Join(", ", inputs.Select(name => $"\"{name}\""))}})] public partial global::NetGen.Layer JoinedInputs { get; }
            {{All("[global::NetGen.Dense(3, global::NetGen.Activation.Tanh)] public partial global::NetGen.Dense {0} {{ get; }}", layers)}}
            {{All($"[global::NetGen.Dense(3, From = \"{layers[^1]}\"), global::NetGen.MeanSquaredError] public partial global::NetGen.Dense {{0}} {{{{ get; }}}}", outputs)}}
        }
        """;

    private static string All(string form, IEnumerable<string> names) => form.Length == 0 ? ""
        : string.Join("\n", names.Select(name => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, "@" + name)));

    /// <summary>
    /// Compiles, with all warnings; and no name that is alone in the generated code means something of the user's, but for the class
    /// itself.
    /// </summary>
    private static void AssertClean(string source)
    {
        Generated generated = Generate.Run(source);
        ImmutableArray<Diagnostic> messages = generated.Build(withAnalyzers: false);
        if (messages.IsEmpty)
        {
            foreach (SyntaxTree tree in generated.Compilation.SyntaxTrees.Where(
                tree => !tree.FilePath.StartsWith("/source/", StringComparison.Ordinal)
                && (SlowTests.Wanted || tree.FilePath.EndsWith("Net.g.cs", StringComparison.Ordinal))))
                Assert.Empty(Captured(tree, generated.Compilation.GetSemanticModel(tree)));
            return;
        }
        Assert.Fail(string.Join("\n",
            messages.Take(20)
            .Select(message => message + "   "
                + message.Location.SourceTree?.GetText().Lines[message.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim())));
    }

    private static IEnumerable<string> Captured(SyntaxTree tree, SemanticModel model)
    {
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            // What is behind a point, or in front of a colon, is looked up where that says.
            if (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name
                || name.Parent is MemberAccessExpressionSyntax access && access.Name == name
                || name.Parent is AliasQualifiedNameSyntax or NameColonSyntax or NameEqualsSyntax) continue;
            ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
            if (symbol is null or INamespaceSymbol or ITypeParameterSymbol || symbol.DeclaringSyntaxReferences is not [var declared, ..]
                || symbol is INamedTypeSymbol type
                && type.GetAttributes()
                .Any(data => NodeAttributes.IsNetwork(data.AttributeClass) || NodeAttributes.RoleOf(data.AttributeClass) == Role.Block))
                    continue;
            if (symbol.DeclaringSyntaxReferences.All(reference => reference.SyntaxTree.FilePath.StartsWith("/source/",
                StringComparison.Ordinal))) yield return $"{name} at {name.GetLocation().GetLineSpan()}: {symbol}";
        }
    }
}
