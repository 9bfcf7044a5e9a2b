using NetGen.Compiler;
using NetGen.Compiler.Declarations;

namespace NetGen.SourceGenerators;

/// <summary>
/// A network's files, made once and used by two outputs: the surface always, the kernels where an assembly is built. Equal where the
/// specification is.
/// </summary>
internal sealed class CompiledNetwork : IEquatable<CompiledNetwork>
{
    private CompiledNetwork(NetworkSpec spec, IReadOnlyList<GeneratedFile> files, Problem? failure)
    {
        Spec = spec;
        Files = files;
        Failure = failure;
    }

    public NetworkSpec Spec { get; }

    public IReadOnlyList<GeneratedFile> Files { get; }

    /// <summary>Set where the compiler itself failed; there are no files then.</summary>
    public Problem? Failure { get; }

    public static CompiledNetwork Compile(NetworkSpec spec, Func<NetworkSpec, CompilationResult> compile)
    {
        try
        {
            return new(spec, compile(spec).Files, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(spec, [], Diagnostics.DeclarationRules.InternalError(spec.MetadataName, exception));
        }
    }

    public bool Equals(CompiledNetwork? other) => other is not null && Spec.Equals(other.Spec);

    public override bool Equals(object? obj) => Equals(obj as CompiledNetwork);

    public override int GetHashCode() => Spec.GetHashCode();
}
