using NetGen.Compiler.Graphs;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Layers;

/// <summary>The same values as one vector, the last axis running fastest.</summary>
public sealed class Flatten : LayerKind
{
    public override string Name => "Flatten";

    public override Shape? Infer(LayerContext context) => new Shape(context.Input.Length);

    /// <summary>Rows are dense already: nothing moves.</summary>
    public override Value Build(GraphBuilder graph, LayerContext context, Value x) =>
        graph.Add(new Ops.Reshape(x, new Shape(x.Length), graph.Numbered("h")), context);

    public override Domain Domain(LayerContext context, Domain input) => input;
}
