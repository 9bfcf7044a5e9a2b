using System.Numerics;
using NetGen.Compiler.Memory;

namespace NetGen.Interpreter;

/// <summary>The memory of training, laid out as the plan says. It begins as NaN, so that what is read before it is written shows.</summary>
public sealed class InterpretedTape<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly MemoryMap map;

    public InterpretedTape(PlannedNetwork network, int capacity)
    {
        if (capacity % 16 != 0) throw new ArgumentException("a multiple of 16 is wanted", nameof(capacity));
        map = network.Memory;
        Capacity = capacity;
        Memory = new T[capacity * map.TapePerSample + map.TapeFixed];
        Array.Fill(Memory, T.NaN);
    }

    public int Capacity { get; }

    public T[] Memory { get; }

    /// <summary>Rows of a region.</summary>
    public Window<T> Rows(string name, TapeRegion region, int first, int samples) =>
        new(name, Memory, Capacity * region.Offset + first * region.Stride, samples * region.Stride);

    /// <summary>A place in the part whose size does not depend on the capacity.</summary>
    public Window<T> Fixed(string name, int offset, int length) => new(name, Memory, Capacity * map.TapePerSample + offset, length);

    /// <summary>The rows of all outputs, one output after the other.</summary>
    public T[] Output(int first, int samples) => map.Outputs
        .SelectMany(output => Rows("output", output.Region, first, samples).Slice(0, samples * output.Region.Stride).ToArray()).ToArray();

    /// <summary>The samples' losses, one loss after the other.</summary>
    public T[] Losses(int first, int samples) =>
        map.Losses.SelectMany(loss => Rows("losses", loss.Loss, first, samples).Slice(0, samples).ToArray()).ToArray();

    /// <summary>What each sample counts in the mean of each loss.</summary>
    public void SetScales(int first, ReadOnlySpan<T> scales)
    {
        foreach (LossMemory loss in map.Losses) scales.CopyTo(Rows("scales", loss.Scale, first, scales.Length).Slice(0, scales.Length));
    }

    /// <summary>The same for one loss.</summary>
    public void SetScales(int first, ReadOnlySpan<T> scales, int loss) =>
        scales.CopyTo(Rows("scales", map.Losses.ElementAt(loss).Scale, first, scales.Length).Slice(0, scales.Length));
}
