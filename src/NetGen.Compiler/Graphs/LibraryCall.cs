namespace NetGen.Compiler.Graphs;

/// <summary>A call of the run-time library.</summary>
/// <param name="Arguments">In the order of the method's parameters.</param>
public sealed record LibraryCall(LibraryFunction Function, IReadOnlyList<LibraryArgument> Arguments)
{
    /// <summary>Whether it computes one of several parts of its results, so that threads can divide them.</summary>
    public bool IsDivided => Arguments.Contains(CallArgument.Parts);
}
