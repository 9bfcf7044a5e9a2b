using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Compiler.Tests;

/// <summary>
/// Products, biases, dropout and copies have the gradients of central differences, and a value that is used twice gets the sum.
/// </summary>
public class LinearTests
{
    private const int Samples = 3;

    private readonly Value x = new("x", new Shape(4), ValueKind.Computed);
    private readonly Value weight = new("W1", new Shape(4, 5), ValueKind.Parameter);
    private readonly Value bias = new("b1", new Shape(5), ValueKind.Parameter);

    private Dictionary<Value, double[]> Given => new()
    {
        [x] = Numbers.Random(Samples * 4, seed: 1),
        [weight] = Numbers.Random(20, seed: 2),
        [bias] = Numbers.Random(5, seed: 3),
    };

    [Fact]
    public void A_product_sums_over_rows_of_the_weight()
    {
        var product = new MatMul(new Value("x", new Shape(2), ValueKind.Computed),
            new Value("W", new Shape(2, 3), ValueKind.Parameter), "z");
        var on = new Evaluation(2) { [product.X] = [1, 10, 2, 20], [product.Weight] = [1, 2, 3, 4, 5, 6] };
        product.Evaluate(on);
        Assert.Equal([41, 52, 63, 82, 104, 126], on[product.Output]);
        Assert.Equal("3", product.Output.Shape.ToString());
    }

    [Fact]
    public void A_biased_product_has_the_gradients_of_central_differences()
    {
        var graph = new Graph();
        Value z = graph.Add(new AddBias(graph.Add(new MatMul(x, weight, "s1"), "Dense1"), bias, "z1"), "Dense1");
        CentralDifferences.Check(graph, z, Samples, Given, x, weight, bias);
    }

    [Fact]
    public void A_bias_added_to_a_value_has_the_gradient_of_central_differences()
    {
        var graph = new Graph();
        var h = new Value("h", new Shape(5), ValueKind.Computed);
        Value z = graph.Add(new AddBias(h, bias, "z1"), "Layer");
        CentralDifferences.Check(graph, z, Samples,
            new Dictionary<Value, double[]>(Given) { [h] = Numbers.Random(Samples * 5, seed: 4) }, h, bias);
    }

    [Fact]
    public void Dropout_multiplies_by_its_mask_forward_and_back()
    {
        var graph = new Graph();
        var mask = new DropoutMask(x, 0.5, stream: 1, "mask1");
        graph.Add(mask, "Dropout1");
        Value y = graph.Add(new Dropout(x, mask.Output, "h1"), "Dropout1");
        double[] drops = Enumerable.Range(0, Samples * 4).Select(i => i % 3 == 0 ? 0.0 : 2.0).ToArray();
        CentralDifferences.Check(graph, y, Samples, new Dictionary<Value, double[]>(Given) { [mask.Output] = drops }, x);

        var on = new Evaluation(Samples) { [x] = Given[x], [mask.Output] = drops };
        on.Run(graph.BackwardSlice([y]));
        Assert.Equal(Given[x].Zip(drops, (value, drop) => value * drop), on[y]);
    }

    [Fact]
    public void Without_a_mask_given_the_reference_of_dropout_keeps_all()
    {
        var graph = new Graph();
        Value y = graph.Add(new Dropout(x, graph.Add(new DropoutMask(x, 0.5, stream: 1, "mask1")), "h1"));
        var on = new Evaluation(Samples) { [x] = Given[x] };
        on.Run(graph.Ops);
        Assert.Equal(Given[x], on[y]);
    }

    [Fact]
    public void Copied_rows_pass_their_gradient_on()
    {
        var graph = new Graph();
        Value y = graph.Add(new CopyRows(x, "x_rows"));
        CentralDifferences.Check(graph, y, Samples, Given, x);
    }

    /// <summary>Two paths from h meet in an Add, h feeds three operations, and each of the sums of gradients must be there once.</summary>
    [Fact]
    public void A_value_used_by_several_operations_has_the_sum_of_their_gradients()
    {
        var graph = new Graph();
        var second = new Value("W2", new Shape(5, 5), ValueKind.Parameter);
        var third = new Value("W3", new Shape(5, 5), ValueKind.Parameter);
        Value h = graph.Add(new Compiler.Ops.Activations.Tanh(graph.Add(new MatMul(x, weight, "s1")), "h1"));
        Value left = graph.Add(new MatMul(h, second, "s2")), right = graph.Add(new MatMul(h, third, "s3"));
        Value y = graph.Add(new Add(graph.Add(new Add(left, right, "a1")), h, "y"));
        CentralDifferences.Check(graph, y, Samples,
            new Dictionary<Value, double[]>(Given) { [second] = Numbers.Random(25, seed: 5), [third] = Numbers.Random(25, seed: 6) }, x,
            weight, second, third);
    }

    [Fact]
    public void A_value_added_to_itself_counts_twice()
    {
        var graph = new Graph();
        Value y = graph.Add(new Add(x, x, "y"));
        CentralDifferences.Check(graph, y, Samples, Given, x);
    }
}
