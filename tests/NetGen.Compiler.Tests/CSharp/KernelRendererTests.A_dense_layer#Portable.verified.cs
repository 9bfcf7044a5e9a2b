// y[m,j] = relu(Σₖ x[m,k]·W[k,j] + b[j])     tile: 1 sample × 5 outputs, 5 accumulators; k in order, the same on every target
[global::System.Runtime.CompilerServices.MethodImpl(global::NetGen.Runtime.Jit.Kernel)]
internal static void DenseReLU1x5(ref float x, nuint xStride, ref float W, nuint WStride, nuint terms, ref float b, ref float y, nuint yStride, nuint samples)
{
    unchecked
    {
        var b_0 = Load(ref b, 0); var b_1 = Load(ref b, 1); var b_2 = Load(ref b, 2); var b_3 = Load(ref b, 3); var b_4 = Load(ref b, 4);
        ref float x_m = ref x; ref float y_m = ref y;
        for (nuint m = 0; m < samples; m++)
        {
            var acc0_0 = b_0; var acc0_1 = b_1; var acc0_2 = b_2; var acc0_3 = b_3; var acc0_4 = b_4;
            ref float x_k = ref x_m; ref float W_k = ref W;
            for (nuint k = 0; k < terms; k++)
            {
                var x_0 = Broadcast(ref x_k, 0); acc0_0 = Fma(x_0, Load(ref W_k, 0), acc0_0); acc0_1 = Fma(x_0, Load(ref W_k, 1), acc0_1);
                acc0_2 = Fma(x_0, Load(ref W_k, 2), acc0_2); acc0_3 = Fma(x_0, Load(ref W_k, 3), acc0_3);
                acc0_4 = Fma(x_0, Load(ref W_k, 4), acc0_4); W_k = ref At(ref W_k, WStride); x_k = ref At(ref x_k, 1);
            }
            Store(ref y_m, 0, Max(0f, acc0_0)); Store(ref y_m, 1, Max(0f, acc0_1)); Store(ref y_m, 2, Max(0f, acc0_2));
            Store(ref y_m, 3, Max(0f, acc0_3)); Store(ref y_m, 4, Max(0f, acc0_4));
            x_m = ref At(ref x_m, xStride); y_m = ref At(ref y_m, yStride);
        }
    }
}
