using System.Numerics;
using System.Runtime.InteropServices;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;

namespace NetGen.Interpreter;

/// <summary>Masks of dropout layers and noise, filled by the library as generated code has it do.</summary>
public static class Masks
{
    /// <summary>Dense rows of a training step, for samples from the first of the batch.</summary>
    public static double[] Fill(RandomRows random, int samples, ulong seed, ulong step)
    {
        var rows = new double[samples * random.Output.Length];
        Fill(random.Filler, new Window<double>("mask", rows), samples, random.Output.Length, random.Output.Length, random.Argument, seed,
            step, firstSample: 0, random.Stream, training: true);
        return rows;
    }

    internal static void Fill<T>(
        LibraryFunction filler, Window<T> mask, int samples, int stride, int units, double argument, ulong seed, ulong step,
        ulong firstSample, int stream, bool training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (nuint count, nuint width) = ((nuint)samples, (nuint)stride);
        Span<T> rows = mask.Slice(0, mask.Length);
        bool isNoise = filler == LibraryFunction.GaussianNoise;
        if (typeof(T) == typeof(float))
        {
            ref float first = ref MemoryMarshal.Cast<T, float>(rows)[0];
            if (isNoise) Runtime.GaussianNoise.Fill(ref first, count, width, units, argument, seed, step, firstSample, stream, training);
            else Runtime.DropoutMask.Fill(ref first, count, width, units, argument, seed, step, firstSample, stream, training);
        }
        else
        {
            ref double first = ref MemoryMarshal.Cast<T, double>(rows)[0];
            if (isNoise) Runtime.GaussianNoise.Fill(ref first, count, width, units, argument, seed, step, firstSample, stream, training);
            else Runtime.DropoutMask.Fill(ref first, count, width, units, argument, seed, step, firstSample, stream, training);
        }
    }
}
