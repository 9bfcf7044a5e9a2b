namespace NetGen;

/// <summary>The handle of a layer in which nothing is learned, and what all handles have.</summary>
public class Layer
{
    /// <summary>For generated code.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="parameters">The parameters of the network it belongs to.</param>
    public Layer(string name, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parameters);
        Name = name;
        Parameters = parameters.Where(parameter => parameter.Info.Layer == name
            || parameter.Info.Layer.StartsWith(name + ".", StringComparison.Ordinal)).ToArray();
    }

    /// <summary>The layer's name in the declaration: <c>Dense1</c>.</summary>
    public string Name { get; }

    /// <summary>What it learns, the layers of a block included; empty where it learns nothing.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The parameter called <paramref name="role"/>, or null.</summary>
    private protected Parameter? Find(string role) => Parameters.FirstOrDefault(parameter => parameter.Info.Role == role);

    /// <inheritdoc cref="Find"/>
    private protected Parameter Get(string role) => Find(role) ?? throw new ArgumentException($"Layer {Name} has no {role}.");
}

/// <summary>The handle of an input: what goes in there.</summary>
public sealed class Input
{
    private readonly int[] shape;

    /// <summary>For generated code.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="shape">The sizes of one sample, outermost first.</param>
    public Input(string name, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        Name = name;
        this.shape = shape;
        int length = 1;
        foreach (int size in shape) length *= size;
        Length = length;
    }

    /// <summary>The input's name in the declaration: <c>Wide</c>.</summary>
    public string Name { get; }

    /// <summary>The sizes of one sample, outermost first.</summary>
    public ReadOnlySpan<int> Shape => shape;

    /// <summary>Values of one sample.</summary>
    public int Length { get; }
}
