using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace NetGen.Tests.Safety;

/// <summary>
/// Safe code that compiles without a message cannot corrupt memory: every public member that takes or gives a reference to values, from
/// which a length leads elsewhere, is marked as one for generated code.
/// </summary>
public class UncheckedApiTests
{
    /// <summary>References that lead to one value and no further, each with its reason.</summary>
    private static readonly Dictionary<string, string> Harmless = new()
    {
        ["NetGen.Runtime.AlignedBlock`1.get_Start"] = "a reference to the first value, which safe code cannot move",
    };

    [Fact]
    public void Members_that_take_references_to_values_are_marked()
    {
        string[] open = [.. typeof(Tape).Assembly.GetExportedTypes().Where(type => !IsMarked(type))
            .SelectMany(
                type => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .OfType<MethodBase>())
            .Where(method => !IsMarked(method) && Types(method).Any(LeadsToValues))
            .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}").Where(name => !Harmless.ContainsKey(name))];
        Assert.True(open.Length == 0, $"Not marked with [Experimental(ForGeneratedCode.Id, …)]: {string.Join(", ", open)}");
    }

    /// <summary>Who has a network's core, or makes one, decides its layout.</summary>
    [Theory]
    [InlineData(typeof(Runtime.NetworkCore)), InlineData(typeof(Runtime.NetworkCore<>)), InlineData(typeof(Runtime.GradientChecker<>)),
        InlineData(typeof(Runtime.INetworkKernels<>))]
    [InlineData(typeof(Runtime.ScratchSlots))]
    public void What_trusts_a_layout_is_marked(Type type) => Assert.True(IsMarked(type));

    [Fact]
    public void The_reasons_are_of_members_that_there_are() => Assert.All(Harmless.Keys, name =>
        Assert.Contains(typeof(Tape).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()),
            method => $"{method.DeclaringType!.FullName}.{method.Name}" == name));

    private static bool IsMarked(MemberInfo member) =>
        member.GetCustomAttribute<ExperimentalAttribute>() is { DiagnosticId: "NG3110", Message.Length: > 0, UrlFormat.Length: > 0 };

    private static IEnumerable<Type> Types(MethodBase method)
    {
        // An out parameter is written once; in and ref readonly of a struct of our own (slots) are read as they are.
        IEnumerable<Type> types = method.GetParameters().Where(parameter => !parameter.IsOut).Select(parameter => parameter.ParameterType);
        return method is MethodInfo { ReturnType: var result } ? types.Append(result) : types;
    }

    private static bool LeadsToValues(Type type) =>
        type.IsPointer || type.IsFunctionPointer
            || type.IsByRef && (type.GetElementType()!.IsPrimitive || type.GetElementType()!.IsGenericParameter);
}
