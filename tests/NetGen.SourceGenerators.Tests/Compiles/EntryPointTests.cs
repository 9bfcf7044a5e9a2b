using System.Reflection;
using NetGen.Compiler.Programs;
using NetGen.Runtime;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>The library calls networks through an interface, and the compiler writes their methods from a table: both say the same, name by name and type by type.</summary>
public class EntryPointTests
{
    private static readonly EntryPoint[] Called =
    [
        EntryPoints.Predict, EntryPoints.Forward, EntryPoints.Prepare, EntryPoints.BackwardFrom,
        EntryPoints.Loss, EntryPoints.LossOfIndices, EntryPoints.BackwardRows, EntryPoints.BackwardSums,
        EntryPoints.ForwardStage, EntryPoints.BackwardStage,
    ];

    [Fact]
    public void The_table_has_the_methods_of_the_interface()
    {
        MethodInfo[] methods = [.. typeof(INetworkKernels<float>).GetMethods().Where(method => method.IsAbstract || method.IsVirtual)];
        Assert.Equal(methods.Select(method => method.Name).Order(), Called.Select(entry => entry.Name).Order());
        foreach (EntryPoint entry in Called)
        {
            System.Reflection.ParameterInfo[] parameters = methods.Single(method => method.Name == entry.Name).GetParameters();
            Assert.Equal(parameters.Select(parameter => parameter.ParameterType), entry.Parameters.Select(parameter => parameter.Kind switch
            {
                EntryParameterKind.Values => typeof(float).MakeByRefType(),
                EntryParameterKind.Indices => typeof(int).MakeByRefType(),
                EntryParameterKind.Count => typeof(nuint),
                EntryParameterKind.Number => typeof(ulong),
                _ => typeof(bool),
            }));
        }
    }
}
