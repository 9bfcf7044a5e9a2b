using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using NetGen.Benchmarking;
using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks;

/// <summary>
/// The quick comparison: each case against its peers and against what the machine can do, measured turn by turn in the same run. A ratio is
/// the median of the ratios within rounds. Work on several threads is measured in processes of their own, one after the other: threads that
/// spin for more work, as the peers' do for a while after their turn, would keep a core from the next one.
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
        Console.WriteLine(
            $"{"case",-55} {"NetGen",9} {"ONNX Runtime",17} {"TorchSharp",17} {"C# loop",17} {"limit",9} {"share",6} {"of peak",7}");
        var lines = new List<Ratio>();
        var machine = new List<(double Peak, double[] Bandwidths)>();
        foreach (Case c in cases) lines.Add(Measured(c, machine));

        double Middle(Func<(double Peak, double[] Bandwidths), double> of) => machine.Select(of).Order().ElementAt(machine.Count / 2);
        string Read(string cache, int i) =>
            string.Create(CultureInfo.InvariantCulture, $"{Middle(m => m.Bandwidths[i]):F0} GB/s from {cache}");
        if (machine.Count > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{lines[0].Isa}, measured between the cases' turns: {Middle(m => m.Peak):F1} GFLOP/s of fused multiply-adds; reading "
                + $"{string.Join(", ", Caches.Select((cache, i) => Read(cache.Name, i)))}"));
        Ratio.Write(file, lines);
        return 0;
    }

    private static Ratio Measured(Case c, List<(double Peak, double[] Bandwidths)> machine)
    {
        bool isApart = c.Threads > 1;
        if (!isApart) Compared(c);
        Subject subject = c.Create(Cases.LearningRate);
        Model model = subject.Model;
        var data = new Data(model, c.Batch);

        Dictionary<string, double>? apart = isApart
            ? new[] { Own }.Concat(PeersOf(c)).ToDictionary(name => name, name => InProcess(c, name)) : null;
        List<(string Name, IPeer Peer)> peers = isApart ? [] : PeersOf(c, model, data, Cases.LearningRate);
        List<Contender> contenders = isApart ? []
            : [new(Own, c.Contend(subject, data, c.Threads)), .. peers.Select(peer => Contend(c, peer.Name, peer.Peer))];
        bool hasPeak = Limits.Fma(subject.Isa) is not null;
        if (hasPeak)
        {
            contenders.Add(Contender.Of(Peak, Limits.Fma(subject.Isa)!));
            if (c.Work == Work.Forward) contenders.Add(Contender.Of(Weights, Limits.Read(subject.Isa, model.Parameters)));
            if (c.Work == Work.Train) contenders.Add(Contender.Of(Adam, Limits.Adam(subject.Isa, model.Parameters)));
            foreach ((string name, long floats) in Caches) contenders.Add(Contender.Of(name, Limits.Read(subject.Isa, floats)));
        }

        Rounds rounds = Measure.Run(contenders, Budget);
        foreach ((_, IPeer peer) in peers) peer.Dispose();

        // The products at peak, shared by the threads; but a sample needs every weight read once, and a step of Adam its pass over the
        // parameters.
        double Products(int round) => c.Flops(model) / Limits.FlopsOfFma(subject.Isa) * rounds.At(Peak, round) / c.Threads;
        double Limit(int round) => c.Work switch
        {
            Work.Forward => Math.Max(Products(round), rounds.At(Weights, round)),
            Work.Train => Products(round) + rounds.At(Adam, round) / c.Threads,
            _ => Products(round),
        };
        double At(string contender, int round) => apart?[contender] ?? rounds.At(contender, round);
        double? Time(string contender) =>
            apart is null ? rounds.Time(contender) : apart.TryGetValue(contender, out double time) ? time : null;
        double? Ratio(string peer) => Time(peer) is null ? null : rounds.Median(round => At(peer, round) / At(Own, round));
        double? share = hasPeak ? rounds.Median(round => Limit(round) / At(Own, round))
            : null, ofPeak = hasPeak ? rounds.Median(round => Products(round) / At(Own, round)) : null;

        var line = new Ratio(c.Name, Time(Own)!.Value, Time("ONNX Runtime"), Time("TorchSharp"), hasPeak ? rounds.Median(Limit) : null,
            Ratio("ONNX Runtime"), Ratio("TorchSharp"), share, c.Threads, subject.Isa.ToString());
        if (hasPeak)
            machine.Add(
                (Limits.FlopsOfFma(subject.Isa) / rounds.Time(Peak)!.Value, [
                    .. Caches.Select(cache => cache.Floats * 4 / rounds.Time(cache.Name)!.Value)]));
        string Peer(string name) =>
            Time(name) is { } time ? string.Create(CultureInfo.InvariantCulture, $"{Benchmarks.Ratio.Text(time)} {Ratio(name):F2}×") : "–";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{c.Name,-55} {Benchmarks.Ratio.Text(line.NetGen),9} {Peer("ONNX Runtime"),17} {Peer("TorchSharp"),17} "
            + $"{Peer("C# loop"),17} {Benchmarks.Ratio.Text(line.Limit),9} {share,6:P0} "
            + $"{ofPeak,7:P0}{(c.Threads > 1 ? $"   {OverOneThread(c):F2}× one thread, the same bits" : "")}"));
        return line;
    }

    private static Contender Contend(Case c, string name, IPeer peer) =>
        Contender.Of(name, c.Work == Work.Forward ? peer.Forward : () => ((ITrainingPeer)peer).TrainStep());

    /// <summary>Nanoseconds of a case for one contender, in a process of its own, where <see cref="Alone"/> is called.</summary>
    private static double InProcess(Case c, string contender)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly.GetEntryAssembly()!.Location, "alone", c.Name, contender])
            { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.TryParse(output, CultureInfo.InvariantCulture, out double time)
            ? time
            : throw new InvalidOperationException(
                $"The process that measures {contender} in {c.Name} ends with {process.ExitCode}: {output}");
    }

    /// <summary>Writes the nanoseconds of a case for one contender.</summary>
    public static int Alone(string name, string contender)
    {
        Case c = Cases.All.Single(one => one.Name == name);
        Subject subject = c.Create(Cases.LearningRate);
        var data = new Data(subject.Model, c.Batch);
        Contender only = contender == Own ? new(Own, c.Contend(subject, data, c.Threads))
            : Contend(c, contender, Peer(c, contender, subject.Model, data, Cases.LearningRate));
        double time = Measure.Run([only], Budget / 2).Time(contender)!.Value;
        Compared(c);
        Console.WriteLine(time.ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>What threads bring: the case and the same on one thread by turns, in a process of their own.</summary>
    private static double OverOneThread(Case c)
    {
        const int rounds = 9;
        Case alone = Cases.All.Single(other => other.Name == Cases.OnOneThread(c));
        using var process = WorkerProcess.Jit();
        return WorkerProcess.Median(WorkerProcess.Alternate(process, process, alone, c, rounds)
            .Select(round => round.First.Time / round.Second.Time));
    }

    /// <summary>Who does the same.</summary>
    private static IEnumerable<string> PeersOf(Case c)
    {
        if (c.Work == Work.Forward) yield return "ONNX Runtime";
        if (c.Work == Work.Backward) yield break;
        if (Torch.Create is not null) yield return "TorchSharp";
        if (c.Threads == 1) yield return "C# loop";
    }

    private static List<(string Name, IPeer Peer)> PeersOf(Case c, Model model, Data data, double learningRate) =>
        [.. PeersOf(c).Select(name => (name, Peer(c, name, model, data, learningRate)))];

    private static IPeer Peer(Case c, string name, Model model, Data data, double learningRate) => name switch
    {
        "ONNX Runtime" => new OnnxRuntimePeer(model, data.X, c.Threads),
        "TorchSharp" => Torch.Create!(model, data, c.Threads, learningRate),
        _ => new TensorsPeer(model, data, learningRate),
    };

    /// <summary>
    /// Who computes something else is not timed: outputs the same; losses the same through steps with which the network learns; on threads
    /// the same bits.
    /// </summary>
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
            foreach ((string name, IPeer peer) in peers)
                Compare($"{name}, whose loss is compared in step {step + 1},", [loss], [((ITrainingPeer)peer).TrainStep()]);
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
