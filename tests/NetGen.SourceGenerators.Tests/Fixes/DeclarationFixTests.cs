using NetGen.CodeFixes;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>Each fix of a class or member leaves a declaration that the generator accepts, and renames every use.</summary>
public class DeclarationFixTests
{
    private const string Layers = "[Network, Input(4), Dense(2)]\n";

    [Theory]
    [InlineData("sealed class {|NG1001:Net|};", "sealed partial class Net;")]
    [InlineData("class {|NG1001:Net|} { }", "partial class Net { }")]
    [InlineData("sealed partial class Net{|NG1003:<T>|} where T : class { }", "sealed partial class Net { }")]
    [InlineData("{|NG1004:static|} partial class Net;", "partial class Net;")]
    [InlineData("public {|NG1005:abstract|} partial class Net;", "public partial class Net;")]
    [InlineData("partial record {|NG1006:Net|};", "partial class Net;")]
    [InlineData("partial record struct {|NG1006:Net|};", "partial class Net;")]
    [InlineData("readonly partial struct {|NG1006:Net|};", "partial class Net;")]
    [InlineData("record class {|NG1006:Net|};", "partial class Net;")]
    [InlineData("{|NG1007:file|} sealed partial class Net;", "sealed partial class Net;")]
    public Task The_class_becomes_what_it_has_to_be(string wrong, string right) => Fix.Of<DeclarationFix>(Layers + wrong, Layers + right);

    [Fact]
    public Task Classes_around_it_become_partial_too() => Fix.Of<DeclarationFix>(
        "class {|NG1002:Outer|}\n{\n    static class {|NG1002:Inner|}\n    {\n        [Network, Input(4), Dense(2)]\n"
        + "        internal sealed class {|NG1001:Net|};\n    }\n}",
        "partial class Outer\n{\n    static partial class Inner\n    {\n        [Network, Input(4), Dense(2)]\n"
        + "        internal sealed partial class Net;\n    }\n}", iterations: 3, allIterations: 2);

    [Fact]
    public Task All_classes_of_a_file_become_partial_at_once() => Fix.Of<DeclarationFix>(
        Layers + "sealed class {|NG1001:A|};\n" + Layers + "sealed class {|NG1001:B|};",
        Layers + "sealed partial class A;\n" + Layers + "sealed partial class B;", iterations: 2);

    [Fact]
    public Task A_file_local_class_around_it_is_opened() => Fix.Of<DeclarationFix>(
        "{|NG1007:file|} partial class Outer\n{\n" + Layers + "sealed partial class Net;\n}",
        "partial class Outer\n{\n" + Layers + "sealed partial class Net;\n}");

    [Fact]
    public Task A_member_gets_another_name_everywhere() => Fix.Of<MemberFix>(
        Layers + "sealed partial class Net\n{\n    public int {|NG1010:Summary|}() => 1;\n    public int Twice() => 2 * Summary();\n}",
        Layers + "sealed partial class Net\n{\n    public int OwnSummary() => 1;\n    public int Twice() => 2 * OwnSummary();\n}");

    [Theory]
    [InlineData("public {|NG1012:Net|}() { }", "public Net() : this(seed: 0) { }")]
    [InlineData("public {|NG1012:Net|}(int x) : base() => _ = x;", "public Net(int x) : this(seed: 0) => _ = x;")]
    public Task A_constructor_calls_the_generated_one(string wrong, string right) =>
        Fix.Of<MemberFix>(Layers + "sealed partial class Net { " + wrong + " }", Layers + "sealed partial class Net { " + right + " }");

    [Fact]
    public Task Layers_move_to_the_declaration_with_the_network() => Fix.Of<MoveLayersFix>(
        "[Network]\n[Input(4)]\n[Dense(8, Activation.ReLU)]\n[MeanSquaredError]\nsealed partial class Net;\n\n"
        + "[{|NG1008:Dense(3)|}, Tanh]\n[System.Serializable, Dense(1)]\nsealed partial class Net;",
        "[Network]\n[Input(4)]\n[Dense(8, Activation.ReLU)]\n[Dense(3)]\n[Tanh]\n[Dense(1)]\n[MeanSquaredError]\n"
        + "sealed partial class Net;\n\n[System.Serializable]\nsealed partial class Net;");

    [Fact]
    public Task A_second_Network_goes() => Fix.Of<MoveLayersFix>(
        "[Network]\n[Input(4)]\n[Dense(1)]\n[{|NG1025:Network|}]\nsealed partial class Net;",
        "[Network]\n[Input(4)]\n[Dense(1)]\nsealed partial class Net;");

    [Fact]
    public Task A_second_Network_goes_and_its_layers_move_to_the_first() => Fix.Of<MoveLayersFix>(
        "[Network]\n[Input(4)]\n[Dense(8)]\nsealed partial class Net;\n\n[{|NG1025:Network(Defaults.Keras)|}]\n[Tanh]\n[Dense(1)]\n"
        + "sealed partial class Net;",
        "[Network]\n[Input(4)]\n[Dense(8)]\n[Tanh]\n[Dense(1)]\nsealed partial class Net;\n\nsealed partial class Net;");

    [Fact]
    public Task A_layer_s_property_moves_to_where_the_others_are() => Fix.Run<NetworkAnalyzer, MoveMembersFix>(
        ["[Network]\nsealed partial class Net\n{\n    [Input(4)] public partial Input X { get; }\n"
            + "    [Dense(3, Activation.Tanh)] public partial Dense Y { get; }\n}",
            "sealed partial class Net\n{\n    [Dense(1)]\n    public partial Dense {|NG1008:Z|} { get; }\n    public int Own => 1;\n}"],
        ["[Network]\nsealed partial class Net\n{\n    [Input(4)] public partial Input X { get; }\n"
            + "    [Dense(3, Activation.Tanh)] public partial Dense Y { get; }\n    [Dense(1)]\n    public partial Dense Z { get; }\n}",
            "sealed partial class Net\n{\n    public int Own => 1;\n}"]);

    private static string Members(string hidden) =>
        $"[Network]\nsealed partial class Net\n{{\n    [Input(4)] public partial Input X {{ get; }}\n"
        + $"    [Dense(3, Activation.Tanh)] {hidden}\n    [Dense(1)] public partial Dense Y {{ get; }}\n}}";

    [Theory]
    [InlineData("public Dense {|NG1017:Hidden|} { get; }", "public partial Dense Hidden { get; }")]
    [InlineData("public Dense {|NG1017:Hidden|} => null!;", "public partial Dense Hidden { get; }")]
    [InlineData("public partial Dense {|NG1018:Hidden|} { get; set; }", "public partial Dense Hidden { get; }")]
    [InlineData("public static partial Dense {|NG1018:Hidden|} { get; }", "public partial Dense Hidden { get; }")]
    [InlineData("public partial {|NG1021:Input|} Hidden { get; }", "public partial Dense Hidden { get; }")]
    public Task A_layer_s_property_gets_its_form(string wrong, string right) => Fix.Of<MemberFix>(Members(wrong), Members(right));

    [Fact]
    public Task Of_two_names_alike_one_changes_everywhere() => Fix.Of<MemberFix>(
        Members("public partial Dense x { get; }").Replace("Dense x", "Dense {|NG1026:x|}")
        .Replace("[Dense(1)]", "[Dense(1, From = nameof(x))]"),
        Members("public partial Dense x2 { get; }").Replace("[Dense(1)]", "[Dense(1, From = nameof(x2))]"));

    [Fact]
    public Task A_block_and_the_class_around_it_become_partial() => Fix.Of<DeclarationFix>(
        "class {|NG1022:Outer|}\n{\n    [Block, Dense(2)]\n    internal sealed class {|NG1022:Step|};\n}",
        "partial class Outer\n{\n    [Block, Dense(2)]\n    internal sealed partial class Step;\n}", iterations: 2, allIterations: 1);

    [Fact]
    public Task Layers_move_between_files() => Fix.Run<NetworkAnalyzer, MoveLayersFix>(
        ["[Network, Input(4)]\nsealed partial class Net;", "[{|NG1008:Dense(3)|}]\nsealed partial class Net;"],
        ["[Network, Input(4), Dense(3)]\nsealed partial class Net;", "sealed partial class Net;"]);

    [Fact]
    public Task All_layers_on_other_parts_move_at_once() => Fix.Of<MoveLayersFix>(
        "[Network, Input(4)]\nsealed partial class A;\n[{|NG1008:Dense(3)|}]\nsealed partial class A;\n[Network, Input(4)]\n"
        + "sealed partial class B;\n[{|NG1008:Dense(2)|}]\nsealed partial class B;",
        "[Network, Input(4), Dense(3)]\nsealed partial class A;\nsealed partial class A;\n[Network, Input(4), Dense(2)]\n"
        + "sealed partial class B;\nsealed partial class B;", iterations: 2);

    [Fact]
    public Task All_second_Networks_go_at_once() => Fix.Of<MoveLayersFix>(
        "[Network, Input(4), Dense(1)]\n[{|NG1025:Network|}]\nsealed partial class A;\n[Network, Input(4), Dense(1)]\n"
        + "[{|NG1025:Network|}]\nsealed partial class B;",
        "[Network, Input(4), Dense(1)]\nsealed partial class A;\n[Network, Input(4), Dense(1)]\nsealed partial class B;", iterations: 2);

    [Fact]
    public Task All_clashing_members_get_other_names_at_once() => Fix.Of<MemberFix>(
        Layers + "sealed partial class A { public int {|NG1010:Summary|}() => 1; }\n" + Layers
        + "sealed partial class B { public int {|NG1010:Summary|}() => 2; }",
        Layers + "sealed partial class A { public int OwnSummary() => 1; }\n" + Layers
        + "sealed partial class B { public int OwnSummary() => 2; }", iterations: 2);
}
