using NetGen.Compiler.Declarations;

namespace NetGen.Compiler.Weights;

/// <summary>One tensor of a file.</summary>
/// <param name="Type">As safetensors spells it: <c>F32</c>.</param>
public sealed record TensorHeader(string Name, string Type, EquatableArray<int> Shape);
