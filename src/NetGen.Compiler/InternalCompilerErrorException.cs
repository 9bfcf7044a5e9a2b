namespace NetGen.Compiler;

/// <summary>A mistake of the compiler's own: a pass produced something its verifier refuses. The generator reports it as NG0001.</summary>
public sealed class InternalCompilerErrorException(string message) : Exception(message);
