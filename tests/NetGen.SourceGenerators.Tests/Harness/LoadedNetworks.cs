using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace NetGen.SourceGenerators.Tests;

/// <summary>Source text, generated, compiled and loaded, ready to run; unloaded when disposed of.</summary>
internal sealed class LoadedNetworks : IDisposable
{
    private readonly AssemblyLoadContext context = new("networks", isCollectible: true);

    private LoadedNetworks(Stream image) => Assembly = context.LoadFromStream(image);

    public Assembly Assembly { get; }

    public static LoadedNetworks Load(string source) => Load(Generate.Run(source));

    public static LoadedNetworks Load(Generated generated) => Load(generated.Compilation);

    public static LoadedNetworks Load(Compilation compilation)
    {
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new LoadedNetworks(image);
    }

    /// <param name="type">The network's full name, with + before a nested one.</param>
    public Type Type(string type) => Assembly.GetType(type, throwOnError: true)!;

    /// <summary>A network with the parameters its seed draws.</summary>
    public object Create(string type, ulong seed = 1)
    {
        try
        {
            return Activator.CreateInstance(Type(type), seed)!;
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }
    }

    /// <summary>Calls a public static method without arguments, such as one the test's own source declares alongside its network.</summary>
    public T Call<T>(string type, string method)
    {
        try
        {
            return (T)Type(type).GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }
    }

    public void Dispose() => context.Unload();
}
