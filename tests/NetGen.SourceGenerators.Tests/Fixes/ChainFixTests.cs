using NetGen.CodeFixes;
using NetGen.SourceGenerators.CallSites;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>
/// Each fix of a chain of layers writes a declaration that compiles without the diagnostic, alone and for all of a file at once.
/// </summary>
public class ChainFixTests
{
    private const string End = "\nsealed partial class Net;";

    [Theory]
    [InlineData("[Network]\n[Input(28, 28)]\n[{|NG2001:Dense(10)|}] // ten\n",
        "[Network]\n[Input(28, 28)]\n[Flatten]\n[Dense(10)] // ten\n")]
    [InlineData("[Network, Input(28, 28), {|NG2001:Dense(10)|}]", "[Network, Input(28, 28), Flatten, Dense(10)]")]
    [InlineData("[Network] [Input(28, 28)] [{|NG2001:Dense(10)|}]", "[Network] [Input(28, 28)] [Flatten] [Dense(10)]")]
    [InlineData("[Network, Input(2, 3)]\n  [{|NG2001:NetGen.Dense(10)|}]",
        "[Network, Input(2, 3)]\n  [NetGen.Flatten]\n  [NetGen.Dense(10)]")]
    [InlineData("[Network, Input(2, 3), Tanh]\n[{|NG2005:MeanSquaredError|}]",
        "[Network, Input(2, 3), Tanh]\n[Flatten]\n[MeanSquaredError]")]
    public Task Flatten_is_put_above(string wrong, string right) => Fix.Of<FlattenFix>(wrong + End, right + End);

    [Fact]
    public Task Of_several_networks_all_are_put_right_at_once() => Fix.Of<FlattenFix>(
        "[Network, Input(2, 3)]\n[{|NG2001:Dense(3)|}]\nsealed partial class A;\n[Network, Input(4, 5), {|NG2001:LayerNorm|}]\n"
        + "sealed partial class B;",
        "[Network, Input(2, 3)]\n[Flatten]\n[Dense(3)]\nsealed partial class A;\n[Network, Input(4, 5), Flatten, LayerNorm]\n"
        + "sealed partial class B;", iterations: 2);

    [Fact]
    public Task All_numbers_of_a_file_are_set_at_once() => Fix.Of<SizeFix>(
        "[Network, Input(4), Dense({|NG1106:-3|}), Tanh, Dropout(0.5), Dense({|NG1106:-3|})]" + End,
        "[Network, Input(4), Dense(3), Tanh, Dropout(0.5), Dense(3)]" + End, iterations: 2);

    [Fact]
    public Task All_losses_of_a_file_are_exchanged_at_once() => Fix.Of<LossFix>(
        "[Network, Input(4), Dense(1)]\n[{|NG2002:BinaryCrossEntropy|}]\nsealed partial class A;\n[Network, Input(4), Dense(2)]\n"
        + "[{|NG2002:BinaryCrossEntropy(Weight = 2)|}]\nsealed partial class B;",
        "[Network, Input(4), Dense(1)]\n[SigmoidCrossEntropy]\nsealed partial class A;\n[Network, Input(4), Dense(2)]\n"
        + "[SigmoidCrossEntropy(Weight = 2)]\nsealed partial class B;",
        "NG2002:Use [SigmoidCrossEntropy]", iterations: 2);

    [Fact]
    public Task All_second_softmaxes_of_a_file_go_at_once() => Fix.Of<LossFix>(
        "[Network, Input(4), Dense(3, Activation.Softmax), {|NG4001:Softmax|}]\nsealed partial class A;\n"
        + "[Network, Input(4), Dense(3), Softmax]\n[{|NG4001:Softmax|}]\n[CrossEntropy]\nsealed partial class B;",
        "[Network, Input(4), Dense(3, Activation.Softmax)]\nsealed partial class A;\n[Network, Input(4), Dense(3), Softmax]\n"
        + "[CrossEntropy]\nsealed partial class B;", iterations: 2);

    [Fact]
    public Task All_missing_inputs_of_a_file_are_added_at_once() => Fix.Of<StructureFix>(
        "[Network]\n[Dense(2)]\nsealed partial class {|NG1101:A|};\n[Network, Dense(3)]\nsealed partial class {|NG1101:B|};",
        "[Network]\n[Input(1)]\n[Dense(2)]\nsealed partial class A;\n[Network, Input(1), Dense(3)]\nsealed partial class B;",
        iterations: 2);

    [Theory]
    [InlineData("Dense(1)]\n[{|NG2002:BinaryCrossEntropy|}]", "Dense(1)]\n[SigmoidCrossEntropy]", "Use [SigmoidCrossEntropy]")]
    [InlineData("Dense(1)]\n[{|NG2002:BinaryCrossEntropy|}]", "Dense(1, Activation.Sigmoid)]\n[BinaryCrossEntropy]", "End with Sigmoid")]
    [InlineData("Dense(3, Bias = false)]\n[{|NG2002:CrossEntropy|}]", "Dense(3, Activation.Softmax, Bias = false)]\n[CrossEntropy]",
        "End with Softmax")]
    [InlineData("Dense(3), Tanh]\n[{|NG2002:CrossEntropy|}]", "Dense(3), Tanh]\n[Softmax]\n[CrossEntropy]", "End with Softmax")]
    [InlineData("Dense(3)]\n[{|NG2002:CrossEntropy(Targets.Distributions, Weight = 2)|}]",
        "Dense(3)]\n[SoftmaxCrossEntropy(Targets.Distributions, Weight = 2)]", "Use [SoftmaxCrossEntropy]")]
    [InlineData("Dense(3, Activation.Softmax)]\n[{|NG2003:SoftmaxCrossEntropy|}]", "Dense(3, Activation.Softmax)]\n[CrossEntropy]",
        "Use [CrossEntropy]")]
    [InlineData("Dense(3, Activation.Softmax)]\n[{|NG2003:SoftmaxCrossEntropy|}]", "Dense(3)]\n[SoftmaxCrossEntropy]",
        "Remove the softmax")]
    [InlineData("Dense(3)]\n[Softmax]\n[{|NG2003:SoftmaxCrossEntropy|}]", "Dense(3)]\n[SoftmaxCrossEntropy]", "Remove the softmax")]
    [InlineData("Dense(3), Sigmoid, {|NG2003:SigmoidCrossEntropy|}]", "Dense(3), SigmoidCrossEntropy]", "Remove the sigmoid")]
    [InlineData("Dense(3, Activation.Sigmoid), {|NG2006:CrossEntropy|}]", "Dense(3, Activation.Sigmoid), BinaryCrossEntropy]",
        "Use [BinaryCrossEntropy]")]
    public Task Loss_and_activation_come_together(string wrong, string right, string title) =>
        Fix.Of<LossFix>("[Network, Input(4), " + wrong + End, "[Network, Input(4), " + right + End,
            wrong.Substring(wrong.IndexOf("NG2", StringComparison.Ordinal), 6) + ":" + title);

    [Theory]
    [InlineData("Input(4), Dense({|NG1106:0|})", "Input(4), Dense(1)")]
    [InlineData("Input(4), Dense({|NG1106:-64|})", "Input(4), Dense(64)")]
    [InlineData("Input({|NG1106:2, 0|}), Flatten, Dense(2)", "Input(2, 1), Flatten, Dense(2)")]
    [InlineData("Input(4), Dense(2), Dropout({|NG1107:50|}), Tanh, Dense(1)", "Input(4), Dense(2), Dropout(0.5), Tanh, Dense(1)")]
    public Task A_number_is_set_to_one_that_fits(string wrong, string right) =>
        Fix.Of<SizeFix>($"[Network, {wrong}]" + End, $"[Network, {right}]" + End);

    [Theory]
    [InlineData("[Network]\n[Dense(2)]", "[Network]\n[Input(1)]\n[Dense(2)]", "class {|NG1101:Net|};")]
    [InlineData("[Network, Dense(2)]", "[Network, Input(1), Dense(2)]", "class {|NG1101:Net|};")]
    [InlineData("[Network, Input(4), MeanSquaredError]", "[Network, Input(4), Dense(1), MeanSquaredError]", "class {|NG1103:Net|};")]
    [InlineData("[{|NG1015:Input(4)|}]\n[Dense(2)]", "[Network]\n[Input(4)]\n[Dense(2)]")]
    [InlineData("[Network]\n[Input(4)]\n[Dense(2)]\n[{|NG1102:Input(4)|}]", "[Network]\n[Input(4)]\n[Dense(2)]")]
    [InlineData("[Network, Dense(2), {|NG1102:Input(4)|}]", "[Network, Input(4), Dense(2)]")]
    [InlineData("[Network, Input(4), {|NG1104:MeanSquaredError|}, Dense(2)]", "[Network, Input(4), Dense(2), MeanSquaredError]")]
    [InlineData("[Network, Input(4), Dense(2), MeanSquaredError]\n[{|NG1104:MeanSquaredError|}]",
        "[Network, Input(4), Dense(2), MeanSquaredError]")]
    public Task What_a_chain_lacks_is_added_and_the_rest_put_in_order(string wrong, string right, string @class = "class Net;") =>
        Fix.Of<StructureFix>(wrong + "\nsealed partial " + @class, right + "\nsealed partial class Net;");

    [Theory]
    [InlineData("Dense(3, Activation.Softmax), {|NG4001:Softmax|}, CrossEntropy", "Dense(3, Activation.Softmax), CrossEntropy")]
    [InlineData("Dense(1, Activation.Sigmoid), {|NG4002:MeanSquaredError(Weight = 2)|}",
        "Dense(1, Activation.Sigmoid), BinaryCrossEntropy(Weight = 2)")]
    [InlineData("Dense(3, Activation.Softmax), {|NG4002:MeanSquaredError|}",
        "Dense(3, Activation.Softmax), CrossEntropy(Targets.Distributions)")]
    [InlineData("Dense(3, {|NG4003:Activation.ReLU|}), MeanSquaredError", "Dense(3), MeanSquaredError")]
    [InlineData("Dense(3), {|NG4003:ReLU|}, MeanSquaredError", "Dense(3), MeanSquaredError")]
    [InlineData("Dense(3), {|NG4012:ReLU|}, SoftmaxCrossEntropy", "Dense(3), SoftmaxCrossEntropy")]
    [InlineData("Dense(3, {|NG4012:Activation.ReLU|}), SigmoidCrossEntropy", "Dense(3), SigmoidCrossEntropy")]
    [InlineData("Dense(1, Activation.Sigmoid), {|NG4002:Huber(2)|}", "Dense(1, Activation.Sigmoid), BinaryCrossEntropy")]
    [InlineData("Dense(3), {|NG4004:Dropout(0.1)|}, SoftmaxCrossEntropy", "Dense(3), SoftmaxCrossEntropy")]
    public Task What_is_doubted_is_put_right(string wrong, string right) =>
        Fix.Of<LossFix>($"[Network, Input(4), {wrong}]" + End, $"[Network, Input(4), {right}]" + End);
}
