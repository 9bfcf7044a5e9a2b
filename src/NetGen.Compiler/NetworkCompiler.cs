using NetGen.Compiler.Model;
using NetGen.Compiler.Shapes;

namespace NetGen.Compiler;

/// <summary>From a declaration to C#: the list of passes.</summary>
public static class NetworkCompiler
{
    /// <summary>What is wrong with a declaration. Cheap: the analyzer calls it at every edit.</summary>
    public static EquatableArray<Problem> Check(NetworkSpec spec) => ShapeInference.Infer(spec).Problems;
}
