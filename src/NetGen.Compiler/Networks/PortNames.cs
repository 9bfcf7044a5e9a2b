using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Networks;

/// <summary>
/// The names of inputs and outputs in formulas: <c>x_wide</c>, <c>y_click</c>; the only input and the only output of a network are
/// <c>x</c> and <c>y</c>. What is computed from a value has its name with something before or behind it, always with an underscore between
/// (<c>dy_click</c>, <c>x_wide_rows</c>), so names of ports have none, and no two values can get one name.
/// </summary>
public sealed class PortNames
{
    /// <summary>What is behind x, y, dx and dy in the names of parameters.</summary>
    private static readonly string[] OfParameters = ["out", "given", "of"];

    private readonly Dictionary<string, string> names = [];
    private readonly bool single;

    public PortNames(ShapeInference shapes)
    {
        single = shapes.Outputs.Count == 1 && shapes.Nodes.Count(placed => placed.Node.IsInput) == 1;
        var identifiers = new Identifiers(OfParameters);
        foreach (string port in shapes.Nodes.Where(placed => placed.Node.IsInput).Select(placed => placed.Node.Name)
            .Concat(shapes.Outputs.Select(output => output.Name)))
            if (!names.ContainsKey(port)) names.Add(port, Without(identifiers, port));
    }

    /// <summary>The name of what an input or output has in a role: <c>x</c>, <c>t_click</c>.</summary>
    public ValueName Of(string role, string port) => new(single ? role : role + "_" + names[port], role);

    /// <summary>The name of the gradient that the caller gives for an output.</summary>
    public ValueName Given(string port) => new(single ? "dy_given" : "dy_of_" + names[port], "dy");

    private static string Without(Identifiers identifiers, string port)
    {
        // A name may be nothing but underscores.
        string plain = string.Concat(Naming.Plain(port).Split('_')), camel = plain.Length == 0 ? "port" : Naming.Camel(plain);
        return identifiers.New(camel, "");
    }
}
