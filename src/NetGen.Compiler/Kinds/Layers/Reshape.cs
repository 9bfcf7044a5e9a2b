using System.Globalization;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Kinds;

/// <summary>The same values in another shape, the last axis running fastest.</summary>
public sealed class Reshape : LayerKind
{
    private static readonly KindArgument sizesOf = new("Sizes", "params int[]", "The new sizes, outermost first.")
    {
        Parameter = "The new sizes, outermost first, each at least 1; one of them may be −1, which stands for what is left.",
    };

    public override Definition Definition { get; } = new(
        "The same values in another shape. Nothing moves: values keep their order, the last axis running fastest.",
        "Any shape; the product of the sizes stays what it is. It learns nothing and costs nothing.", sizesOf);

    public override bool PassesValuesOn => true;

    public override Shape? Infer(LayerContext context)
    {
        int[] sizes = context.Sizes(sizesOf.Name).ToArray();
        if (sizes.Length == 0)
        {
            context.Report(Rules.BadSize, null, context.Node.Name, sizesOf.Name, "()",
                LayerContext.MaxLength.ToString(CultureInfo.InvariantCulture));
            return null;
        }
        int open = Array.IndexOf(sizes, -1);
        foreach (int size in sizes.Where((_, axis) => axis != open))
            if (!context.CheckSize(sizesOf.Name, size)) return null;

        decimal known = sizes.Where((_, axis) => axis != open).Aggregate(1m, (product, size) => product > LayerContext.MaxLength
            ? product : product * size);
        int length = context.Input.Length;
        if (open >= 0 ? known > length || length % (int)known != 0 : known != length)
        {
            context.Report(Rules.ReshapeDoesNotFit, sizesOf.Name, context.Node.Name, string.Join("×", sizes.Select(Text)), context.Above,
                context.Input.ToString(), Text(length));
            return open >= 0 || known > LayerContext.MaxLength ? null : new Shape(sizes);
        }
        if (open >= 0) sizes[open] = length / (int)known;
        return new Shape(sizes);
    }

    /// <summary>A sample's values lie one after the other already: nothing moves.</summary>
    public override Value Build(GraphBuilder graph, LayerContext context, IReadOnlyList<Value> inputs) => inputs[0];

    public override long Flops(LayerContext context, Shape output) => 0;

    public override Domain Domain(LayerContext context, Domain input) => input;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
