using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks;

/// <summary>
/// What a program costs that is compiled ahead of time and predicts once: files, and the time from its start to its end, for an empty
/// program, for NetGen and for ONNX Runtime with the same network. Programs run turn by turn.
/// </summary>
internal static class Startup
{
    private const int Rounds = 41;

    /// <summary>Publishes the programs, and times them.</summary>
    /// <param name="folder">Where they go; those that are there already are only run, so that a measurement need not wait for compilers.
    /// Null for a folder that is removed at the end.</param>
    public static int Run(string? folder)
    {
        string work = folder is null ? Directory.CreateTempSubdirectory("netgen-startup-").FullName
            : Directory.CreateDirectory(folder).FullName;
        try
        {
            var net = new Net10x64x64x1(seed: 42);
            string model = Path.Combine(work, "model.onnx");
            File.WriteAllBytes(model,
                Peers.OnnxModel.Write(Model.Of(net, "BinaryCrossEntropy", indices: false, "ReLU", "ReLU", "Sigmoid"), batch: 1));
            (string Name, string Project, string[] Arguments)[] programs =
            [
                ("an empty program", "benchmarks/Startup/Empty", []),
                ("NetGen", "samples/Aot", ["first"]),
                ("ONNX Runtime", "benchmarks/Startup/Onnx", [model]),
            ];
            string[] files = [.. programs.Select(program => Publish(program.Project, Path.Combine(work, program.Name.Replace(' ', '-'))))];

            // The same network, or there is nothing to compare. These runs also bring the files into memory.
            float[] predicted = [.. Enumerable.Range(1, files.Length - 1)
                .Select(i => float.Parse(Time(files[i], programs[i].Arguments).Output, CultureInfo.InvariantCulture))];
            float expected = net.Predict(new float[Net10x64x64x1.InputLength]);
            if (predicted.Any(value => !(Math.Abs(value - expected) <= 1e-6f)))
                throw new InvalidOperationException($"The programs predict {string.Join(" and ", predicted)}; it should be {expected}.");

            var times = new double[programs.Length][];
            for (int i = 0; i < times.Length; i++) times[i] = new double[Rounds];
            for (int round = 0; round < Rounds; round++)
                for (int i = 0; i < programs.Length; i++) times[i][round] = Time(files[i], programs[i].Arguments).Milliseconds;
            double[][] rounds = [.. times.Select(list => list.ToArray())];
            foreach (double[] list in times) Array.Sort(list);

            Console.WriteLine(
                $"| 10-64-64-1, one prediction | files | start to end, median of {Rounds} | over the empty program's | fastest |");
            Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
            for (int i = 0; i < programs.Length; i++)
            {
                double size = Directory.GetFiles(Path.GetDirectoryName(files[i])!).Where(IsNeeded)
                    .Sum(file => new FileInfo(file).Length) / 1e6;
                // Within a round, so that a busy moment meets both.
                double over = Middle(Enumerable.Range(0, Rounds).Select(round => rounds[i][round] - rounds[0][round]));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {programs[i].Name} | {size:F2} MB | {times[i][Rounds / 2]:F1} ms | "
                    + $"{(i == 0 ? "" : $"{over:F1} ms")} | {times[i][0]:F1} ms |"));
            }
            return 0;
        }
        finally
        {
            if (folder is null) Directory.Delete(work, recursive: true);
        }
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    /// <summary>Not symbols and documentation, nor libraries of Windows, which ONNX Runtime's package brings everywhere.</summary>
    private static bool IsNeeded(string file) => Path.GetExtension(file) is not (".dbg" or ".pdb" or ".xml" or ".lib" or ".dsym")
        && (OperatingSystem.IsWindows() || Path.GetExtension(file) != ".dll");

    private static string Publish(string project, string to)
    {
        string file = Path.Combine(to, Path.GetFileName(project) + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return File.Exists(file) ? file : Repository.Publish(project, to);
    }

    /// <summary>Milliseconds of a process, and what it wrote.</summary>
    private static (double Milliseconds, string Output) Time(string file, string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return process.ExitCode == 0 ? (time, output) : throw new InvalidOperationException($"{file} ended with {process.ExitCode}.");
    }
}
