namespace NetGen;

/// <summary>
/// Makes a partial class a neural network: the attributes below this one are its input, its layers and its loss, from top to bottom.
/// While the project builds, NetGen checks every shape and writes the class's forward and backward pass as C#.
/// </summary>
/// <remarks>
/// <code>
/// [Network]
/// [Input(10)]
/// [Dense(64, Activation.ReLU)]
/// [Dense(1, Activation.Sigmoid)]
/// [BinaryCrossEntropy]
/// public sealed partial class Classifier;
/// </code>
/// All of them are on one declaration of the class, which has this attribute once (C# takes it twice only so that NetGen can say which to
/// remove). C# calls the order of attributes insignificant; the compiler keeps it, and NetGen reads it.
/// </remarks>
/// <param name="defaults">Whose defaults hold where a layer leaves something unsaid; <see cref="Defaults.PyTorch"/> by default.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class NetworkAttribute(Defaults defaults = Defaults.PyTorch) : Attribute
{
    /// <summary>Whose defaults hold where a layer leaves something unsaid.</summary>
    public Defaults Defaults { get; } = defaults;

    /// <summary>
    /// Whether <c>CheckGradients</c> is generated, with a double-precision copy of the network to measure against. Off by default, because
    /// it adds code.
    /// </summary>
    public bool Checks { get; set; }
}
