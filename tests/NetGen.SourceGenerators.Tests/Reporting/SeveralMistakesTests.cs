namespace NetGen.SourceGenerators.Tests.Reporting;

/// <summary>
/// All mistakes of a declaration that have nothing to do with each other are named at once, and none twice; what only follows from another
/// is not named.
/// </summary>
public class SeveralMistakesTests
{
    /// <summary>Ids with the text that is underlined, in source order, from the analyzer and from the generator.</summary>
    private static void Expected(string source, params string[] expected)
    {
        string[] With(BuildProperties? properties) =>
            [.. Expect.Messages(["using NetGen;\n" + source], properties).Select(message => $"{message.Id} {message.Underlined}")];
        Assert.Equal(expected, With(null));
        Assert.Equal(expected, With(new BuildProperties(("RunAnalyzers", "false"))));
    }

    private static string Chain(string layers) => $"[Network, {layers}] sealed partial class Net;";

    private static string Members(string members) => $"[Network] sealed partial class Net\n{{\n{members}\n}}";

    private static string Member(string attributes, string type, string name) =>
        $"[{attributes}] public partial {type} {name} {{ get; }}\n";

    [Theory]
    [InlineData("Input(4), Dense(0), ReLU, Dense(-3), Dropout(1.5)", "NG1106 0", "NG1106 -3", "NG1107 1.5")]
    [InlineData("Input(0), LeakyReLU(double.NaN), Dense(8), Dense(0), Dense(2), Dropout(2.0)", "NG1106 0", "NG1108 double.NaN", "NG1106 0",
        "NG1107 2.0")]
    [InlineData("Input(4), Dense(0), Dense(1, Activation.Softmax), CrossEntropy", "NG1106 0", "NG2004 Activation.Softmax")]
    [InlineData("Input(4), Dense(0), Dense(3), BinaryCrossEntropy(Weight = -1)", "NG1106 0", "NG2002 BinaryCrossEntropy(Weight = -1)",
        "NG1108 Weight = -1")]
    [InlineData("Input(4), Dropout(1.5), Dense(3, (Activation)99), SoftmaxCrossEntropy(LabelSmoothing = 2)", "NG1107 1.5",
        "NG1110 (Activation)99", "NG1108 LabelSmoothing = 2")]
    [InlineData("Input(4), Dense(0), Huber(0)", "NG1106 0", "NG1108 0")]
    [InlineData("Input(28, 28), Dense(8), Dropout(1), Dense(3), BinaryCrossEntropy", "NG2001 Dense(8)", "NG1107 1",
        "NG2002 BinaryCrossEntropy")]
    [InlineData("Input(28, 28), LayerNorm, Dense(8), Softmax, SoftmaxCrossEntropy", "NG2001 LayerNorm", "NG2003 SoftmaxCrossEntropy")]
    [InlineData("Input(2, 3), Tanh, BinaryCrossEntropy", "NG2002 BinaryCrossEntropy", "NG2005 BinaryCrossEntropy")]
    [InlineData("Input(10), Reshape(3, 4), Dense(3), Slice(2, 2)", "NG2008 3, 4", "NG2001 Dense(3)", "NG2009 2")]
    [InlineData("Input(10), Slice(0, 11), Dense(3), Split(2, 0)", "NG2009 11", "NG2010 2")]
    [InlineData("Input(10), Slice(12, 4), Split(3, 5)", "NG2009 12", "NG2010 3", "NG1108 5")]
    [InlineData("Input(4), Dense(1), LayerNorm(Epsilon = -1), Dropout(7)", "NG2007 LayerNorm(Epsilon = -1)",
        "NG1108 Epsilon = -1", "NG1107 7")]
    [InlineData("Input(100000), Dense(100000), Dense(64, InitializerValue = double.NaN)", "NG1109 100000",
        "NG1108 InitializerValue = double.NaN")]
    [InlineData("Dense(0), Input(4), Dense(2), MeanSquaredError(Weight = 0), Dense(1, L2 = -1)", "NG1106 0", "NG1102 Input(4)",
        "NG1104 MeanSquaredError(Weight = 0)", "NG1108 Weight = 0", "NG1108 L2 = -1")]
    [InlineData("Input(4), Add(\"A\", \"B\"), Dense(2, From = \"C\", L1 = -1), Dense(0)", "NG1158 Add(\"A\", \"B\")",
        "NG1158 Dense(2, From = \"C\", L1 = -1)", "NG1108 L1 = -1", "NG1106 0")]
    public void Of_a_chain(string layers, params string[] expected) => Expected(Chain(layers), expected);

    [Fact]
    public void Of_a_chain_without_an_input() =>
        Expected("[Network, Dense(0), Dense(2), Dropout(1.5)] sealed partial class Net;", "NG1106 0", "NG1107 1.5", "NG1101 Net");

    [Theory]
    [InlineData("Input(4), Dense(0), Dense(3, Activation.Sigmoid), BinaryCrossEntropy", "NG1106 0")]
    [InlineData("Input(4), Dense(0), LayerNorm, Softmax, CrossEntropy", "NG1106 0")]
    [InlineData("Input(0, 3), Flatten, Slice(0, 700), Split(7, 0), Reshape(3, 3, 3), Flatten, Dense(512)", "NG1106 0, 3")]
    [InlineData("Input(28, 28), Dense(10), Dense(3)", "NG2001 Dense(10)")]
    [InlineData("Input(28, 28), LayerNorm, LayerNorm, Softmax, CrossEntropy", "NG2001 LayerNorm")]
    [InlineData("Input(4), Dense(1, Activation.Softmax), SoftmaxCrossEntropy", "NG2004 Activation.Softmax")]
    [InlineData("Input(4), Dense(1), Softmax, CrossEntropy", "NG2004 Softmax")]
    [InlineData("Input(4), Dense(3, (Activation)99), CrossEntropy", "NG1110 (Activation)99")]
    [InlineData("Input(100000), Dense(100000), Dense(100000)", "NG1109 100000")]
    [InlineData("Input(10), Slice(8, 3), KLDivergence", "NG2009 3", "NG2020 KLDivergence")]
    [InlineData("Input(10), Dense(0), KLDivergence(LogProbabilities = true)", "NG1106 0")]
    public void What_follows_from_a_mistake_in_a_chain_is_not_named(string layers, params string[] expected) =>
        Expected(Chain(layers), expected);

    [Fact]
    public void Of_members() => Expected(
        Members(
            Member("Input(4)", "Input", "A") + Member("Input(0)", "Input", "B") + Member("Dense(0)", "Dense", "C")
            + Member("Dense(8, From = \"A\")", "Dense", "D")
            + Member("Add(\"C\", \"D\")", "Layer", "E") + Member("Dropout(1.5)", "Layer", "F") + Member("Dense(2, L1 = -1)", "Dense", "G")
            + Member("Concat(\"A\")", "Layer", "H") + Member("Add(\"A\", \"D\", \"B\")", "Layer", "I")
            + Member("Dense(3, From = \"Z\"), SigmoidCrossEntropy, Huber(-2)", "Dense", "J")),
        "NG1106 0", "NG1159 Dense(0)", "NG1106 0", "NG1107 1.5", "NG1108 L1 = -1", "NG2040 Concat(\"A\")",
        "NG2041 Add(\"A\", \"D\", \"B\")", "NG1157 From = \"Z\"", "NG1160 Huber(-2)", "NG1108 -2");

    [Fact]
    public void Every_name_that_stands_for_nothing_is_named() => Assert.Equal(
        ["'C' takes 'X', which is no layer above it: name one that is above, such as 'B' or 'A'",
            "'C' takes 'Y', which is no layer above it: name one that is above, such as 'B' or 'A'"],
        Expect.Messages(
            ["using NetGen;\n"
                + Members(Member("Input(4)", "Input", "A") + Member("Dense(4)", "Dense", "B")
                    + Member("Add(\"X\", \"A\", \"Y\")", "Layer", "C") + Member("Dense(1)", "Dense", "D"))])
            .Select(message => message.Message).Order());

    [Fact]
    public void A_shared_layer_s_mistakes_are_named_where_it_is() => Expected(
        Members(
            Member("Input(4)", "Input", "A") + Member("Dense(0, L1 = -1)", "Dense", "B")
            + Member("Shared(\"B\", From = \"A\")", "Dense", "C")
            + Member("Dense(4, From = \"A\")", "Dense", "D") + Member("Dense(5)", "Dense", "E")
            + Member("Shared(\"D\", From = \"E\")", "Dense", "F") + Member("Slice(0, 9)", "Layer", "G")),
        "NG1106 0", "NG1108 L1 = -1", "NG2044 Shared(\"D\", From = \"E\")", "NG2009 9");

    [Theory]
    [InlineData("[Block, Dense(0), Dropout(1.5), Dense(Given.Width)]", "Input(4), Apply<B>, Apply<B>, Dense(0)", "NG1106 Apply<B>",
        "NG1107 Apply<B>", "NG1106 0")]
    [InlineData("[Block, Dense(0), Dropout(1.5), Dense(6)]", "Input(4), Repeat<B>(3), Residual<B>, Slice(0, 7)", "NG1106 Repeat<B>(3)",
        "NG1107 Repeat<B>(3)", "NG2009 7")]
    [InlineData("[Block, LayerNorm, Dense(6)]", "Input(2, 3), Apply<B>, Reshape(2, 3), Apply<B>, Dense(0)", "NG2001 Apply<B>",
        "NG2001 Apply<B>", "NG1106 0")]
    [InlineData("[Block, Dense(Given.Width), Dense(Given.Width, Times = 0), Tanh]", "Input(4), Apply<B>(Width = -3), Dense(2, L1 = -1)",
        "NG1106 Apply<B>(Width = -3)", "NG1106 Width = -3", "NG1108 L1 = -1")]
    [InlineData("[Block, Dense(Given.Heads), Dense(Given.Heads, L2 = -1)]", "Input(4), Apply<B>, Apply<B>, Dropout(3)", "NG1108 Apply<B>",
        "NG1156 Apply<B>", "NG1156 Apply<B>", "NG1107 3")]
    [InlineData("[Block, Dense(9)]", "Input(4), Residual<B>, Dense(0), Residual<B>, Parallel<B, B>((Merge)7), Repeat<B>(0), Dropout(9)",
        "NG2043 Residual<B>", "NG1106 0", "NG1110 (Merge)7", "NG1106 0", "NG1107 9")]
    [InlineData("[Block, Dense(Given.Width), MeanSquaredError, Input(3), ReLU]", "Input(4), Apply<B>, Apply<B>, Dense(0)",
        "NG1152 Apply<B>", "NG1153 Apply<B>", "NG1106 0")]
    [InlineData("[Block]", "Input(4), Apply<B>, Apply<B>, Dense(0)", "NG1154 Apply<B>", "NG1106 0")]
    [InlineData("[Block, Dense(3), Apply<B>, Dense(0)]", "Input(4), Apply<B>, Dense(-1)", "NG1106 Apply<B>", "NG1150 Apply<B>",
        "NG1106 -1")]
    [InlineData("[Block, Dense(3, From = \"X\"), Concat(\"X\", \"Y\"), Dense(0)]", "Input(4), Apply<B>, Dense(-1)", "NG1106 Apply<B>",
        "NG1158 Apply<B>", "NG1158 Apply<B>", "NG1106 -1")]
    [InlineData("[Block, Dense(3), ReLU]", "Input(4), Repeat<B>(2000), Dense(0)", "NG1151 Repeat<B>(2000)", "NG1106 0")]
    public void Of_a_block_and_alongside_it(string block, string layers, params string[] expected) =>
        Expected(block + " sealed partial class B;\n" + Chain(layers), expected);

    /// <summary>Forty blocks, each of which applies the one before twice: a layer in the first would be 2⁴⁰.</summary>
    [Theory]
    [InlineData("[Block]", "NG1151 Apply<B40>", "NG1154 Apply<B40>")]
    [InlineData("[Block, Dense(3)]", "NG1151 Apply<B40>")]
    [InlineData("[Block, Dense(\"3\")]", "NG1151 Apply<B40>", "CS1503 \"3\"")]
    public void Of_blocks_that_double_and_double(string first, params string[] expected) => Expected(
        Chain("Input(4), Apply<B40>") + "\n" + first + " sealed partial class B0;\n"
        + string.Concat(Enumerable.Range(1, 40).Select(i => $"[Block, Apply<B{i - 1}>, Apply<B{i - 1}>] sealed partial class B{i};\n")),
        expected);

    [Fact]
    public void Of_blocks_in_blocks_in_blocks()
    {
        string Nested(int depth) =>
            "using NetGen;\n" + Chain($"Input(4), Apply<B{depth - 1}>") + "\n[Block, Dense(3)] sealed partial class B0;\n"
            + string.Concat(Enumerable.Range(1, depth - 1).Select(i => $"[Block, Apply<B{i - 1}>] sealed partial class B{i};\n"));
        Expect.None(Nested(64));
        Expect.Ids(["NG1151"], Nested(65));
    }

    [Fact]
    public void Of_a_block_of_members() => Expected(
        "[Block] sealed partial class B\n{\n" + Member("Dense(0)", "Dense", "P") + Member("Dropout(1.5)", "Layer", "Q")
        + Member("Concat(\"P\", \"Z\")", "Layer", "R") + "}\n"
        + Members(Member("Input(4)", "Input", "A") + Member("Apply", "B", "X") + Member("Shared(\"X\", From = \"A\")", "B", "Y")
            + Member("Dense(0)", "Dense", "C")),
        "NG1106 Apply", "NG1107 Apply", "NG1157 Apply", "NG1106 0");

    [Theory]
    [InlineData("Input(4), Dens(8), LayerNorm, Dense(0)", "CS0246 Dens", "CS0246 Dens", "NG3120 Dens", "NG1106 0")]
    [InlineData("Inpt(4), Dense(8), Dropout(1.5)", "CS0246 Inpt", "CS0246 Inpt", "NG3120 Inpt", "NG1107 1.5")]
    [InlineData("Input(4), Dense(\"8\"), Dense(3), BinaryCrossEntropy", "CS1503 \"8\"", "NG2002 BinaryCrossEntropy")]
    [InlineData("Input(4), Apply<Blok>, Dense(0)", "CS0246 Blok", "NG1106 0")]
    public void Alongside_what_CSharp_objects_to(string layers, params string[] expected) => Expected(Chain(layers), expected);

    [Fact]
    public void Alongside_members_that_are_none() => Expected(
        Members(
            Member("Input(4)", "Input", "A") + "[Dense(0)] public Dense B { get; }\n" + Member("Dense(3), ReLU", "Dense", "C")
            + Member("Dropout(1.5)", "Layer", "D")
            + Member("Dens(3)", "Dense", "E") + Member("Dense(2, From = \"E\", L2 = -1)", "Dense", "F") + Member("Huber(0)", "Dense", "G")
            + Member("Dense(1)", "Layer", "H")),
        "NG1106 0", "NG1017 B", "NG1020 ReLU", "NG1107 1.5", "CS0246 Dens", "CS0246 Dens", "NG3120 Dens", "NG1108 L2 = -1",
        "NG1108 0", "NG1019 G");

    [Fact]
    public void Of_layers_that_are_elsewhere() => Expected(
        "[Network, Input(28, 28), Dense(0)] sealed partial class Net { [Dropout(1.5)] public int Own => 1; }\n"
        + "[Dense(2, L1 = -1), SoftmaxCrossEntropy(LabelSmoothing = 3)] sealed partial class Net;",
        "NG1106 0", "NG1009 Dropout(1.5)", "NG1107 1.5", "NG1008 Dense(2, L1 = -1)", "NG1108 L1 = -1", "NG1108 LabelSmoothing = 3");

    [Fact]
    public void Of_the_class_and_its_layers() => Expected(
        "[Network, Input(4), Dense(0), Dropout(1.5)] static class Net { public static int Predict => 1; }", "NG1106 0", "NG1107 1.5",
        "NG1004 static", "NG1001 Net", "NG1010 Predict");
}
