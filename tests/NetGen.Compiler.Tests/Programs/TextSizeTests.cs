using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Tests;

/// <summary>
/// Text and time grow with the nodes and connections of a network and no faster, and what no build could have is refused.
/// </summary>
public class TextSizeTests
{
    private static NodeSpec Node(string kind, string name, string[] inputs, params (string Name, object Value)[] arguments) =>
        new(kind, name, new(inputs), new(arguments.Select(argument => new Argument(argument.Name, argument.Value))));

    private static NetworkSpec Members(params IEnumerable<NodeSpec> nodes)
    {
        NodeSpec[] all = [Node("Input", "X", [], ("Shape", new EquatableArray<int>([4]))), .. nodes];
        return new("", default, "Net", "Net", new([.. all, Node("MeanSquaredError", "Loss", [all[^1].Name])]), "PyTorch", false)
        {
            Members = new(all.Select(node => new MemberSpec(node.Name, "public ", "global::NetGen.Layer", node.Name, false))),
        };
    }

    private static NodeSpec Merge(string kind, string name, params string[] members) =>
        Node(kind, name, members, ("Members", new EquatableArray<string>(members)));

    private static string Above(string name, int number) => number == 0 ? "X" : name + (number - 1);

    private static NetworkSpec Declared(string what, int count) => what switch
    {
        "a value added to itself, again and again" => Members(
            [Node("Dense", "A0", ["X"], ("Units", 4)),
                .. Enumerable.Range(1, count).Select(i => Merge("Add", "A" + i, "A" + (i - 1), "A" + (i - 1)))]),
        "the two values above multiplied" => Members(
            [Node("Dense", "A0", ["X"], ("Units", 4)), Node("Dense", "A1", ["X"], ("Units", 4)),
                .. Enumerable.Range(2, count).Select(i => Merge("Multiply", "A" + i, "A" + (i - 1), "A" + (i - 2)))]),
        "one value joined many times" =>
            Members([Node("Dense", "A", ["X"], ("Units", 2)), Merge("Concat", "C", [.. Enumerable.Repeat("A", count)])]),
        "one value added many times" =>
            Members([Node("Dense", "A", ["X"], ("Units", 2)), Merge("Add", "C", [.. Enumerable.Repeat("A", count)])]),
        "a row of activations" => Members(Enumerable.Range(0, count).Select(i => Node("Tanh", "T" + i, [Above("T", i)]))),
        "a row of mixed activations" =>
            Members(Enumerable.Range(0, count)
                .Select(i => Node(i % 3 == 0 ? "Mish" : i % 3 == 1 ? "ReLU" : "GELU", "T" + i, [Above("T", i)]))),
        "a value with many users" => Members(
            [Node("Dense", "A", ["X"], ("Units", 3)),
                .. Enumerable.Range(0, count).Select(i => Node("Dense", "B" + i, ["A"], ("Units", 3))),
                    Merge("Add", "C", [.. Enumerable.Range(0, count).Select(i => "B" + i)])]),
        _ => Members(Enumerable.Range(0, count).Select(i => Node("Dense", "D" + i, [Above("D", i)], ("Units", 4), ("Activation", "ReLU")))),
    };

    private static long Length(NetworkSpec spec)
    {
        CompilationResult result = NetworkCompiler.Compile(spec);
        Assert.Empty(result.Problems);
        return result.Files.Sum(file => (long)file.Text.Length);
    }

    [Theory]
    [InlineData("a value added to itself, again and again", 25)]
    [InlineData("the two values above multiplied", 25)]
    [InlineData("one value joined many times", 25)]
    [InlineData("one value added many times", 40)]
    [InlineData("a row of activations", 60)]
    [InlineData("a row of mixed activations", 40)]
    [InlineData("a value with many users", 30)]
    [InlineData("a row of layers", 25)]
    public void Twice_as_many_nodes_are_twice_as_much_text(string what, int count)
    {
        long one = Length(Declared(what, count)), two = Length(Declared(what, 2 * count)), four = Length(Declared(what, 4 * count));
        // Linear is 2 and quadratic 4; where a group ends within a row of mixed operations, kernels differ until the row repeats itself.
        Assert.True(four - two < 3.2 * (two - one) + 5000, $"{what}: {one:N0}, {two:N0}, {four:N0} characters");
    }

    [Fact]
    public void A_kernel_does_not_grow_with_the_operations_that_follow_one_another() =>
        Assert.True(
            NetworkCompiler.Compile(Declared("a row of activations", 200)).Files.Max(file => file.Text.Split('\n')
                .Max(line => line.Length)) < 3000);

    [Fact]
    public void More_layers_than_there_may_be_are_refused_at_once()
    {
        Problem problem = Assert.Single(NetworkCompiler.Check(Declared("a row of activations", 2049)));
        Assert.Equal("NG1151", problem.Rule.Id);
    }

    [Fact]
    public void More_connections_than_a_build_can_have_are_refused_at_once()
    {
        Problem problem = Assert.Single(NetworkCompiler.Check(Declared("one value joined many times", 5000)));
        Assert.Equal(
            "Network 'Net' has more than 4096 connections between its layers, more than a build can have: let each layer take fewer "
            + "values, or join them in steps", problem.Message);
    }
}
