using System.Reflection;
using NetGen.Compiler.Fusion;
using NetGen.Compiler.Memory;
using NetGen.Runtime;

namespace NetGen.Conformance;

/// <summary>
/// The entry points of one instruction set's class in a generated network. Any of them runs here: what the processor lacks, .NET emulates.
/// </summary>
internal sealed class TargetKernels
{
    public delegate void Entry(in Call<float> call);

    public TargetKernels(Type network, Isa isa, MemoryMap memory)
    {
        Isa = isa;
        Type Nested(string name) => network.GetNestedType(name, BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{network.Name} has no type {name}");
        Type kernels = Nested("Passes`1").MakeGenericType(Nested(isa.ToString()).GetNestedType("Code", BindingFlags.NonPublic)!);
        Entry? Find(string name) =>
            kernels.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.CreateDelegate<Entry>();
        Predict = Find("Predict")!;
        TransposeWeights = Find("TransposeWeights")!;
        BackwardFrom = Find("BackwardFrom")!;
        Loss = Find("Loss");
        Forward = Find("ForwardStage") is { } forward ? InStages(forward, memory.ForwardStages) : Find("Forward")!;
        if (Find("BackwardPerSample") is not { } whole || Find("AccumulateParameterGradients") is not { } sums) return;
        Entry rows = Find("BackwardStage") is { } backward ? InStages(backward, memory.BackwardStages) : whole;
        Backward = (in Call<float> call) =>
        {
            rows(call);
            // The sums in three parts, in an order that threads might have: it must make no difference.
            foreach (nuint part in (nuint[])[2, 0, 1]) sums(call with { Part = part, Parts = 3 });
        };
    }

    /// <summary>
    /// Each stage as threads might have it, in an order that they might have: rows from some multiple of 16 on before those in front of
    /// them, or the last part of the results first.
    /// </summary>
    private static Entry InStages(Entry stage, IReadOnlyList<Division> divisions) => (in Call<float> call) =>
    {
        for (int i = 0; i < divisions.Count; i++)
        {
            Call<float> whole = call with { Stage = (nuint)i };
            nuint half = call.Samples / 2 / 16 * 16;
            if (divisions[i] == Division.Results)
                foreach (nuint part in (nuint[])[2, 0, 1]) stage(whole with { Part = part, Parts = 3 });
            else
            {
                stage(whole with { First = call.First + half, FirstSample = call.FirstSample + half, Samples = call.Samples - half });
                if (half > 0) stage(whole with { Samples = half });
            }
        }
    };

    public Isa Isa { get; }
    public Entry Predict { get; }
    public Entry Forward { get; }
    public Entry TransposeWeights { get; }
    public Entry BackwardFrom { get; }
    public Entry? Backward { get; }
    public Entry? Loss { get; }

    /// <summary>
    /// What runs on this processor: Avx2's code is spelled with its instructions and cannot be emulated. NETGEN_TARGETS=Portable,Neon
    /// leaves out others, for processors that are emulated themselves.
    /// </summary>
    public static IReadOnlyList<Isa> Runnable { get; } =
        Enum.GetValues<Isa>()
        .Where(isa => (isa != Isa.Avx2 || IsaSelector.IsSupported(Isa.Avx2)) && (Chosen.Length == 0 || Chosen.Contains(isa.ToString())))
        .ToList();

    /// <summary>The instruction sets that were asked for; empty where all are wanted.</summary>
    public static string[] Chosen => Environment.GetEnvironmentVariable("NETGEN_TARGETS") is { Length: > 0 } names ? names.Split(',') : [];
}
