// Dense1:  h1[m,j] = relu(Σₖ x[m,k]·W1[k,j] + b1[j])
// x: M×3   W1: 3×5   b1: 5   h1: M×5
// tile: one of the samples × 8 outputs, 8 accumulators; k in order, so that every target sums alike
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
internal static void Dense1Forward(ref float x, ref float W1, ref float b1, ref float h1, nuint samples)
{
    unchecked
    {
        {
            var b1_0 = Load(ref b1, 0);
            var b1_1 = Load(ref b1, 1);
            var b1_2 = Load(ref b1, 2);
            var b1_3 = Load(ref b1, 3);
            var b1_4 = Load(ref b1, 4);
            ref float W1_j = ref W1;
            for (nuint m = 0; m < samples; m++)
            {
                ref float x_m = ref Place(ref x, m * 3);
                var acc0_0 = b1_0;
                var acc0_1 = b1_1;
                var acc0_2 = b1_2;
                var acc0_3 = b1_3;
                var acc0_4 = b1_4;
                for (nuint k = 0; k < 3; k++)
                {
                    var W1_0 = Load(ref W1_j, k * 16);
                    var W1_1 = Load(ref W1_j, k * 16 + 1);
                    var W1_2 = Load(ref W1_j, k * 16 + 2);
                    var W1_3 = Load(ref W1_j, k * 16 + 3);
                    var W1_4 = Load(ref W1_j, k * 16 + 4);
                    var x_0 = Broadcast(ref x_m, k);
                    acc0_0 = Fma(x_0, W1_0, acc0_0);
                    acc0_1 = Fma(x_0, W1_1, acc0_1);
                    acc0_2 = Fma(x_0, W1_2, acc0_2);
                    acc0_3 = Fma(x_0, W1_3, acc0_3);
                    acc0_4 = Fma(x_0, W1_4, acc0_4);
                }
                Store(ref h1, m * 16, Max(0f, acc0_0));
                Store(ref h1, m * 16 + 1, Max(0f, acc0_1));
                Store(ref h1, m * 16 + 2, Max(0f, acc0_2));
                Store(ref h1, m * 16 + 3, Max(0f, acc0_3));
                Store(ref h1, m * 16 + 4, Max(0f, acc0_4));
            }
        }
    }
}

[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static float Broadcast(ref float at, nuint i) => global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static float Fma(float a, float b, float c) => global::NetGen.Runtime.Lanes.Fma(a, b, c);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static float Load(ref float at, nuint i) => global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static float Max(float a, float b) => a > b ? a : b;
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static ref float Place(ref float at, nuint i) => ref global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static void Store(ref float at, nuint i, float a) => global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i) = a;
