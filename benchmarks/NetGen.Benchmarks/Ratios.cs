using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NetGen.Benchmarking;
using NetGen.Benchmarks.Peers;

namespace NetGen.Benchmarks;

/// <summary>One line of the table; times in nanoseconds, null where there is nothing to compare with.</summary>
internal sealed record Ratio(
    [property: JsonPropertyName("case")] string Case,
    [property: JsonPropertyName("netgen_ns")] double NetGen,
    [property: JsonPropertyName("ort_ns")] double? Ort,
    [property: JsonPropertyName("torch_ns")] double? Torch,
    [property: JsonPropertyName("limit_ns")] double? Limit,
    [property: JsonPropertyName("ratio_ort")] double? RatioOrt,
    [property: JsonPropertyName("ratio_torch")] double? RatioTorch,
    [property: JsonPropertyName("share_of_limit")] double? ShareOfLimit,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("isa")] string Isa);

/// <summary>
/// The quick comparison: each case against its peers and against what the machine can do, measured turn by turn in the same run.
/// </summary>
internal static class Ratios
{
    /// <param name="args"><c>--only PATTERN</c> (a regular expression), <c>--json FILE</c>.</param>
    public static int Run(ReadOnlySpan<string> args)
    {
        string pattern = "", file = "";
        for (int i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) return Fail($"{args[i]} wants a value.");
            if (args[i] == "--only") pattern = args[i + 1];
            else if (args[i] == "--json") file = args[i + 1];
            else return Fail($"There is no option {args[i]}: --only PATTERN, --json FILE.");
        }

        Case[] cases = [.. Cases.All.Where(c => Regex.IsMatch(c.Name, pattern, RegexOptions.IgnoreCase))];
        if (cases.Length == 0) return Fail($"No case matches {pattern}. There are: {string.Join(", ", Cases.All.Select(c => c.Name))}.");
        if (!TorchIsThere) Console.WriteLine("TorchSharp is not in this build; add it with -p:Torch=true.");

        Console.WriteLine($"{"case",-56} {"NetGen",10} {"ONNX Runtime",20} {"TorchSharp",20} {"limit",10} {"share",6} {"of FMA peak",12}");
        var lines = new List<Ratio>();
        foreach (Case c in cases) lines.Add(Measured(c));
        if (file.Length > 0) File.WriteAllText(file, JsonSerializer.Serialize(lines, new JsonSerializerOptions { WriteIndented = true }) + "\n");
        return 0;
    }

    private static Ratio Measured(Case c)
    {
        Subject subject = c.Create();
        Model model = subject.Model;
        float[] x = Data.Uniform(c.Batch * model.Inputs, 1), y = new float[c.Batch * model.Outputs];
        float[] values = Data.Uniform(c.Batch * model.Outputs, 2);
        int[] indices = Data.Indices(c.Batch, model.Outputs, 3);

        var contenders = new List<Contender>();
        Action<int> work = c.Work switch
        {
            Work.Forward => count => subject.Predict(x, y, count),
            Work.Train => count => subject.TrainStep!(x, values, indices, count),
            _ => c.Backward!(c.Batch),
        };
        contenders.Add(new("NetGen", work));
        using OnnxRuntimePeer? ort = c.Work == Work.Forward ? AddOnnxRuntime(contenders, subject, x, y) : null;
        using IDisposable? torch = AddTorch(contenders, c.Work, subject, x, y, values, indices);

        // The limit: the products at FMA peak. Forward, at least every weight is read once; in a step of Adam every parameter has its
        // square root and its division beside.
        Contender? peak = Limits.Fma(subject.Isa) is { } fma ? Contender.Of("FMA peak", fma) : null, floor = null;
        if (peak is not null) contenders.Add(peak);
        if (peak is not null && c.Work == Work.Forward) contenders.Add(floor = Contender.Of("reading", Limits.Read(subject.Isa, model.Parameters)));
        if (peak is not null && c.Work == Work.Train) contenders.Add(floor = Contender.Of("divider", Limits.Divider(subject.Isa, model.Parameters)));

        double[] times = Measure.Medians(contenders);
        double? Time(string name) => contenders.FindIndex(p => p.Name == name) is >= 0 and int i ? times[i] : null;

        double netGen = times[0];
        double flops = c.Batch * c.Work switch { Work.Forward => model.ForwardFlops, Work.Train => model.TrainFlops, _ => 2 * model.ForwardFlops };
        double? products = peak is null ? null : flops * Time(peak.Name) / Limits.FlopsOfFma(subject.Isa);
        double? limit = floor is null ? products : c.Work == Work.Forward ? Math.Max(products!.Value, Time(floor.Name)!.Value) : products + Time(floor.Name);
        var line = new Ratio(c.Name, netGen, Time("ONNX Runtime"), Time("TorchSharp"), limit,
            Time("ONNX Runtime") / netGen, Time("TorchSharp") / netGen, limit / netGen, Threads: 1, subject.Isa.ToString());
        Console.WriteLine($"{line.Case,-56} {Text(netGen),10} {Peer(line.Ort, line.RatioOrt),20} {Peer(line.Torch, line.RatioTorch),20} {Text(limit),10} {line.ShareOfLimit,6:P0} {products / netGen,12:P0}");
        return line;
    }

    private static OnnxRuntimePeer AddOnnxRuntime(List<Contender> contenders, Subject subject, float[] x, float[] y)
    {
        var theirs = new float[y.Length];
        var peer = new OnnxRuntimePeer(subject.Model, x, theirs);
        peer.Forward();
        subject.Predict(x, y, 1);
        Compare("ONNX Runtime", y, theirs);
        contenders.Add(Contender.Of("ONNX Runtime", peer.Forward));
        return peer;
    }

#if TORCH
    private static bool TorchIsThere => true;

    private static TorchPeer? AddTorch(List<Contender> contenders, Work work, Subject subject, float[] x, float[] y, float[] values, int[] indices)
    {
        if (work == Work.Backward) return null;
        var peer = new TorchPeer(subject.Model, x, values, indices);
        subject.Predict(x, y, 1);
        Compare("TorchSharp", y, peer.Output());
        if (work == Work.Train) Compare("TorchSharp's loss", [subject.TrainStep!(x, values, indices, 1)], [peer.TrainStep()]);
        contenders.Add(Contender.Of("TorchSharp", work == Work.Forward ? peer.Forward : () => peer.TrainStep()));
        return peer;
    }
#else
    private static bool TorchIsThere => false;

    private static IDisposable? AddTorch(List<Contender> contenders, Work work, Subject subject, float[] x, float[] y, float[] values, int[] indices) => null;
#endif

    /// <summary>Who computes something else is not timed.</summary>
    private static void Compare(string peer, float[] ours, float[] theirs)
    {
        for (int i = 0; i < ours.Length; i++)
            if (!(Math.Abs(ours[i] - theirs[i]) <= 1e-4 * Math.Abs(theirs[i]) + 1e-5))
                throw new InvalidOperationException($"NetGen and {peer} do not compute the same: value {i} is {ours[i]} and {theirs[i]}.");
    }

    private static string Peer(double? time, double? ratio) => time is null ? "–" : $"{Text(time)} {ratio!.Value.ToString("F2", CultureInfo.InvariantCulture)}×";

    private static string Text(double? nanoseconds) => nanoseconds switch
    {
        null => "–",
        < 1e3 => $"{nanoseconds:F0} ns",
        < 1e6 => $"{nanoseconds / 1e3:F2} µs",
        _ => $"{nanoseconds / 1e6:F2} ms",
    };

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 2;
    }
}
