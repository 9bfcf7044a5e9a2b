using System.Reflection;
using NetGen.Compiler.Declarations;
using NetGen.Compiler.Graphs;

namespace NetGen.Compiler.Ops;

/// <summary>
/// All there is to say of an activation but its arithmetic, by a static property <c>Definition</c> of its operation's class: its layer
/// follows from it, and the library's attribute and the member of its enum are written from it.
/// </summary>
/// <param name="name">Of layer and enum member.</param>
/// <param name="number">The enum member's number: the next one free, never changed afterwards, for compiled attributes hold it.</param>
/// <param name="create">The operation on a value, with a name for its result and the values of the arguments, in order.</param>
/// <param name="arguments">What the attribute takes; as another layer's argument, an activation has their defaults.</param>
public sealed class ActivationDefinition(
    string name, int number, Func<Value, ValueName, IReadOnlyList<double>, Op> create, params ActivationArgument[] arguments)
{
    /// <summary>Those of this assembly, by number.</summary>
    public static IReadOnlyList<ActivationDefinition> All { get; } = typeof(ActivationDefinition).Assembly.GetTypes()
        .Select(type => type.GetProperty("Definition",
            BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)?.GetValue(null))
        .OfType<ActivationDefinition>().OrderBy(activation => activation.Number).ToList();

    public string Name => name;

    public int Number => number;

    public IReadOnlyList<ActivationArgument> Arguments => arguments;

    /// <summary>What it is and its formula, y of x, as a sentence without its end: <c>The rectifier: y = max(0, x)</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>Derivative, special values, source: whole sentences.</summary>
    public required string Remarks { get; init; }

    /// <summary>What is known of its values.</summary>
    public Domain Range { get; init; } = Domain.Any;

    /// <summary>Whether it is none.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>Whether it works on all values of a sample together, as a softmax does, and so takes a vector of at least two.</summary>
    public bool WholeRow { get; init; }

    /// <summary>What users write and read of it as a layer.</summary>
    public Definition AsLayer => field ??= new(
        $"{Summary}{(WholeRow ? ", over all values of a sample" : ", element by element")}.",
        $"{(WholeRow ? "A one-dimensional shape of at least two values" : "Any shape")}, kept. {Remarks}", arguments);

    /// <summary>The operation on a value.</summary>
    public Op Create(Value x, ValueName outputName, IReadOnlyList<double> values) => create(x, outputName, values);
}
