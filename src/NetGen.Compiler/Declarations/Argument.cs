namespace NetGen.Compiler.Declarations;

/// <summary>
/// One argument of an attribute: an <see cref="int"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="string"/>,
/// <see cref="EquatableArray{T}"/> of int, or the name of an enum's member as a string.
/// </summary>
/// <param name="Name">In Pascal case, whether it was written by position or by name: <c>Units</c>, <c>Activation</c>, <c>Bias</c>.</param>
public sealed record Argument(string Name, object Value);
