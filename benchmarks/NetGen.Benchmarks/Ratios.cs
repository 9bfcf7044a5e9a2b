using System.Globalization;
using NetGen.Benchmarking;
using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks;

/// <summary>
/// The quick comparison: each case against its peers and against what the machine can do, measured turn by turn in the same run. A ratio is the median of
/// the ratios within rounds.
/// </summary>
internal static class Ratios
{
    private const string Own = "NetGen", Peak = "FMA peak", Weights = "reading the weights", Adam = "Adam alone";

    // What is read again and again comes from the first, the second and the third cache.
    private static readonly (string Name, long Floats)[] Caches = [("L1", 4 * 1024), ("L2", 48 * 1024), ("L3", 1024 * 1024)];
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2.2);

    public static int Run(Case[] cases, string file)
    {
        if (cases.Length == 0) return 2;
        Console.WriteLine($"{"case",-55} {"NetGen",9} {"ONNX Runtime",17} {"TorchSharp",17} {"C# loop",17} {"limit",9} {"share",6} {"of peak",7}");
        var lines = new List<Ratio>();
        var machine = new List<(double Peak, double[] Bandwidths)>();
        foreach (Case c in cases) lines.Add(Measured(c, machine));

        double Middle(Func<(double Peak, double[] Bandwidths), double> of) => machine.Select(of).Order().ElementAt(machine.Count / 2);
        if (machine.Count > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{lines[0].Isa}, measured between the cases' turns: {Middle(m => m.Peak):F1} GFLOP/s of fused multiply-adds; reading {string.Join(", ", Caches.Select((cache, i) => string.Create(CultureInfo.InvariantCulture, $"{Middle(m => m.Bandwidths[i]):F0} GB/s from {cache.Name}")))}"));
        Ratio.Write(file, lines);
        return 0;
    }

    private static Ratio Measured(Case c, List<(double Peak, double[] Bandwidths)> machine)
    {
        Compared(c);
        Subject subject = c.Create(Cases.LearningRate);
        Model model = subject.Model;
        var data = new Data(model, c.Batch);

        var contenders = new List<Contender> { new(Own, c.Contend(subject, data, c.Threads)) };
        List<(string Name, IPeer Peer)> peers = PeersOf(c, model, data, Cases.LearningRate);
        foreach ((string name, IPeer peer) in peers)
            contenders.Add(Contender.Of(name, c.Work == Work.Forward ? peer.Forward : () => ((ITrainingPeer)peer).TrainStep()));
        bool hasPeak = Limits.Fma(subject.Isa) is not null;
        if (hasPeak)
        {
            contenders.Add(Contender.Of(Peak, Limits.Fma(subject.Isa)!));
            if (c.Work == Work.Forward) contenders.Add(Contender.Of(Weights, Limits.Read(subject.Isa, model.Parameters)));
            if (c.Work == Work.Train) contenders.Add(Contender.Of(Adam, Limits.Adam(subject.Isa, model.Parameters)));
            foreach ((string name, long floats) in Caches) contenders.Add(Contender.Of(name, Limits.Read(subject.Isa, floats)));
        }

        Rounds rounds = Measure.Run(contenders, Budget, threads: c.Threads);
        foreach ((_, IPeer peer) in peers) peer.Dispose();

        // The products at peak, shared by the threads; but a sample needs every weight read once, and a step of Adam its pass over the parameters.
        double Products(int round) => c.Flops(model) / Limits.FlopsOfFma(subject.Isa) * rounds.At(Peak, round) / c.Threads;
        double Limit(int round) => c.Work switch
        {
            Work.Forward => Math.Max(Products(round), rounds.At(Weights, round)),
            Work.Train => Products(round) + rounds.At(Adam, round) / c.Threads,
            _ => Products(round),
        };
        double? Ratio(string peer) => rounds.Has(peer) ? rounds.Median(round => rounds.At(peer, round) / rounds.At(Own, round)) : null;
        double? share = hasPeak ? rounds.Median(round => Limit(round) / rounds.At(Own, round)) : null, ofPeak = hasPeak ? rounds.Median(round => Products(round) / rounds.At(Own, round)) : null;

        var line = new Ratio(c.Name, rounds.Time(Own)!.Value, rounds.Time("ONNX Runtime"), rounds.Time("TorchSharp"), hasPeak ? rounds.Median(Limit) : null,
            Ratio("ONNX Runtime"), Ratio("TorchSharp"), share, c.Threads, subject.Isa.ToString());
        if (hasPeak)
            machine.Add((Limits.FlopsOfFma(subject.Isa) / rounds.Time(Peak)!.Value, [.. Caches.Select(cache => cache.Floats * 4 / rounds.Time(cache.Name)!.Value)]));
        string Peer(string name) => rounds.Has(name) ? string.Create(CultureInfo.InvariantCulture, $"{Benchmarks.Ratio.Text(rounds.Time(name))} {Ratio(name):F2}×") : "–";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{c.Name,-55} {Benchmarks.Ratio.Text(line.NetGen),9} {Peer("ONNX Runtime"),17} {Peer("TorchSharp"),17} {Peer("C# loop"),17} {Benchmarks.Ratio.Text(line.Limit),9} {share,6:P0} {ofPeak,7:P0}{(c.Threads > 1 ? $"   {OverOneThread(c):F2}× one thread, the same bits" : "")}"));
        return line;
    }

    /// <summary>What threads bring, in a process of its own: the peers' threads keep their cores busy for a while after their turn.</summary>
    private static double OverOneThread(Case c)
    {
        const int rounds = 9;
        Case alone = Cases.All.Single(other => other.Name == Cases.OnOneThread(c));
        using var process = WorkerProcess.Jit();
        return WorkerProcess.Median(WorkerProcess.Alternate(process, process, alone, c, rounds).Select(round => round.First.Time / round.Second.Time));
    }

    private static List<(string Name, IPeer Peer)> PeersOf(Case c, Model model, Data data, double learningRate)
    {
        var peers = new List<(string, IPeer)>();
        if (c.Work == Work.Forward) peers.Add(("ONNX Runtime", new OnnxRuntimePeer(model, data.X, c.Threads)));
        if (c.Work == Work.Backward) return peers;
        if (Torch.Create is { } torch) peers.Add(("TorchSharp", torch(model, data, c.Threads, learningRate)));
        if (c.Threads == 1) peers.Add(("C# loop", new TensorsPeer(model, data, learningRate)));
        return peers;
    }

    /// <summary>Who computes something else is not timed: outputs alike; losses alike through steps with which the network learns; on threads the same bits.</summary>
    private static void Compared(Case c)
    {
        const int steps = 5;
        const double learningRate = 1e-3;
        Subject subject = c.Create(learningRate), alone = c.Create(learningRate);
        var data = new Data(subject.Model, c.Batch);
        List<(string Name, IPeer Peer)> peers = PeersOf(c, subject.Model, data, learningRate);
        subject.Predict(data.X, data.Y, c.Threads, 1);
        foreach ((string name, IPeer peer) in peers)
        {
            peer.Forward();
            Compare(name, data.Y, peer.Output());
        }
        if (c.Threads > 1)
        {
            float[] y = [.. data.Y];
            alone.Predict(data.X, data.Y, 1, 1);
            SameBits(y, data.Y);
        }
        for (int step = 0; c.Work == Work.Train && step < steps; step++)
        {
            float loss = subject.TrainStep!(data.X, data.Values, data.Indices, c.Threads, 1);
            foreach ((string name, IPeer peer) in peers) Compare($"{name}, whose loss is compared in step {step + 1},", [loss], [((ITrainingPeer)peer).TrainStep()]);
            if (c.Threads > 1) alone.TrainStep!(data.X, data.Values, data.Indices, 1, 1);
        }
        if (c.Threads > 1) SameBits(subject.Parameters(), alone.Parameters());
        foreach ((_, IPeer peer) in peers) peer.Dispose();
    }

    private static void Compare(string peer, float[] ours, float[] theirs)
    {
        for (int i = 0; i < ours.Length; i++)
            if (!(Math.Abs(ours[i] - theirs[i]) <= 1e-4 * Math.Abs(theirs[i]) + 1e-5))
                throw new InvalidOperationException($"NetGen and {peer} do not compute the same: value {i} is {ours[i]} and {theirs[i]}.");
    }

    private static void SameBits(float[] some, float[] others)
    {
        for (int i = 0; i < some.Length; i++)
            if (BitConverter.SingleToInt32Bits(some[i]) != BitConverter.SingleToInt32Bits(others[i]))
                throw new InvalidOperationException($"The number of threads changes bits: value {i} is {some[i]:R} and {others[i]:R}.");
    }
}
