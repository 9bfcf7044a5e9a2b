namespace NetGen.SourceGenerators.Tests.Declarations;

/// <summary>Layers are on the one declaration that has [Network]: elsewhere they would be left out.</summary>
public class LayerPlaceTests
{
    [Fact]
    public void Layers_on_another_part_are_named_once_a_part() =>
        Expect.One("NG1008", "Dense(2)",
            "'Dense' is on another part of network 'Net', where nothing says in which order the layers come; move it "
            + "to the declaration that has [Network]",
            "using NetGen;\n[Network, Input(4)] sealed partial class Net;",
            "using NetGen;\n[Dense(2), Dense(1)] sealed partial class Net;");

    [Fact]
    public void Other_attributes_may_be_on_another_part() =>
        Expect.None("using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Net;",
            "[System.Serializable] sealed partial class Net;");

    private const string Twice =
        "'Net' has [Network] a second time here, but a network is one declaration: remove this one, and move "
        + "layers that are with it to the first";

    [Theory]
    [InlineData("[Network, Input(4), Dense(2)] sealed partial class Net;\n[Network(Checks = true)] sealed partial class Net;",
        "Network(Checks = true)")]
    [InlineData("[Network, Input(4)] sealed partial class Net;\n[Network()] [Dense(2)] sealed partial class Net;", "Network()")]
    [InlineData("[Network, Input(4), Dense(2)] [NetworkAttribute] sealed partial class Net;", "NetworkAttribute")]
    [InlineData(
        "[Network] sealed partial class Net { [Input(4)] public partial Input X { get; }\n[Dense(2)] public partial Dense Y { get; } }\n"
        + "[NetGen.Network] sealed partial class Net;", "NetGen.Network")]
    public void A_second_Network_is_one_too_many(string source, string underlined) =>
        Expect.One("NG1025", underlined, Twice, "using NetGen;\n" + source);

    [Fact]
    public void A_second_Network_in_another_file_and_a_third() => Expect.Ids(
        ["NG1025", "NG1025", "NG1008"], "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Net;",
        "using NetGen;\n[Network, Dense(3)] sealed partial class Net;\n[Network] sealed partial class Net;\n"
        + "[Tanh] sealed partial class Net;");

    [Fact]
    public void Layers_on_properties_are_no_part_of_a_chain() =>
        Expect.One("NG1009", "Dense(3)",
            "'Dense' is on property 'Hidden', where it would be left out: network 'Net' is a chain, with its layers on the class; write "
            + "all of them there, or all of them as members",
            "using NetGen;\n[Network, Input(4), Dense(2)] sealed partial class Net { [Dense(3)] int Hidden => 0; int Other => 1; }");

    [Theory]
    [InlineData("[Dense]", "CS7036")]
    [InlineData("[Dense(\"two\")]", "CS1503")]
    [InlineData("[Dense(2, Biass = true)]", "CS0246")]
    [InlineData("[Dense(2, Bias = 1)]", "CS0029")]
    [InlineData("[Dense(2, Activation.Relu)]", "CS0117")]
    public void Where_CSharp_objects_to_an_attribute_NetGen_is_silent(string layer, params string[] ids) =>
        Expect.Ids(ids, $"using NetGen;\n[Network, Input(4), {layer[1..^1]}, BinaryCrossEntropy] sealed partial class Net;");

    /// <summary>Without analyzers no one could say later that another generator has brought it.</summary>
    [Theory]
    [InlineData("[Embeding(2)]", "CS0246", "CS0246", "NG1112")]
    [InlineData("[Dense(2 + unknown)]", "CS0103", "NG1112")]
    public void Where_another_generator_may_bring_a_name_NetGen_is_silent_if_analyzers_run(string layer, params string[] ids)
    {
        string source = $"using NetGen;\n[Network, Input(4), {layer[1..^1]}, BinaryCrossEntropy] sealed partial class Net;";
        Assert.Equal(ids[..^1], Expect.Messages([source]).Select(message => message.Id));
        Assert.Equal(ids, Expect.Messages([source], new BuildProperties(("RunAnalyzers", "false"))).Select(message => message.Id).Order());
    }
}
