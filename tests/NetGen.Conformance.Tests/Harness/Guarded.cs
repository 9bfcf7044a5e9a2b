using NetGen.Runtime;

namespace NetGen.Conformance;

/// <summary>Aligned memory of an exact length with a NaN-filled fence behind it: reading past the end gives NaN, writing past it is noticed.</summary>
internal sealed class Guarded
{
    private const int Fence = 128;
    private const uint Mark = 0x7FC0BEEF;
    private readonly AlignedBlock<float> block;

    public Guarded(int length, float fill)
    {
        Length = length;
        block = new AlignedBlock<float>(length + Fence);
        block.Span[..length].Fill(fill);
        block.Span[length..].Fill(BitConverter.UInt32BitsToSingle(Mark));
    }

    public Guarded(ReadOnlySpan<float> values) : this(values.Length, 0) => values.CopyTo(block.Span);

    public int Length { get; }
    public ref float Start => ref block.Start;
    public ref float At(int index) => ref block.Span[index];
    public Span<float> Span => block.Span[..Length];

    public void AssertFenceStands(string what)
    {
        foreach (float value in block.Span[Length..])
            if (BitConverter.SingleToUInt32Bits(value) != Mark) Assert.Fail($"{what}: something was written past the end");
    }
}
