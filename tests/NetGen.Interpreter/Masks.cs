using System.Numerics;
using System.Runtime.InteropServices;
using NetGen.Compiler.Ops;

namespace NetGen.Interpreter;

/// <summary>Masks of dropout layers and noise, filled by the library as generated code has it do.</summary>
public static class Masks
{
    /// <summary>Dense rows of a training step, for samples from the first of the batch.</summary>
    public static double[] Fill(RandomRows random, int samples, ulong seed, ulong step)
    {
        var rows = new double[samples * random.Output.Length];
        Fill<double>(random, rows, samples, random.Output.Length, seed, step, firstSample: 0, training: true);
        return rows;
    }

    internal static void Fill<T>(RandomRows random, Span<T> rows, int samples, int stride, ulong seed, ulong step, ulong firstSample, bool training)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (nuint count, nuint width, int units, double argument, int stream) = ((nuint)samples, (nuint)stride, random.Output.Length, random.Argument, random.Stream);
        bool isNoise = random is Compiler.Ops.GaussianNoise;
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
