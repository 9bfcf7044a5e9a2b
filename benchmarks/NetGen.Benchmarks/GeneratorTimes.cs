using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks;

/// <summary>What the generator costs whoever edits and builds: a network of ten layers.</summary>
internal static class GeneratorTimes
{
    private const int ColdProcesses = 7, Edits = 31, Builds = 5;

    public static int Run()
    {
        GeneratorResults.Run();
        Console.WriteLine("100-128-128-128-64-64-64-64-32-32-1, medians");
        Print($"first run in a process whose compiler is warm, {ColdProcesses} processes", Middle(ColdProcesses, ColdProcess), "ms");
        var work = new GeneratorWork();
        for (int i = 0; i < 60; i++) work.Edit();
        Thread.Sleep(300);
        Print($"after the change of a layer's width, {Edits} edits", Middle(Edits, () => Time(work.Edit)), "ms");
        work.EditElsewhere();
        Print($"after a change in another file, {Edits} edits", Middle(Edits, () => Time(work.EditElsewhere)), "ms");

        using var build = new BuildWork();
        foreach (bool shared in (bool[])[true, false])
        {
            // By turns; the first round warms the disk's cache and the server.
            var added = new List<double>();
            var plain = new List<double>();
            for (int round = 0; round <= Builds; round++)
            {
                double without = Time(() => build.Build("Plain", shared)), with = Time(() => build.Build("Network", shared));
                if (round == 0) continue;
                plain.Add(without);
                added.Add(with - without);
            }
            string how = shared ? "compiler's server" : "a compiler of its own";
            Print($"dotnet build without a network, {how}", WorkerProcess.Median(plain), "ms");
            Print($"added by the network, {how}, {Builds} builds", WorkerProcess.Median(added), "ms");
        }

        IReadOnlyList<(string File, int Lines)> lines = work.Lines();
        Print("lines generated", lines.Sum(file => file.Lines),
            $"   {string.Join(", ", lines.Select(file => $"{file.File} {file.Lines}"))}");
        return 0;
    }

    /// <summary>In a fresh process: prints the milliseconds of the generator's first run.</summary>
    public static int Cold()
    {
        var work = new GeneratorWork();
        work.WarmRoslyn();
        Console.WriteLine(Time(work.Cold).ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    private static double ColdProcess()
    {
        using Process process =
            Process.Start(new ProcessStartInfo("dotnet", [typeof(GeneratorTimes).Assembly.Location, "generator", "cold"])
                { RedirectStandardOutput = true })!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    private static double Middle(int count, Func<double> time) => WorkerProcess.Median([.. Enumerable.Range(0, count).Select(_ => time())]);

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Print(string what, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-65} {value,8:F1} {unit}"));
}
