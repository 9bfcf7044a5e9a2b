using NetGen.Formats;

/// <summary>
/// Handwritten digits of 8×8 pixels (E. Alpaydin, C. Kaynak, UCI "Optical recognition of handwritten digits"), ink from 0 to 1.
/// </summary>
internal sealed record Digits(float[] Pixels, int[] Labels)
{
    public const int Size = 64;

    public int Count => Labels.Length;

    public ReadOnlySpan<float> this[int i] => Pixels.AsSpan(i * Size, Size);

    /// <param name="folder">The folder of the set.</param>
    /// <param name="part"><c>tra</c> (3,823 digits of 30 people) or <c>tes</c> (1,797 of 13 others).</param>
    public static Digits Read(string folder, string part)
    {
        float[] table = Csv.Load(Path.Combine(folder, $"optdigits.{part}"), header: false).ToFloats();
        int count = table.Length / (Size + 1);
        float[] pixels = new float[count * Size];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < Size; j++) pixels[i * Size + j] = table[i * (Size + 1) + j] / 16;
            labels[i] = (int)table[i * (Size + 1) + Size];
        }
        return new Digits(pixels, labels);
    }
}
