using System.Globalization;

namespace NetGen.Benchmarks;

/// <summary>
/// What a second thread is worth where samples wait for one another: a step of training of 784-512-512-10 with BatchNorm after each hidden
/// layer, by turns with one thread. Both must end in the same bits.
/// </summary>
internal static class ThreadTimes
{
    private const int Batch = 256, Turns = 60, StepsATurn = 4;

    public static int Run()
    {
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, Batch * 784).Select(_ => random.NextSingle())];
        int[] t = [.. Enumerable.Range(0, Batch).Select(_ => random.Next(10))];
        Net784x512x512x10BatchNorm[] networks = [new(seed: 1), new(seed: 1)];
        Adam[] rules = [new(Cases.LearningRate), new(Cases.LearningRate)];
        Contender[] contenders = [.. ((int[])[1, 2]).Select(threads => Contender.Of(
            $"{threads}", () => networks[threads - 1].TrainStep(x, t, rules[threads - 1], threads: threads)))];
        for (int i = 0; i < Turns; i++)
            foreach (Contender contender in contenders) contender.Run(StepsATurn);
        if (!Floats(networks[0]).SequenceEqual(Floats(networks[1])))
        {
            Console.Error.WriteLine("One thread and two end in different parameters.");
            return 1;
        }
        Rounds rounds = Measure.Run(contenders, TimeSpan.FromSeconds(20), compiled: true);
        double one = rounds.Time("1")!.Value, two = rounds.Time("2")!.Value;
        double gain = rounds.Median(round => rounds.At("1", round) / rounds.At("2", round));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"784-512-512-10 with BatchNorm, a step of batch {Batch}: {one / 1e6:f2} ms on one thread, "
            + $"{two / 1e6:f2} ms on two, the same bits"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"result: BatchNorm training on two threads, times one = {gain:f2}"));
        return 0;
    }

    private static IEnumerable<float> Floats(Net784x512x512x10BatchNorm network) =>
        network.Parameters.SelectMany(parameter => parameter.ToArray());
}
