namespace NetGen.Compiler.Ops;

/// <summary>An operation that shapes and layers make no different: the library does it, where most have kernels.</summary>
public interface ILibraryCall
{
    /// <summary>The call, in the names of the values.</summary>
    /// <param name="element">The type of values: <c>float</c>.</param>
    string Call(string element);
}
