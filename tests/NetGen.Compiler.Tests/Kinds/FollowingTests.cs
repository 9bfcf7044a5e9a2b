using NetGen.Compiler.Declarations;
using NetGen.Compiler.Kinds;
using static NetGen.Compiler.Tests.Declare;

namespace NetGen.Compiler.Tests;

/// <summary>
/// Where a network is right but for one node, there is one problem, whatever is below: no layer takes a shape that is not known for one
/// that is wrong.
/// </summary>
public class FollowingTests
{
    private static NodeSpec Broken(NodeSpec node) => node with
    {
        Arguments = new(node.Arguments.Select(argument => argument.Name switch
        {
            "Shape" => argument with { Value = new EquatableArray<int>([0]) },
            "Units" => argument with { Value = 0 },
            _ => argument,
        })),
    };

    private static EquatableArray<NodeSpec> With(EquatableArray<NodeSpec> nodes, int index) =>
        new(nodes.Select((node, i) => i == index ? Broken(node) : node));

    /// <summary>The network with each input and each dense layer broken in turn, in the network and in its blocks.</summary>
    private static IEnumerable<NetworkSpec> OneBroken(NetworkSpec spec)
    {
        for (int i = 0; i < spec.Nodes.Count; i++)
            if (Broken(spec.Nodes[i]) != spec.Nodes[i]) yield return spec with { Nodes = With(spec.Nodes, i) };
        for (int b = 0; b < spec.Blocks.Count; b++)
        {
            // One that no one applies is no one's mistake.
            if (!spec.Nodes.Concat(spec.Blocks.SelectMany(block => block.Nodes)).Any(node => node.Blocks.Contains(spec.Blocks[b].Key)))
                continue;
            for (int i = 0; i < spec.Blocks[b].Nodes.Count; i++)
            {
                if (Broken(spec.Blocks[b].Nodes[i]) == spec.Blocks[b].Nodes[i]) continue;
                int block = b, node = i;
                yield return spec with
                    { Blocks = new(spec.Blocks.Select((one, k) => k == block ? one with { Nodes = With(one.Nodes, node) } : one)) };
            }
        }
    }

    private static void AssertOneProblemEach(NetworkSpec spec)
    {
        int count = 0;
        foreach (NetworkSpec broken in OneBroken(spec))
        {
            Assert.Equal(["NG1106"], NetworkCompiler.Check(broken).Select(problem => problem.Rule.Id));
            count++;
        }
        Assert.True(count > 0, "nothing to break");
    }

    [Theory]
    [MemberData(nameof(Composed.Names), MemberType = typeof(Composed))]
    public void One_broken_node_of_a_graph_is_one_problem(string name) => AssertOneProblemEach(Composed.All[name]);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void One_broken_node_above_any_layer_and_loss_is_one_problem(int units)
    {
        for (int choice = 0; choice < 16; choice++)
        {
            AssertOneProblemEach(Chain([Input(6), .. Zoo.End(units, choice)]));
            AssertOneProblemEach(
                Chain([Input(6), Dense(12), Node("LayerNorm"), Node("Slice", ("Start", 3), ("Length", 9)),
                    Node("Split", ("Parts", 3), ("Index", 2)), .. Zoo.End(units, choice)]));
        }
    }

    /// <summary>A layer that would say of every shape that it does not fit has a mistake of its own, and its own test.</summary>
    [Fact]
    public void Every_kind_of_layer_is_silent_below_a_mistake_unless_it_has_one_of_its_own()
    {
        foreach (LayerKind kind in LayerRegistry.Layers.Where(kind => kind is not Merge
            && kind.Name is not ("Dense" or "Slice" or "Split" or "Reshape")))
            Assert.Equal(["NG1106"], NetworkCompiler.Check(Chain(Input(4), Dense(0), Node(kind.Name))).Select(problem => problem.Rule.Id));
        Assert.Equal(["NG1106"],
            NetworkCompiler.Check(Chain(Input(4), Dense(0), Node("Reshape", ("Sizes", new EquatableArray<int>([3, -1]))), Node("Softmax")))
            .Select(problem => problem.Rule.Id));
    }
}
