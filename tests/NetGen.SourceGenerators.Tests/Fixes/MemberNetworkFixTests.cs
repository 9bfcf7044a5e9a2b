using NetGen.CodeFixes;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>
/// Fixes of networks whose layers are members: a layer is a property there, never a second attribute, and is not taken away from under
/// those that name it.
/// </summary>
public class MemberNetworkFixTests
{
    private static string Network(string members) => "[Network]\nsealed partial class Net\n{\n" + members + "\n}";

    private const string Four = "    [Input(4)] public partial Input X { get; }\n";

    [Theory]
    [InlineData("[Dense(3, {|NG4003:Activation.ReLU|}), MeanSquaredError]", "[Dense(3), MeanSquaredError]")]
    [InlineData("[Dense(3, Activation.Softmax), {|NG2003:SoftmaxCrossEntropy|}]", "[Dense(3), SoftmaxCrossEntropy]",
        "NG2003:Remove the softmax")]
    [InlineData("[Dense(3, Activation.Softmax), {|NG2003:SoftmaxCrossEntropy|}]", "[Dense(3, Activation.Softmax), CrossEntropy]",
        "NG2003:Use [CrossEntropy]")]
    [InlineData("[Dense(3), {|NG2002:CrossEntropy|}]", "[Dense(3, Activation.Softmax), CrossEntropy]", "NG2002:End with Softmax")]
    public Task What_is_an_argument_or_a_loss_is_put_right(string wrong, string right, string? action = null) =>
        Fix.Of<LossFix>(Network(Four + $"    {wrong} public partial Dense Y {{ get; }}"),
            Network(Four + $"    {right} public partial Dense Y {{ get; }}"), action);

    [Theory]
    [InlineData("[Dense(3)] public partial Dense H { get; }\n    [{|NG4003:ReLU|}, MeanSquaredError]")]
    [InlineData("[Dense(3, Activation.Softmax)] public partial Dense H { get; }\n    [{|NG4001:Softmax|}]")]
    [InlineData("[Dense(3)] public partial Dense H { get; }\n    [{|NG4004:Dropout(0.1)|}, SoftmaxCrossEntropy]")]
    [InlineData("[Dense(3)] public partial Dense H { get; }\n    [Softmax, {|NG2003:SoftmaxCrossEntropy|}]", "NG2003:Remove the softmax")]
    [InlineData("[Dense(3)] public partial Dense H { get; }\n    [Tanh, {|NG2002:CrossEntropy|}]", "NG2002:End with Softmax")]
    public Task A_layer_that_is_a_member_is_neither_removed_nor_added(string wrong, string? action = null) =>
        Fix.Nothing<NetworkAnalyzer, LossFix>(Network(Four + $"    {wrong} public partial Layer Y {{ get; }}"), action);

    [Fact]
    public Task Above_a_member_s_loss_is_its_layer() =>
        Fix.Nothing<NetworkAnalyzer, FlattenFix>(
            Network(Picture + "    [Tanh, {|NG2005:MeanSquaredError|}] public partial Layer Y { get; }"));

    [Theory]
    [InlineData("    [Dense(2)] public partial Dense Y { get; }",
        "    [Input(1)] public partial Input Input { get; }\n    [Dense(2)] public partial Dense Y { get; }")]
    [InlineData("    /// <summary>One.</summary>\n    [Dense(2)] public partial Dense Input { get; }",
        "    [Input(1)] public partial Input Input2 { get; }\n    /// <summary>One.</summary>\n"
        + "    [Dense(2)] public partial Dense Input { get; }")]
    [InlineData("    public int Own => 1; [NetGen.Dense(2)] public partial Dense Y { get; }",
        "    public int Own => 1; [Input(1)] public partial Input Input { get; } [NetGen.Dense(2)] public partial Dense Y { get; }")]
    public Task A_missing_input_becomes_the_first_member(string wrong, string right) =>
        Fix.Of<StructureFix>(Network(wrong).Replace("class Net", "class {|NG1101:Net|}"), Network(right));

    [Fact]
    public Task A_missing_input_goes_where_the_members_are() => Fix.Run<NetworkAnalyzer, StructureFix>(
        ["[Network] sealed partial class {|NG1101:Net|};",
            "sealed partial class Net\n{\n    [Dense(2)] public partial Dense Y { get; }\n}"],
        ["[Network] sealed partial class Net;",
            "sealed partial class Net\n{\n    [Input(1)] public partial Input Input { get; }\n"
            + "    [Dense(2)] public partial Dense Y { get; }\n}"]);

    private const string Picture = "    [Input(2, 3)] public partial Input X { get; }\n";

    [Theory]
    [InlineData("    [{|NG2001:Dense(3)|}] public partial Dense Y { get; }",
        "    [Flatten] public partial Layer YInput { get; }\n    [Dense(3)] public partial Dense Y { get; }")]
    [InlineData(
        "    [Tanh, Output] public partial Layer H { get; }\n    /// <summary>One.</summary>\n"
        + "    [{|NG2001:Dense(3, From = nameof(X), Bias = false)|}, MeanSquaredError]\n    public partial Dense Y { get; }",
        "    [Tanh, Output] public partial Layer H { get; }\n    [Flatten(From = nameof(X))] public partial Layer YInput { get; }\n"
        + "    /// <summary>One.</summary>\n    [Dense(3, Bias = false), MeanSquaredError]\n    public partial Dense Y { get; }")]
    [InlineData("    [{|NG2001:LayerNorm(From = nameof(X))|}] public partial LayerNorm Y { get; }",
        "    [Flatten(From = nameof(X))] public partial Layer YInput { get; }\n    [LayerNorm] public partial LayerNorm Y { get; }")]
    [InlineData("    [{|NG2001:NetGen.Dense(3)|}] public partial Dense Y { get; } public int yInput => 1;",
        "    [NetGen.Flatten] public partial NetGen.Layer YInput2 { get; }\n"
        + "    [NetGen.Dense(3)] public partial Dense Y { get; } public int yInput => 1;")]
    public Task Flatten_is_a_member_of_its_own(string wrong, string right) =>
        Fix.Of<FlattenFix>(Network(Picture + wrong), Network(Picture + right));
}
