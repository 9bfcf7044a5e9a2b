using System.Reflection;
using System.Runtime.CompilerServices;
using NetGen.Compiler;
using NetGen.Compiler.Programs;

namespace NetGen.Conformance;

/// <summary>The entry points of one instruction set's class in a generated network. Any of them runs here: what the processor lacks, .NET emulates.</summary>
internal sealed class TargetKernels
{
    public delegate void PredictEntry(ref float parameters, ref float x, ref float y, ref float arena, nuint samples);
    public delegate void ForwardEntry(
        ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs);
    public delegate void LossEntry(ref float targets, ref float tape, nuint capacity, nuint first, nuint samples);
    public delegate void IndexLossEntry(ref int targets, ref float tape, nuint capacity, nuint first, nuint samples);
    public delegate void PrepareEntry(ref float parameters, ref float tape, nuint capacity);
    public delegate void BackwardEntry(
        ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate);
    public delegate void BackwardRowsEntry(ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples);
    public delegate void BackwardSumsEntry(
        ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate, nuint part, nuint parts);
    public delegate void BackwardFromEntry(
        ref float parameters, ref float x, ref float dy, ref float dx, ref float tape, nuint capacity, nuint first, nuint samples,
        ref float gradients, ref float squares, bool accumulate, bool forParameters, bool forInput);

    public delegate void ForwardStageEntry(
        nuint stage, ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample,
        bool training, bool outputs, nuint part, nuint parts);
    public delegate void BackwardStageEntry(
        nuint stage, ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, nuint part, nuint parts);

    public TargetKernels(Type network, Isa isa, NetworkPlan plan, MemoryMap memory)
    {
        Isa = isa;
        Type Nested(string name) => network.GetNestedType(name, BindingFlags.Public | BindingFlags.NonPublic) ?? throw new InvalidOperationException($"{network.Name} has no type {name}");
        Type kernels = Nested("Passes`1").MakeGenericType(Nested(isa.ToString()).GetNestedType("Code", BindingFlags.NonPublic)!);
        Predict = Entry<PredictEntry>(kernels, "Predict")!;
        Forward = Entry<ForwardEntry>(kernels, "Forward")!;
        nuint length = plan.IsSimple ? (nuint)plan.Inputs[0].Shape.Length : 0;
        if (Entry<ForwardStageEntry>(kernels, "ForwardStage") is { } forward)
            Forward = (
                ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample,
                bool training, bool outputs) =>
            {
                for (int stage = 0; stage < memory.ForwardStages.Count; stage++)
                    foreach ((nuint row, nuint rows, nuint part, nuint parts) in Shares(memory.ForwardStages[stage], samples))
                        forward((nuint)stage, ref parameters, ref Unsafe.Add(ref x, row * length), ref tape, capacity, first + row, rows, seed, step,
                            firstSample + row, training, outputs, part, parts);
            };
        Prepare = Entry<PrepareEntry>(kernels, "Prepare")!;
        BackwardFrom = Entry<BackwardFromEntry>(kernels, "BackwardFrom")!;
        if (Entry<BackwardRowsEntry>(kernels, "BackwardRows") is { } rows && Entry<BackwardSumsEntry>(kernels, "BackwardSums") is { } sums)
        {
            // The sums in three parts, in an order that threads might have: it must make no difference.
            Backward = (
                ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate) =>
            {
                if (Entry<BackwardStageEntry>(kernels, "BackwardStage") is not { } backward) rows(ref parameters, ref x, ref tape, capacity, first, samples);
                else
                    for (int stage = 0; stage < memory.BackwardStages.Count; stage++)
                        foreach ((nuint row, nuint count, nuint share, nuint shares) in Shares(memory.BackwardStages[stage], samples))
                            backward((nuint)stage, ref parameters, ref Unsafe.Add(ref x, row * length), ref tape, capacity, first + row, count, share, shares);
                foreach (nuint part in (nuint[])[2, 0, 1]) sums(ref x, ref tape, capacity, first, samples, ref gradients, ref squares, accumulate, part, 3);
            };
        }
        IndexLoss = Entry<IndexLossEntry>(kernels, "LossOfIndices");
        Loss = Entry<LossEntry>(kernels, "Loss");
    }

    /// <summary>
    /// What threads might have of a stage, in an order that they might have: rows from some multiple of 16 on before those in front of them,
    /// or the last part of the results first.
    /// </summary>
    private static IEnumerable<(nuint Row, nuint Rows, nuint Part, nuint Parts)> Shares(Division division, nuint samples)
    {
        if (division == Division.Results) return [(0, samples, 2, 3), (0, samples, 0, 3), (0, samples, 1, 3)];
        nuint half = samples / 2 / 16 * 16;
        return half == 0 ? [(0, samples, 0, 1)] : [(half, samples - half, 0, 1), (0, half, 0, 1)];
    }

    public Isa Isa { get; }
    public PredictEntry Predict { get; }
    public ForwardEntry Forward { get; }
    public PrepareEntry Prepare { get; }
    public BackwardFromEntry BackwardFrom { get; }
    public BackwardEntry? Backward { get; }
    public LossEntry? Loss { get; }
    public IndexLossEntry? IndexLoss { get; }

    /// <summary>
    /// What runs on this processor: Avx2's code is spelled with its instructions and cannot be emulated. NETGEN_TARGETS=Portable,Neon leaves out others, for processors that are
    /// emulated themselves.
    /// </summary>
    public static IReadOnlyList<Isa> Runnable { get; } =
        Enum.GetValues<Isa>().Where(isa => (isa != Isa.Avx2 || Runtime.IsaSelector.IsSupported(Isa.Avx2)) && (Chosen.Length == 0 || Chosen.Contains(isa.ToString()))).ToList();

    /// <summary>The instruction sets that were asked for; empty where all are wanted.</summary>
    public static string[] Chosen => Environment.GetEnvironmentVariable("NETGEN_TARGETS") is { Length: > 0 } names ? names.Split(',') : [];

    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static T? Entry<T>(Type kernels, string name) where T : Delegate => kernels.GetMethod(name, Static)?.CreateDelegate<T>();
}
