using System.Globalization;

namespace NetGen.Compiler.Declarations;

/// <summary>An argument of an attribute: a property that is set, or a parameter of the constructor with its property.</summary>
/// <param name="Name">The property's; the constructor's parameter has it with a small letter.</param>
/// <param name="Type">The type in C#: <c>double</c>, <c>Initializer</c>, <c>params int[]</c>.</param>
/// <param name="Summary">The property's documentation, in C#'s XML.</param>
public record KindArgument(string Name, string Type, string Summary)
{
    /// <summary>The documentation of the constructor's parameter; null where the property is set by name.</summary>
    public virtual string? Parameter { get; init; }

    /// <summary>What it is unless it is written, as C# has it; null where it must be written.</summary>
    public virtual string? Default => null;

    /// <summary>Whether that is what C# sets anyhow.</summary>
    public virtual bool StartsEmpty => false;

    /// <summary>Of a real number, what it may be, which is checked wherever the layer or loss is.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>The message of a number out of its range: of node, argument, value, and what it must be.</summary>
    public Rule Rule { get; init; } = Rules.BadNumber;
}

/// <summary>An argument with a default, PyTorch's; the name of an enum's member is a string.</summary>
public record KindArgument<T>(string Name, T Preset, string Summary, string? Enum = null) : KindArgument(Name, Enum ?? Keyword, Summary)
{
    /// <summary>One that must be written.</summary>
    public KindArgument(string name, string summary) : this(name, default!, summary) => IsRequired = true;

    private bool IsRequired { get; }

    /// <summary>Keras's default.</summary>
    public T Keras { get; init; } = Preset;

    public override string? Default => IsRequired ? null : Preset switch
    {
        string member => $"{Type}.{member}",
        bool flag => flag ? "true" : "false",
        int.MinValue => "int.MinValue",
        double number => Text(number),
        _ => string.Format(CultureInfo.InvariantCulture, "{0}", Preset),
    };

    public override bool StartsEmpty => EqualityComparer<T>.Default.Equals(Preset, default!);

    /// <summary>As written at the node, else the preset's default.</summary>
    public T Of(NodeSpec node, bool keras) => node.Arguments.FirstOrDefault(argument => argument.Name == Name)?.Value switch
    {
        T value => value,
        int whole when typeof(T) == typeof(double) => (T)(object)(double)whole,
        _ => keras ? Keras : Preset,
    };

    private static string Keyword => typeof(T) == typeof(double) ? "double" : typeof(T) == typeof(int) ? "int" : "bool";

    /// <summary>As C# writes it: <c>1e-5</c>.</summary>
    protected static string Text(double number)
    {
        string[] parts = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        return parts.Length == 1 ? parts[0] : parts[0] + "e"
            + int.Parse(parts[1], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }
}
