using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks;

/// <summary>A process of NetGen.Benchmarks.Cases, which measures what it is asked.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process process;

    private WorkerProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        process = Process.Start(start)!;
    }

    /// <param name="Isa">What ran.</param>
    /// <param name="Time">Nanoseconds of the case.</param>
    /// <param name="PerFlop">Nanoseconds of a floating-point operation at peak; not a number where the instruction set has no fused
    /// multiply-add.</param>
    public readonly record struct Answer(string Isa, double Time, double PerFlop);

    /// <summary>By the JIT, with variables of the environment.</summary>
    public static WorkerProcess Jit(params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Case).Assembly.Location]);
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return new WorkerProcess(start);
    }

    /// <summary>A program compiled ahead of time.</summary>
    public static WorkerProcess Program(string file) => new(new ProcessStartInfo(file));

    public Answer Measure(Case c)
    {
        process.StandardInput.WriteLine(c.Name);
        process.StandardInput.Flush();
        string[] words = process.StandardOutput.ReadLine()?.Split(' ')
            ?? throw new InvalidOperationException($"The process that measures {c.Name} has ended.");
        return new Answer(words[0], double.Parse(words[1], CultureInfo.InvariantCulture),
            double.Parse(words[2], CultureInfo.InvariantCulture));
    }

    /// <summary>Both by turns: their answers by round, none of the first round, in which the JIT is busy.</summary>
    public static IReadOnlyList<(Answer First, Answer Second)> Alternate(WorkerProcess first, WorkerProcess second, Case c, int rounds) =>
        Alternate(first, second, c, c, rounds);

    /// <summary>Two cases by turns, in one process or two.</summary>
    public static IReadOnlyList<(Answer First, Answer Second)> Alternate(WorkerProcess first, WorkerProcess second, Case one,
        Case other, int rounds)
    {
        first.Measure(one);
        second.Measure(other);
        return [.. Enumerable.Range(0, rounds).Select(_ => (first.Measure(one), second.Measure(other)))];
    }

    /// <summary>The middle of an odd number of values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
