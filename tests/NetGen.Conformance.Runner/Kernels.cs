using System.Reflection;
using System.Runtime.CompilerServices;

namespace NetGen.Conformance;

/// <summary>
/// <c>kernels ISA</c>: has the JIT compile every kernel of an instruction set without running any, so that what it says of them
/// (<c>DOTNET_JitDisasm</c>) can be read.
/// </summary>
internal static class Kernels
{
    private const BindingFlags All = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    public static int Run(string isa)
    {
        foreach (Type type in typeof(Classifier).Assembly.GetTypes().Where(type => type.Name == "Code" && type.DeclaringType!.Name == isa))
            foreach (MethodInfo method in type.GetMethods(All)
                .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization)))
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
        return 0;
    }
}
