using NetGen.Compiler.Declarations;
using NetGen.Compiler.Networks;
using NetGen.Compiler.Programs;
using NetGen.Compiler.Targets;
using static NetGen.Compiler.CSharp.SurfaceText;

namespace NetGen.Compiler.CSharp;

/// <summary>
/// The struct through which the library, and Predict of one sample, reach the code of the instruction set that was chosen.
/// </summary>
internal static class SurfaceDispatch
{
    private static readonly string[] Targets = [.. TargetIsa.All.Select(target => target.Name)];

    internal static void Write(CodeWriter writer, NetworkPlan plan)
    {
        PrivateNames names = plan.Spec.Names;
        writer.Separate();
        writer.Write(
            "// Leads to the code of one instruction set, chosen when the process first uses a network. Once compiled, "
            + "branches that cannot be taken are gone.");
        writer.Write(Generated);
        using (writer.Block($"private readonly struct {names.Kernels} : global::NetGen.Runtime.INetworkKernels<float>"))
            foreach (EntryPoint entry in EntryPoints.Of(plan))
            {
                writer.Separate();
                using (writer.Block($"public static void {entry.Name}(in global::NetGen.Runtime.Call<float> call)"))
                    for (int i = 0; i < Targets.Length; i++)
                    {
                        string condition = i == Targets.Length - 1 ? "" : $"if (global::NetGen.Runtime.IsaSelector.Runs{Targets[i]}) ";
                        string passes = $"{names.Passes}<{names.Target(Targets[i])}.{TargetFile.Code}>";
                        writer.Write($"{(i == 0 ? "" : "else ")}{condition}{passes}.{entry.Name}(in call);");
                    }
            }
        if (!plan.Spec.Checks) return;

        writer.Separate();
        writer.Write("// Leads to the code in double precision that CheckGradients measures with.");
        writer.Write(Generated);
        using (writer.Block($"private readonly struct {names.CheckKernels} : global::NetGen.Runtime.INetworkKernels<double>"))
            foreach (EntryPoint entry in EntryPoints.Of(plan))
            {
                writer.Separate();
                writer.Write(
                    $"public static void {entry.Name}(in global::NetGen.Runtime.Call<double> call) => "
                    + $"{names.Target("Checks")}.{entry.Name}(in call);");
            }
    }
}
