using NetGen.CodeFixes;
using NetGen.SourceGenerators.CallSites;
using NetGen.SourceGenerators.Diagnostics;

namespace NetGen.SourceGenerators.Tests.Fixes;

/// <summary>Numbers that do not go together: of shapes in a declaration, of values in a call.</summary>
public class SizeFixTests
{
    private static string Chain(string layers) => $"[Network, {layers}]\nsealed partial class Net;";

    [Theory]
    [InlineData("Input(12), Reshape({|NG2008:3, 5|}), ReLU", "Input(12), Reshape(3, -1), ReLU")]
    [InlineData("Input(12), Reshape({|NG2008:5, 3|}), ReLU", "Input(12), Reshape(-1, 3), ReLU")]
    [InlineData("Input(12), Reshape({|NG2008:2, 2, 4|}), ReLU", "Input(12), Reshape(2, 2, -1), ReLU")]
    [InlineData("Input(10), Slice(8, {|NG2009:3|})", "Input(10), Slice(8, 2)")]
    [InlineData("Input(10), Slice({|NG2009:12|}, 3)", "Input(10), Slice(7, 3)")]
    [InlineData("Input(10), Slice({|NG2009:-2|}, 3)", "Input(10), Slice(0, 3)")]
    public Task A_size_becomes_one_that_fits(string wrong, string right) => Fix.Of<SizeFix>(Chain(wrong), Chain(right));

    [Theory]
    [InlineData("Input(12), Reshape({|NG2008:5, 7|}), ReLU")]
    [InlineData("Input(12), Reshape({|NG2008:-1, 5|}), ReLU")]
    [InlineData("Input(12), Reshape({|NG2008:1000000, 1000000|}), ReLU")]
    [InlineData("Input(10), Slice({|NG2009:12|}, 11)")]
    public Task Where_no_single_number_does_none_is_offered(string wrong) => Fix.Nothing<NetworkAnalyzer, SizeFix>(Chain(wrong));

    private static string Members(string one, string two, string sum = "Add(nameof(One), nameof(Two))") =>
        "[Network]\nsealed partial class Net\n{\n    [Input(10)] public partial Input X { get; }\n"
        + $"    {one} One {{ get; }}\n    {two} Two {{ get; }}\n    [{sum}] public partial Layer Sum {{ get; }}\n}}";

    [Theory]
    [InlineData("[Dense(64)] public partial Dense", "[Tanh(From = nameof(X))] public partial Layer", "[Dense(10)] public partial Dense",
        "[Tanh(From = nameof(X))] public partial Layer", "Set 'One' to 10 units")]
    [InlineData("[Tanh] public partial Layer", "[Dense(64, Bias = false)] public partial Dense", "[Tanh] public partial Layer",
        "[Dense(10, Bias = false)] public partial Dense", "Set 'Two' to 10 units")]
    [InlineData("[Dense(8)] public partial Dense", "[Dense(9)] public partial Dense", "[Dense(9)] public partial Dense",
        "[Dense(9)] public partial Dense", "Set 'One' to 9 units")]
    [InlineData("[Dense(8)] public partial Dense", "[Dense(9)] public partial Dense", "[Dense(8)] public partial Dense",
        "[Dense(8)] public partial Dense", "Set 'Two' to 8 units")]
    public Task A_dense_layer_becomes_as_wide_as_the_other_side(string one, string two, string rightOne, string rightTwo, string title) =>
        Fix.Of<SizeFix>(Members(one, two, "{|NG2041:Add(nameof(One), nameof(Two))|}"), Members(rightOne, rightTwo), "NG2041:" + title);

    [Theory]
    [InlineData("[Reshape(2, 5)] public partial Layer", "[Dense(4, From = nameof(X))] public partial Dense")]
    [InlineData("[Slice(0, 4)] public partial Layer", "[Tanh(From = nameof(X))] public partial Layer")]
    public Task Other_shapes_are_left_to_the_writer(string one, string two) =>
        Fix.Nothing<NetworkAnalyzer, SizeFix>(Members(one, two, "{|NG2041:Add(nameof(One), nameof(Two))|}"));

    private static string Call(string statement) =>
        "using Library;\nclass Program\n{\n    const int Nine = 9;\n    static void Use(Classifier net, float[] some, "
        + "Optimizer optimizer)\n    {\n        " + statement + "\n    }\n}";

    [Theory]
    [InlineData("net.Predict({|NG3101:new float[9]|});", "net.Predict(new float[10]);")]
    [InlineData("net.Predict({|NG3101:stackalloc float[9]|});", "net.Predict(stackalloc float[10]);")]
    [InlineData("net.Predict({|NG3101:new float[26]|}, some);", "net.Predict(new float[30], some);")]
    [InlineData("net.Predict(new float[20], {|NG3101:new float[3]|});", "net.Predict(new float[20], new float[2]);")]
    [InlineData("net.Predict(y: new float[3], {|NG3101:x: new float[20]|});", "net.Predict(y: new float[3], x: new float[30]);")]
    [InlineData("net.Predict(y: some, {|NG3101:x: new float[3]|});", "net.Predict(y: some, x: new float[10]);")]
    [InlineData("net.TrainStep(new float[20], {|NG3101:new float[1]|}, optimizer);",
        "net.TrainStep(new float[20], new float[2], optimizer);")]
    public Task The_length_in_a_call_becomes_one_that_fits(string wrong, string right) =>
        Fix.Of<CallSiteAnalyzer, SizeFix>(Call(wrong), Call(right));

    [Theory]
    [InlineData("net.Predict({|NG3101:new float[Nine]|});")]
    [InlineData("net.Predict({|NG3101:some[..9]|});")]
    [InlineData("net.Predict({|NG3101:new float[] { 1, 2 }|});")]
    [InlineData("net.Predict({|NG3101:[1, 2]|});")]
    [InlineData("var x = new float[9]; net.Predict({|NG3101:x|});")]
    public Task A_length_that_is_no_number_here_is_left_to_the_writer(string wrong) => Fix.Nothing<CallSiteAnalyzer, SizeFix>(Call(wrong));
}
