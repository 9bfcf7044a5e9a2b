using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using NetGen.Compiler;
using NetGen.Compiler.CSharp;

// By the name the analyzer knows which files are generated.
namespace NetGen.SourceGenerators;

/// <summary>Compiles every network in full, so that a failure shows, and gives C# the short form of it.</summary>
public sealed class NetworkGeneratorInFull : IIncrementalGenerator
{
    /// <summary>The tests' networks are much the same, and each test generates some six times.</summary>
    private static readonly ConcurrentDictionary<Compiler.Declarations.NetworkSpec, CompilationResult> compiled = [];

    private readonly NetworkGenerator inner = new(spec =>
    {
        CompilationResult result = compiled.GetOrAdd(spec, NetworkCompiler.Compile);
        if (result.Problems.Count == 0 && !spec.HasErrors && !spec.OnlyMembers && result.Files.Count < 5)
            throw new InvalidOperationException("Files are missing.");
        return new CompilationResult(result.Problems, [new GeneratedFile("", SurfaceRenderer.RenderStub(spec))]);
    });

    public void Initialize(IncrementalGeneratorInitializationContext context) => inner.Initialize(context);
}
