using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Compiler.Graphs;
using NetGen.Runtime;

namespace NetGen.Interpreter;

/// <summary>
/// Calls of the run-time library, on windows. Copies, sums and transposes are done element by element, a second time by other means;
/// statistics and random numbers are the library's own.
/// </summary>
public static class LibraryInterpreter<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="function">The method.</param>
    /// <param name="arguments">In order: windows, null for no memory, <see cref="int"/>, <see cref="double"/>, <see cref="bool"/> and
    /// <see cref="ulong"/>.</param>
    public static void Run(LibraryFunction function, IReadOnlyList<object?> arguments)
    {
        var next = new Arguments(arguments);
        if (function == LibraryFunction.CopyRows) Copy(next.Memory, next.Int, next.Memory, next.Int, next.Int, next.Int);
        else if (function == LibraryFunction.SumRows) Sum(next.Memory, next.Int, next.Memory, next.Int, next.Int, next.Flag);
        else if (function == LibraryFunction.Moments)
            BatchStatistics.Moments(
                ref next.Ref, (nuint)next.Int, (nuint)next.Int, next.Int, next.Double, next.Double, next.Flag, next.Flag,
                ref next.Ref, ref next.Ref, ref next.Ref, ref next.Ref, ref next.Ref, ref next.Ref, ref next.Ref, ref next.Ref,
                ref next.Ref,
                (nuint)next.Int, (nuint)next.Int);
        else if (function == LibraryFunction.FoldStatistics)
            BatchStatistics.Fold(next.Int, next.Double, ref next.Ref, ref next.Ref, ref next.Ref, ref next.Ref, ref next.Ref, ref next.Ref);
        else if (function == LibraryFunction.BatchMean)
            BatchStatistics.Mean(ref next.Ref, (nuint)next.Int, (nuint)next.Int, next.Int, ref next.Ref, ref next.Ref, (nuint)next.Int,
                (nuint)next.Int);
        else if (function == LibraryFunction.DropoutMask || function == LibraryFunction.GaussianNoise)
            Masks.Fill(function, next.Memory, next.Int, next.Int, next.Int, next.Double, next.Number, next.Number, next.Number,
                next.Int, next.Flag);
        else throw new InvalidOperationException($"{function} is not known");
    }

    /// <summary>to[m,j] = from[m,j].</summary>
    public static void Copy(Window<T> from, int fromStride, Window<T> to, int toStride, int columns, int samples)
    {
        for (int m = 0; m < samples; m++) from.Slice(m * fromStride, columns).CopyTo(to.Slice(m * toStride, columns));
    }

    /// <summary>sums[j] = Σₘ rows[m,j], samples in order; padding of the sums becomes 0.</summary>
    private static void Sum(Window<T> rows, int stride, Window<T> sums, int columns, int samples, bool accumulate)
    {
        for (int j = 0; j < sums.Length; j++)
        {
            T sum = accumulate ? sums.Slice(j, 1)[0] : T.Zero;
            for (int m = 0; m < samples; m++) sum += rows.Slice(m * stride + j, 1)[0];
            sums.Slice(j, 1)[0] = j < columns ? sum : T.Zero;
        }
    }

    /// <summary>to[j,k] = from[k,j]; padding of the transpose becomes 0.</summary>
    /// <param name="from">rows × columns, in panels of columns.</param>
    public static void Transpose(Window<T> from, Window<T> to, int rows, int columns, int panel, int transposedPanel)
    {
        to.Slice(0, to.Length).Clear();
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                At(to, columns, transposedPanel, column, row) = At(from, rows, panel, row, column);

        static ref T At(Window<T> window, int rows, int panel, int row, int column) =>
            ref window.Slice(column / panel * rows * panel + row * panel + column % panel, 1)[0];
    }

    private sealed class Arguments(IReadOnlyList<object?> all)
    {
        private int at;

        public Window<T> Memory => (Window<T>)all[at++]!;

        public ref T Ref
        {
            get
            {
                if (all[at++] is not Window<T> window) return ref Unsafe.NullRef<T>();
                return ref window.Slice(0, window.Length)[0];
            }
        }

        public int Int => (int)all[at++]!;

        public double Double => (double)all[at++]!;

        public bool Flag => (bool)all[at++]!;

        public ulong Number => (ulong)all[at++]!;
    }
}
