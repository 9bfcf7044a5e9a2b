using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Numerics;
using NetGen.Runtime;

namespace NetGen.Conformance.Fingerprints;

/// <summary>
/// The cases of the library itself: elementary functions, sums, random numbers, initial values, losses on spans, optimizers.
/// </summary>
internal static class LibraryPrints
{
    public static IEnumerable<(string Name, Func<string> Print)> All(int threads) =>
        [.. Functions(), ("Fold", Folds), ("Shuffle", Shuffles), .. Dropouts(), ("noise 0.5", Noise), .. Initializers(), .. Losses(),
            .. Optimizers(threads)];

    /// <summary>
    /// Every function of <see cref="VectorMath"/>, in the width of the instruction set that runs, at every 65,521st float.
    /// </summary>
    private static IEnumerable<(string, Func<string>)> Functions() =>
        typeof(VectorMath).GetMethods(BindingFlags.Static | BindingFlags.Public)
        .Where(method => method.ReturnType == typeof(float) && method.GetParameters() is [{ } only] && only.ParameterType == typeof(float))
        .OrderBy(method => method.Name, StringComparer.Ordinal)
        .Select(method => ($"function {method.Name}", (Func<string>)(() => Function(method.Name))));

    private static string Function(string name)
    {
        var values = new List<float>();
        for (long place = -0x7F80_0000; place <= 0x7F80_0000; place += 65521)
            values.Add(BitConverter.Int32BitsToSingle(place >= 0 ? (int)place : int.MinValue | -(int)place));
        while (values.Count % 16 != 0) values.Add(1);
        Span<float> all = CollectionsMarshal.AsSpan(values);
        switch (IsaSelector.Current)
        {
            case Isa.Avx512: Map<Simd512, Vector512<float>>(name, all); break;
            case Isa.Avx2: Map<Simd256, Vector256<float>>(name, all); break;
            case Isa.Neon: Map<Simd128, Vector128<float>>(name, all); break;
            default: Map<Simd1, float>(name, all); break;
        }
        return Fingerprint.Of(all);
    }

    private static void Map<S, V>(string name, Span<float> values)
        where S : struct, ISimd<V>
        where V : struct
    {
        var function = typeof(VectorOps<S, V>).GetMethod(name, [typeof(V)])!.CreateDelegate<Func<V, V>>();
        foreach (ref V vector in MemoryMarshal.Cast<float, V>(values)) vector = function(vector);
    }

    private static string Folds()
    {
        using var print = new Fingerprint();
        float[] numbers = Draw.Floats(200, 20);
        for (int n = 0; n <= numbers.Length; n++)
            print.Add(Fold.Sum(numbers.AsSpan(0, n))).Add(Fold.SumOfSquares(numbers.AsSpan(0, n)))
                .Add(Fold.Dot(numbers.AsSpan(0, n), numbers.AsSpan(200 - n, n)));
        return print.Finish();
    }

    private static string Shuffles()
    {
        using var print = new Fingerprint();
        for (ulong epoch = 0; epoch < 3; epoch++)
        {
            int[] order = Enumerable.Range(0, 1000).ToArray();
            Philox.Shuffle(order, 21, epoch);
            print.Add(order.Select(place => (float)place).ToArray());
        }
        return print.Finish();
    }

    private static IEnumerable<(string, Func<string>)> Dropouts() => new[] { 0, 0.1, 0.25, 0.5 }.Select(rate => (
        FormattableString.Invariant($"dropout {rate}"), (Func<string>)(() =>
        {
            const int rows = 40, units = 37, stride = 48;
            var mask = new float[rows * stride];
            DropoutMask.Fill(ref mask[0], rows, stride, units, rate, 22, 5, 7, 3, training: true);
            return Fingerprint.Of(mask);
        })));

    private static string Noise()
    {
        const int rows = 40, units = 37, stride = 48;
        var noise = new float[rows * stride];
        GaussianNoise.Fill(ref noise[0], rows, stride, units, 0.5, 22, 5, 7, 3, training: true);
        return Fingerprint.Of(noise);
    }

    /// <summary>
    /// Every member of <see cref="Initializer"/>, into a matrix that is wider than high and one that is higher than wide.
    /// </summary>
    private static IEnumerable<(string, Func<string>)> Initializers() =>
        Enum.GetValues<Initializer>().Where(initializer => initializer != Initializer.Default).Select(initializer => (
        $"initializer {initializer}", (Func<string>)(() =>
        {
            using var print = new Fingerprint();
            foreach ((int rows, int columns) in ((int, int)[])[(30, 20), (7, 33)])
            {
                var values = new float[rows * columns];
                double value = initializer is Initializer.Constant or Initializer.Normal or Initializer.Uniform ? 0.25 : double.NaN;
                InitialValues.Fill(values, rows, columns, initializer, rows, columns, value, 99, 4);
                print.Add(values);
            }
            return print.Finish();
        })));

    /// <summary>
    /// Every method of <see cref="NetGen.Losses"/>: those of predictions and targets alone by themselves, the others by what is here for
    /// them.
    /// </summary>
    private static IEnumerable<(string, Func<string>)> Losses()
    {
        foreach (MethodInfo method in typeof(Losses).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .OrderBy(method => method.Name, StringComparer.Ordinal).ThenBy(method => method.ToString(), StringComparer.Ordinal))
        {
            Type[] parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
            if (parameters.SequenceEqual([typeof(ReadOnlySpan<float>), typeof(ReadOnlySpan<float>), typeof(Span<float>)]))
            {
                yield return ($"loss {method.Name}", () => OfValues(method.CreateDelegate<LossOfValues>()));
                continue;
            }
            (string Name, Func<string> Print)[] cases = WithArguments(method.Name, parameters[1] == typeof(ReadOnlySpan<int>));
            if (cases.Length == 0)
                throw new InvalidOperationException(
                    $"There is no case for Losses.{method.Name}("
                    + $"{string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))}): add "
                    + "one to LibraryPrints.WithArguments.");
            foreach ((string name, Func<string> print) in cases) yield return ($"loss {name}", print);
        }
    }

    /// <summary>Losses with arguments of their own, at their defaults and away from them.</summary>
    private static (string Name, Func<string> Print)[] WithArguments(string loss, bool ofIndices) => (loss, ofIndices) switch
    {
        ("SoftmaxCrossEntropy", true) =>
        [
            ("SoftmaxCrossEntropy of indices", () => OfIndices((z, t, dz) => global::NetGen.Losses.SoftmaxCrossEntropy(z, t, dz))),
            ("SoftmaxCrossEntropy of indices, smoothed, one ignored", () =>
                OfIndices((z, t, dz) => global::NetGen.Losses.SoftmaxCrossEntropy(z, t, dz, 0.1f, 3))),
        ],
        ("SoftmaxCrossEntropy", false) =>
        [
            ("SoftmaxCrossEntropy of distributions", () =>
                OfDistributions((z, t, dz) => global::NetGen.Losses.SoftmaxCrossEntropy(z, t, Classes, dz))),
            ("SoftmaxCrossEntropy of distributions, smoothed", () =>
                OfDistributions((z, t, dz) => global::NetGen.Losses.SoftmaxCrossEntropy(z, t, Classes, dz, 0.1f))),
        ],
        ("KLDivergence", false) =>
            [("KLDivergence", () => OfDistributions((p, t, dp) => global::NetGen.Losses.KLDivergence(p, t, Classes, dp)))],
        ("CosineSimilarity", false) =>
            [("CosineSimilarity", () => OfDistributions((y, t, dy) => global::NetGen.Losses.CosineSimilarity(y, t, Classes, dy)))],
        ("Huber", false) =>
        [
            ("Huber", () => OfValues((y, t, dy) => global::NetGen.Losses.Huber(y, t, dy))),
            ("Huber of 0.3", () => OfValues((y, t, dy) => global::NetGen.Losses.Huber(y, t, dy, 0.3f))),
        ],
        ("SmoothL1", false) =>
        [
            ("SmoothL1", () => OfValues((y, t, dy) => global::NetGen.Losses.SmoothL1(y, t, dy))),
            ("SmoothL1 of 0.3", () => OfValues((y, t, dy) => global::NetGen.Losses.SmoothL1(y, t, dy, 0.3f))),
        ],
        ("CategoricalHinge", false) =>
            [("CategoricalHinge", () => OfValues((y, t, dy) => global::NetGen.Losses.CategoricalHinge(y, t, y.Length, dy)))],
        _ => [],
    };

    private const int Rows = 9, Classes = 12;

    private static string OfValues(LossOfValues loss)
    {
        using var print = new Fingerprint();
        for (int n = 1; n < 100; n += 7)
        {
            var dy = new float[n];
            print.Add(loss(Draw.Floats(n, n, 0, 1), Draw.Floats(n, n + 1, 0, 1), dy)).Add(dy);
        }
        return print.Finish();
    }

    private static string OfIndices(LossOfIndices loss)
    {
        var dy = new float[Rows * Classes];
        float value = loss(Draw.Floats(Rows * Classes, 23, -3, 3), Draw.Classes(Rows, Classes, 24), dy);
        return Fingerprint.Of([value, .. dy]);
    }

    private static string OfDistributions(LossOfValues loss)
    {
        var dy = new float[Rows * Classes];
        float value = loss(Draw.Distributions(Rows, Classes, 23), Draw.Distributions(Rows, Classes, 24), dy);
        return Fingerprint.Of([value, .. dy]);
    }

    /// <summary>Every optimizer with its defaults, which a constructor without arguments must give, and those with more to them.</summary>
    private static IEnumerable<(string, Func<string>)> Optimizers(int threads)
    {
        IEnumerable<(string Name, Func<Optimizer> Create)> all = typeof(Optimizer).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract).OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (type.Name, (Func<Optimizer>)(() => WithDefaults(type))));
        foreach ((string name, Func<Optimizer> create) in all.Concat(Variants))
            yield return ($"optimizer {name}", () => NetworkPrints.Trained(new Golden7(25), create(), threads));
    }

    private static readonly (string Name, Func<Optimizer> Create)[] Variants =
    [
        ("SGD, Nesterov, weight decay", () => new SGD(0.05, 0.9, weightDecay: 0.01, nesterov: true)),
        ("SGD, momentum, dampening", () => new SGD(0.05, 0.9, dampening: 0.3)),
        ("Adam, weight decay", () => new Adam(0.01, weightDecay: 0.01)),
        ("AdamW, clipped norm", () => new AdamW(0.01) { ClipNorm = 0.5 }),
        ("RMSprop, momentum, centred, clipped values", () => new RMSprop(0.01, momentum: 0.9, centered: true) { ClipValue = 0.05 }),
    ];

    /// <summary>Every argument left out: the constructor with optional parameters alone.</summary>
    private static Optimizer WithDefaults(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors()
            .FirstOrDefault(constructor => constructor.GetParameters().All(parameter => parameter.HasDefaultValue))
            ?? throw new InvalidOperationException(
                $"{type.Name} has no constructor whose arguments can all be left out: the walk over optimizers needs one.");
        return (Optimizer)constructor.Invoke(constructor.GetParameters().Select(parameter => parameter.DefaultValue).ToArray());
    }

    private delegate float LossOfValues(ReadOnlySpan<float> y, ReadOnlySpan<float> t, Span<float> dy);
    private delegate float LossOfIndices(ReadOnlySpan<float> z, ReadOnlySpan<int> t, Span<float> dz);
}
