// Dense1:  h1[m,j] = relu(Σₖ x[m,k]·W1[k,j] + b1[j])
// x: M×3   W1: 3×5   b1: 5   h1: M×5
// tile: 6 samples × 16 outputs, 12 accumulators; k in order, so that every target sums alike
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
internal static void Dense1Forward(ref float x, ref float W1, ref float b1, ref float h1, nuint samples)
{
    unchecked
    {
        nuint m_tiled = samples - samples % 6;
        {
            var b1_0 = Load(ref b1, 0);
            var b1_1 = Load(ref b1, 8);
            ref float W1_j = ref W1;
            for (nuint m = 0; m < m_tiled; m += 6)
            {
                ref float x_m = ref Place(ref x, m * 3);
                var acc0_0 = b1_0;
                var acc0_1 = b1_1;
                var acc1_0 = b1_0;
                var acc1_1 = b1_1;
                var acc2_0 = b1_0;
                var acc2_1 = b1_1;
                var acc3_0 = b1_0;
                var acc3_1 = b1_1;
                var acc4_0 = b1_0;
                var acc4_1 = b1_1;
                var acc5_0 = b1_0;
                var acc5_1 = b1_1;
                for (nuint k = 0; k < 3; k++)
                {
                    var W1_0 = Load(ref W1_j, k * 16);
                    var W1_1 = Load(ref W1_j, k * 16 + 8);
                    var x_0 = Broadcast(ref x_m, k);
                    acc0_0 = Fma(x_0, W1_0, acc0_0);
                    acc0_1 = Fma(x_0, W1_1, acc0_1);
                    var x_1 = Broadcast(ref x_m, k + 3);
                    acc1_0 = Fma(x_1, W1_0, acc1_0);
                    acc1_1 = Fma(x_1, W1_1, acc1_1);
                    var x_2 = Broadcast(ref x_m, k + 6);
                    acc2_0 = Fma(x_2, W1_0, acc2_0);
                    acc2_1 = Fma(x_2, W1_1, acc2_1);
                    var x_3 = Broadcast(ref x_m, k + 9);
                    acc3_0 = Fma(x_3, W1_0, acc3_0);
                    acc3_1 = Fma(x_3, W1_1, acc3_1);
                    var x_4 = Broadcast(ref x_m, k + 12);
                    acc4_0 = Fma(x_4, W1_0, acc4_0);
                    acc4_1 = Fma(x_4, W1_1, acc4_1);
                    var x_5 = Broadcast(ref x_m, k + 15);
                    acc5_0 = Fma(x_5, W1_0, acc5_0);
                    acc5_1 = Fma(x_5, W1_1, acc5_1);
                }
                Store(ref h1, m * 16, Max(Zero, acc0_0));
                Store(ref h1, m * 16 + 8, Max(Zero, acc0_1));
                Store(ref h1, m * 16 + 16, Max(Zero, acc1_0));
                Store(ref h1, m * 16 + 24, Max(Zero, acc1_1));
                Store(ref h1, m * 16 + 32, Max(Zero, acc2_0));
                Store(ref h1, m * 16 + 40, Max(Zero, acc2_1));
                Store(ref h1, m * 16 + 48, Max(Zero, acc3_0));
                Store(ref h1, m * 16 + 56, Max(Zero, acc3_1));
                Store(ref h1, m * 16 + 64, Max(Zero, acc4_0));
                Store(ref h1, m * 16 + 72, Max(Zero, acc4_1));
                Store(ref h1, m * 16 + 80, Max(Zero, acc5_0));
                Store(ref h1, m * 16 + 88, Max(Zero, acc5_1));
            }
        }
        {
            var b1_0 = Load(ref b1, 0);
            var b1_1 = Load(ref b1, 8);
            ref float W1_j = ref W1;
            for (nuint m = m_tiled; m < samples; m++)
            {
                ref float x_m = ref Place(ref x, m * 3);
                var acc0_0 = b1_0;
                var acc0_1 = b1_1;
                for (nuint k = 0; k < 3; k++)
                {
                    var W1_0 = Load(ref W1_j, k * 16);
                    var W1_1 = Load(ref W1_j, k * 16 + 8);
                    var x_0 = Broadcast(ref x_m, k);
                    acc0_0 = Fma(x_0, W1_0, acc0_0);
                    acc0_1 = Fma(x_0, W1_1, acc0_1);
                }
                Store(ref h1, m * 16, Max(Zero, acc0_0));
                Store(ref h1, m * 16 + 8, Max(Zero, acc0_1));
            }
        }
    }
}

[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector256<float> Broadcast(ref float at, nuint i) => global::System.Runtime.Intrinsics.X86.Avx2.BroadcastScalarToVector256(global::System.Runtime.Intrinsics.Vector128.CreateScalarUnsafe(global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i)));
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector256<float> Fma(global::System.Runtime.Intrinsics.Vector256<float> a, global::System.Runtime.Intrinsics.Vector256<float> b, global::System.Runtime.Intrinsics.Vector256<float> c) => global::System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a, b, c);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector256<float> Load(ref float at, nuint i) => global::System.Runtime.Intrinsics.Vector256.LoadUnsafe(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector256<float> Max(global::System.Runtime.Intrinsics.Vector256<float> a, global::System.Runtime.Intrinsics.Vector256<float> b) => global::System.Runtime.Intrinsics.X86.Avx.Max(a, b);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static ref float Place(ref float at, nuint i) => ref global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static void Store(ref float at, nuint i, global::System.Runtime.Intrinsics.Vector256<float> a) => global::System.Runtime.Intrinsics.Vector256.StoreUnsafe(a, ref at, i);
private static global::System.Runtime.Intrinsics.Vector256<float> Zero => default;
