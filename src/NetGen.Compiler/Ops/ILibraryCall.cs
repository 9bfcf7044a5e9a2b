namespace NetGen.Compiler.Ops;

/// <summary>An operation that layers and shapes make no different: a method of the run-time library does it, where most operations have kernels.</summary>
public interface ILibraryCall
{
    /// <summary>The method and its arguments.</summary>
    LibraryCall Call { get; }

    /// <summary>Whether a formula stands above the call; the names of some methods say as much.</summary>
    bool HasFormula { get; }
}
