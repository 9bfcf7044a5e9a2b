using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>The same values as one vector, the last axis running fastest.</summary>
public sealed class Flatten : LayerKind
{
    public override Definition Definition { get; } = new(
        "Makes one row of a sample's values, in the order they are in: 28×28 becomes 784.",
        "Any shape becomes one-dimensional, of the same length. It moves nothing and costs nothing.");

    public override bool PassesValuesOn => true;

    public override Shape? Infer(LayerContext context) => new Shape(context.Input.Length);

    /// <summary>A sample's values lie one after the other already: nothing moves.</summary>
    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) => inputs[0];

    public override long Flops(LayerContext context, Shape output) => 0;

    public override Domain Domain(LayerContext context, Domain input) => input;
}
