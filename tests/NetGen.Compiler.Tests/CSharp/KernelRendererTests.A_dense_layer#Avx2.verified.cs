// y[m,j] = relu(Σₖ x[m,k]·W[k,j] + b[j])     tile: 6 samples × 8 outputs, 6 accumulators; k in order, the same on every target
[global::System.Runtime.CompilerServices.MethodImpl(global::NetGen.Runtime.Jit.Kernel)]
internal static void DenseReLU6x8(ref float x, nuint xStride, ref float W, nuint WStride, nuint terms, ref float b, ref float y, nuint yStride, nuint samples)
{
    unchecked
    {
        nuint xStride2 = xStride * 2; nuint xStride3 = xStride * 3; nuint xStride4 = xStride * 4; nuint xStride5 = xStride * 5;
        var b_0 = Load(ref b, 0);
        ref float x_m = ref x; ref float y_m = ref y;
        for (nuint m = 0; m < samples; m += 6)
        {
            var acc0_0 = b_0;
            var acc1_0 = b_0;
            var acc2_0 = b_0;
            var acc3_0 = b_0;
            var acc4_0 = b_0;
            var acc5_0 = b_0;
            ref float x_k = ref x_m; ref float W_k = ref W;
            for (nuint k = 0; k < terms; k++)
            {
                var W_0 = Load(ref W_k, 0);
                var x_0 = Broadcast(ref x_k, 0); acc0_0 = Fma(x_0, W_0, acc0_0);
                var x_1 = Broadcast(ref x_k, xStride); acc1_0 = Fma(x_1, W_0, acc1_0);
                var x_2 = Broadcast(ref x_k, xStride2); acc2_0 = Fma(x_2, W_0, acc2_0);
                var x_3 = Broadcast(ref x_k, xStride3); acc3_0 = Fma(x_3, W_0, acc3_0);
                var x_4 = Broadcast(ref x_k, xStride4); acc4_0 = Fma(x_4, W_0, acc4_0);
                var x_5 = Broadcast(ref x_k, xStride5); acc5_0 = Fma(x_5, W_0, acc5_0);
                W_k = ref At(ref W_k, WStride); x_k = ref At(ref x_k, 1);
            }
            Store(ref y_m, 0, Max(Zero, acc0_0));
            Store(ref y_m, yStride, Max(Zero, acc1_0));
            Store(ref y_m, yStride * 2, Max(Zero, acc2_0));
            Store(ref y_m, yStride * 3, Max(Zero, acc3_0));
            Store(ref y_m, yStride * 4, Max(Zero, acc4_0));
            Store(ref y_m, yStride * 5, Max(Zero, acc5_0));
            x_m = ref At(ref x_m, xStride * 6); y_m = ref At(ref y_m, yStride * 6);
        }
    }
}
// y[m,j] = relu(Σₖ x[m,k]·W[k,j] + b[j])     tile: 1 sample × 8 outputs, 1 accumulator; k in order, the same on every target
[global::System.Runtime.CompilerServices.MethodImpl(global::NetGen.Runtime.Jit.Kernel)]
internal static void DenseReLU1x8k3(ref float x, nuint xStride, ref float W, ref float b, ref float y, nuint yStride, nuint samples)
{
    unchecked
    {
        var b_0 = Load(ref b, 0);
        ref float x_m = ref x; ref float y_m = ref y;
        for (nuint m = 0; m < samples; m++)
        {
            var acc0_0 = b_0;
            ref float x_k = ref x_m; ref float W_k = ref W;
            var x_0 = Broadcast(ref x_k, 0); acc0_0 = Fma(x_0, Load(ref W_k, 0), acc0_0);
            var x_0_1 = Broadcast(ref x_k, 1); acc0_0 = Fma(x_0_1, Load(ref W_k, 16), acc0_0);
            var x_0_2 = Broadcast(ref x_k, 2); acc0_0 = Fma(x_0_2, Load(ref W_k, 32), acc0_0);
            Store(ref y_m, 0, Max(Zero, acc0_0));
            x_m = ref At(ref x_m, xStride); y_m = ref At(ref y_m, yStride);
        }
    }
}
