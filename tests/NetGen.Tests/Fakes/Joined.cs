using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>
/// A network with two inputs and two outputs by hand: (u, v) = (a, b)·W with a of 2 values, b of 1, u of 2 and v of 1; W is 3×3. u is learnt by the
/// softmax cross-entropy of a class index, v by its squared error. All but Predict's scratch is in planes on the tape.
/// </summary>
internal static class Joined<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal const int A = 2, B = 1, U = 2, V = 1, Rows = A + B, Columns = U + V, Panel = 16, Block = Rows * Panel;
    internal const int AAt = 0, BAt = 2, UAt = 3, VAt = 5, DAAt = 6, DBAt = 8, DUAt = 9, DVAt = 11;
    internal const int UTargetAt = 12, VTargetAt = 13, UScaleAt = 14, VScaleAt = 15, ULossAt = 16, VLossAt = 17, SeedAt = 18, PerSample = 21;

    internal static void Predict(ref T parameters, ref T x, ref T y, int block, nuint samples)
    {
        for (nuint m = 0; m < samples; m++)
            for (int j = 0; j < Columns; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < Rows; k++)
                {
                    T value = k < A ? Unsafe.Add(ref x, (nint)m * A + k) : Unsafe.Add(ref x, block * A + (nint)m * B);
                    sum += value * Unsafe.Add(ref parameters, k * Panel + j);
                }
                if (j < U) Unsafe.Add(ref y, (nint)m * U + j) = sum;
                else Unsafe.Add(ref y, block * U + (nint)m * V) = sum;
            }
    }

    internal static void Forward(ref T parameters, ref T tape, nuint capacity, nuint first, nuint samples)
    {
        for (nuint m = first; m < first + samples; m++)
            for (int j = 0; j < Columns; j++)
            {
                T sum = T.Zero;
                for (int k = 0; k < Rows; k++) sum += In(ref tape, capacity, m, k) * Unsafe.Add(ref parameters, k * Panel + j);
                if (j < U) At(ref tape, capacity, UAt, U, m, j) = sum;
                else At(ref tape, capacity, VAt, V, m, 0) = sum;
            }
    }

    internal static void Loss(ref T tape, nuint capacity, nuint first, nuint samples)
    {
        for (nuint m = first; m < first + samples; m++)
        {
            int target = int.CreateChecked(At(ref tape, capacity, UTargetAt, 1, m, 0));
            T sum = T.Zero, scale = At(ref tape, capacity, UScaleAt, 1, m, 0);
            for (int j = 0; j < U; j++) sum += T.Exp(At(ref tape, capacity, UAt, U, m, j));
            for (int j = 0; j < U; j++)
                At(ref tape, capacity, SeedAt, Columns, m, j) = scale * (T.Exp(At(ref tape, capacity, UAt, U, m, j)) / sum - (j == target ? T.One : T.Zero));
            At(ref tape, capacity, ULossAt, 1, m, 0) = T.Log(sum) - At(ref tape, capacity, UAt, U, m, target);

            T difference = At(ref tape, capacity, VAt, V, m, 0) - At(ref tape, capacity, VTargetAt, V, m, 0);
            At(ref tape, capacity, VLossAt, 1, m, 0) = difference * difference;
            At(ref tape, capacity, SeedAt, Columns, m, U) = At(ref tape, capacity, VScaleAt, 1, m, 0) * T.CreateChecked(2) * difference;
        }
    }

    internal static void Backward(ref T tape, nuint capacity, nuint first, nuint samples, ref T gradients, bool accumulate)
    {
        if (!accumulate) MemoryMarshal.CreateSpan(ref gradients, Block).Clear();
        for (nuint m = first; m < first + samples; m++)
            for (int j = 0; j < Columns; j++)
                for (int k = 0; k < Rows; k++)
                    Unsafe.Add(ref gradients, k * Panel + j) += In(ref tape, capacity, m, k) * At(ref tape, capacity, SeedAt, Columns, m, j);
    }

    internal static void BackwardFrom(
        ref T parameters, ref T tape, nuint capacity, nuint first, nuint samples, ref T gradients, bool accumulate, bool forParameters, bool forInput)
    {
        for (nuint m = first; m < first + samples; m++)
            for (int j = 0; j < Columns; j++)
                At(ref tape, capacity, SeedAt, Columns, m, j) = j < U ? At(ref tape, capacity, DUAt, U, m, j) : At(ref tape, capacity, DVAt, V, m, 0);
        if (forParameters) Backward(ref tape, capacity, first, samples, ref gradients, accumulate);
        if (!forInput) return;
        for (nuint m = first; m < first + samples; m++)
            for (int k = 0; k < Rows; k++)
            {
                T sum = T.Zero;
                for (int j = 0; j < Columns; j++) sum += At(ref tape, capacity, SeedAt, Columns, m, j) * Unsafe.Add(ref parameters, k * Panel + j);
                if (k < A) At(ref tape, capacity, DAAt, A, m, k) = sum;
                else At(ref tape, capacity, DBAt, B, m, 0) = sum;
            }
    }

    private static T In(ref T tape, nuint capacity, nuint row, int k) => k < A ? At(ref tape, capacity, AAt, A, row, k) : At(ref tape, capacity, BAt, B, row, 0);

    private static ref T At(ref T tape, nuint capacity, int region, int stride, nuint row, int column) =>
        ref Unsafe.Add(ref tape, (nint)capacity * region + (nint)row * stride + column);
}

internal readonly struct JoinedKernels : INetworkKernels<float>
{
    public static void Predict(ref float parameters, ref float x, ref float y, ref float arena, nuint samples)
    {
        Assert.True(samples <= JoinedNetwork.PredictBlock);
        MemoryMarshal.CreateSpan(ref arena, JoinedNetwork.PredictArena).Fill(float.NaN);    // what one call leaves must not matter to the next
        Joined<float>.Predict(ref parameters, ref x, ref y, JoinedNetwork.PredictBlock, samples);
    }

    public static void Forward(ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs) =>
        Joined<float>.Forward(ref parameters, ref tape, capacity, first, samples);

    public static void Prepare(ref float parameters, ref float tape, nuint capacity) { }

    public static void Loss(ref float targets, ref float tape, nuint capacity, nuint first, nuint samples) => Joined<float>.Loss(ref tape, capacity, first, samples);

    public static void BackwardRows(ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples) { }

    public static void BackwardSums(ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate, nuint part, nuint parts)
    {
        if (part == 0) Joined<float>.Backward(ref tape, capacity, first, samples, ref gradients, accumulate);
    }

    public static void BackwardFrom(ref float parameters, ref float x, ref float dy, ref float dx, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate, bool forParameters, bool forInput) =>
        Joined<float>.BackwardFrom(ref parameters, ref tape, capacity, first, samples, ref gradients, accumulate, forParameters, forInput);
}

internal readonly struct JoinedCheckKernels : INetworkKernels<double>
{
    public static void Predict(ref double parameters, ref double x, ref double y, ref double arena, nuint samples) => throw new NotSupportedException();

    public static void Forward(ref double parameters, ref double x, ref double tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs) =>
        Joined<double>.Forward(ref parameters, ref tape, capacity, first, samples);

    public static void Prepare(ref double parameters, ref double tape, nuint capacity) { }

    public static void Loss(ref double targets, ref double tape, nuint capacity, nuint first, nuint samples) => Joined<double>.Loss(ref tape, capacity, first, samples);

    public static void BackwardRows(ref double parameters, ref double x, ref double tape, nuint capacity, nuint first, nuint samples) { }

    public static void BackwardSums(ref double x, ref double tape, nuint capacity, nuint first, nuint samples, ref double gradients, ref double squares, bool accumulate, nuint part, nuint parts)
    {
        if (part == 0) Joined<double>.Backward(ref tape, capacity, first, samples, ref gradients, accumulate);
    }

    public static void BackwardFrom(ref double parameters, ref double x, ref double dy, ref double dx, ref double tape, nuint capacity, nuint first, nuint samples, ref double gradients, ref double squares, bool accumulate, bool forParameters, bool forInput) =>
        Joined<double>.BackwardFrom(ref parameters, ref tape, capacity, first, samples, ref gradients, accumulate, forParameters, forInput);
}

/// <summary>Code whose gradient of the second input is off by a percent.</summary>
internal readonly struct WrongJoinedCheckKernels : INetworkKernels<double>
{
    public static void Predict(ref double parameters, ref double x, ref double y, ref double arena, nuint samples) => throw new NotSupportedException();

    public static void Forward(ref double parameters, ref double x, ref double tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs) =>
        JoinedCheckKernels.Forward(ref parameters, ref x, ref tape, capacity, first, samples, seed, step, firstSample, training, outputs);

    public static void Prepare(ref double parameters, ref double tape, nuint capacity) { }

    public static void Loss(ref double targets, ref double tape, nuint capacity, nuint first, nuint samples) => Joined<double>.Loss(ref tape, capacity, first, samples);

    public static void BackwardRows(ref double parameters, ref double x, ref double tape, nuint capacity, nuint first, nuint samples) { }

    public static void BackwardSums(ref double x, ref double tape, nuint capacity, nuint first, nuint samples, ref double gradients, ref double squares, bool accumulate, nuint part, nuint parts)
    {
        if (part == 0) Joined<double>.Backward(ref tape, capacity, first, samples, ref gradients, accumulate);
    }

    public static void BackwardFrom(ref double parameters, ref double x, ref double dy, ref double dx, ref double tape, nuint capacity, nuint first, nuint samples, ref double gradients, ref double squares, bool accumulate, bool forParameters, bool forInput)
    {
        Joined<double>.BackwardFrom(ref parameters, ref tape, capacity, first, samples, ref gradients, accumulate, forParameters, forInput);
        Unsafe.Add(ref tape, (nint)capacity * Joined<double>.DBAt) *= 1.01;
    }
}
