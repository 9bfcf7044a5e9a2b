using System.Diagnostics;

namespace NetGen.Benchmarks.Peers;

/// <summary>TorchSharp, where the program that has it runs: its native library is large, and does not load everywhere.</summary>
internal sealed class Torch
{
    private const string Project = "benchmarks/NetGen.Benchmarks.Torch";
    private readonly string path;

    private Torch(string path) => this.path = path;

    public delegate ITrainingPeer Maker(Model model, Data data, int threads, double learningRate);

    /// <summary>Null where TorchSharp is not there.</summary>
    public static Maker? Create { get; set; }

    /// <summary>The program with TorchSharp, built if need be; null where it cannot be built, with a note.</summary>
    public static Torch? Program
    {
        get
        {
            string folder = Path.Combine(Repository.Root, Project),
                program = Path.Combine(folder, "bin", "Release", "net10.0", "NetGen.Benchmarks.Torch.dll");
            if (!File.Exists(program))
                Console.Error.WriteLine(
                    "Building the program with TorchSharp, whose package is some hundred megabytes (--no-torch goes without) …");
            if (Repository.TryDotNet(out string output, "build", folder, "-c", "Release", "-v", "quiet", "-nologo", "-tl:off"))
                return new Torch(program);
            Console.Error.WriteLine(
                $"TorchSharp's columns are empty: dotnet build -c Release {Project} fails.\n"
                + string.Join(
                    '\n', output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Distinct().Take(3)));
            return null;
        }
    }

    /// <summary>Runs a command there, in this console.</summary>
    public int Run(string[] args)
    {
        using Process process = Process.Start("dotnet", [path, .. args]);
        process.WaitForExit();
        return process.ExitCode;
    }
}
