// Dense1:  h1[m,j] = relu(Σₖ x[m,k]·W1[k,j] + b1[j])
// x: M×3   W1: 3×5   b1: 5   h1: M×5
// tile: 5 samples × 16 outputs, 20 accumulators; k in order, so that every target sums alike
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
internal static void Dense1Forward(ref float x, ref float W1, ref float b1, ref float h1, nuint samples)
{
    unchecked
    {
        nuint m_tiled = samples - samples % 5;
        {
            var b1_0 = Load(ref b1, 0);
            var b1_1 = Load(ref b1, 4);
            var b1_2 = Load(ref b1, 8);
            var b1_3 = Load(ref b1, 12);
            ref float W1_j = ref W1;
            for (nuint m = 0; m < m_tiled; m += 5)
            {
                ref float x_m = ref Place(ref x, m * 3);
                var acc0_0 = b1_0;
                var acc0_1 = b1_1;
                var acc0_2 = b1_2;
                var acc0_3 = b1_3;
                var acc1_0 = b1_0;
                var acc1_1 = b1_1;
                var acc1_2 = b1_2;
                var acc1_3 = b1_3;
                var acc2_0 = b1_0;
                var acc2_1 = b1_1;
                var acc2_2 = b1_2;
                var acc2_3 = b1_3;
                var acc3_0 = b1_0;
                var acc3_1 = b1_1;
                var acc3_2 = b1_2;
                var acc3_3 = b1_3;
                var acc4_0 = b1_0;
                var acc4_1 = b1_1;
                var acc4_2 = b1_2;
                var acc4_3 = b1_3;
                for (nuint k = 0; k < 3; k++)
                {
                    var W1_0 = Load(ref W1_j, k * 16);
                    var W1_1 = Load(ref W1_j, k * 16 + 4);
                    var W1_2 = Load(ref W1_j, k * 16 + 8);
                    var W1_3 = Load(ref W1_j, k * 16 + 12);
                    var x_0 = Broadcast(ref x_m, k);
                    acc0_0 = Fma(x_0, W1_0, acc0_0);
                    acc0_1 = Fma(x_0, W1_1, acc0_1);
                    acc0_2 = Fma(x_0, W1_2, acc0_2);
                    acc0_3 = Fma(x_0, W1_3, acc0_3);
                    var x_1 = Broadcast(ref x_m, k + 3);
                    acc1_0 = Fma(x_1, W1_0, acc1_0);
                    acc1_1 = Fma(x_1, W1_1, acc1_1);
                    acc1_2 = Fma(x_1, W1_2, acc1_2);
                    acc1_3 = Fma(x_1, W1_3, acc1_3);
                    var x_2 = Broadcast(ref x_m, k + 6);
                    acc2_0 = Fma(x_2, W1_0, acc2_0);
                    acc2_1 = Fma(x_2, W1_1, acc2_1);
                    acc2_2 = Fma(x_2, W1_2, acc2_2);
                    acc2_3 = Fma(x_2, W1_3, acc2_3);
                    var x_3 = Broadcast(ref x_m, k + 9);
                    acc3_0 = Fma(x_3, W1_0, acc3_0);
                    acc3_1 = Fma(x_3, W1_1, acc3_1);
                    acc3_2 = Fma(x_3, W1_2, acc3_2);
                    acc3_3 = Fma(x_3, W1_3, acc3_3);
                    var x_4 = Broadcast(ref x_m, k + 12);
                    acc4_0 = Fma(x_4, W1_0, acc4_0);
                    acc4_1 = Fma(x_4, W1_1, acc4_1);
                    acc4_2 = Fma(x_4, W1_2, acc4_2);
                    acc4_3 = Fma(x_4, W1_3, acc4_3);
                }
                Store(ref h1, m * 16, Select(Greater(Zero, acc0_0), Zero, acc0_0));
                Store(ref h1, m * 16 + 4, Select(Greater(Zero, acc0_1), Zero, acc0_1));
                Store(ref h1, m * 16 + 8, Select(Greater(Zero, acc0_2), Zero, acc0_2));
                Store(ref h1, m * 16 + 12, Select(Greater(Zero, acc0_3), Zero, acc0_3));
                Store(ref h1, m * 16 + 16, Select(Greater(Zero, acc1_0), Zero, acc1_0));
                Store(ref h1, m * 16 + 20, Select(Greater(Zero, acc1_1), Zero, acc1_1));
                Store(ref h1, m * 16 + 24, Select(Greater(Zero, acc1_2), Zero, acc1_2));
                Store(ref h1, m * 16 + 28, Select(Greater(Zero, acc1_3), Zero, acc1_3));
                Store(ref h1, m * 16 + 32, Select(Greater(Zero, acc2_0), Zero, acc2_0));
                Store(ref h1, m * 16 + 36, Select(Greater(Zero, acc2_1), Zero, acc2_1));
                Store(ref h1, m * 16 + 40, Select(Greater(Zero, acc2_2), Zero, acc2_2));
                Store(ref h1, m * 16 + 44, Select(Greater(Zero, acc2_3), Zero, acc2_3));
                Store(ref h1, m * 16 + 48, Select(Greater(Zero, acc3_0), Zero, acc3_0));
                Store(ref h1, m * 16 + 52, Select(Greater(Zero, acc3_1), Zero, acc3_1));
                Store(ref h1, m * 16 + 56, Select(Greater(Zero, acc3_2), Zero, acc3_2));
                Store(ref h1, m * 16 + 60, Select(Greater(Zero, acc3_3), Zero, acc3_3));
                Store(ref h1, m * 16 + 64, Select(Greater(Zero, acc4_0), Zero, acc4_0));
                Store(ref h1, m * 16 + 68, Select(Greater(Zero, acc4_1), Zero, acc4_1));
                Store(ref h1, m * 16 + 72, Select(Greater(Zero, acc4_2), Zero, acc4_2));
                Store(ref h1, m * 16 + 76, Select(Greater(Zero, acc4_3), Zero, acc4_3));
            }
        }
        {
            var b1_0 = Load(ref b1, 0);
            var b1_1 = Load(ref b1, 4);
            var b1_2 = Load(ref b1, 8);
            var b1_3 = Load(ref b1, 12);
            ref float W1_j = ref W1;
            for (nuint m = m_tiled; m < samples; m++)
            {
                ref float x_m = ref Place(ref x, m * 3);
                var acc0_0 = b1_0;
                var acc0_1 = b1_1;
                var acc0_2 = b1_2;
                var acc0_3 = b1_3;
                for (nuint k = 0; k < 3; k++)
                {
                    var W1_0 = Load(ref W1_j, k * 16);
                    var W1_1 = Load(ref W1_j, k * 16 + 4);
                    var W1_2 = Load(ref W1_j, k * 16 + 8);
                    var W1_3 = Load(ref W1_j, k * 16 + 12);
                    var x_0 = Broadcast(ref x_m, k);
                    acc0_0 = Fma(x_0, W1_0, acc0_0);
                    acc0_1 = Fma(x_0, W1_1, acc0_1);
                    acc0_2 = Fma(x_0, W1_2, acc0_2);
                    acc0_3 = Fma(x_0, W1_3, acc0_3);
                }
                Store(ref h1, m * 16, Select(Greater(Zero, acc0_0), Zero, acc0_0));
                Store(ref h1, m * 16 + 4, Select(Greater(Zero, acc0_1), Zero, acc0_1));
                Store(ref h1, m * 16 + 8, Select(Greater(Zero, acc0_2), Zero, acc0_2));
                Store(ref h1, m * 16 + 12, Select(Greater(Zero, acc0_3), Zero, acc0_3));
            }
        }
    }
}

[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector128<float> Broadcast(ref float at, nuint i) => global::System.Runtime.Intrinsics.Vector128.Create(global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i));
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector128<float> Fma(global::System.Runtime.Intrinsics.Vector128<float> a, global::System.Runtime.Intrinsics.Vector128<float> b, global::System.Runtime.Intrinsics.Vector128<float> c) => global::System.Runtime.Intrinsics.Vector128.FusedMultiplyAdd(a, b, c);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector128<float> Greater(global::System.Runtime.Intrinsics.Vector128<float> a, global::System.Runtime.Intrinsics.Vector128<float> b) => global::System.Runtime.Intrinsics.Vector128.GreaterThan(a, b);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector128<float> Load(ref float at, nuint i) => global::System.Runtime.Intrinsics.Vector128.LoadUnsafe(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static ref float Place(ref float at, nuint i) => ref global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector128<float> Select(global::System.Runtime.Intrinsics.Vector128<float> mask, global::System.Runtime.Intrinsics.Vector128<float> a, global::System.Runtime.Intrinsics.Vector128<float> b) => global::System.Runtime.Intrinsics.Vector128.ConditionalSelect(mask, a, b);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static void Store(ref float at, nuint i, global::System.Runtime.Intrinsics.Vector128<float> a) => global::System.Runtime.Intrinsics.Vector128.StoreUnsafe(a, ref at, i);
private static global::System.Runtime.Intrinsics.Vector128<float> Zero => default;
