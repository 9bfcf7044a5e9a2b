using System.Numerics;
using NetGen.Compiler.Graphs;
using NetGen.Compiler.Ops;
using NetGen.Compiler.Passes;

namespace NetGen.Interpreter;

/// <summary>What generated code has the library do with rows, element by element.</summary>
public static class Library
{
    /// <summary>Runs a group that is a copy of rows or a sum over them.</summary>
    public static void Run<T>(Op op, Func<Value, Window<T>> place, int samples, bool accumulate) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Value from = op.Inputs[0];
        if (op is not BiasGradient)
        {
            Copy(place(from), Layouts.RowStride(from), place(op.Output), Layouts.RowStride(op.Output), from.Length, samples);
            return;
        }
        Window<T> rows = place(from), sums = place(op.Output);
        for (int j = 0; j < CallerRows.Pad(op.Output.Length); j++)
        {
            T sum = op.AddsTo is not null || accumulate ? sums.Slice(j, 1)[0] : T.Zero;
            for (int m = 0; m < samples; m++) sum += rows.Slice(m * Layouts.RowStride(from) + j, 1)[0];
            sums.Slice(j, 1)[0] = j < op.Output.Length ? sum : T.Zero;
        }
    }

    public static void Copy<T>(Window<T> from, int fromRow, Window<T> to, int toRow, int columns, int samples)
    {
        for (int m = 0; m < samples; m++) from.Slice(m * fromRow, columns).CopyTo(to.Slice(m * toRow, columns));
    }
}
