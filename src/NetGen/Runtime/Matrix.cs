using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>
/// Matrices in panels: element (k, j) of a [K, N] matrix is at (j ÷ panel)·K·panel + k·panel + j mod panel, the places past N in the last
/// panel hold +0. With a panel as wide as the padded row this is row-major order.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[Experimental(ForGeneratedCode.Id, UrlFormat = ForGeneratedCode.Page, Message = ForGeneratedCode.Message)]
public static class Matrix
{
    /// <summary>
    /// Writes the transpose of <paramref name="w"/>, [rows, columns], to <paramref name="wt"/>, [columns, rows], with +0 in its padding.
    /// </summary>
    /// <param name="w">⌈columns ÷ panel⌉ panels of [rows, panel].</param>
    /// <param name="wt">⌈rows ÷ transposedPanel⌉ panels of [columns, transposedPanel].</param>
    /// <param name="rows">Rows of <paramref name="w"/>.</param>
    /// <param name="columns">Columns of <paramref name="w"/>, without padding.</param>
    /// <param name="panel">Columns of a panel of <paramref name="w"/>; multiples of eight are fast.</param>
    /// <param name="transposedPanel">Columns of a panel of <paramref name="wt"/>; multiples of eight are fast.</param>
    public static void Transpose(ref float w, ref float wt, int rows, int columns, int panel, int transposedPanel)
    {
        bool eights = panel % 8 == 0 && transposedPanel % 8 == 0;
        if (eights && Avx.IsSupported)
            Eights(ref w, ref wt, rows, columns, panel, transposedPanel);
        else if (eights && (Sse.IsSupported || AdvSimd.Arm64.IsSupported))
            Fours(ref w, ref wt, rows, columns, panel, transposedPanel);
        else
            OneByOne(ref w, ref wt, rows, columns, panel, transposedPanel);
    }

    /// <summary>The same for doubles.</summary>
    /// <inheritdoc cref="Transpose(ref float, ref float, int, int, int, int)" path="/param"/>
    public static void Transpose(ref double w, ref double wt, int rows, int columns, int panel, int transposedPanel) =>
        OneByOne(ref w, ref wt, rows, columns, panel, transposedPanel);

    /// <summary>One element at a time: any panels, and what the fast forms are tested against.</summary>
    internal static void OneByOne<T>(ref T w, ref T wt, int rows, int columns, int panel, int transposedPanel)
        where T : struct
    {
        int padded = (rows + transposedPanel - 1) / transposedPanel * transposedPanel;
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < padded; row++)
                At(ref wt, column, row, columns, transposedPanel) = row < rows ? At(ref w, row, column, rows, panel) : default;
        }
    }

    /// <summary>4×4 blocks, transposed in eight registers.</summary>
    internal static void Fours(ref float w, ref float wt, int rows, int columns, int panel, int transposedPanel)
    {
        int padded = (rows + transposedPanel - 1) / transposedPanel * transposedPanel;
        for (int column = 0; column < columns; column += 4)
        {
            int targets = Math.Min(4, columns - column);
            for (int row = 0; row < padded; row += 4)
            {
                ref float source = ref At(ref w, row, column, rows, panel);
                Vector128<float> r0 = row < rows ? Vector128.LoadUnsafe(ref source) : default;
                Vector128<float> r1 = row + 1 < rows ? Vector128.LoadUnsafe(ref source, (nuint)panel) : default;
                Vector128<float> r2 = row + 2 < rows ? Vector128.LoadUnsafe(ref source, (nuint)panel * 2) : default;
                Vector128<float> r3 = row + 3 < rows ? Vector128.LoadUnsafe(ref source, (nuint)panel * 3) : default;

                // ab: two rows interleaved; then pairs of pairs.
                Vector128<float> low02 = ZipLow(r0, r2), high02 = ZipHigh(r0, r2), low13 = ZipLow(r1, r3), high13 = ZipHigh(r1, r3);
                ref float target = ref At(ref wt, column, row, columns, transposedPanel);
                ZipLow(low02, low13).StoreUnsafe(ref target);
                if (targets == 4)
                {
                    ZipHigh(low02, low13).StoreUnsafe(ref target, (nuint)transposedPanel);
                    ZipLow(high02, high13).StoreUnsafe(ref target, (nuint)transposedPanel * 2);
                    ZipHigh(high02, high13).StoreUnsafe(ref target, (nuint)transposedPanel * 3);
                }
                else
                {
                    if (targets > 1) ZipHigh(low02, low13).StoreUnsafe(ref target, (nuint)transposedPanel);

                    if (targets > 2) ZipLow(high02, high13).StoreUnsafe(ref target, (nuint)transposedPanel * 2);
                }
            }
        }
    }

    /// <summary>8×8 blocks, transposed in registers: interleave, gather pairs, exchange halves.</summary>
    internal static void Eights(ref float w, ref float wt, int rows, int columns, int panel, int transposedPanel)
    {
        int padded = (rows + transposedPanel - 1) / transposedPanel * transposedPanel;
        for (int column = 0; column < columns; column += 8)
        {
            int targets = Math.Min(8, columns - column);
            for (int row = 0; row < padded; row += 8)
            {
                int sources = Math.Clamp(rows - row, 0, 8);
                ref float source = ref At(ref w, row, column, rows, panel);
                Vector256<float> r0 = sources > 0 ? Vector256.LoadUnsafe(ref source) : default;
                Vector256<float> r1 = sources > 1 ? Vector256.LoadUnsafe(ref source, (nuint)panel) : default;
                Vector256<float> r2 = sources > 2 ? Vector256.LoadUnsafe(ref source, (nuint)panel * 2) : default;
                Vector256<float> r3 = sources > 3 ? Vector256.LoadUnsafe(ref source, (nuint)panel * 3) : default;
                Vector256<float> r4 = sources > 4 ? Vector256.LoadUnsafe(ref source, (nuint)panel * 4) : default;
                Vector256<float> r5 = sources > 5 ? Vector256.LoadUnsafe(ref source, (nuint)panel * 5) : default;
                Vector256<float> r6 = sources > 6 ? Vector256.LoadUnsafe(ref source, (nuint)panel * 6) : default;
                Vector256<float> r7 = sources > 7 ? Vector256.LoadUnsafe(ref source, (nuint)panel * 7) : default;

                Vector256<float> a0 = Avx.UnpackLow(r0, r1), a1 = Avx.UnpackHigh(r0, r1), a2 = Avx.UnpackLow(r2, r3),
                    a3 = Avx.UnpackHigh(r2, r3);
                Vector256<float> a4 = Avx.UnpackLow(r4, r5), a5 = Avx.UnpackHigh(r4, r5), a6 = Avx.UnpackLow(r6, r7),
                    a7 = Avx.UnpackHigh(r6, r7);
                Vector256<float> b0 = Avx.Shuffle(a0, a2, 0x44), b1 = Avx.Shuffle(a0, a2, 0xEE), b2 = Avx.Shuffle(a1, a3, 0x44),
                    b3 = Avx.Shuffle(a1, a3, 0xEE);
                Vector256<float> b4 = Avx.Shuffle(a4, a6, 0x44), b5 = Avx.Shuffle(a4, a6, 0xEE), b6 = Avx.Shuffle(a5, a7, 0x44),
                    b7 = Avx.Shuffle(a5, a7, 0xEE);

                ref float target = ref At(ref wt, column, row, columns, transposedPanel);
                Store(Avx.Permute2x128(b0, b4, 0x20), ref target, 0, targets, transposedPanel);
                Store(Avx.Permute2x128(b1, b5, 0x20), ref target, 1, targets, transposedPanel);
                Store(Avx.Permute2x128(b2, b6, 0x20), ref target, 2, targets, transposedPanel);
                Store(Avx.Permute2x128(b3, b7, 0x20), ref target, 3, targets, transposedPanel);
                Store(Avx.Permute2x128(b0, b4, 0x31), ref target, 4, targets, transposedPanel);
                Store(Avx.Permute2x128(b1, b5, 0x31), ref target, 5, targets, transposedPanel);
                Store(Avx.Permute2x128(b2, b6, 0x31), ref target, 6, targets, transposedPanel);
                Store(Avx.Permute2x128(b3, b7, 0x31), ref target, 7, targets, transposedPanel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> value, ref float target, int row, int rows, int panel)
    {
        if (row < rows) value.StoreUnsafe(ref target, (nuint)(row * panel));
    }

    /// <summary>Element (row, column) of a matrix of <paramref name="rows"/> rows in panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref T At<T>(ref T matrix, int row, int column, int rows, int panel) =>
        ref Unsafe.Add(ref matrix, ((nint)(column / panel) * rows + row) * panel + column % panel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
