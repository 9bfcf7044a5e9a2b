namespace NetGen.SourceGenerators.Tests.Declarations;

/// <summary>What the class that has [Network], and those around it, must be.</summary>
public class ClassRuleTests
{
    private const string Layers = "using NetGen;\n[Network, Input(4), Dense(2)]\n";

    [Fact]
    public void A_network_is_partial() =>
        Expect.One("NG1001", "Net", "Network 'Net' is not partial, so nothing can be generated into it; write 'partial class Net'",
            Layers + "sealed class Net { }");

    [Fact]
    public void A_partial_class_is_fine() => Expect.None(Layers + "sealed partial class Net;");

    [Fact]
    public void Of_two_parts_one_of_which_is_not_partial_CSharp_speaks() =>
        Expect.Ids(["CS0260"], Layers + "sealed class Net { }\nsealed partial class Net { }");

    [Theory]
    [InlineData("class")]
    [InlineData("struct")]
    [InlineData("interface")]
    [InlineData("record struct")]
    public void Types_around_a_network_are_partial(string kind)
    {
        Expect.One("NG1002", "Outer",
            $"'Outer' contains network 'Net' and is not partial, so nothing can be generated into it; write 'partial {kind} Outer'",
            $"using NetGen;\n{kind} Outer\n{{\n[Network, Input(4), Dense(2)] sealed partial class Net;\n}}");
        Expect.None($"using NetGen;\npartial {kind} Outer\n{{\n[Network, Input(4), Dense(2)] sealed partial class Net;\n}}");
    }

    [Fact]
    public void A_class_around_two_networks_is_named_once() =>
        Expect.Ids(["NG1002"], """
            using NetGen;
            class Outer
            {
                [Network, Input(4), Dense(2)] sealed partial class First;
                partial class Middle { [Network, Input(4), Dense(2)] sealed partial class Second; }
            }
            """);

    [Fact]
    public void A_network_has_no_type_parameters() =>
        Expect.One("NG1003", "<T>", "Network 'Net' has type parameters, but what is generated is one network of fixed sizes; remove '<T>'",
            Layers + "sealed partial class Net<T>;");

    [Fact]
    public void A_network_may_be_in_a_generic_class() =>
        Expect.None("using NetGen;\npartial class Outer<T> where T : class\n{\n[Network, Input(4), Dense(2)] sealed partial class Net;\n}");

    [Fact]
    public void A_network_is_not_static() =>
        Expect.One("NG1004", "static", "Network 'Net' is static, but its parameters belong to an object; remove 'static'",
            Layers + "static partial class Net;");

    [Fact]
    public void A_network_may_be_in_a_static_class() =>
        Expect.None("using NetGen;\nstatic partial class Outer\n{\n[Network, Input(4), Dense(2)] internal sealed partial class Net;\n}");

    [Fact]
    public void A_network_is_not_abstract() =>
        Expect.One("NG1005", "abstract",
            "Network 'Net' is abstract, but networks are created and loaded as objects of their class; remove 'abstract'",
            Layers + "abstract partial class Net;");

    [Theory]
    [InlineData("record", "record")]
    [InlineData("record class", "record")]
    [InlineData("struct", "struct")]
    [InlineData("record struct", "record struct")]
    public void A_network_is_a_class(string written, string named) =>
        Expect.One("NG1006", "Net",
            $"Network 'Net' is a {named}, but its parameters are one block that only an object with an "
            + "identity can own; write 'partial class Net'",
            Layers + $"partial {written} Net;");

    [Fact]
    public void A_network_is_not_local_to_its_file() =>
        Expect.One("NG1007", "file",
            "'Net' is local to its file, so generated files cannot reach network 'Net'; remove 'file' (a "
            + "private nested class stays hidden too)",
            Layers + "file sealed partial class Net;");

    [Fact]
    public void A_class_around_a_network_is_not_local_to_its_file() =>
        Expect.One("NG1007", "file",
            "'Outer' is local to its file, so generated files cannot reach network 'Net'; remove 'file' (a "
            + "private nested class stays hidden too)",
            "using NetGen;\nfile partial class Outer\n{\n[Network, Input(4), Dense(2)] sealed partial class Net;\n}");

    private const string Derives =
        "Network 'Net' derives from network 'Base', so it would have two of every generated member, and two blocks of parameters; put "
        + "the layers that both share into a [Block] and apply that in each";

    [Theory]
    [InlineData("sealed partial class Net : Base;", "Base")]
    [InlineData("class Between() : Base(0);\nsealed partial class Net : Between;", "Between")]
    [InlineData("sealed partial class Net : Base { Net(int one) : this(seed: 0) => _ = one; }", "Base")]
    [InlineData("sealed partial class Net;\npartial class Net : Base;", "Net")]
    public void A_network_does_not_derive_from_another(string derived, string underlined)
    {
        // The attributes are above the first declaration of the derived network.
        int at = derived.IndexOf("sealed", StringComparison.Ordinal);
        Expect.One("NG1027", underlined, Derives, Layers + "partial class Base;\n" + derived.Insert(at, "[Network, Input(4), Dense(2)]\n"));
    }

    [Fact]
    public void Where_the_base_is_wrong_itself_both_are_named_and_C_has_nothing_to_add()
    {
        Expect.Ids(["NG1001", "NG1027"], Layers + "class Base;\n[Network, Input(4), Dense(2)] sealed partial class Net : Base;");
        Expect.Ids(["NG1106", "NG1027"],
            Layers.Replace("Dense(2)", "Dense(0)") + "partial class Base;\n[Network, Input(4), Dense(2)] sealed partial class Net : Base;");
        Expect.Ids(["CS7036"],
            Layers + "partial class Base;\nclass Between(ulong seed) : Base(seed);\n"
                + "[Network, Input(4), Dense(2)] sealed partial class Net : Between;");
    }

    [Fact]
    public void An_ordinary_class_may_derive_from_a_network_and_a_network_from_an_ordinary_class() =>
        Expect.None(Layers
            + "partial class Base;\nsealed class Own(ulong seed) : Base(seed);\nclass Ordinary;\n"
            + "[Network, Input(4), Dense(2)] sealed partial class Net : Ordinary;");

    [Theory]
    [InlineData(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11, "NG1016")]
    [InlineData(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12, null)]
    public void The_language_is_at_least_CSharp_12(Microsoft.CodeAnalysis.CSharp.LanguageVersion version, string? id)
    {
        var parse = Generate.ParseOptions.WithLanguageVersion(version);
        var messages = Generate.Run([Layers + "sealed partial class Net { }"], parse, generator: Generate.WithoutKernels).Build();
        Assert.Equal(id is null ? [] : [id], messages.Select(m => m.Id));
        Assert.All(messages, m => Assert.Equal(
            "Network 'Net' needs C# 12 and the project is set to C# 11.0; remove LangVersion from the project, or raise it",
            m.GetMessage(null)));
    }

    [Fact]
    public void Several_mistakes_are_all_named_at_once() =>
        Expect.Ids(["NG1004", "NG1001", "NG1003"], Layers + "static class Net<T>;");

    [Fact]
    public void Layers_want_a_network()
    {
        var messages = Expect.Messages(["using NetGen;\n[Input(4), Dense(2)] sealed partial class Net;"]);
        Assert.Equal([("NG1015", "Input(4)", "'Net' has 'Input' but no [Network], so nothing is generated; add [Network] above")],
            messages);
    }
}
