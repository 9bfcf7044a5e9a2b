using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Ops;

/// <summary>An argument of an activation's attribute.</summary>
public sealed record ActivationArgument : KindArgument<double>
{
    /// <inheritdoc/>
    public ActivationArgument(string name, double preset, string summary) : base(name, preset, summary) => Range = NumberRange.Finite;

    /// <summary>Whether it fits the values of all arguments, each of which is in its range.</summary>
    public Func<double, IReadOnlyList<double>, bool> Fits { get; init; } = (_, _) => true;

    /// <summary>What it must be, for messages and documentation.</summary>
    public string Must { get => field ?? Range!.Must; init; }

    /// <summary>The default, for documentation.</summary>
    public string DefaultText => Default + (Keras == Preset ? "" : $" ({Text(Keras)} under <see cref=\"Defaults.Keras\"/>)");

    public override string Parameter => $"{Summary} {char.ToUpperInvariant(Must[0])}{Must.Substring(1)}; {DefaultText} by default.";
}
