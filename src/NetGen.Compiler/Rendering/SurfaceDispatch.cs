using NetGen.Compiler.Model;
using static NetGen.Compiler.Rendering.SurfaceText;

namespace NetGen.Compiler.Rendering;

/// <summary>The struct through which the library, and Predict of one sample, reach the code of the instruction set that was chosen.</summary>
internal static class SurfaceDispatch
{
    private static readonly string[] Targets = { "Avx512", "Avx2", "Neon", "Portable" };

    /// <summary>An entry point: its name in the interface and in the targets, its parameters as declared and as passed on.</summary>
    private readonly record struct Entry(string Name, string Target, string Parameters, string Arguments);

    internal static void Write(CodeWriter writer, NetworkPlan plan)
    {
        PrivateNames names = plan.Spec.Names;
        writer.Separate();
        writer.Write("// Leads to the code of one instruction set, chosen when the process first uses a network. Once compiled, branches that cannot be taken are gone.");
        writer.Write(Generated);
        using (writer.Block($"private readonly struct {names.Kernels} : global::NetGen.Runtime.INetworkKernels<float>"))
            foreach (Entry entry in Entries(plan, "float"))
            {
                writer.Separate();
                using (writer.Block($"public static void {entry.Name}({entry.Parameters})"))
                    for (int i = 0; i < Targets.Length; i++)
                        writer.Write($"{(i == 0 ? "" : "else ")}{(i == Targets.Length - 1 ? "" : $"if (global::NetGen.Runtime.IsaSelector.Runs{Targets[i]}) ")}{names.Passes}<{names.Target(Targets[i])}>.{entry.Target}({entry.Arguments});");
            }
        if (!plan.Spec.Checks) return;

        writer.Separate();
        writer.Write("// Leads to the code in double precision that CheckGradients measures with.");
        writer.Write(Generated);
        using (writer.Block($"private readonly struct {names.CheckKernels} : global::NetGen.Runtime.INetworkKernels<double>"))
            foreach (Entry entry in Entries(plan, "double"))
            {
                writer.Separate();
                writer.Write($"public static void {entry.Name}({entry.Parameters}) =>\n    {names.Target("Checks")}.{entry.Target}({entry.Arguments});");
            }
    }

    private static IEnumerable<Entry> Entries(NetworkPlan plan, string type)
    {
        Entry Make(string name, string parameters, string? target = null) =>
            new(name, target ?? name, parameters.Replace("T ", type + " "), string.Join(", ", parameters.Split(',').Select(Argument)));

        yield return Make("Predict", "ref T parameters, ref T x, ref T y, ref T arena, nuint samples");
        yield return Make("Forward", "ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs");
        yield return Make("Prepare", "ref T parameters, ref T tape, nuint capacity");
        yield return Make("BackwardFrom", "ref T parameters, ref T x, ref T dy, ref T dx, ref T tape, nuint capacity, nuint first, nuint samples, ref T gradients, bool accumulate, bool forParameters, bool forInput");
        if (plan.Outputs.All(output => output.Loss is null)) yield break;
        yield return plan.IsSimple && plan.Target == TargetKind.Indices
            ? Make("LossOfIndices", "ref int targets, ref T tape, nuint capacity, nuint first, nuint samples", target: "Loss")
            : Make("Loss", "ref T targets, ref T tape, nuint capacity, nuint first, nuint samples");
        yield return Make("BackwardRows", "ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples");
        yield return Make("BackwardSums", "ref T x, ref T tape, nuint capacity, nuint first, nuint samples, ref T gradients, bool accumulate, nuint part, nuint parts");
    }

    /// <summary><c>ref T x</c> is passed on as <c>ref x</c>.</summary>
    private static string Argument(string parameter)
    {
        string[] words = parameter.Trim().Split(' ');
        return words[0] == "ref" ? "ref " + words[2] : words[1];
    }
}
