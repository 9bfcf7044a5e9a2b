using NetGen.Compiler.Rendering;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler.Passes;

/// <summary>
/// The names of inputs and outputs in formulas: <c>x_wide</c>, <c>y_click</c>. What is computed from a value has its name with something before or behind it, always with an underscore between
/// (<c>dy_click</c>, <c>x_wide_rows</c>), so names of planes have none, and no two values can get one name.
/// </summary>
public sealed class PlaneNames
{
    /// <summary>What stands behind x, y, dx and dy in the names of parameters.</summary>
    private static readonly string[] OfParameters = ["out", "given", "of"];

    private readonly Dictionary<string, string> names = [];

    public PlaneNames(ShapeInference shapes)
    {
        var identifiers = new Identifiers(OfParameters);
        foreach (string port in shapes.Nodes.Where(placed => placed.Node.Kind == "Input").Select(placed => placed.Node.Name).Concat(shapes.Outputs.Select(output => output.Name)))
            if (!names.ContainsKey(port)) names.Add(port, Without(identifiers, port));
    }

    /// <summary>The name of an input's or output's plane, beginning with a small letter.</summary>
    public string this[string port] => names[port];

    private static string Without(Identifiers identifiers, string port)
    {
        // A name may be nothing but underscores.
        string plain = string.Concat(SurfaceText.Plain(port).Split('_')), camel = plain.Length == 0 ? "plane" : SurfaceText.Camel(plain);
        return identifiers.New(camel, "");
    }
}
