namespace NetGen.Compiler.Model;

/// <summary>
/// A declared network, as values only: no symbols, no syntax, no locations. It is what the generator caches, and all the compiler is told.
/// </summary>
/// <param name="Namespace">Its namespace, or "" for the global one.</param>
/// <param name="Containers">Headers of the enclosing types, outermost first: <c>public partial class Outer</c>.</param>
/// <param name="Name">The class name as it is written in code (a keyword with its @).</param>
/// <param name="MetadataName">The full metadata name, unique in the assembly: <c>Samples.Outer+Classifier</c>.</param>
/// <param name="Nodes">Inputs, layers and losses in source order. Each names the nodes it takes; nothing says that they form a chain.</param>
/// <param name="Defaults">The preset for epsilon, initialisation and the like: <c>PyTorch</c> or <c>Keras</c>.</param>
/// <param name="Checks">Whether the double-precision code behind <c>CheckGradients</c> is asked for.</param>
public sealed record NetworkSpec(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string MetadataName,
    EquatableArray<NodeSpec> Nodes,
    string Defaults,
    bool Checks);

/// <summary>One attribute of a declaration.</summary>
/// <param name="Kind">The attribute's class name without "Attribute": <c>Dense</c>, <c>Input</c>, <c>MeanSquaredError</c>.</param>
/// <param name="Name">The layer's name: the member's, or made from kind and position (<c>Dense1</c>).</param>
/// <param name="Inputs">Names of the nodes whose output it takes, in order; empty for an input.</param>
/// <param name="Arguments">What was written, by parameter or property name; what was not written is not there.</param>
public sealed record NodeSpec(string Kind, string Name, EquatableArray<string> Inputs, EquatableArray<Argument> Arguments);

/// <summary>
/// One argument of an attribute: an <see cref="int"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>,
/// <see cref="EquatableArray{T}"/> of int, or the name of an enum's member as a string.
/// </summary>
/// <param name="Name">In Pascal case, whether it was written by position or by name: <c>Units</c>, <c>Activation</c>, <c>Bias</c>.</param>
public sealed record Argument(string Name, object Value);
