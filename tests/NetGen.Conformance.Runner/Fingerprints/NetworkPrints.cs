using System.Reflection;

namespace NetGen.Conformance.Fingerprints;

/// <summary>The cases of one generated network, through its generated members.</summary>
internal static class NetworkPrints
{
    // More than two of Predict's blocks, so that several threads have something to do.
    private const int Predicted = 1100, Batch = 13, Pool = 64, TrainBatch = 8, Steps = 1000;

    // More than one of the blocks of 512 whose gradients are added: what threads could divide.
    private const int LargeBatch = 700, LargeSteps = 2;

    /// <summary>Every type of the networks' assembly that is one, in the order of their names.</summary>
    public static IEnumerable<(string Name, Func<string> Print)> All(int threads)
    {
        // For the ahead-of-time compiler: the code that all networks share.
        Func<int, IEnumerable<(string, Func<string>)>> one = Of<Classifier>;
        MethodInfo of = one.Method.GetGenericMethodDefinition();
        foreach (Type type in typeof(Classifier).Assembly.GetTypes().Where(type => type.GetCustomAttribute<NetworkAttribute>() is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal))
            foreach (var print in of.MakeGenericMethod(type).CreateDelegate<Func<int, IEnumerable<(string, Func<string>)>>>()(threads))
                yield return print;
    }

    private static IEnumerable<(string Name, Func<string> Print)> Of<T>(int threads) where T : class, INetwork<T>
    {
        NetworkInfo info = T.Info;
        string name = info.Name;
        if (info.Inputs.Count != 1 || info.Outputs.Count != 1)
        {
            yield return ($"{name}.start", () => new Fingerprint().Add(T.Create(1).Parameters).Finish());
            yield return ($"{name}.predict", () => SlotPrints.Predict(T.Create(2), Predicted, threads));
            yield return ($"{name}.gradients", () => SlotPrints.Gradients(T.Create(4), Batch, special: false));
            yield return ($"{name}.special", () => SlotPrints.Gradients(T.Create(7), Draw.SpecialSamples, special: true));
            if (info.Outputs.All(output => output.TargetType == TargetType.None)) yield break;
            yield return ($"{name}.loss", () => SlotPrints.Loss(T.Create(10), Batch));
            yield return ($"{name}.trained", () => SlotPrints.Trained(T.Create(11), new Adam(1e-3), TrainBatch, Steps, threads));
            yield return ($"{name}.large", () => SlotPrints.Trained(T.Create(17), new Adam(1e-3), LargeBatch, LargeSteps, threads));
            yield break;
        }

        if (info.ParameterCount > 0) yield return ($"{name}.start", () => new Fingerprint().Add(T.Create(1).Parameters).Finish());
        yield return ($"{name}.predict", () => Predict(T.Create(2), Draw.Floats(Predicted * info.InputLength, 3, -2, 2), threads));
        yield return ($"{name}.gradients", () =>
            Gradients(T.Create(4), Draw.Floats(Batch * info.InputLength, 5, -2, 2), Draw.Floats(Batch * info.OutputLength, 6)));
        yield return ($"{name}.special", () =>
            Gradients(T.Create(7), Draw.Special(info.InputLength, 8), Draw.Floats(Draw.SpecialSamples * info.OutputLength, 9)));
        if (info.TargetType != TargetType.None) yield return ($"{name}.loss", () => Loss(T.Create(10)));
        if (info.ParameterCount == 0) yield break;
        yield return ($"{name}.trained", () => Trained(T.Create(11), new Adam(1e-3), threads));
        if (info.TargetType != TargetType.None)
            yield return ($"{name}.large", () => Trained(T.Create(17), new Adam(1e-3), threads, LargeBatch, LargeBatch, LargeSteps));
    }

    /// <summary>
    /// 1,000 steps in batches of 8 that go round 64 samples, if nothing else is asked; the losses on the way and the parameters at the end.
    /// </summary>
    public static string Trained<T>(T network, Optimizer optimizer, int threads, int pool = Pool, int batch = TrainBatch,
        int steps = Steps) where T : class, INetwork<T>
    {
        NetworkInfo info = T.Info;
        using var print = new Fingerprint();
        float[] x = Draw.Floats(pool * info.InputLength, 12);
        (float[] values, int[] indices) = Targets(info, pool, 13);
        Tape<T> tape = network.CreateTape(batch);
        for (int step = 0; step < steps; step++)
        {
            int first = step * batch % pool;
            ReadOnlySpan<float> rows = x.AsSpan(first * info.InputLength, batch * info.InputLength);
            switch (info.TargetType)
            {
                case TargetType.Values:
                    print.Add(Members<T>.TrainOnValues!(network, rows, values.AsSpan(first * info.TargetLength, batch * info.TargetLength),
                        optimizer, default, threads));
                    break;
                case TargetType.Indices:
                    print.Add(Members<T>.TrainOnIndices!(network, rows,
                        indices.AsSpan(first * info.TargetLength, batch * info.TargetLength), optimizer, default, threads));
                    break;
                default:
                    // Without a loss: toward zero, with the output as its own gradient.
                    float[] y = Members<T>.Forward!(network, tape, rows, true).ToArray();
                    Members<T>.Backward!(network, tape, y);
                    optimizer.Step(network, tape);
                    break;
            }
        }
        return print.Add(network.Parameters).Finish();
    }

    private static string Predict<T>(T network, float[] x, int threads) where T : class, INetwork<T>
    {
        var y = new float[x.Length / T.Info.InputLength * T.Info.OutputLength];
        Members<T>.Predict!(network, x, y, threads);
        return Fingerprint.Of(y);
    }

    /// <summary>Outputs in training, with what dropout drops, and what a gradient of the outputs makes of parameters and input.</summary>
    private static string Gradients<T>(T network, float[] x, float[] dy) where T : class, INetwork<T>
    {
        using var print = new Fingerprint();
        var dx = new float[x.Length];
        Tape<T> tape = network.CreateTape(x.Length / T.Info.InputLength);
        print.Add(Members<T>.Forward!(network, tape, x, true));
        Members<T>.BackwardToInput!(network, tape, dy, dx, T.Info.ParameterCount > 0);
        return print.Add(tape.Gradients).Add(dx).Finish();
    }

    /// <summary>The loss of weighted samples and its gradients.</summary>
    private static string Loss<T>(T network) where T : class, INetwork<T>
    {
        NetworkInfo info = T.Info;
        using var print = new Fingerprint();
        (float[] values, int[] indices) = Targets(info, Batch, 14);
        float[] weights = Draw.Floats(Batch, 15, 0, 2);
        Tape<T> tape = network.CreateTape(Batch);
        Members<T>.Forward!(network, tape, Draw.Floats(Batch * info.InputLength, 16, -2, 2), true);
        print.Add(info.TargetType == TargetType.Indices
            ? Members<T>.LossOfIndices!(network, tape, indices, weights)
            : Members<T>.LossOfValues!(network, tape, values, weights));
        if (info.ParameterCount > 0) Members<T>.BackwardFromLoss!(network, tape);
        return print.Add(tape.Gradients).Finish();
    }

    private static (float[] Values, int[] Indices) Targets(NetworkInfo info, int samples, int seed) => info.TargetType switch
    {
        TargetType.Indices => ([], Draw.Classes(samples * info.TargetLength, info.Classes, seed)),
        TargetType.Values when info.Accuracy == AccuracyKind.Class => (Draw.Distributions(samples, info.TargetLength, seed), []),
        TargetType.Values => (Draw.Floats(samples * info.TargetLength, seed, 0, 1), []),
        _ => ([], []),
    };
}
