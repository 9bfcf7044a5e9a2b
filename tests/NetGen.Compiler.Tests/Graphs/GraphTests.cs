using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Tests;

/// <summary>Passes over a graph keep only what a result needs, and the verifier refuses a graph that no order could compute.</summary>
public class GraphTests
{
    private readonly Value x = new("x", new Shape(3), ValueKind.Computed);

    [Fact]
    public void Needed_leaves_out_what_no_result_needs_and_what_is_done()
    {
        var graph = new Graph();
        Value a = graph.Add(new Add(x, x, "a")), b = graph.Add(new Add(a, x, "b"));
        graph.Add(new Add(a, a, "unused"));
        Value c = graph.Add(new Add(b, a, "c"));

        Assert.Equal(["a", "b", "c"], graph.BackwardSlice([c]).Select(op => op.Output.Name));
        Assert.Equal(["c"], graph.BackwardSlice([c], [a.Producer!, b.Producer!]).Select(op => op.Output.Name));
    }

    [Fact]
    public void The_verifier_refuses_a_use_before_the_computation()
    {
        var graph = new Graph();
        var first = new Add(x, x, "a");
        graph.Add(new Add(first.Output, x, "b"), "Layer");
        graph.Add(first);
        Assert.Equal("Add of Layer uses a: 3 before it is computed",
            Assert.Throws<InternalCompilerErrorException>(() => GraphVerifier.Verify(graph)).Message);
    }

    [Fact]
    public void The_verifier_refuses_two_values_of_one_name()
    {
        var graph = new Graph();
        graph.Add(new Add(x, new Value("x", new Shape(3), ValueKind.Computed), "a"));
        Assert.Equal("two values are called x", Assert.Throws<InternalCompilerErrorException>(() => GraphVerifier.Verify(graph)).Message);
    }

    [Fact]
    public void The_verifier_knows_what_ran_before()
    {
        var before = new Add(x, x, "a");
        var graph = new Graph();
        graph.Add(new Add(before.Output, x, "b"));
        GraphVerifier.Verify(graph, before);

        graph.Add(new Add(x, x, "a"));
        Assert.Equal("two values are called a",
            Assert.Throws<InternalCompilerErrorException>(() => GraphVerifier.Verify(graph, before)).Message);
    }

    [Fact]
    public void A_graph_gives_its_values_names_of_their_own()
    {
        var graph = new Graph();
        graph.Add(new Add(x, x, "dh"));
        graph.Add(new Add(x, x, "dh"));
        Value third = graph.Add(new Add(x, x, "dh"));
        GraphVerifier.Verify(graph);
        Assert.Equal("dh_3", third.Name.Text);
    }

    [Fact]
    public void Gradients_of_losses_are_outputs_of_the_loss()
    {
        Loss loss = new Ops.Losses.MeanSquaredError(x, new Value("t", new Shape(3), ValueKind.Target),
            new Value("scale", new Shape(1), ValueKind.Scale));
        Assert.Equal([loss.Output, loss.PredictionGradient], loss.Outputs);
        IReadOnlyDictionary<Value, Value> gradients = Autodiff.Reverse(new Graph(), [loss],
            new Dictionary<Value, Value> { [loss.Output] = new("one", new Shape(1), ValueKind.Computed) }, [x]);
        Assert.Equal(loss.PredictionGradient, gradients[x]);
    }
}
