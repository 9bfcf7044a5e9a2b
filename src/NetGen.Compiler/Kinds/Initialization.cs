namespace NetGen.Compiler.Kinds;

/// <summary>
/// How a layer's parameters start: the arguments <c>Initializer</c> and <c>BiasInitializer</c> with their numbers, else the preset's.
/// </summary>
internal static class Initialization
{
    /// <summary>Initializers a declaration may name; the library's enum has the same members.</summary>
    private static readonly string[] Names =
    [
        "Default", "GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LeCunUniform", "LeCunNormal", "TruncatedNormal",
        "Orthogonal", "Zeros", "Ones", "Constant", "Normal", "Uniform", "PyTorchLinear",
    ];

    /// <summary>The numbers some initializers want.</summary>
    public static IReadOnlyList<NumberArgument> Numbers { get; } =
        [new("InitializerValue", NumberRange.Finite.WithMultiples), new("BiasInitializerValue", NumberRange.Finite.WithMultiples)];

    /// <summary>Reports initializers that are none.</summary>
    public static void Check(LayerContext context)
    {
        foreach (string argument in new[] { "Initializer", "BiasInitializer" })
            context.CheckChoice(argument, context.Choice(argument, "Default"), Names);
    }

    /// <summary>The weights' initializer and its number; not a number where none was written.</summary>
    public static (string Name, double Value) OfWeight(LayerContext context, string preset) => Of(context, "Initializer", preset);

    /// <summary>The biases'.</summary>
    public static (string Name, double Value) OfBias(LayerContext context, string preset) => Of(context, "BiasInitializer", preset);

    private static (string Name, double Value) Of(LayerContext context, string argument, string preset)
    {
        string written = context.Choice(argument, "Default");
        return (written == "Default" ? preset : written, context.Number(argument + "Value", double.NaN));
    }
}
