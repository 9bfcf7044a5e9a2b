using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>The same values as one vector, the last axis running fastest.</summary>
public sealed class Flatten : LayerKind
{
    public override string Name => "Flatten";

    public override bool PassesValuesOn => true;

    public override Shape? Infer(LayerContext context) => new Shape(context.Input.Length);

    /// <summary>A sample's values lie one after the other already: nothing moves.</summary>
    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) => inputs[0];

    public override long Flops(LayerContext context, Shape output) => 0;

    public override Domain Domain(LayerContext context, Domain input) => input;
}
