using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Runtime;

namespace NetGen.Tests.Fakes;

/// <summary>
/// A network with two inputs and two outputs by hand: (u, v) = (a, b)·W with a of 2 values, b of 1, u of 2 and v of 1; W is 3×3. u is
/// learned by the softmax cross-entropy of a class index, v by its squared error.
/// </summary>
internal readonly struct Joined<T> : INetworkKernels<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal const int A = 2, B = 1, U = 2, V = 1, Rows = A + B, Columns = U + V, Panel = 16, Block = Rows * Panel;
    internal const int AAt = 0, BAt = 2, UAt = 3, VAt = 5, IndicesAt = 6, UScaleAt = 7, VScaleAt = 8, ULossAt = 9, VLossAt = 10,
        SeedAt = 11, PerSample = 14;

    public static void Predict(in Call<T> call)
    {
        Assert.True(call.Samples <= JoinedNetwork.PredictBlock);
        // what one call leaves must not matter to the next
        MemoryMarshal.CreateSpan(ref call.Memory, JoinedNetwork.PredictArena).Fill(T.NaN);
        for (nuint m = 0; m < call.Samples; m++)
            for (int j = 0; j < Columns; j++)
                (j < U ? ref At(ref call.Output(0), call, U, m, j) : ref At(ref call.Output(1), call, V, m, 0)) = Output(call, m, j);
    }

    public static void Forward(in Call<T> call)
    {
        for (nuint m = 0; m < call.Samples; m++)
            for (int j = 0; j < Columns; j++) (j < U ? ref Row(call, UAt, U, m, j) : ref Row(call, VAt, V, m, 0)) = Output(call, m, j);
    }

    public static void Loss(in Call<T> call)
    {
        for (nuint m = 0; m < call.Samples; m++)
        {
            int target = int.CreateChecked(Row(call, IndicesAt, 1, m, 0));
            T sum = T.Zero, scale = Row(call, UScaleAt, 1, m, 0);
            for (int j = 0; j < U; j++) sum += T.Exp(Row(call, UAt, U, m, j));
            for (int j = 0; j < U; j++)
                Row(call, SeedAt, Columns, m, j) = scale * (T.Exp(Row(call, UAt, U, m, j)) / sum - (j == target ? T.One : T.Zero));
            Row(call, ULossAt, 1, m, 0) = T.Log(sum) - Row(call, UAt, U, m, target);

            T difference = Row(call, VAt, V, m, 0) - At(ref call.Target(1), call, V, m, 0);
            Row(call, VLossAt, 1, m, 0) = difference * difference;
            Row(call, SeedAt, Columns, m, U) = Row(call, VScaleAt, 1, m, 0) * T.CreateChecked(2) * difference;
        }
    }

    public static void TransposeWeights(in Call<T> call) { }

    public static void BackwardPerSample(in Call<T> call) { }

    public static void AccumulateParameterGradients(in Call<T> call)
    {
        if (call.Part > 0) return;
        if (!call.Accumulate) MemoryMarshal.CreateSpan(ref call.Gradients, Block).Clear();
        for (nuint m = 0; m < call.Samples; m++)
            for (int j = 0; j < Columns; j++)
                for (int k = 0; k < Rows; k++)
                    Unsafe.Add(ref call.Gradients, k * Panel + j) += Input(call, m, k) * Row(call, SeedAt, Columns, m, j);
    }

    public static void BackwardFrom(in Call<T> call)
    {
        for (nuint m = 0; m < call.Samples; m++)
            for (int j = 0; j < Columns; j++)
                Row(call, SeedAt, Columns, m, j) = j < U ? At(ref call.OutputGradient(0), call, U, m, j)
                    : At(ref call.OutputGradient(1), call, V, m, 0);
        if (call.ForParameters) AccumulateParameterGradients(call);
        if (!call.ForInput) return;
        for (nuint m = 0; m < call.Samples; m++)
            for (int k = 0; k < Rows; k++)
            {
                T sum = T.Zero;
                for (int j = 0; j < Columns; j++) sum += Row(call, SeedAt, Columns, m, j) * Unsafe.Add(ref call.Parameters, k * Panel + j);
                (k < A ? ref At(ref call.InputGradient(0), call, A, m, k) : ref At(ref call.InputGradient(1), call, B, m, 0)) = sum;
            }
    }

    private static T Input(in Call<T> call, nuint m, int k) => k < A ? At(ref call.Input(0), call, A, m, k)
        : At(ref call.Input(1), call, B, m, 0);

    private static T Output(in Call<T> call, nuint m, int j)
    {
        T sum = T.Zero;
        for (int k = 0; k < Rows; k++) sum += Input(call, m, k) * Unsafe.Add(ref call.Parameters, k * Panel + j);
        return sum;
    }

    private static ref T At(ref T rows, in Call<T> call, int stride, nuint m, int column) =>
        ref Unsafe.Add(ref rows, (nint)(call.FirstSample + m) * stride + column);

    private static ref T Row(in Call<T> call, int region, int stride, nuint m, int column) =>
        ref Unsafe.Add(ref call.Memory, (nint)call.Capacity * region + (nint)(call.First + m) * stride + column);
}

/// <summary>Code whose gradient of the second input is off by a percent.</summary>
internal readonly struct WrongJoined : INetworkKernels<double>
{
    public static void Predict(in Call<double> call) => Joined<double>.Predict(call);
    public static void Forward(in Call<double> call) => Joined<double>.Forward(call);
    public static void TransposeWeights(in Call<double> call) { }
    public static void Loss(in Call<double> call) => Joined<double>.Loss(call);
    public static void BackwardPerSample(in Call<double> call) { }
    public static void AccumulateParameterGradients(in Call<double> call) => Joined<double>.AccumulateParameterGradients(call);

    public static void BackwardFrom(in Call<double> call)
    {
        Joined<double>.BackwardFrom(call);
        call.InputGradient(1) *= 1.01;
    }
}
