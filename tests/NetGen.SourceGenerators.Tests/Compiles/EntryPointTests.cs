using System.Reflection;
using NetGen.Compiler.Programs;
using NetGen.Runtime;

namespace NetGen.SourceGenerators.Tests.Compiles;

/// <summary>
/// The library calls networks through an interface, and the compiler writes their methods from a table: both say the same.
/// </summary>
public class EntryPointTests
{
    private static readonly EntryPoint[] Called =
    [
        EntryPoints.Predict, EntryPoints.Forward, EntryPoints.TransposeWeights, EntryPoints.BackwardFrom,
        EntryPoints.Loss, EntryPoints.BackwardPerSample, EntryPoints.AccumulateParameterGradients,
        EntryPoints.ForwardStage, EntryPoints.BackwardStage,
    ];

    [Fact]
    public void The_table_has_the_methods_of_the_interface()
    {
        MethodInfo[] methods = [.. typeof(INetworkKernels<float>).GetMethods().Where(method => method.IsAbstract || method.IsVirtual)];
        Assert.Equal(methods.Select(method => method.Name).Order(), Called.Select(entry => entry.Name).Order());
        Assert.All(methods,
            method => Assert.Equal(typeof(Call<float>).MakeByRefType(), Assert.Single(method.GetParameters()).ParameterType));
    }

    [Fact]
    public void A_call_has_all_that_entry_points_read()
    {
        foreach (EntryParameter parameter in Called.SelectMany(entry => entry.Parameters).Distinct())
        {
            Type wanted = parameter.Kind switch
            {
                EntryParameterKind.Values or EntryParameterKind.Rows => typeof(float).MakeByRefType(),
                EntryParameterKind.Count => typeof(nuint),
                EntryParameterKind.Number => typeof(ulong),
                _ => typeof(bool),
            };
            Type? found = parameter.Kind == EntryParameterKind.Rows
                ? typeof(Call<float>).GetMethod(parameter.Member, [typeof(int)])?.ReturnType
                : typeof(Call<float>).GetProperty(parameter.Member)?.PropertyType;
            Assert.True(wanted == found, $"{parameter.Member} is {found}");
        }
    }
}
