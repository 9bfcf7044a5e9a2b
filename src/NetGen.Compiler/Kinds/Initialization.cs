using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Kinds;

/// <summary>
/// How a layer's parameters start: the arguments <c>Initializer</c> and <c>BiasInitializer</c> with their numbers, else the preset's.
/// </summary>
internal static class Initialization
{
    /// <summary>Initializers a declaration may name; the library's enum has the same members.</summary>
    private static readonly string[] names =
    [
        "Default", "GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LeCunUniform", "LeCunNormal", "TruncatedNormal",
        "Orthogonal", "Zeros", "Ones", "Constant", "Normal", "Uniform", "PyTorchLinear",
    ];

    private static readonly KindArgument<string> initializer = new("Initializer", names[0], "", "Initializer");
    private static readonly KindArgument<string> biasInitializer = initializer with { Name = "BiasInitializer" };

    private static readonly KindArgument<double> number = new(
        "InitializerValue", 0,
        "The number some initializers want: the value of a constant, the deviation of a normal, the bound of a uniform distribution")
        { Range = NumberRange.Finite.WithMultiples };

    private static readonly KindArgument<double> biasNumber = number with { Name = "BiasInitializerValue" };

    /// <summary>The arguments for weights.</summary>
    /// <param name="summary">How they start.</param>
    /// <param name="wanted">What else the number may be.</param>
    public static IReadOnlyList<KindArgument> Weights(string summary, string wanted = "") =>
        [initializer with { Summary = summary }, number with { Summary = number.Summary + wanted + "." }];

    /// <summary>The arguments for biases.</summary>
    /// <param name="summary">How they start.</param>
    /// <param name="whose">Theirs.</param>
    public static IReadOnlyList<KindArgument> Biases(string summary, string whose) =>
    [
        biasInitializer with { Summary = summary },
        biasNumber with { Summary = $"The number {whose} initializer wants; see <see cref=\"{number.Name}\"/>." },
    ];

    /// <summary>Reports initializers that are none.</summary>
    public static void Check(LayerContext context)
    {
        foreach (KindArgument<string> argument in (KindArgument<string>[])[initializer, biasInitializer])
            context.CheckChoice(argument.Name, context.Value(argument), names);
    }

    /// <summary>The weights' initializer and its number; not a number where none was written.</summary>
    public static (string Name, double Value) OfWeight(LayerContext context, string preset) => Of(context, initializer, number, preset);

    /// <summary>The biases'.</summary>
    public static (string Name, double Value) OfBias(LayerContext context, string preset) =>
        Of(context, biasInitializer, biasNumber, preset);

    private static (string Name, double Value) Of(LayerContext context, KindArgument<string> argument, KindArgument<double> number,
        string preset) =>
        (context.Value(argument) is var written && written == argument.Preset ? preset : written, context.Written(number) ?? double.NaN);
}
