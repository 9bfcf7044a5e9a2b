namespace NetGen.Compiler.Ops;

/// <summary>An argument of an activation's attribute.</summary>
/// <param name="Name">The property's; the constructor's parameter has it with a small letter.</param>
/// <param name="Default">PyTorch's.</param>
/// <param name="Summary">What it is, as a sentence.</param>
public sealed record ActivationArgument(string Name, double Default, string Summary)
{
    /// <summary>Keras's default, where it is another.</summary>
    public double? Keras { get; init; }

    /// <summary>What it may be by itself.</summary>
    public NumberRange Range { get; init; } = NumberRange.Finite;

    /// <summary>Whether it fits the values of all arguments, each of which is in its range.</summary>
    public Func<double, IReadOnlyList<double>, bool> Fits { get; init; } = (_, _) => true;

    /// <summary>What it must be, for messages and documentation.</summary>
    public string Must { get => field ?? Range.Must; init; }
}
