namespace NetGen.SourceGenerators.Tests.Declarations;

/// <summary>What the class that bears [Network], and those around it, must be.</summary>
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
        Expect.One("NG1002", "Outer", $"'Outer' contains network 'Net' and is not partial, so nothing can be generated into it; write 'partial {kind} Outer'",
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
    public void A_network_may_stand_in_a_generic_class() =>
        Expect.None("using NetGen;\npartial class Outer<T> where T : class\n{\n[Network, Input(4), Dense(2)] sealed partial class Net;\n}");

    [Fact]
    public void A_network_is_not_static() =>
        Expect.One("NG1004", "static", "Network 'Net' is static, but its parameters belong to an object; remove 'static'",
            Layers + "static partial class Net;");

    [Fact]
    public void A_network_may_stand_in_a_static_class() =>
        Expect.None("using NetGen;\nstatic partial class Outer\n{\n[Network, Input(4), Dense(2)] internal sealed partial class Net;\n}");

    [Fact]
    public void A_network_is_not_abstract() =>
        Expect.One("NG1005", "abstract", "Network 'Net' is abstract, but networks are created and loaded as objects of their class; remove 'abstract'",
            Layers + "abstract partial class Net;");

    [Theory]
    [InlineData("record", "record")]
    [InlineData("record class", "record")]
    [InlineData("struct", "struct")]
    [InlineData("record struct", "record struct")]
    public void A_network_is_a_class(string written, string named) =>
        Expect.One("NG1006", "Net", $"Network 'Net' is a {named}, but its parameters are one block that only an object with an identity can own; write 'partial class Net'",
            Layers + $"partial {written} Net;");

    [Fact]
    public void A_network_is_not_local_to_its_file() =>
        Expect.One("NG1007", "file", "'Net' is local to its file, so generated files cannot reach network 'Net'; remove 'file' (a private nested class stays hidden too)",
            Layers + "file sealed partial class Net;");

    [Fact]
    public void A_class_around_a_network_is_not_local_to_its_file() =>
        Expect.One("NG1007", "file", "'Outer' is local to its file, so generated files cannot reach network 'Net'; remove 'file' (a private nested class stays hidden too)",
            "using NetGen;\nfile partial class Outer\n{\n[Network, Input(4), Dense(2)] sealed partial class Net;\n}");

    [Theory]
    [InlineData(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11, "NG1016")]
    [InlineData(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12, null)]
    public void The_language_is_at_least_CSharp_12(Microsoft.CodeAnalysis.CSharp.LanguageVersion version, string? id)
    {
        var parse = Generate.ParseOptions.WithLanguageVersion(version);
        var messages = Generate.Run([Layers + "sealed partial class Net { }"], parse, generator: Generate.WithoutKernels).Build();
        Assert.Equal(id is null ? [] : [id], messages.Select(m => m.Id));
        Assert.All(messages, m => Assert.Equal(
            "Network 'Net' needs C# 12 and the project is set to C# 11.0; remove LangVersion from the project, or raise it", m.GetMessage(null)));
    }

    [Fact]
    public void Several_mistakes_are_all_named_at_once() =>
        Expect.Ids(["NG1004", "NG1001", "NG1003"], Layers + "static class Net<T>;");

    [Fact]
    public void Layers_want_a_network()
    {
        var messages = Expect.Messages(["using NetGen;\n[Input(4), Dense(2)] sealed partial class Net;"]);
        Assert.Equal([("NG1015", "Input(4)", "'Net' bears 'Input' but no [Network], so nothing is generated; add [Network] above")], messages);
    }
}
