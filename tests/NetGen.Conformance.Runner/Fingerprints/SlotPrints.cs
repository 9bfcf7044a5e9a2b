using NetGen.Runtime;

namespace NetGen.Conformance.Fingerprints;

/// <summary>The cases of a network with several inputs or outputs: those of <see cref="NetworkPrints"/>, for every output.</summary>
internal static class SlotPrints
{
    public static string Predict<T>(T network, int samples, int threads) where T : class, INetwork<T>
    {
        float[][] y = [.. T.Info.Outputs.Select(output => new float[samples * output.Length])];
        Core.Of(network).Predict(Slots(Inputs(T.Info, samples, 30, -1)), Slots(y), threads);
        return Print(y);
    }

    /// <summary>Outputs in training, and what gradients of all outputs make of parameters and inputs.</summary>
    /// <param name="special">Whether the inputs hold numbers that arithmetic treats apart.</param>
    public static string Gradients<T>(T network, int samples, bool special) where T : class, INetwork<T>
    {
        NetworkInfo info = T.Info;
        Core core = Core.Of(network);
        Tape<T> tape = network.CreateTape(samples);
        float[][] x = special ? [.. info.Inputs.Select((input, i) => Draw.Special(input.Length, 50 + i))] : Inputs(info, samples, 30, -2);
        float[][] dy = [.. info.Outputs.Select((output, i) => Draw.Floats(samples * output.Length, 60 + i))],
            dx = [.. x.Select(rows => new float[rows.Length])];
        using var print = new Fingerprint();
        core.Forward(tape, Slots(x), true);
        for (int i = 0; i < info.Outputs.Count; i++) print.Add(core.OutputOf(tape, i));
        core.BackwardFrom(tape, Slots(dy), Slots(dx), true, true);
        print.Add(tape.Gradients);
        foreach (float[] gradient in dx) print.Add(gradient);
        return print.Finish();
    }

    /// <summary>The losses of weighted samples and their gradients.</summary>
    public static string Loss<T>(T network, int samples) where T : class, INetwork<T>
    {
        Core core = Core.Of(network);
        Tape<T> tape = network.CreateTape(samples);
        float[] losses = new float[Losses(T.Info)];
        core.Forward(tape, Slots(Inputs(T.Info, samples, 30, -2)), true);
        using var print = new Fingerprint();
        print.Add(core.Loss(tape, Slots(Targets(T.Info, samples, 40)), Draw.Floats(samples, 15, 0, 2), losses)).Add(losses);
        core.Backward(tape);
        return print.Add(tape.Gradients).Finish();
    }

    /// <summary>Steps on one batch; the sums of the losses on the way and the parameters at the end.</summary>
    public static string Trained<T>(T network, Optimizer optimizer, int samples, int steps, int threads) where T : class, INetwork<T>
    {
        Core core = Core.Of(network);
        float[][] x = Inputs(T.Info, samples, 30, -1), t = Targets(T.Info, samples, 40);
        float[] losses = new float[Losses(T.Info)];
        using var print = new Fingerprint();
        for (int step = 0; step < steps; step++) print.Add(core.TrainStep(Slots(x), Slots(t), optimizer, default, threads, losses));
        return print.Add(network.Parameters).Finish();
    }

    private static int Losses(NetworkInfo info) => info.Outputs.Count(output => output.TargetType != TargetType.None);

    private static float[][] Inputs(NetworkInfo info, int samples, int seed, float from) =>
        [.. info.Inputs.Select((input, i) => Draw.Floats(samples * input.Length, seed + i, from, -from))];

    /// <summary>For each loss values, or class indices by their bits.</summary>
    private static float[][] Targets(NetworkInfo info, int samples, int seed) =>
    [
        .. info.Outputs.Where(output => output.TargetType != TargetType.None).Select((output, i) => output.TargetType == TargetType.Indices
            ? NetGen.Runtime.Slots.Indices(Draw.Classes(samples * output.TargetLength, output.Classes, seed + i)).ToArray()
            : Draw.Floats(samples * output.TargetLength, seed + i, 0, 1)),
    ];

    private static Slots Slots(float[][] rows)
    {
        Few(rows);
        return new Slots(At(rows, 0), At(rows, 1), At(rows, 2), At(rows, 3));
    }

    private static void Few(float[][] rows)
    {
        if (rows.Length > 4) throw new InvalidOperationException($"{rows.Length} slots: the cases of fingerprints take four at most.");
    }

    private static float[] At(float[][] rows, int slot) => slot < rows.Length ? rows[slot] : [];

    private static string Print(float[][] planes)
    {
        using var print = new Fingerprint();
        foreach (float[] plane in planes) print.Add(plane);
        return print.Finish();
    }
}
