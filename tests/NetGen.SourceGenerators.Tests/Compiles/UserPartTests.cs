using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>
/// Whatever the user's part of a class is (its statics, base classes, interfaces, operators, required members, attributes, the assembly's),
/// it goes together with the generated part, or one message says at the user's line why not.
/// </summary>
public class UserPartTests
{
    private const string Statics = """
        #pragma warning disable CS1591
        using System;
        using NetGen;

        [Network(Checks = true), Input(2), Dense(3, Activation.Tanh), Dense(1), MeanSquaredError]
        public sealed partial class Scorer
        {
            public static readonly Scorer Shared = new(42);
            public static readonly Scorer Made = Create(42);
            public static readonly string Words = Summary, Picture = Mermaid;
            public static readonly NetworkInfo Facts = Info;
            public static readonly Isa Set = Isa;
            public static readonly float First = Shared.Predict([1, 2]);
            public static readonly Tape<Scorer> Kept = Shared.CreateTape(4);
            public static readonly Dataset<Scorer> Samples = Data(new float[] { 1, 2 }, new float[] { 1 });
            public static readonly ParameterSet All = Shared.Parameters;
            public static readonly float Loss0 = Made.TrainStep([1, 2], [1], new SGD(0.1));
            public static readonly bool Right = Shared.CheckGradients() is not null;
            public static readonly Scorer Read = Load(Bytes());
            private static byte[] Bytes() { var stream = new System.IO.MemoryStream(); Shared.Save(stream); return stream.ToArray(); }
            static Scorer() => Counted = Heads.Both.Parameters.Count + ParameterCount;
            public static int Counted { get; }
            public static bool AreThere() => First == Read.Predict([1, 2]) && Counted > ParameterCount && Loss0 > 0 && Right && Facts.Name == "Scorer" && Words.Length > 0 && Picture.Length > 0 && Kept is not null && Samples is not null && All.Count == 4;
        }

        [Network]
        public sealed partial class Heads
        {
            public static readonly Heads Both = new(1);
            [Input(2)] public partial Input Left { get; }
            [Dense(2), MeanSquaredError] public partial Dense One { get; }
            [Dense(1, From = nameof(Left)), MeanSquaredError] public partial Dense Two { get; }
        }
        """;

    /// <summary>Initializers of two parts of a class run in the order of their files, which no one decides.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Static_members_of_the_user_s_may_be_networks(bool generatedFirst)
    {
        Generated generated = Generate.Run(Statics);
        CSharpCompilation compilation = generated.Compilation;
        if (generatedFirst) compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse());
        Assert.Empty(compilation.GetDiagnostics().Where(message => message.Severity > DiagnosticSeverity.Info));
        using LoadedNetworks networks = LoadedNetworks.Load(compilation);
        Assert.True(networks.Call<bool>("Scorer", "AreThere"));
    }

    [Fact]
    public void What_goes_together_compiles()
    {
        // Neither a destructor nor an operator, an indexer, an interface that generated members implement, a virtual member that is hidden:
        // nothing of it is in the way.
        const string source = """
            #pragma warning disable CS0618, CS0660, CS0661
            using System;
            using System.Diagnostics.CodeAnalysis;
            using NetGen;

            interface ISaved { void Save(string path); ParameterSet Parameters { get; } }
            abstract class Middle : IDisposable { public virtual void Save(string path) { } protected abstract void Stop(); public void Dispose() => Stop(); public int Info { get; set; } }

            [Network, Input(2), Dense(3, Activation.Tanh), Dense(1), MeanSquaredError]
            partial class Scorer : Middle, ISaved, IEquatable<Scorer>, INetwork<Scorer>
            {
                private Scorer() : this(1UL) { }
                public Scorer(string label) : this(7UL) => Label = label;
                ~Scorer() { }
                static Scorer() { }
                public string Label { get; init; } = "";
                public float this[int i] => i;
                public static implicit operator float[](Scorer net) => [net[0]];
                public static Scorer operator +(Scorer a, Scorer b) => a;
                public static bool operator ==(Scorer a, Scorer b) => true;
                public static bool operator !=(Scorer a, Scorer b) => false;
                public static bool operator true(Scorer a) => true;
                public static bool operator false(Scorer a) => false;
                public bool Equals(Scorer? other) => true;
                public sealed override string ToString() => "net";
                protected sealed override void Stop() { }
                public class Nested<T> { }
                private delegate void Changed();
                private enum Mode { Off }
                public void Deconstruct(out int a, out int b) => (a, b) = (1, 2);
            }

            [Obsolete("Use Scorer."), Network, Input(2), Apply<Old>, Tanh, Dense(1)] sealed partial class Older;
            [Obsolete("No more."), Block] sealed partial class Old : Base { [Dense(2), ExcludeFromCodeCoverage] public partial Dense First { get; } public Old() { } public static int Count { get; set; } static Old() { } }
            class Base { protected Base(int x = 1) { } public string Name2 => ""; }
            """;
        Generate.Run(source).AssertClean();
    }

    [Theory]
    [InlineData("Label", "public required string Label { get; set; }", "")]
    [InlineData("label", "public required int label = 1;", "")]
    [InlineData("Base", "", "public required string Label { get; init; }")]
    public void Required_members_are_named(string underlined, string own, string inherited)
    {
        string name = own.Contains("label ", StringComparison.Ordinal) ? "label" : "Label";
        Expect.One("NG1028", underlined,
            $"'{name}' of network 'Net' is required, but NetGen creates objects too, in Create and Load, and has no value for it; "
            + "remove 'required', and give it one where it is declared",
            $"using NetGen;\nclass Base {{ {inherited} }}\n[Network, Input(4), Dense(2)] sealed partial class Net : Base {{ {own} }}");
    }

    [Theory]
    [InlineData("NG1028", "[Block, Dense(2)] sealed partial class Step { public required int X { get; set; } }")]
    [InlineData("NG1029", "[Block, Dense(2)] sealed partial class Step(int x) { public int X => x; }")]
    [InlineData("NG1029", "[Block, Dense(2)] sealed partial class Step { public Step(string a, ParameterSet b) => _ = (a, b); }")]
    [InlineData("NG1029",
        "class Base { public Base(int x) => _ = x; }\n[Block, Dense(2)] sealed partial class Step : Base { public Step() : base(1) { } }")]
    [InlineData("NG1010", "[Block, Dense(2)] sealed partial class Step { public int Name => 1; }")]
    [InlineData("NG1010", "[Block, Dense(2)] sealed partial class Step { public int Dense1 => 1; }")]
    [InlineData("NG1010", "[Block] sealed partial class Step { [Dense(2)] public partial Dense Name { get; } }")]
    public void A_block_has_what_its_handle_needs(string id, string block) =>
        Expect.Ids([id], "using NetGen;\n" + block + "\n[Network, Input(4), Apply<Step>] sealed partial class Net;");

    [Fact]
    public void An_abstract_member_is_not_hidden()
    {
        // C# asks for the override besides, of the class itself.
        const string source =
            "using NetGen;\nabstract class Base { public abstract void Save(string path); }\n"
            + "[Network, Input(4), Dense(2)] sealed partial class Net : Base;";
        Assert.Equal(["NG1030", "CS0534"], Expect.Messages([source]).Select(message => message.Id).OrderDescending());
    }

    /// <summary>The generated part leaves them out then, so that C# has nothing to add.</summary>
    [Theory]
    [InlineData("INetwork.Predict", "Net",
        "[Network, Input(4), Dense(2)] sealed partial class Net : INetwork<Net> { void INetwork<Net>.Predict(Batch batch) { } }")]
    [InlineData("INetwork.Evaluate", "Net",
        "[Network] sealed partial class Net { [Input(4)] public partial Input X { get; } [Dense(2)] public partial Dense Y { get; } "
        + "float INetwork<Net>.Evaluate(Batch batch) => 0; }")]
    [InlineData("IBlock.Create", "Step",
        "[Block, Dense(2)] sealed partial class Step : IBlock<Step> { static Step IBlock<Step>.Create(string name, "
        + "ParameterSet parameters) => null!; }")]
    [InlineData("IBlock.Create", "Step",
        "[Block, Dense(2)] sealed partial class Step { static Step IBlock<Step>.Create(string name, ParameterSet parameters) => null!; }")]
    public void What_generated_members_implement_is_theirs(string name, string type, string source) =>
        Assert.Equal(
            [("NG1010", $"'{name}' is the name of a member that NetGen generates for {(type == "Net" ? "network" : "block")} "
                + $"'{type}'; give your own another name")],
            Expect.Messages(["using NetGen;\n" + source]).Select(message => (message.Id, message.Message)));

    /// <summary>An explicit implementation hides nothing that the user could not call by its own name.</summary>
    [Fact]
    public void A_name_and_its_explicit_implementation_are_one_message_each() =>
        Expect.Ids(["NG1010"],
            "using NetGen;\n[Block, Dense(2)] sealed partial class Step { public int Name => 1; string IBlock<Step>.Name => \"\"; }");

    /// <summary>One overridden in between is no longer abstract.</summary>
    [Fact]
    public void An_abstract_member_that_a_base_class_overrides_may_be() => Expect.None(
        "using NetGen;\nabstract class Base { public abstract void Save(string path); }\n"
        + "class Middle : Base { public override void Save(string path) { } }\n"
        + "[Network, Input(4), Dense(2)] sealed partial class Net : Middle;");

    [Theory]
    [InlineData("[Input(2)] public partial Input A { get; }", "ATarget", "ATargetLength")]
    [InlineData("", "", "")]
    public void Two_public_names_that_are_one_are_named(string input, string second, string name)
    {
        string source = $$"""
            using NetGen;
            [Network] sealed partial class Net
            {
                [Input(2)] public partial Input X { get; }
                [Input(2)] public partial Input Y { get; }
                [Add(nameof(X), nameof(Y))] public partial Layer Sum { get; }
                [Dense(2), MeanSquaredError] public partial Dense {{(input.Length > 0 ? "A" : "One")}} { get; }
                [Dense(2, From = nameof(Sum)), MeanSquaredError] public partial Dense {{(input.Length > 0 ? second : "Two")}} { get; }
            }
            """;
        if (input.Length == 0) Expect.None(source);
        else Expect.One("NG1010", second,
            $"'{name}' is the name of a member that NetGen generates for network 'Net'; give your own another name", source);
    }

    [Fact]
    public void A_block_in_a_generic_class_is_told_to_leave_it() => Expect.One("NG1023", "Step",
        "Block 'Step' is nested in the generic 'Outer<T>', but it must be an ordinary class, because objects of it are the handles of "
        + "the places where it is applied; move it out of 'Outer<T>'",
        "using NetGen;\npartial class Outer<T> { [Block, Dense(2)] internal sealed partial class Step; }");

    /// <summary>In a library that promises CLS compliance, warnings being errors, networks are public members like any other.</summary>
    [Fact]
    public void A_library_may_promise_CLS_compliance() => Generate.Run("""
        #pragma warning disable CS1591
        using NetGen;
        [assembly: System.CLSCompliant(true)]
        namespace Samples;

        [Network, Input(28, 28), Flatten, Dense(3), SoftmaxCrossEntropy]
        public sealed partial class Chained;

        [Network]
        public sealed partial class Planar
        {
            [Input(2)] public partial Input Left { get; }
            [Input(2, 2)] public partial Input Right { get; }
            [Flatten(From = nameof(Right))] public partial Layer Flat { get; }
            [Concat(nameof(Left), nameof(Flat))] public partial Layer Both { get; }
            [Apply<Step>] public partial Step Steps { get; }
            [Tanh] public partial Layer Bent { get; }
            [Dense(2), MeanSquaredError] public partial Dense Out { get; }
        }

        [Block, Dense(3)] public sealed partial class Step;

        public sealed class Holder
        {
            public Chained Net { get; } = new(1);
            public Dense? Layer { get; set; }
            public static Chained Make(Optimizer optimizer, Dataset<Chained> data) => new(1);
        }
        """).AssertClean();

    /// <summary>
    /// Tools that measure coverage leave out what has these attributes: a library that is tested whole reads 100 %, and the user's own
    /// members are measured.
    /// </summary>
    [Fact]
    public void Generated_members_have_the_attributes_of_generated_code()
    {
        Generated generated = Generate.Run("""
            using System.CodeDom.Compiler;
            using System.Diagnostics.CodeAnalysis;
            using NetGen;

            [Network(Checks = true), Input(2), Dense(2, Activation.Tanh), Dense(1), MeanSquaredError] sealed partial class Chained { public int Own() => 1; }
            [Network(Checks = true)]
            sealed partial class Planar
            {
                [Input(2)] public partial Input Left { get; }
                [Dense(2), MeanSquaredError, ExcludeFromCodeCoverage] public partial Dense One { get; }
                [Dense(2, From = nameof(Left)), MeanSquaredError, GeneratedCode("me", "1"), ExcludeFromCodeCoverage] public partial Dense Two { get; }
                [Apply<Step>, Output, GeneratedCode("me", "1")] public partial Step Last { get; }
            }
            [Block, Dense(2)] sealed partial class Step;
            [Block] sealed partial class Other { [Dense(2)] public partial Dense First { get; } }
            """).AssertClean();
        int count = 0;
        foreach (string type in new[] { "Chained", "Planar", "Step", "Other" })
        {
            INamedTypeSymbol network = generated.Compilation.GetTypeByMetadataName(type)!;
            Assert.DoesNotContain(network.GetAttributes(),
                data => data.AttributeClass!.Name is "GeneratedCodeAttribute" or "ExcludeFromCodeCoverageAttribute");
            foreach (ISymbol member in network.GetMembers())
            {
                if (member.IsImplicitlyDeclared || member.Name == "Own" || member is IMethodSymbol { AssociatedSymbol: not null }) continue;
                string[] marks = [.. member.GetAttributes().Select(data => data.AttributeClass!.Name)];
                Assert.True(marks.Contains("GeneratedCodeAttribute"), $"{type}.{member.Name} has {string.Join(", ", marks)}");
                Assert.True(marks.Contains("ExcludeFromCodeCoverageAttribute")
                    || member is IFieldSymbol or INamedTypeSymbol { TypeKind: TypeKind.Interface },
                    $"{type}.{member.Name} has {string.Join(", ", marks)}");
                count++;
            }
        }
        Assert.True(count > 60, $"only {count} members");
        Assert.DoesNotContain(generated.Compilation.GetTypeByMetadataName("Chained")!.GetMembers("Own").Single().GetAttributes(),
            data => data.AttributeClass!.Name == "ExcludeFromCodeCoverageAttribute");
    }
}
