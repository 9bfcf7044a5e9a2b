using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>
/// y = x·W + b by hand, 3 → 2, as generated code would do it but slowly: W in one panel of 16, b after it. The loss is the mean squared
/// error of a sample.
/// </summary>
internal readonly struct Linear<T> : INetworkKernels<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal const int Inputs = 3, Outputs = 2, Panel = 16, Block = (Inputs + 1) * Panel;
    internal const int InputAt = 0, OutputAt = 3, IndicesAt = 5, ScaleAt = 6, LossAt = 7, SeedAt = 8, PerSample = SeedAt + Outputs;

    public static void Predict(in Call<T> call)
    {
        Assert.True(call.Samples <= LinearNetwork.PredictBlock);
        call.Memory = T.NaN;    // what one call leaves must not matter to the next
        for (nuint m = 0; m < call.Samples; m++)
            for (int j = 0; j < Outputs; j++) At(ref call.Output(0), call.FirstSample + m, Outputs, j) = Output(call, m, j);
    }

    public static void Forward(in Call<T> call)
    {
        for (nuint m = 0; m < call.Samples; m++)
            for (int j = 0; j < Outputs; j++) Row(call, OutputAt, Outputs, m, j) = Output(call, m, j);
    }

    public static void Loss(in Call<T> call)
    {
        for (nuint m = 0; m < call.Samples; m++)
        {
            T loss = T.Zero, scale = Row(call, ScaleAt, 1, m, 0);
            for (int j = 0; j < Outputs; j++)
            {
                T difference = Row(call, OutputAt, Outputs, m, j) - At(ref call.Target(0), call.FirstSample + m, Outputs, j);
                loss += difference * difference / T.CreateChecked(Outputs);
                Row(call, SeedAt, Outputs, m, j) = scale * T.CreateChecked(2) * difference / T.CreateChecked(Outputs);
            }
            Row(call, LossAt, 1, m, 0) = loss;
        }
    }

    /// <summary>The softmax cross-entropy of a class index in its place.</summary>
    internal static void LossOfIndices(in Call<T> call)
    {
        for (nuint m = 0; m < call.Samples; m++)
        {
            T scale = Row(call, ScaleAt, 1, m, 0), sum = T.Zero;
            int target = int.CreateChecked(Row(call, IndicesAt, 1, m, 0));
            for (int j = 0; j < Outputs; j++) sum += T.Exp(Row(call, OutputAt, Outputs, m, j));
            for (int j = 0; j < Outputs; j++)
                Row(call, SeedAt, Outputs, m,
                    j) = scale * (T.Exp(Row(call, OutputAt, Outputs, m, j)) / sum - (j == target ? T.One : T.Zero));
            Row(call, LossAt, 1, m, 0) = T.Log(sum) - Row(call, OutputAt, Outputs, m, target);
        }
    }

    public static void TransposeWeights(in Call<T> call) { }

    public static void BackwardPerSample(in Call<T> call) { }

    public static void AccumulateParameterGradients(in Call<T> call)
    {
        if (call.Part > 0) return;
        if (!call.Accumulate) MemoryMarshal.CreateSpan(ref call.Gradients, Block).Clear();
        for (nuint m = 0; m < call.Samples; m++)
            for (int j = 0; j < Outputs; j++)
            {
                T seed = Row(call, SeedAt, Outputs, m, j);
                for (int k = 0; k < Inputs; k++)
                    Unsafe.Add(ref call.Gradients, k * Panel + j) += At(ref call.Input(0), call.FirstSample + m, Inputs, k) * seed;
                Unsafe.Add(ref call.Gradients, Inputs * Panel + j) += seed;
            }
    }

    public static void BackwardFrom(in Call<T> call)
    {
        for (nuint m = 0; m < call.Samples; m++)
            for (int j = 0; j < Outputs; j++)
                Row(call, SeedAt, Outputs, m, j) = At(ref call.OutputGradient(0), call.FirstSample + m, Outputs, j);
        if (call.ForParameters) AccumulateParameterGradients(call);
        if (!call.ForInput) return;
        for (nuint m = 0; m < call.Samples; m++)
            for (int k = 0; k < Inputs; k++)
            {
                T sum = T.Zero;
                for (int j = 0; j < Outputs; j++) sum += Row(call, SeedAt, Outputs, m, j) * Unsafe.Add(ref call.Parameters, k * Panel + j);
                At(ref call.InputGradient(0), call.FirstSample + m, Inputs, k) = sum;
            }
    }

    private static T Output(in Call<T> call, nuint m, int j)
    {
        T sum = Unsafe.Add(ref call.Parameters, Inputs * Panel + j);
        for (int k = 0; k < Inputs; k++)
            sum += At(ref call.Input(0), call.FirstSample + m, Inputs, k) * Unsafe.Add(ref call.Parameters, k * Panel + j);
        return sum;
    }

    private static ref T At(ref T start, nuint row, int stride, int column) => ref Unsafe.Add(ref start, (nint)row * stride + column);

    private static ref T Row(in Call<T> call, int region, int stride, nuint m, int column) =>
        ref Unsafe.Add(ref call.Memory, (nint)call.Capacity * region + (nint)(call.First + m) * stride + column);
}

/// <summary>The same with class indices.</summary>
internal readonly struct LinearOfIndices<T> : INetworkKernels<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static void Predict(in Call<T> call) => Linear<T>.Predict(call);
    public static void Forward(in Call<T> call) => Linear<T>.Forward(call);
    public static void TransposeWeights(in Call<T> call) { }
    public static void Loss(in Call<T> call) => Linear<T>.LossOfIndices(call);
    public static void BackwardPerSample(in Call<T> call) { }
    public static void AccumulateParameterGradients(in Call<T> call) => Linear<T>.AccumulateParameterGradients(call);
    public static void BackwardFrom(in Call<T> call) => Linear<T>.BackwardFrom(call);
}

/// <summary>Code whose gradient of the bias is off by a percent: what a check is there to find.</summary>
internal readonly struct WrongLinear : INetworkKernels<double>
{
    public static void Predict(in Call<double> call) => Linear<double>.Predict(call);
    public static void Forward(in Call<double> call) => Linear<double>.Forward(call);
    public static void TransposeWeights(in Call<double> call) { }
    public static void Loss(in Call<double> call) => Linear<double>.Loss(call);
    public static void BackwardPerSample(in Call<double> call) { }
    public static void BackwardFrom(in Call<double> call) => Linear<double>.BackwardFrom(call);

    public static void AccumulateParameterGradients(in Call<double> call)
    {
        Linear<double>.AccumulateParameterGradients(call);
        Unsafe.Add(ref call.Gradients, Linear<double>.Inputs * Linear<double>.Panel) *= 1.01;
    }
}
