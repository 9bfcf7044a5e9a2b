using System.Globalization;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Layers;

/// <summary>A parameter as a layer asks for it; its place in the block is decided later.</summary>
public sealed record ParameterRequest(
    Value Value, string Layer, string Role, Shape Shape, string Initializer, int FanIn, int FanOut, double InitializerValue, bool FileTransposed, bool Trainable);

/// <summary>Collects the operations and parameters that layers add, and gives values the names formulas use: W1, b1, z1, h1.</summary>
public sealed class GraphBuilder
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<ParameterRequest> parameters = [];

    public Graph Graph { get; } = new();

    public IReadOnlyList<ParameterRequest> Parameters => parameters;

    /// <summary>The name of the network's output value, given to the last operation.</summary>
    public string Numbered(string letter)
    {
        numbers.TryGetValue(letter, out int used);
        numbers[letter] = used + 1;
        return letter + (used + 1).ToString(CultureInfo.InvariantCulture);
    }

    public Value Parameter(
        LayerContext context, string role, string letter, Shape shape, string initializer, int fanIn, int fanOut, double value,
        bool fileTransposed = false, bool trainable = true)
    {
        var parameter = new Value(Numbered(letter), shape, ValueKind.Parameter);
        parameters.Add(new ParameterRequest(parameter, context.Node.Name, role, shape, initializer, fanIn, fanOut, value, fileTransposed, trainable));
        return parameter;
    }

    public Value Add(Op op, LayerContext context) => Graph.Add(op, context.Node.Name);
}
