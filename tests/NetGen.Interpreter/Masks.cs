using System.Numerics;
using System.Runtime.InteropServices;
using NetGen.Compiler.Ops;

namespace NetGen.Interpreter;

/// <summary>Masks of dropout layers, filled by the library as generated code has it do.</summary>
public static class Masks
{
    /// <summary>Dense rows of a training step's mask, for samples from the first of the batch.</summary>
    public static double[] Fill(DropoutMask mask, int samples, ulong seed, ulong step)
    {
        var rows = new double[samples * mask.Output.Length];
        Fill<double>(mask, rows, samples, mask.Output.Length, seed, step, firstSample: 0, training: true);
        return rows;
    }

    internal static void Fill<T>(DropoutMask mask, Span<T> rows, int samples, int stride, ulong seed, ulong step, ulong firstSample, bool training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Runtime.DropoutMask.Fill(ref MemoryMarshal.Cast<T, float>(rows)[0], (nuint)samples, (nuint)stride, mask.Output.Length, mask.Rate,
                seed, step, firstSample, mask.Stream, training);
        }
        else
        {
            Runtime.DropoutMask.Fill(ref MemoryMarshal.Cast<T, double>(rows)[0], (nuint)samples, (nuint)stride, mask.Output.Length, mask.Rate,
                seed, step, firstSample, mask.Stream, training);
        }
    }
}
