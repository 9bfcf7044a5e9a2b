using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>
/// y = x·W + b by hand, 3 → 2, as generated code would do it but slowly: W in one panel of 16, b after it. The loss is the mean squared error of
/// a sample, or the softmax cross-entropy of a class index.
/// </summary>
internal static class Linear<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal const int Inputs = 3, Outputs = 2, Panel = 16, Block = (Inputs + 1) * Panel;
    internal const int InputAt = 0, OutputAt = 3, ScaleAt = 19, LossAt = 20, SeedAt = 21, PerSample = 37;

    internal static void Predict(ref T parameters, ref T x, ref T y, nuint samples)
    {
        for (nuint m = 0; m < samples; m++)
            for (int j = 0; j < Outputs; j++) At(ref y, m, Outputs, j) = Output(ref parameters, ref x, m, j);
    }

    internal static void Forward(ref T parameters, ref T x, ref T tape, nuint capacity, nuint first, nuint samples)
    {
        for (nuint m = 0; m < samples; m++)
            for (int j = 0; j < Outputs; j++) Row(ref tape, capacity, OutputAt, 16, first + m, j) = Output(ref parameters, ref x, m, j);
    }

    internal static void Loss(ref T targets, ref T tape, nuint capacity, nuint first, nuint samples)
    {
        for (nuint m = 0; m < samples; m++)
        {
            T loss = T.Zero, scale = Row(ref tape, capacity, ScaleAt, 1, first + m, 0);
            for (int j = 0; j < Outputs; j++)
            {
                T difference = Row(ref tape, capacity, OutputAt, 16, first + m, j) - At(ref targets, m, Outputs, j);
                loss += difference * difference / T.CreateChecked(Outputs);
                Row(ref tape, capacity, SeedAt, 16, first + m, j) = scale * T.CreateChecked(2) * difference / T.CreateChecked(Outputs);
            }
            Row(ref tape, capacity, LossAt, 1, first + m, 0) = loss;
        }
    }

    internal static void LossOfIndices(ref int targets, ref T tape, nuint capacity, nuint first, nuint samples)
    {
        for (nuint m = 0; m < samples; m++)
        {
            T scale = Row(ref tape, capacity, ScaleAt, 1, first + m, 0), sum = T.Zero;
            int target = Unsafe.Add(ref targets, m);
            for (int j = 0; j < Outputs; j++) sum += T.Exp(Row(ref tape, capacity, OutputAt, 16, first + m, j));
            for (int j = 0; j < Outputs; j++)
                Row(ref tape, capacity, SeedAt, 16, first + m, j) =
                    scale * (T.Exp(Row(ref tape, capacity, OutputAt, 16, first + m, j)) / sum - (j == target ? T.One : T.Zero));
            Row(ref tape, capacity, LossAt, 1, first + m, 0) = T.Log(sum) - Row(ref tape, capacity, OutputAt, 16, first + m, target);
        }
    }

    internal static void Backward(ref T x, ref T tape, nuint capacity, nuint first, nuint samples, ref T gradients, bool accumulate)
    {
        if (!accumulate) System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref gradients, Block).Clear();
        for (nuint m = 0; m < samples; m++)
            for (int j = 0; j < Outputs; j++)
            {
                T seed = Row(ref tape, capacity, SeedAt, 16, first + m, j);
                for (int k = 0; k < Inputs; k++) Unsafe.Add(ref gradients, k * Panel + j) += At(ref x, m, Inputs, k) * seed;
                Unsafe.Add(ref gradients, Inputs * Panel + j) += seed;
            }
    }

    internal static void BackwardFrom(
        ref T parameters, ref T x, ref T dy, ref T dx, ref T tape, nuint capacity, nuint first, nuint samples,
        ref T gradients, bool accumulate, bool forParameters, bool forInput)
    {
        for (nuint m = 0; m < samples; m++)
            for (int j = 0; j < Outputs; j++) Row(ref tape, capacity, SeedAt, 16, first + m, j) = At(ref dy, m, Outputs, j);
        if (forParameters) Backward(ref x, ref tape, capacity, first, samples, ref gradients, accumulate);
        if (!forInput) return;
        for (nuint m = 0; m < samples; m++)
            for (int k = 0; k < Inputs; k++)
            {
                T sum = T.Zero;
                for (int j = 0; j < Outputs; j++) sum += At(ref dy, m, Outputs, j) * Unsafe.Add(ref parameters, k * Panel + j);
                At(ref dx, m, Inputs, k) = sum;
            }
    }

    private static T Output(ref T parameters, ref T x, nuint m, int j)
    {
        T sum = Unsafe.Add(ref parameters, Inputs * Panel + j);
        for (int k = 0; k < Inputs; k++) sum += At(ref x, m, Inputs, k) * Unsafe.Add(ref parameters, k * Panel + j);
        return sum;
    }

    private static ref T At(ref T start, nuint row, int stride, int column) => ref Unsafe.Add(ref start, (nint)row * stride + column);

    private static ref T Row(ref T tape, nuint capacity, int region, int stride, nuint row, int column) =>
        ref Unsafe.Add(ref tape, (nint)capacity * region + (nint)row * stride + column);
}

internal readonly struct LinearKernels : INetworkKernels<float>
{
    public static void Predict(ref float parameters, ref float x, ref float y, ref float arena, nuint samples)
    {
        Assert.True(samples <= LinearNetwork.PredictBlock);
        arena = float.NaN;    // what one call leaves must not matter to the next
        Linear<float>.Predict(ref parameters, ref x, ref y, samples);
    }

    public static void Forward(ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs) =>
        Linear<float>.Forward(ref parameters, ref x, ref tape, capacity, first, samples);

    public static void Prepare(ref float parameters, ref float tape, nuint capacity) { }

    public static void Loss(ref float targets, ref float tape, nuint capacity, nuint first, nuint samples) =>
        Linear<float>.Loss(ref targets, ref tape, capacity, first, samples);

    public static void LossOfIndices(ref int targets, ref float tape, nuint capacity, nuint first, nuint samples) =>
        Linear<float>.LossOfIndices(ref targets, ref tape, capacity, first, samples);

    public static void BackwardRows(ref float parameters, ref float x, ref float tape, nuint capacity, nuint first, nuint samples) { }

    public static void BackwardSums(ref float x, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate, nuint part, nuint parts)
    {
        if (part == 0) Linear<float>.Backward(ref x, ref tape, capacity, first, samples, ref gradients, accumulate);
    }

    public static void BackwardFrom(ref float parameters, ref float x, ref float dy, ref float dx, ref float tape, nuint capacity, nuint first, nuint samples, ref float gradients, ref float squares, bool accumulate, bool forParameters, bool forInput) =>
        Linear<float>.BackwardFrom(ref parameters, ref x, ref dy, ref dx, ref tape, capacity, first, samples, ref gradients, accumulate, forParameters, forInput);
}

internal readonly struct LinearCheckKernels : INetworkKernels<double>
{
    public static void Predict(ref double parameters, ref double x, ref double y, ref double arena, nuint samples) => Linear<double>.Predict(ref parameters, ref x, ref y, samples);

    public static void Forward(ref double parameters, ref double x, ref double tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs) =>
        Linear<double>.Forward(ref parameters, ref x, ref tape, capacity, first, samples);

    public static void Prepare(ref double parameters, ref double tape, nuint capacity) { }

    public static void Loss(ref double targets, ref double tape, nuint capacity, nuint first, nuint samples) =>
        Linear<double>.Loss(ref targets, ref tape, capacity, first, samples);

    public static void LossOfIndices(ref int targets, ref double tape, nuint capacity, nuint first, nuint samples) =>
        Linear<double>.LossOfIndices(ref targets, ref tape, capacity, first, samples);

    public static void BackwardRows(ref double parameters, ref double x, ref double tape, nuint capacity, nuint first, nuint samples) { }

    public static void BackwardSums(ref double x, ref double tape, nuint capacity, nuint first, nuint samples, ref double gradients, ref double squares, bool accumulate, nuint part, nuint parts)
    {
        if (part == 0) Linear<double>.Backward(ref x, ref tape, capacity, first, samples, ref gradients, accumulate);
    }

    public static void BackwardFrom(ref double parameters, ref double x, ref double dy, ref double dx, ref double tape, nuint capacity, nuint first, nuint samples, ref double gradients, ref double squares, bool accumulate, bool forParameters, bool forInput) =>
        Linear<double>.BackwardFrom(ref parameters, ref x, ref dy, ref dx, ref tape, capacity, first, samples, ref gradients, accumulate, forParameters, forInput);
}

/// <summary>Code whose gradient of the bias is off by a percent: what a check is there to find.</summary>
internal readonly struct WrongCheckKernels : INetworkKernels<double>
{
    public static void Predict(ref double parameters, ref double x, ref double y, ref double arena, nuint samples) => LinearCheckKernels.Predict(ref parameters, ref x, ref y, ref arena, samples);

    public static void Forward(ref double parameters, ref double x, ref double tape, nuint capacity, nuint first, nuint samples, ulong seed, ulong step, nuint firstSample, bool training, bool outputs) =>
        LinearCheckKernels.Forward(ref parameters, ref x, ref tape, capacity, first, samples, seed, step, firstSample, training, outputs);

    public static void Prepare(ref double parameters, ref double tape, nuint capacity) { }

    public static void Loss(ref double targets, ref double tape, nuint capacity, nuint first, nuint samples) =>
        LinearCheckKernels.Loss(ref targets, ref tape, capacity, first, samples);

    public static void BackwardRows(ref double parameters, ref double x, ref double tape, nuint capacity, nuint first, nuint samples) { }

    public static void BackwardSums(ref double x, ref double tape, nuint capacity, nuint first, nuint samples, ref double gradients, ref double squares, bool accumulate, nuint part, nuint parts)
    {
        LinearCheckKernels.BackwardSums(ref x, ref tape, capacity, first, samples, ref gradients, ref squares, accumulate, part, parts);
        Unsafe.Add(ref gradients, Linear<double>.Inputs * Linear<double>.Panel) *= 1.01;
    }

    public static void BackwardFrom(ref double parameters, ref double x, ref double dy, ref double dx, ref double tape, nuint capacity, nuint first, nuint samples, ref double gradients, ref double squares, bool accumulate, bool forParameters, bool forInput) =>
        LinearCheckKernels.BackwardFrom(ref parameters, ref x, ref dy, ref dx, ref tape, capacity, first, samples, ref gradients, ref squares, accumulate, forParameters, forInput);
}
