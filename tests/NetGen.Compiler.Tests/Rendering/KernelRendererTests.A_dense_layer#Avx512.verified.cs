// Dense1:  h1[m,j] = relu(Σₖ x[m,k]·W1[k,j] + b1[j])
// x: M×3   W1: 3×5   b1: 5   h1: M×5
// tile: 8 samples × 16 outputs, 8 accumulators; k in order, so that every target sums alike
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
internal static void Dense1Forward(ref float x, ref float W1, ref float b1, ref float h1, nuint samples)
{
    unchecked
    {
        nuint m_tiled = samples - samples % 8;
        {
            var b1_0 = Load(ref b1, 0);
            ref float W1_j = ref W1;
            for (nuint m = 0; m < m_tiled; m += 8)
            {
                ref float x_m = ref Place(ref x, m * 3);
                var acc0_0 = b1_0;
                var acc1_0 = b1_0;
                var acc2_0 = b1_0;
                var acc3_0 = b1_0;
                var acc4_0 = b1_0;
                var acc5_0 = b1_0;
                var acc6_0 = b1_0;
                var acc7_0 = b1_0;
                for (nuint k = 0; k < 3; k++)
                {
                    var W1_0 = Load(ref W1_j, k * 16);
                    var x_0 = Broadcast(ref x_m, k);
                    acc0_0 = Fma(x_0, W1_0, acc0_0);
                    var x_1 = Broadcast(ref x_m, k + 3);
                    acc1_0 = Fma(x_1, W1_0, acc1_0);
                    var x_2 = Broadcast(ref x_m, k + 6);
                    acc2_0 = Fma(x_2, W1_0, acc2_0);
                    var x_3 = Broadcast(ref x_m, k + 9);
                    acc3_0 = Fma(x_3, W1_0, acc3_0);
                    var x_4 = Broadcast(ref x_m, k + 12);
                    acc4_0 = Fma(x_4, W1_0, acc4_0);
                    var x_5 = Broadcast(ref x_m, k + 15);
                    acc5_0 = Fma(x_5, W1_0, acc5_0);
                    var x_6 = Broadcast(ref x_m, k + 18);
                    acc6_0 = Fma(x_6, W1_0, acc6_0);
                    var x_7 = Broadcast(ref x_m, k + 21);
                    acc7_0 = Fma(x_7, W1_0, acc7_0);
                }
                Store(ref h1, m * 16, Max(Zero, acc0_0));
                Store(ref h1, m * 16 + 16, Max(Zero, acc1_0));
                Store(ref h1, m * 16 + 32, Max(Zero, acc2_0));
                Store(ref h1, m * 16 + 48, Max(Zero, acc3_0));
                Store(ref h1, m * 16 + 64, Max(Zero, acc4_0));
                Store(ref h1, m * 16 + 80, Max(Zero, acc5_0));
                Store(ref h1, m * 16 + 96, Max(Zero, acc6_0));
                Store(ref h1, m * 16 + 112, Max(Zero, acc7_0));
            }
        }
        {
            var b1_0 = Load(ref b1, 0);
            ref float W1_j = ref W1;
            for (nuint m = m_tiled; m < samples; m++)
            {
                ref float x_m = ref Place(ref x, m * 3);
                var acc0_0 = b1_0;
                for (nuint k = 0; k < 3; k++)
                {
                    var W1_0 = Load(ref W1_j, k * 16);
                    var x_0 = Broadcast(ref x_m, k);
                    acc0_0 = Fma(x_0, W1_0, acc0_0);
                }
                Store(ref h1, m * 16, Max(Zero, acc0_0));
            }
        }
    }
}

[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector512<float> Broadcast(ref float at, nuint i) => global::System.Runtime.Intrinsics.Vector512.Create(global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i));
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector512<float> Fma(global::System.Runtime.Intrinsics.Vector512<float> a, global::System.Runtime.Intrinsics.Vector512<float> b, global::System.Runtime.Intrinsics.Vector512<float> c) => global::System.Runtime.Intrinsics.Vector512.FusedMultiplyAdd(a, b, c);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector512<float> Load(ref float at, nuint i) => global::System.Runtime.Intrinsics.Vector512.LoadUnsafe(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static global::System.Runtime.Intrinsics.Vector512<float> Max(global::System.Runtime.Intrinsics.Vector512<float> a, global::System.Runtime.Intrinsics.Vector512<float> b) => global::System.Runtime.Intrinsics.X86.Avx512F.IsSupported ? global::System.Runtime.Intrinsics.X86.Avx512F.Max(a, b) : global::System.Runtime.Intrinsics.Vector512.ConditionalSelect(global::System.Runtime.Intrinsics.Vector512.GreaterThan(a, b), a, b);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static ref float Place(ref float at, nuint i) => ref global::System.Runtime.CompilerServices.Unsafe.Add(ref at, i);
[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
private static void Store(ref float at, nuint i, global::System.Runtime.Intrinsics.Vector512<float> a) => global::System.Runtime.Intrinsics.Vector512.StoreUnsafe(a, ref at, i);
private static global::System.Runtime.Intrinsics.Vector512<float> Zero => default;
